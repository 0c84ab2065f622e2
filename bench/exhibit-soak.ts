/**
 * An exhibit as `run --exhibit` puts it together, for 30 days on the mock board and for 2 hours on the real program in the
 * emulated Uno, with visitors of all kinds and everything that may break. Both are the same in every run of the same seed.
 * Of the 30 days all visits and faults are played, 60 pictures a second; what is idle is played for a minute and a half each time
 * with a program that is up to 96 ms late at everything, and then the clock on the wall alone goes on.
 */
import { EmulatedBoard } from '../test/harness/emulator/board.js';
import { COMPUTER_STARTS_MS, type Happenings } from '../test/harness/exhibit/happenings.js';
import type { Held } from '../test/harness/exhibit/held.js';
import { ExhibitSoak, type SoakOptions, type SoakReport } from '../test/harness/exhibit/soak.js';
import type { World } from '../test/harness/exhibit/world.js';
import { MockBoard } from '../test/harness/mock-board.js';

const DAY_MS = 86_400_000;
const SEED = 2026;
const DAYS = 30;
const BOOTLOADER_MS = 1400;
/** Asked. */
const REPLUG_MS = 3000;
const MAINS_MS = 60_000;
/** The heap is flat where its second half is no higher than its first by more than this. */
const FLAT_SHARE = 0.05;

const HAPPENINGS: Happenings = {
  visits: 320,
  unplugs: 100,
  mainsCuts: 50,
  programKills: 25,
  boardResets: 25,
  noises: 60,
  clockSteps: 40,
  fullDisks: 20,
  hubTricks: 30,
  sleeps: 15,
  stops: 10,
};

/** Of two hours: as many faults, and fewer visits. */
const TWO_HOURS: Happenings = {
  ...HAPPENINGS,
  visits: 50,
  noises: 30,
  hubTricks: 8,
  clockSteps: 20,
  fullDisks: 8,
};

const s = (ms: number | undefined) => (ms === undefined ? 'none' : `${(ms / 1000).toFixed(2)} s`);
const h = (ms: number) => `${(ms / 3_600_000).toFixed(1)} h`;
const mb = (bytes: number) => (bytes / 1e6).toFixed(1);
const middle = (values: readonly number[]) => values[Math.floor(values.length / 2)];

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function halves(held: readonly Held[], of: (one: Held) => number): readonly [number, number] {
  // The first look finds what is made once; a short trial has no other.
  const values = held.slice(held.length > 2 ? 1 : 0).map(of);
  const half = Math.max(1, Math.floor(values.length / 2));
  return [mean(values.slice(0, half)), mean(values.slice(-half))];
}

function progress(label: string, startedMs: number): (share: number, world: World) => void {
  return (share, world) => {
    const { shown, presses, eye, crashes, closelyMs, latelyMs } = world;
    console.log(
      `  ${label} ${Math.round(100 * share)} %, ${((performance.now() - startedMs) / 60_000).toFixed(1)} min: played ${h(closelyMs)} at 60 pictures a second and ${h(latelyMs)} late; ${crashes.length} crashes, ${shown.wrong} wrong of ${shown.shown} pictures, ${presses.lost} of ${presses.buttons + presses.pages} presses lost, ${eye.mostSwings / 2} flashes at most`,
    );
  };
}

/** What is not as it was asked. */
function faultsOf({ world, lightMs, stale, firstStale, held, left }: SoakReport): string[] {
  const { shown, presses, eye, crashes, disk } = world;
  const { replug, mains } = lightMs;
  const [before, after] = halves(held, ({ heapBytes }) => heapBytes);
  return [
    crashes.length > 0 && `${crashes.length} crashes, the first: ${String(crashes[0])}`,
    shown.wrong > 0 && `${shown.wrong} wrong pictures, the first: ${shown.firstWrong}`,
    presses.lost > 0 && `${presses.lost} presses lost, the first: ${presses.firstLost}`,
    presses.openEnds > 0 && `${presses.openEnds} presses of which nobody says what they did`,
    eye.mostSwings > 6 && `${eye.mostSwings / 2} flashes within a second, ${eye.mostAt}`,
    eye.redLeds > 0 && `${eye.redLeds} LEDs in saturated red`,
    shown.mostMa > world.limitMa && `${shown.mostMa.toFixed(1)} mA`,
    stale > 0 && `${stale} times not as the file has it: ${firstStale}`,
    replug.some((ms) => ms > REPLUG_MS) && `dark for ${s(replug.at(-1))} after a replug`,
    mains.some((ms) => ms > MAINS_MS) && `dark for ${s(mains.at(-1))} after the mains`,
    after > before * (1 + FLAT_SHARE) && `heap from ${mb(before)} to ${mb(after)} MB`,
    left.timers + left.ports + left.files > 0 && `left behind: ${JSON.stringify(left)}`,
    disk.mostBytes > 7e6 && `a log of ${mb(disk.mostBytes)} MB`,
  ].filter((words) => words !== false);
}

