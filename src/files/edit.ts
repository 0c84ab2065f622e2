/**
 * Values written into a YAML text that somebody keeps by hand: the bytes of a value are replaced, or a line is added to its
 * section, and all else stays as it was written, comments and their columns too. Pure.
 */
import { type Document, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import { plainValue } from './plain-value.js';
import { createPositions } from './positions.js';
import type { FilePath } from './problem.js';
import { composed } from './yaml-scan.js';

export type Written = number | string | boolean | readonly (number | readonly number[])[];

export interface Edit {
  readonly path: FilePath;
  readonly value: Written;
}

const BYTE_ORDER_MARK = '\uFEFF';

/** A text after edits; `null`: it cannot be edited, because it is no YAML or has something else in the way. */
export function editedText(text: string, edits: readonly Edit[]): string | null {
  // It is no part of what is counted from.
  if (text.startsWith(BYTE_ORDER_MARK)) {
    const edited = editedText(text.slice(1), edits);
    return edited === null ? null : BYTE_ORDER_MARK + edited;
  }
  const before = plainOf(text);
  if (before === null) return null;
  const wanted = edits.reduce((so, { path, value }) => withValue(so, path, value), before.value);
  // Whatever the text is like: nothing but the edits may have changed.
  const isRight = (after: string | null): after is string =>
    after !== null && JSON.stringify(plainOf(after)?.value) === JSON.stringify(wanted);
  const byHand = edits.reduce<string | null>((so, edit) => so && editedOnce(so, edit), text);
  if (isRight(byHand)) return byHand;
  const byLibrary = writtenByLibrary(text, edits);
  return isRight(byLibrary) ? byLibrary : null;
}

/** By the library, where a value takes several lines: comments stay, their columns may not. */
function writtenByLibrary(text: string, edits: readonly Edit[]): string | null {
  const document = documentOf(text);
  if (document === null) return null;
  try {
    for (const { path, value } of edits) document.setIn(path, value);
    const written = document.toString({ lineWidth: 0 });
    return text.includes('\r\n') ? written.replaceAll(/\r?\n/g, '\r\n') : written;
  } catch {
    // A value stands where a section would have to be.
    return null;
  }
}

/** What stands at a path of a text; `undefined`: nothing. */
export function valueAt(text: string, path: FilePath): unknown {
  let value = plainOf(text)?.value;
  for (const key of path) value = (value as Record<string, unknown> | null | undefined)?.[key];
  return value;
}

function documentOf(text: string): Document.Parsed | null {
  const read = composed(text);
  return read.ok && read.document.errors.length === 0 ? read.document : null;
}

function plainOf(text: string): { readonly value: unknown } | null {
  const document = documentOf(text);
  if (document === null) return null;
  const problems: Parameters<typeof plainValue>[2] = [];
  const value = plainValue(document.contents as Node | null, createPositions(text, ''), problems);
  return problems.length === 0 ? { value } : null;
}

/** A value with another at a path of it; keys that it has stay in their order, a new one comes last. */
function withValue(value: unknown, [key, ...rest]: FilePath, wanted: Written): unknown {
  if (key === undefined) return wanted;
  const section = (value ?? {}) as Record<string, unknown>;
  return { ...section, [key]: withValue(section[key], rest, wanted) };
}

/** As YAML has it; what could be taken for something else is put in quotes. */
function yamlOf(value: Written | readonly number[]): string {
  if (typeof value === 'string') return /^[a-z][a-z-]*$/.test(value) ? value : JSON.stringify(value);
  return typeof value === 'object' ? `[${value.map(yamlOf).join(', ')}]` : String(value);
}

/** `a: {b: 1}` in brackets. */
const inFlow = ([key, ...rest]: FilePath, value: string): string =>
  `${key}: ${rest.length === 0 ? value : `{${inFlow(rest, value)}}`}`;

/** The same as lines, each two spaces deeper. */
function inLines([key, ...rest]: FilePath, value: string, indent: string): string[] {
  if (rest.length === 0) return [`${indent}${key}: ${value}`];
  return [`${indent}${key}:`, ...inLines(rest, value, `${indent}  `)];
}

function editedOnce(text: string, { path, value }: Edit): string | null {
  const document = documentOf(text);
  let section = document?.contents as Node | null | undefined;
  const written = yamlOf(value);
  for (const [depth, key] of path.entries()) {
    if (!isMap(section)) return null;
    const pair = section.items.find(({ key: name }) => isScalar(name) && String(name.value) === String(key));
    const rest = path.slice(depth);
    if (pair === undefined) return added(text, section, rest, written);
    const node = pair.value as Node | null;
    if (rest.length === 1) return replaced(text, node, written);
    // A section that is named and has nothing in it yet, but comments perhaps.
    if (node === null || (isScalar(node) && node.value === null))
      return belowKey(text, pair as Pair<Node>, rest.slice(1), written);
    section = node;
  }
  return null;
}

function replaced(text: string, node: Node | null, written: string): string | null {
  const isSection = isMap(node) || (isSeq(node) && node.flow !== true);
  if (node?.range == null || isSection) return null;
  const [start, end] = node.range;
  const behind = text.slice(end);
  if (start === end) return `${text.slice(0, start)} ${written}${behind}`;
  return `${text.slice(0, start)}${written}${keepColumn(behind, written.length - (end - start))}`;
}

/** A comment on the same line stays in its column, as far as there is room. */
function keepColumn(behind: string, longer: number): string {
  const spaces = /^( +)#/.exec(behind)?.[1];
  if (spaces === undefined) return behind;
  return ' '.repeat(Math.max(1, spaces.length - longer)) + behind.slice(spaces.length);
}

function added(text: string, section: YAMLMap, path: FilePath, written: string): string | null {
  const last = section.items.at(-1) as Pair<Node, Node | null> | undefined;
  if (section.flow === true) {
    if (section.range == null) return null;
    const at = last === undefined ? section.range[0] + 1 : endOf(last);
    return `${text.slice(0, at)}${last === undefined ? '' : ', '}${inFlow(path, written)}${text.slice(at)}`;
  }
  const first = section.items[0] as Pair<Node> | undefined;
  if (last === undefined || first?.key.range == null) return null;
  const keyAt = first.key.range[0];
  const indent = text.slice(text.lastIndexOf('\n', keyAt - 1) + 1, keyAt);
  if (indent.trim() !== '') return null;
  return withLines(text, endOf(last), inLines(path, written, indent));
}

function belowKey(text: string, pair: Pair<Node>, path: FilePath, written: string): string | null {
  const { range } = pair.key;
  if (range == null) return null;
  const indent = text.slice(text.lastIndexOf('\n', range[0] - 1) + 1, range[0]);
  if (indent.trim() !== '') return null;
  return withLines(text, range[1], inLines(path, written, `${indent}  `));
}

/** Where what is written of a pair ends, comments behind it left out. */
function endOf({ key, value }: Pair<Node, Node | null>): number {
  if (isMap(value) && value.flow !== true && value.items.length > 0)
    return endOf(value.items.at(-1) as Pair<Node, Node | null>);
  if (isSeq(value) && value.flow !== true && value.items.length > 0)
    return endOf({ key, value: value.items.at(-1) } as Pair<Node, Node | null>);
  return value?.range?.[1] ?? key.range?.[1] ?? 0;
}

/** Lines added behind the line in which `at` stands. */
function withLines(text: string, at: number, lines: readonly string[]): string {
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  // A text over several lines ends behind its last line.
  const from = text[at - 1] === '\n' ? at - 1 : at;
  const found = text.indexOf('\n', from);
  const end = found < 0 ? text.length : text[found - 1] === '\r' ? found - 1 : found;
  return `${text.slice(0, end)}${lines.map((line) => newLine + line).join('')}${text.slice(end)}`;
}
