/**
 * What the board's pins say: static and right contacts on the buttons at any phase of the shows, and the needles'
 * pulses over many boots with any stops, of a host and kept. What is counted does not depend on the machine: anything wrong ends the
 * bench with an error.
 */
import { type ContactBoard, ContactTrials } from '../test/harness/contacts.js';
import { EmulatedBoard } from '../test/harness/emulator/board.js';
import { HostBoard } from '../test/harness/host-firmware/board.js';
import { Dice } from '../test/harness/host-firmware/dice.js';
import { KeptBoots } from '../test/harness/kept-boots.js';
import { MockBoard } from '../test/harness/mock-board.js';
import { mockContacts } from '../test/harness/mock-contacts.js';
import { NeedleBoots } from '../test/harness/needle-boots.js';

interface Series {
  readonly name: string;
  readonly make: () => ContactBoard & { close?(): void };
  readonly glitches: number;
  readonly contacts: number;
}

const SERIES: readonly Series[] = [
  {
    name: 'real program, compiled here',
    make: () => new HostBoard(),
    glitches: 100_000,
    contacts: 10_000,
  },
  { name: 'real program, emulated Uno', make: () => new EmulatedBoard(), glitches: 2000, contacts: 400 },
  {
    name: 'mock board',
    make: () => mockContacts(new MockBoard()),
    glitches: 10_000,
    contacts: 1000,
  },
];
const BOOTS = 1000;

function playContacts({ name, make, glitches, contacts }: Series): void {
  for (const streams of [true, false]) {
    const board = make();
    const trials = new ContactTrials(board, new Dice(streams ? 11 : 12), streams);
    for (let n = 0; n < 10; n++) {
      for (const held of [false, true]) trials.glitches(glitches / 40, held);
      trials.contacts(contacts / 40, 600, 1000);
      trials.contacts(contacts / 40, 600, 40_000);
    }
    const report = trials.end();
    board.close?.();
    console.log(
      `${name}, ${streams ? 'shows to 60 LEDs two thirds of the time' : 'idle'}: ${report.taken} of ${report.glitches} glitches taken for a press or a release, ${report.missed} of ${report.contacts} contacts of 0.6 ms and more not told as one press and one release; ${report.losses}`,
    );
    if (report.taken > 0 || report.missed > 0) process.exitCode = 1;
  }
}

export async function board(): Promise<void> {
  for (const series of SERIES) playContacts(series);
  const boots = new NeedleBoots(new EmulatedBoard(), new Dice(13));
  for (let n = 0; n < BOOTS; n++) boots.boot();
  const { pulses, outside, problems } = boots.report;
  console.log(
    `real program, emulated Uno, ${BOOTS} boots with two set-ups each: ${pulses} pulses, ${outside} times outside the stops or on a pin without a needle`,
  );
  for (const problem of problems.slice(0, 10)) console.log(`  WRONG: ${problem}`);
  if (outside > 0) process.exitCode = 1;
  playKept();
}

/** Calibrated boards that nobody speaks to. */
function playKept(): void {
  const kept = new KeptBoots(new EmulatedBoard(), new Dice(14));
  for (let n = 0; n < BOOTS; n++) kept.boot();
  const { saves, cuts, pulses, outside, problems } = kept.report;
  console.log(
    `real program, emulated Uno, ${BOOTS} boots with a kept set-up and no host: ${saves} times SAVE, ${cuts} of them cut by a loss of power; ${pulses} pulses, ${outside} times outside the stops or on a pin without a needle`,
  );
  for (const problem of problems.slice(0, 10)) console.log(`  WRONG: ${problem}`);
  if (outside > 0) process.exitCode = 1;
}
