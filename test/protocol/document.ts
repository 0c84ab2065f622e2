/** Whether a document of the wire says the same as the lists of messages and lines that the codec is made of. */
import { isDeepStrictEqual } from 'node:util';
import {
  type AnyBoardLine,
  type AnyHostMessage,
  type BoardLineEntry,
  createHostCodec,
  createLineCodec,
  type HostMessageEntry,
} from '../../src/protocol/index.js';
import { readExamples } from '../contract/vectors.js';

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** The heading of a message: its code and its name. */
function headingOf({ code, type }: HostMessageEntry<AnyHostMessage>): string {
  return `#### ${code.toString(16).padStart(2, '0').toUpperCase()} ${type.toUpperCase()}`;
}

/** What is wrong between a document and messages to the board; nothing if each has its section and its one example. */
export function messageProblems(
  text: string,
  entries: readonly HostMessageEntry<AnyHostMessage>[],
): string[] {
  const { wires } = readExamples(text);
  const codec = createHostCodec(entries);
  const problems = entries.flatMap((entry) => {
    const { type, example } = entry;
    const found: string[] = [];
    if (!text.includes(`\n${headingOf(entry)}\n`)) found.push(`no heading "${headingOf(entry)}"`);
    const wire = hexOf(codec.encode(example.message));
    if (wire !== example.wire) found.push(`${type}: is encoded as ${wire}`);
    const bytes = Uint8Array.from(example.wire.split(' '), (digits) => Number.parseInt(digits, 16));
    if (!isDeepStrictEqual(codec.decode(bytes.subarray(0, -1)), example.message))
      found.push(`${type}: is decoded otherwise`);
    const own = wires.filter(({ name }) => name.split(':')[0] === type.toUpperCase());
    if (own.length !== 1) found.push(`${type}: ${own.length} examples, expected 1`);
    else if (
      !own[0]!.steps.some(
        ({ host, wire }) => isDeepStrictEqual(host, example.message) && hexOf(wire) === example.wire,
      )
    )
      found.push(`${type}: its example is not that of the list`);
    return found;
  });
  const extra = wires.length - entries.length;
  return extra > 0 ? [...problems, `${extra} examples more than messages`] : problems;
}

/** What is wrong between a document and lines of a board; nothing if each has its row and its one example. */
export function lineProblems(text: string, entries: readonly BoardLineEntry<AnyBoardLine>[]): string[] {
  const { lines } = readExamples(text);
  const codec = createLineCodec(entries);
  const problems = entries.flatMap(({ verb, example }) => {
    const found: string[] = [];
    if (!text.includes(`\n| ${verb} | \`${verb} `)) found.push(`no row for ${verb}`);
    const formatted = codec.format(example.line);
    if (formatted !== example.text) found.push(`${verb}: is formatted as ${formatted}`);
    if (!isDeepStrictEqual(codec.parse(example.text), example.line)) found.push(`${verb}: is read otherwise`);
    const own = lines.filter(({ value }) => value.verb === verb);
    if (own.length !== 1) found.push(`${verb}: ${own.length} examples, expected 1`);
    else if (own[0]!.line !== example.text || !isDeepStrictEqual(own[0]!.value, example.line))
      found.push(`${verb}: its example is not that of the list`);
    return found;
  });
  const extra = lines.length - entries.length;
  return extra > 0 ? [...problems, `${extra} examples more than lines`] : problems;
}
