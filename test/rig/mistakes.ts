/** One mistake made in a good rig file, as people make them, and the advice of a message followed to the letter. */
import { isMap, isScalar, LineCounter, type Node, type Pair, parseDocument, type Scalar, visit } from 'yaml';
import type { FileProblem } from '../../src/files/index.js';

/** A piece of the text to be replaced. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

export function edited(text: string, { from, to, by }: Edit): string {
  return text.slice(0, from) + by + text.slice(to);
}

interface Nodes {
  readonly keys: readonly Scalar[];
  readonly values: readonly Node[];
}

/** Every key and every value of a file that can be read. */
export function nodesOf(text: string): Nodes {
  const keys: Scalar[] = [];
  const values: Node[] = [];
  visit(parseDocument(text), {
    Pair(_, pair) {
      if (isScalar(pair.key) && pair.key.range) keys.push(pair.key);
      const value = pair.value as Node | null;
      if (value?.range) values.push(value);
    },
    Seq(_, seq) {
      for (const item of seq.items) if (isScalar(item) && item.range) values.push(item);
    },
  });
  return { keys, values };
}

const spanOf = ({ range }: Node) => ({ from: range![0], to: range![1] });

/** What somebody wrote in the place of a value: another type, another size, another unit. */
export function wrongValues(value: Node): readonly string[] {
  const common = [
    'true',
    'yes',
    '[1, 2]',
    '{a: 1}',
    '',
    '~',
    '.nan',
    '.inf',
    '-1',
    '0',
    '1.5',
    '1e9',
    '"12"',
    'lots',
    '-70 mV',
    '0,5',
    '50 %',
    '3 s',
  ];
  if (!isScalar(value)) return ['5', 'lots', 'true', '', '[]', '{}'];
  const written = String(value.source ?? value.value);
  if (typeof value.value === 'number') {
    const figure = value.value;
    return [
      ...common,
      ...['mA', ' mA', ' A', ' V', 'mV', ' us', ' µs', ' ms', ' Ω', 'k', ' LEDs', '%', ','].map(
        (unit) => `${written}${unit}`,
      ),
      `"${written}"`,
      `${written},5`,
      `−${written}`,
      `0${written}`,
      String(figure / 1000),
      String(1000 * figure),
      String(figure + 0.5),
      String(-figure - 1),
      '151',
      '501',
      '5001',
    ];
  }
  return [
    ...common,
    written.toUpperCase(),
    `"${written} "`,
    written.slice(1),
    `${written}s`,
    `${written.slice(0, 2)}${written[2] ?? 'x'}${written.slice(2)}`,
    `x${written}`,
  ];
}

/** A key as it is written by somebody who does not look at it. */
export function wrongKeys(key: Scalar): readonly string[] {
  const name = String(key.value);
  const swapped = name.length > 2 ? `${name[0]}${name[2]}${name[1]}${name.slice(3)}` : `${name}${name}`;
  return [
    swapped,
    name.slice(0, -1),
    `${name}s`,
    name.toUpperCase(),
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    name.replace(/(Ma|Ms|Us|Mv|Ohm)$/, ''),
    name.replace('colour', 'color'),
    `${name}In`,
    'zoom',
    '5',
    'colourOrder',
  ].filter((other) => other !== name && other !== '');
}

/** All single mistakes of a file. */
export function mistakesOf(text: string): Edit[] {
  const { keys, values } = nodesOf(text);
  return [
    ...values.flatMap((value) => wrongValues(value).map((by) => ({ ...spanOf(value), by }))),
    ...keys.flatMap((key) => wrongKeys(key).map((by) => ({ ...spanOf(key), by }))),
  ];
}

/** What begins at a position that a message names: a key or a value, and the pair that it belongs to. */
function nodeAt(
  text: string,
  line: number,
  column: number,
): { node: Node; pair?: Pair; isKey: boolean } | undefined {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const offset = counter.lineStarts[line - 1]! + column - 1;
  let found: ReturnType<typeof nodeAt>;
  visit(document, {
    Pair(_, pair) {
      const [key, value] = [pair.key, pair.value] as [Node, Node | null];
      // The first key of a section begins where the section does.
      if (key.range?.[0] === offset) found = { node: key, pair, isKey: true };
      else if (value?.range?.[0] === offset) found ??= { node: value, pair, isKey: false };
    },
    Seq(_, seq) {
      for (const item of seq.items as Node[])
        if (item.range?.[0] === offset) found ??= { node: item, isKey: false };
    },
  });
  return found;
}

/**
 * The file after somebody has done what a message says; several where it leaves a choice. `undefined`: what it says
 * cannot be done by exchanging a word, such as to fit another resistor.
 */
export function followed(text: string, problem: FileProblem): string[] | undefined {
  const position = nodeAt(text, problem.line, problem.column);
  if (position === undefined) return undefined;
  const { node, pair, isKey } = position;
  const { expected, got, advice = '' } = { expected: '', got: undefined, ...problem };

  // Of a section in which an option is missing, only the position of the section is known.
  if (!isKey && isMap(node) && got === 'nothing') return undefined;
  const write = (by: string, at = node) => {
    const span = spanOf(at);
    if (span.from < span.to) return edited(text, { ...span, by });
    // An item that is not there may have a comment behind it.
    if (!pair) return edited(text, { ...span, by: `${by} ` });
    const afterColon = (pair.key as Scalar).range![1] + 1;
    return edited(text, { from: afterColon, to: afterColon, by: ` ${by}` });
  };
  /** An example is the whole of an option, `strip: {leds: 60}`, or what stands after its colon. */
  const writeExample = (example: string) => {
    if (!pair) return write(example);
    const key = pair.key as Scalar;
    const value = pair.value as Node;
    if (!example.startsWith(`${key.value}:`)) return write(example, value);
    return edited(text, { from: key.range![0], to: value.range![1], by: example });
  };

  const meant = /did you mean ([^?]+)\?/.exec(advice)?.[1];
  if (meant !== undefined) return /[. ]/.test(meant) ? undefined : [write(meant)];
  const example = /write for example (.*)$/.exec(advice)?.[1];
  const kinds = (got === 'nothing' && /^\w+: (.*)/.exec(expected)?.[1]?.split(/, | or /)) || [];
  if (example !== undefined)
    return [
      ...[example, ...example.split(/, or |, | or | \(/)].map(writeExample),
      ...(isKey ? [] : kinds.map((kind) => write(kind))),
    ];
  if (isKey) return undefined;
  if (/write one of these/.test(advice)) return expected.split(/, | or /).map((word) => write(word));
  const quoted = /put it in quotes: (".*")$/.exec(advice)?.[1];
  if (quoted !== undefined) return [write(quoted)];
  const figure = /^write (?:at least |at most )?(-?\w[\w.]*)(?=$|,|:| alone| with| without| for)/.exec(
    advice,
  )?.[1];
  return figure === undefined ? undefined : [write(figure)];
}
