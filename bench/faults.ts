/**
 * Damage on the way to the board, a million times: every kind at every byte of every message, random bytes, messages
 * that no host would send. What is counted does not depend on the machine: anything wrong ends the bench with an error.
 */

import { EmulatedBoard } from '../test/harness/emulator/board.js';
import { BoardTarget } from '../test/harness/host-firmware/board-target.js';
import { runCampaign } from '../test/harness/host-firmware/campaign.js';
import { FAULT_KINDS } from '../test/harness/host-firmware/damage.js';
import { exampleFrames } from '../test/harness/host-firmware/examples.js';
import { Fuzz } from '../test/harness/host-firmware/fuzz.js';
import { HostTarget } from '../test/harness/host-firmware/host-target.js';
import { MESSAGE_TYPES } from '../test/harness/host-firmware/messages.js';
import { playRandomBytes } from '../test/harness/host-firmware/random-bytes.js';
import { type CampaignReport, coverage } from '../test/harness/host-firmware/report.js';
import type { Target } from '../test/harness/host-firmware/target.js';
import { MockBoard } from '../test/harness/mock-board.js';

const START_US = 100_000;

interface Series {
  readonly name: string;
  readonly make: () => Target;
  readonly faults: number;
  readonly ledCount: number;
  /** As fast as the line can. */
  readonly saturated?: boolean;
}

const compiled = () => new HostTarget();

function emulated(): Target {
  const board = new EmulatedBoard();
  board.run(START_US);
  return new BoardTarget('emulated', board);
}

function mock(): Target {
  const board = new MockBoard();
  board.run(START_US);
  return new BoardTarget('mock', board);
}

const SERIES: readonly Series[] = [
  { name: 'real program, compiled here, 16 LEDs', make: compiled, faults: 700_000, ledCount: 16 },
  {
    name: 'real program, compiled here, 16 LEDs, frames as fast as the line can',
    make: compiled,
    faults: 200_000,
    ledCount: 16,
    saturated: true,
  },
  { name: 'real program, compiled here, 150 LEDs', make: compiled, faults: 100_000, ledCount: 150 },
  { name: 'real program, emulated Uno, 16 LEDs', make: emulated, faults: 2448, ledCount: 16 },
  { name: 'mock board, 16 LEDs', make: mock, faults: 10_000, ledCount: 16 },
];
/** Series of so many faults tell what was hit how often. */
const COVERAGE_FROM = 100_000;
const RANDOM_BYTES = 100_000_000;
const MESSAGES = 200_000;

const count = (value: number) => value.toLocaleString('en').replaceAll(',', ' ');

function used<T>(target: Target, use: (target: Target) => T): T {
  try {
    return use(target);
  } finally {
    target.close();
  }
}

function complain(problems: readonly string[]): void {
  if (problems.length === 0) return;
  process.exitCode = 1;
  for (const problem of problems) console.log(`  WRONG: ${problem}`);
}

function tellCampaign(report: CampaignReport): void {
  const { lost, wrongShows, wrongFrames, wrongStates, wrongLines, slowestRecovery, shows } = report;
  const { bytes, fewest } = coverage(report);
  console.log(
    `  wrong: ${wrongShows} of ${count(shows)} shows, ${wrongFrames} frames, ${wrongStates} settings, ${wrongLines} lines`,
  );
  console.log(
    `  frames lost a fault: none ${count(lost[0])}, one ${count(lost[1])}, two ${count(lost[2])}, three ${count(lost[3])}`,
  );
  console.log(`  frames lost behind the next delimiter: ${slowestRecovery}`);
  console.log(`  bytes of messages hit: ${bytes}, each at least ${count(fewest)} times`);
  complain(report.problems);
}

function tellCoverage(report: CampaignReport): void {
  for (const type of MESSAGE_TYPES) {
    const hits = report.hits[type];
    console.log(
      `    ${type.padEnd(8)} ${String(hits.length).padStart(3)} bytes, faults at each ${count(Math.min(...hits))} to ${count(Math.max(...hits))}`,
    );
  }
  console.log(`    ${FAULT_KINDS.map((kind) => `${kind} ${count(report.kinds[kind])}`).join(', ')}`);
}

export async function faults(): Promise<void> {
  for (const [n, { name, make, faults: many, ledCount, saturated = false }] of SERIES.entries()) {
    console.log(`${count(many)} faults, ${name}:`);
    const report = used(make(), (target) =>
      runCampaign(target, { seed: 1000 + n, faults: many, ledCount, saturated }),
    );
    tellCampaign(report);
    if (many >= COVERAGE_FROM) tellCoverage(report);
  }
  const noise = used(compiled(), (target) => playRandomBytes(target, 2000, RANDOM_BYTES));
  console.log(
    `${count(noise.bytes)} random bytes, ${count(noise.zeros)} zeros among them, real program compiled here:`,
  );
  console.log(
    `  lines that answer them ${noise.answers}, shows ${noise.shows}, state ${noise.changed ? 'CHANGED' : 'as before'}, dropped as no frame ${count(noise.framesBad)}`,
  );
  complain(
    noise.answers > 0 || noise.shows > 0 || noise.changed
      ? ['random bytes have been taken for a message']
      : [],
  );
  for (const fingers of [false, true]) {
    const report = used(compiled(), (target) =>
      new Fuzz(target, { seed: 3000, examples: exampleFrames(), fingers }).run(MESSAGES),
    );
    const { messages, checked, taken, refused, shown, leftOut, wrong, problems } = report;
    console.log(
      `${count(messages)} messages of any content${fingers ? ' while buttons and dials move' : ''}:`,
    );
    console.log(
      `  with a right check ${count(checked)}, taken ${count(taken)}, refused ${count(refused)}, shown ${count(shown)}, answers left out ${leftOut}, wrong ${wrong}, reports of the sanitizers 0`,
    );
    complain(problems);
  }
}
