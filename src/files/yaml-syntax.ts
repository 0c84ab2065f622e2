/** What a syntax error of the YAML parser means to somebody who does not know YAML. */
import { type Document, type ErrorCode, isSeq, type Range, visit, type YAMLError } from 'yaml';
import { gluedKey, withoutSpace } from './glued.js';
import type { Wrong } from './problem.js';
import { quoted } from './words.js';

type Explain = (error: YAMLError, source: string) => Wrong;

const SPACES = 'indent with spaces; all keys of one section start in the same column';
const KEY_VALUE = '"key: value"';

const EXPLAIN: Partial<Record<ErrorCode, Explain>> = {
  TAB_AS_INDENT: () => ({
    expected: 'spaces before the key',
    got: 'a tab',
    advice: 'replace the tab by two spaces',
  }),
  BAD_INDENT(error, source) {
    const keyless = keylessLineAbove(error, source);
    if (keyless !== undefined) return noKeyAt(keyless, source);
    return unclosedBracket(error) ?? { expected: 'the same indent as the key above', advice: SPACES };
  },
  BLOCK_AS_IMPLICIT_KEY: (error, source) =>
    deeperLine(error, source) ?? {
      expected: `one ${KEY_VALUE} on a line`,
      got: 'a second colon',
      advice: `put a text with a colon in quotes; ${SPACES}`,
    },
  BLOCK_IN_FLOW: () => ({
    expected: `${KEY_VALUE} separated by commas inside { }`,
    advice: 'is a closing "}" or "]" missing above?',
  }),
  MULTILINE_IMPLICIT_KEY: noKey,
  MISSING_CHAR(error, source) {
    if (error.message.startsWith('Missing directives-end'))
      return {
        expected: '"---" after the line that begins with %',
        advice: 'or remove that line: no file needs it',
      };
    const quote = missingQuote(error);
    if (quote === undefined) return unclosedBracket(error) ?? noKey(error, source);
    return {
      expected: `a closing ${quote}`,
      advice: `the text that begins here with ${quote} never ends`,
    };
  },
  UNEXPECTED_TOKEN(error, source) {
    const seen = source.slice(error.pos[0], error.pos[1]).trim();
    const got = seen === '' ? 'something else' : quoted(seen);
    const advice = 'is there a bracket, a comma or a dash too many, or a wrong indent?';
    return { expected: KEY_VALUE, got, advice };
  },
  BAD_SCALAR_START: (error, source) => ({
    expected: 'a value',
    got: `${quoted(source.charAt(error.pos[0]))} at its start`,
    advice: 'put the text in quotes',
  }),
  MULTIPLE_DOCS: () => ({
    expected: 'one set of sections',
    got: 'a second one after "---"',
    advice: 'keep each in a file of its own, and write no "---" after the first line',
  }),
  BAD_DQ_ESCAPE: () => ({
    expected: 'a known escape after the backslash',
    advice: 'write the backslash twice, or use single quotes',
  }),
};

/** The quote that a text begins with and never ends with; `undefined` for any other error. */
export function missingQuote(error: YAMLError): string | undefined {
  return /^Missing closing (["'])/.exec(error.message)?.[1];
}

/** The bracket that never comes; `undefined` for any other error. */
function missingBracket(error: YAMLError): string | undefined {
  return /^Flow .* end with a ([\]}])/.exec(error.message)?.[1];
}

function unclosedBracket(error: YAMLError): Wrong | undefined {
  const bracket = missingBracket(error);
  if (bracket === undefined) return undefined;
  const opening = bracket === '}' ? '{' : '[';
  return {
    expected: `a closing "${bracket}" for the "${opening}" that opens here`,
    advice: `every "${opening}" needs one, indented below its key`,
  };
}

/**
 * Where a person has to look [characters from the start]: where a quote or a bracket opens that nothing closes, and not
 * where the parser has given up waiting for its end. Never behind the last character.
 */
export function offsetOfError(error: YAMLError, source: string, document: Document.Parsed): number {
  const end = error.pos[0];
  const keyless = error.code === 'BAD_INDENT' ? keylessLineAbove(error, source) : undefined;
  if (keyless !== undefined) return keyless;
  const bracket = missingBracket(error);
  const quote = missingQuote(error);
  let opening: number | undefined;
  // What encloses comes before what is inside: the first one that ends where the error is has no end of its own.
  const look = (range: Range | null | undefined) => {
    if (range?.[1] === end) opening ??= range[0];
  };
  visit(document, {
    Scalar(_key, { range }) {
      if (quote !== undefined && source[range?.[0] ?? end] === quote) look(range);
    },
    Collection(_key, node) {
      if (node.flow === true && bracket === (isSeq(node) ? ']' : '}')) look(node.range);
    },
  });
  return opening ?? Math.min(end, source.trimEnd().length);
}

/** A line that has its value already, and the next one is indented as if it belonged to it; `undefined` otherwise. */
function deeperLine(error: YAMLError, source: string): Wrong | undefined {
  const [start] = error.pos;
  const own = lineAt(source, start);
  if (/:\s.*:\s/.test(own)) return undefined;
  const before = source.slice(0, start).split('\n').length;
  const after = source.split('\n').slice(before);
  const next = after.findIndex((line) => /^\s*[^\s#]/.test(line));
  const indentOf = (line: string) => line.length - line.trimStart().length;
  if (next < 0 || indentOf(after[next]!) <= indentOf(own)) return undefined;
  const number = before + next + 1;
  return {
    expected: `line ${number} to begin in the column of line ${before}, which has its value already`,
    advice: 'give both the same indent',
  };
}

/**
 * Where the first line of this section begins that has words and no colon: to YAML it is a text, and each key below it has a
 * wrong indent. Undefined if there is none above this error.
 */
function keylessLineAbove(error: YAMLError, source: string): number | undefined {
  const lines = source.slice(0, error.pos[0]).split('\n');
  const indentOf = (line: string) => line.length - line.trimStart().length;
  const own = indentOf(lineAt(source, error.pos[0]));
  let found: number | undefined;
  let start = error.pos[0] - lines.pop()!.length;
  for (const line of lines.reverse()) {
    start -= line.length + 1;
    if (!/^\s*[^\s#]/.test(line)) continue;
    if (indentOf(line) < own) break;
    if (indentOf(line) === own && /^\s*[\w-]+ [^:#]*(?:\s#.*)?$/.test(line)) found = start + own;
  }
  return found;
}

/** A line on which no key with a colon can be found. */
function noKey(error: YAMLError, source: string): Wrong {
  return noKeyAt(error.pos[0], source);
}

function noKeyAt(offset: number, source: string): Wrong {
  const line = lineAt(source, offset)
    .replace(/\s#.*$/, '')
    .trim();
  const glued = gluedKey(line);
  if (glued !== undefined && glued.value !== '') return withoutSpace(line, glued);
  const advice = line.startsWith('- ') ? 'no list belongs here, remove the dash' : 'is the colon missing?';
  return { expected: KEY_VALUE, got: quoted(line), advice };
}

function lineAt(source: string, offset: number): string {
  const end = source.indexOf('\n', offset);
  return source.slice(source.lastIndexOf('\n', offset - 1) + 1, end < 0 ? source.length : end);
}

/** What was expected, what was found, what to do. */
export function explainSyntax(error: YAMLError, source: string): Wrong {
  const explain = EXPLAIN[error.code];
  if (explain) return explain(error, source);
  return { expected: `YAML, ${KEY_VALUE} on each line`, advice: error.message.replace(/\.?\s*$/, '') };
}