function tell(report: SoakReport): void {
  const { world, done, visitors, lightMs, held, left, stale } = report;
  const { replug, mains, start } = lightMs;
  const { shown, presses, eye, disk, hub } = world;
  const list = (of: ReadonlyMap<string, number>) =>
    [...of].map(([name, count]) => `${name} ${count}`).join(', ');
  console.log(
    `  happened: ${list(done)}; corrupted bytes ${world.corruptedBytes}; program starts ${world.starts}`,
  );
  console.log(`  visitors: ${list(visitors)}`);
  console.log(
    `  played ${h(world.closelyMs)} at 60 pictures a second, ${h(world.latelyMs)} late; skipped ${h(world.skippedMs)}`,
  );
  console.log(
    `  pictures: display ${shown.said}, host ${shown.sent}, strip ${shown.shown} and ${shown.faded} that fade, ${shown.torn} torn by a cut; wrong ${shown.wrong}`,
  );
  console.log(
    `  presses: buttons ${presses.buttons}, pages ${presses.pages}; answered ${presses.answered}, refused with a reason ${presses.refused}, nobody could hear (${list(presses.excused)}), lost ${presses.lost}; without an end ${presses.openEnds}; given up by the board ${world.droppedByBoard}`,
  );
  console.log(
    `  dark: after a replug ${s(middle(replug))}, longest ${s(replug.at(-1))} of ${replug.length} (asked ${s(REPLUG_MS)}); after the mains ${s(middle(mains))}, longest ${s(mains.at(-1))} of ${mains.length}, ${s(COMPUTER_STARTS_MS)} of it for the computer to start (asked ${s(MAINS_MS)}); after a start of the program alone, longest ${s(start.at(-1))} of ${start.length}`,
  );
  console.log(`  visits after which it was not as its file has it 95 s later: ${stale}`);
  console.log(
    `  light: ${eye.mostSwings / 2} flashes in any second at most (asked 3), ${eye.redLeds} LEDs in saturated red; ${shown.mostMa.toFixed(1)} mA at most of ${world.limitMa}`,
  );
  for (const name of [
    'heapBytes',
    'descriptors',
    'timers',
    'ports',
    'files',
    'resources',
    'listeners',
  ] as const) {
    const values = held.map((one) => one[name]);
    const [before, after] = halves(held, (one) => one[name]);
    const told = (value: number) => (name === 'heapBytes' ? `${mb(value)} MB` : value.toFixed(1));
    console.log(
      `  ${name}: first half ${told(before)}, second half ${told(after)}; least ${told(Math.min(...values))}, most ${told(Math.max(...values))}`,
    );
  }
  console.log(`  left behind at the end: timers ${left.timers}, ports ${left.ports}, files ${left.files}`);
  console.log(
    `  log: ${mb(disk.mostBytes)} MB at most; ${list(disk.lines)}; pings of the hub ${hub.pings}, news ${hub.news}`,
  );
}

async function soak(label: string, options: Omit<SoakOptions, 'look' | 'sliceMs'>): Promise<void> {
  const startedMs = performance.now();
  console.log(`${label}, seed ${options.seed}:`);
  const report = await new ExhibitSoak({ ...options, sliceMs: 4, look: progress(label, startedMs) }).run();
  tell(report);
  const faults = faultsOf(report);
  for (const words of faults) console.log(`  WRONG: ${words}`);
  console.log(
    `  ${faults.length === 0 ? 'all as asked' : 'NOT as asked'}, ${((performance.now() - startedMs) / 60_000).toFixed(1)} min`,
  );
  if (faults.length > 0) process.exitCode = 1;
}

function scaled(happenings: Happenings, share: number): Happenings {
  const entries = Object.entries(happenings).map(([kind, count]) => [kind, Math.ceil(count * share)]);
  return Object.fromEntries(entries) as unknown as Happenings;
}

/** @param days of virtual time on the mock board. */
export async function exhibitSoak(days = DAYS, seed = SEED): Promise<void> {
  await soak(`${days} days on the mock board`, {
    // Without blends: a program that is late would have the board make fifty pictures of one.
    board: new MockBoard({ bootloaderMs: BOOTLOADER_MS, caps: 'LPRM' }),
    seed,
    lengthMs: days * DAY_MS,
    happenings: scaled(HAPPENINGS, days / DAYS),
    corruptedBytes: (100_000 * days) / DAYS,
    hours: true,
    mayBeLate: true,
    skips: true,
    looks: days,
  });
}

/** @param minutes of virtual time on the real program. */
export async function exhibitSoakUno(minutes = 120, seed = SEED): Promise<void> {
  await soak(`${minutes} minutes on the emulated Uno`, {
    board: new EmulatedBoard({ bootloaderMs: BOOTLOADER_MS }),
    seed,
    lengthMs: minutes * 60_000,
    happenings: scaled(TWO_HOURS, minutes / 120),
    corruptedBytes: (100_000 * minutes) / 120,
    hours: false,
    mayBeLate: false,
    skips: false,
    looks: Math.max(4, Math.round(minutes / 10)),
  });
}
