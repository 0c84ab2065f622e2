/**
 * The examples of firmware-protocol.md and of docs/protocol-examples.md as test vectors: every ```axon-wire and
 * ```axon-line block, in the form that the document explains under "How to read the examples". An unknown key is an
 * error: a slip in a document must not make an example pass unread.
 */
import { readFileSync } from 'node:fs';
import type { BoardLine } from '../../src/protocol/board-lines.js';
import type { HostMessage } from '../../src/protocol/host-messages.js';
import { PALETTE_STOPS } from '../../src/units.js';

/** Bytes that go to the board, and the message they are where they are one. */
export interface WireStep {
  readonly host: HostMessage | undefined;
  /** Closing zero included. */
  readonly wire: Uint8Array;
}

export interface WireVector {
  readonly name: string;
  /** Whether the board has been set up before, or has just been reset. */
  readonly begins: 'set up' | 'reset';
  readonly steps: readonly WireStep[];
  /** Lines that come back, in any order, without their check. */
  readonly board: readonly RegExp[];
  /** R, G, B per LED. */
  readonly shows: Uint8Array | undefined;
  /** Pulses of the needles A and B [µs], 200 ms later; null: none. */
  readonly pulsesUs: readonly [number | null, number | null] | undefined;
  /** Why the bytes are no message. */
  readonly problem: string | undefined;
}

export interface LineVector {
  readonly name: string;
  readonly value: BoardLine;
  readonly line: string;
}

/** Stop k of the palette that the examples assume: R 7k, G 4k, B 224 − 7k. */
export function rampStops(): Uint8Array {
  const stops = new Uint8Array(3 * PALETTE_STOPS);
  for (let k = 0; k < PALETTE_STOPS; k++) stops.set([7 * k, 4 * k, 224 - 7 * k], 3 * k);
  return stops;
}

export interface Examples {
  readonly wires: readonly WireVector[];
  readonly lines: readonly LineVector[];
}

/** The document itself has one example of each message and of each line; the others are in the second file. */
export const PROTOCOL_DOCUMENTS = ['firmware-protocol.md', 'docs/protocol-examples.md'] as const;

export function documentText(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

function blocks(text: string, kind: string): [key: string, value: string][][] {
  const found = text.matchAll(new RegExp(`^\`\`\`${kind}\\n(.*?)^\`\`\`$`, 'gms'));
  return [...found].map(([, block]) =>
    block!
      .trimEnd()
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .map((line) => {
        const at = line.indexOf(': ');
        if (at < 0) throw new Error(`"${line}" is not "key: value"`);
        return [line.slice(0, at), line.slice(at + 2)];
      }),
  );
}

function bytesOf(hex: string): Uint8Array {
  const digits = hex.replaceAll(' ', '');
  if (!/^([0-9a-f]{2})+$/.test(digits)) throw new Error(`"${hex}" is not hexadecimal`);
  return Uint8Array.from(digits.match(/../g)!, (pair) => Number.parseInt(pair, 16));
}

/** A message as the document writes it: arrays of bytes are plain arrays there, and one palette has a name. */
function messageOf(json: string): HostMessage {
  return JSON.parse(json, (key, value) => {
    if (key === 'stops' && value === 'ramp') return rampStops();
    return key === 'levels' || (key === 'rgb' && value.length > 3) ? Uint8Array.from(value) : value;
  });
}

/** `?` stands for any text without spaces; as the last field for the rest of the line. */
function patternOf(line: string): RegExp {
  const escaped = line.replace(/[.*+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\?$/, '.*').replaceAll('?', '[^ ]*')}$`);
}

function wireVector(lines: [string, string][]): WireVector {
  const steps: WireStep[] = [];
  const board: RegExp[] = [];
  let name = '';
  let begins: WireVector['begins'] = 'set up';
  let host: HostMessage | undefined;
  let shows: Uint8Array | undefined;
  let pulsesUs: WireVector['pulsesUs'];
  let problem: string | undefined;
  for (const [key, value] of lines) {
    switch (key) {
      case 'name':
        name = value;
        break;
      case 'begins':
        if (value !== 'reset') throw new Error(`"${name}" begins "${value}"`);
        begins = value;
        break;
      case 'host':
        host = messageOf(value);
        break;
      case 'wire':
        steps.push({ host, wire: bytesOf(value) });
        host = undefined;
        break;
      case 'board':
        board.push(patternOf(value));
        break;
      case 'shows':
        shows = bytesOf(value);
        break;
      case 'pulses': {
        const [a, b] = value.split(' ').map((pulse) => (pulse === '-' ? null : Number(pulse)));
        pulsesUs = [a!, b!];
        break;
      }
      case 'problem':
        problem = value;
        break;
      default:
        throw new Error(`"${name}" has the unknown key "${key}"`);
    }
  }
  if (name === '' || steps.length === 0) throw new Error(`"${name}" lacks a name or bytes`);
  return { name, begins, steps, board, shows, pulsesUs, problem };
}

function lineVector(lines: [string, string][]): LineVector {
  const fields = Object.fromEntries(lines);
  const { name, value, line, ...others } = fields;
  if (!name || !value || !line || Object.keys(others).length > 0) {
    throw new Error(`"${name}" must have name, value, line and nothing else`);
  }
  return { name, value: JSON.parse(value), line };
}

/** All examples of a document. */
export function readExamples(text: string): Examples {
  return {
    wires: blocks(text, 'axon-wire').map(wireVector),
    lines: blocks(text, 'axon-line').map(lineVector),
  };
}

const examples = PROTOCOL_DOCUMENTS.map((path) => readExamples(documentText(path)));
export const wireVectors: readonly WireVector[] = examples.flatMap(({ wires }) => wires);
export const lineVectors: readonly LineVector[] = examples.flatMap(({ lines }) => lines);

/** The wire vector whose name begins so. */
export function wireVectorNamed(beginning: string): WireVector {
  const found = wireVectors.find((vector) => vector.name.startsWith(beginning));
  if (!found) throw new Error(`no document has an example "${beginning}…"`);
  return found;
}
