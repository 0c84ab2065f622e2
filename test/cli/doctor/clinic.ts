/** The doctor with a board on a bench, in virtual time. */
import { type DoctorOptions, type DoctorsWorld, doctor } from '../../../src/cli/doctor/doctor.js';
import { FileError } from '../../../src/cli/terminal.js';
import { NOTHING_KNOWN } from '../../../src/devices/port/facts.js';
import { probePort } from '../../../src/devices/ports.js';
import { openSerialHands } from '../../../src/devices/serial/hands.js';
import { parseRig, problemLines } from '../../../src/rig/index.js';
import type { TestBoard } from '../../contract/boards.js';
import { portsOf } from '../../harness/bench-ports.js';
import { Bench, type PlugOptions } from '../../harness/emulator/bench.js';
import { Person, pulsesOf, type Table } from './person.js';

export const PATH = '/dev/ttyACM0';
export const FILE = '/home/anna/anna.yaml';

export interface Visit {
  readonly bench: Bench;
  readonly board: TestBoard;
  readonly person: Person;
  readonly stopping: AbortController;
  /** Text of the rig file, as it is at any time; undefined: none is named. */
  text: string | undefined;
  readonly out: string[];
  readonly err: string[];
  /** Lines of the report. */
  report(): string[];
}

export type Instead = (
  visit: Visit,
  words: string,
  number: number,
) => string | null | undefined | Promise<string | null | undefined>;

export interface VisitOptions extends DoctorOptions {
  readonly text?: string;
  readonly table: Table;
  readonly instead?: Instead;
  readonly world?: Partial<DoctorsWorld>;
  readonly plug?: PlugOptions | null;
  /** Longest visit [ms]. */
  readonly limitMs?: number;
}

/** Whether no LED shines and no needle is held, at the latest when the board's own second is over. */
export async function isSilent({ bench, board }: Pick<Visit, 'bench' | 'board'>): Promise<boolean> {
  const isDark = () => board.leds.every((count) => count === 0);
  if (!isDark()) return false;
  await bench.advance(2500);
  const before = pulsesOf(board);
  await bench.advance(200);
  return isDark() && pulsesOf(board) === before;
}

/** One visit, to its end; it fails where a port is still open then, or a timer waits. */
export async function visit(
  board: TestBoard,
  { text, table, instead, world = {}, plug = {}, limitMs = 120_000, ...options }: VisitOptions,
): Promise<Visit & { readonly code: number }> {
  const bench = new Bench();
  if (plug !== null) bench.plug(PATH, board, plug);
  const stopping = new AbortController();
  const ports = portsOf(bench);
  const person = new Person(bench, board, table, ({ words }, number) => instead?.(here, words, number));
  const [out, err]: [string[], string[]] = [[], []];
  const here: Visit = {
    ...{ bench, board, person, stopping, text, out, err },
    report: () => out.slice(out.indexOf('Report of axon-rig doctor'), -2),
  };
  const { signal } = stopping;
  const all: DoctorsWorld = {
    list: () => ports.listPorts() as ReturnType<DoctorsWorld['list']>,
    noPort: async () => 'No USB serial port is connected.',
    probe: (path) => probePort(path, bench.clock, ports, signal),
    inspect: async () => NOTHING_KNOWN,
    node: { version: 'v22.0.0', wanted: '>=20.19.0' },
    versions: 'axon-rig 0.1.0',
    platform: 'linux x64',
    read: text === undefined ? null : () => readOf(here.text!),
    openHands: (rig, aborted) =>
      openSerialHands(rig, { ...ports, freedom: 'as-in-file', timers: bench.clock }, aborted),
    openAsker: () => person,
    timers: bench.clock,
    signal,
    ...world,
  };
  let code: number | undefined;
  let problem: unknown;
  doctor(options, all, { out: (line) => out.push(line), err: (line) => err.push(line) }).then(
    (ended) => {
      code = ended;
    },
    (error) => {
      problem = error;
    },
  );
  await bench.advanceUntil(() => code !== undefined || problem !== undefined, limitMs);
  if (problem !== undefined) throw problem;
  if (ports.open() > 0) throw new Error('a port is still open');
  return { ...here, code: code! };
}

function readOf(text: string) {
  const parsed = parseRig(text, FILE);
  if (!parsed.ok) throw new FileError(problemLines(parsed.problems).join('\n'));
  return { rig: parsed.rig, file: FILE, notes: [], paths: [], text };
}
