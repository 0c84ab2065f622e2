// All changes of one place in a TypeScript text that a good test would notice: an operator, a comparison, a constant,
// a condition, a statement that is missing, two arguments the wrong way round.
import { parseAst } from 'vite';

const SWAPPED = {
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '&': ['|'],
  '|': ['&'],
  '<<': ['>>'],
  '>>': ['<<'],
  '>>>': ['<<'],
  '+=': ['-='],
  '-=': ['+='],
  '*=': ['/='],
  '/=': ['*='],
  '??=': ['='],
  '++': ['--'],
  '--': ['++'],
};
const SWAPPED_CALLS = { min: 'max', max: 'min', floor: 'ceil', ceil: 'floor', some: 'every', every: 'some' };
/** In a longer list of numbers each is data, not a decision. */
const MOST_NUMBERS = 16;
/** Of the syntax of types only these hold an expression. */
const TYPED = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression']);
const ENDS = new Set(['ReturnStatement', 'ThrowStatement', 'ContinueStatement', 'BreakStatement']);

/** @returns `{ start, end, text }[]`: in place of start to end, this text. None spans more than a line. */
export function mutantsOf(source) {
  const found = [];
  const add = (node, text) => {
    if (source.slice(node.start, node.end).includes('\n')) return;
    found.push({ start: node.start, end: node.end, text });
  };
  const textOf = (node) => source.slice(node.start, node.end);
  /** The operator stands between two operands, with brackets and comments at most. */
  const swap = (operator, from, to) => {
    const start = source.indexOf(operator, from);
    if (start < 0 || start >= to) return;
    for (const text of SWAPPED[operator] ?? []) add({ start, end: start + operator.length }, text);
  };

  const VISITS = {
    BinaryExpression: ({ operator, left, right }) => swap(operator, left.end, right.start),
    LogicalExpression: ({ operator, left, right }) => swap(operator, left.end, right.start),
    AssignmentExpression: ({ operator, left, right }) => swap(operator, left.end, right.start),
    UpdateExpression: ({ operator, start, end }) => swap(operator, start, end),
    UnaryExpression(node) {
      if (node.operator === '!' || node.operator === '-') add(node, textOf(node.argument));
    },
    Literal(node, parent) {
      const { value } = node;
      if (typeof value === 'boolean') add(node, String(!value));
      if (typeof value !== 'number') return;
      if (parent.type === 'ArrayExpression' && parent.elements.length > MOST_NUMBERS) return;
      add(node, Number.isInteger(value) && value < 10 ? `${value + 1}` : `(2 * ${node.raw})`);
    },
    IfStatement(node) {
      add(node.test, `!(${textOf(node.test)})`);
      if (!node.alternate && ENDS.has(node.consequent.type)) add(node, ';');
    },
    ConditionalExpression: ({ test }) => add(test, `!(${textOf(test)})`),
    ExpressionStatement(node) {
      if (!node.directive && node.expression.callee?.type !== 'Super') add(node, ';');
    },
    CallExpression(node) {
      swapArguments(node);
      const { property, computed } = node.callee;
      const other = !computed && SWAPPED_CALLS[property?.name];
      if (other) add(property, other);
    },
    NewExpression: (node) => swapArguments(node),
  };

  function swapArguments({ arguments: [first, second] }) {
    if (!second || textOf(first) === textOf(second)) return;
    const between = source.slice(first.end, second.start);
    add({ start: first.start, end: second.end }, `${textOf(second)}${between}${textOf(first)}`);
  }

  function walk(node, parent) {
    if (node.type.startsWith('TS') && !TYPED.has(node.type)) return;
    if (node.type === 'ImportDeclaration') return;
    VISITS[node.type]?.(node, parent);
    for (const [name, child] of Object.entries(node)) {
      const isName = name === 'key' && !node.computed;
      if (isName || child === null || typeof child !== 'object') continue;
      for (const each of Array.isArray(child) ? child : [child])
        if (typeof each?.type === 'string') walk(each, node);
    }
  }

  walk(parseAst(source, { lang: 'ts' }), undefined);
  return found.sort((a, b) => a.start - b.start || a.end - b.end || (a.text < b.text ? -1 : 1));
}
