/** What may happen to an exhibit: visitors, and everything that may break. Each ends by itself, or is undone later. */
import type { Dice } from '../faults/dice.js';
import { HOUR_MS, YEAR_MS } from './calendar.js';
import { visit } from './visitors.js';
import type { World } from './world.js';

/** From the mains to the program: what a small computer takes to start (chosen). */
export const COMPUTER_STARTS_MS = 15_000;
/** systemd starts a program again after so long. */
const RESTART_MS = 2000;
/** A board hears nothing for so long while the computer sleeps; then it has been dark for long enough [ms]. */
const SLEEP_MS = 3000;
/** One stretch of noise takes no longer [ms]. */
const MOST_NOISE_MS = 120_000;

/** How often each is to happen in a whole run. */
export interface Happenings {
  readonly visits: number;
  readonly unplugs: number;
  /** Of board and computer. */
  readonly mainsCuts: number;
  readonly programKills: number;
  readonly boardResets: number;
  readonly noises: number;
  readonly clockSteps: number;
  readonly fullDisks: number;
  readonly hubTricks: number;
  readonly sleeps: number;
  /** The program is stopped and started as it should be. */
  readonly stops: number;
}

export type Kind = keyof Happenings;

/** Who runs it all. */
export interface Stage {
  readonly world: World;
  readonly roll: Dice;
  /** Bytes that one stretch of noise corrupts. */
  readonly noiseBytes: number;
  /** What is skipped counts for the length of the run. */
  readonly skips: boolean;
  /** The program starts. */
  start(): Promise<void>;
  /** Somebody has touched something just now. */
  handWasHere(): void;
  visited(name: string): void;
  /** Waits for light, and notes how long it took from `sinceMs`. */
  lightAgain(after: 'replug' | 'mains' | 'start', sinceMs: number): Promise<void>;
  later(afterMs: number, undo: () => void): void;
}

const minutes = ({ roll }: Stage, low: number, high: number) => 60_000 * (low + (high - low) * roll());

async function press({ world, handWasHere }: Stage): Promise<void> {
  world.down(1);
  await world.pass(100);
  world.up(1);
  handWasHere();
}

/** In the middle of whatever: somebody may have pressed just before. */
async function atAnyMoment(stage: Stage): Promise<void> {
  if (stage.roll() < 0.5) await press(stage);
  await stage.world.pass(500 * stage.roll());
}

/** Something is so for some minutes. */
function forMinutes(stage: Stage, low: number, high: number, set: (isSo: boolean) => void): void {
  set(true);
  stage.later(minutes(stage, low, high), () => set(false));
}

export const HAPPEN: Readonly<Record<Kind, (stage: Stage) => Promise<void>>> = {
  async visits(stage) {
    stage.visited(await visit(stage.world, stage.roll));
    stage.handWasHere();
  },
  async unplugs(stage) {
    const { world, roll } = stage;
    await atAnyMoment(stage);
    world.unplug(roll() < 0.5 ? 0 : 40 * roll());
    await world.pass(5000 * roll());
    const sinceMs = world.nowMs;
    world.plug();
    await stage.lightAgain('replug', sinceMs);
    await world.pass(500);
  },
  async mainsCuts(stage) {
    const { world, roll } = stage;
    await atAnyMoment(stage);
    world.unplug();
    await world.cut();
    await world.passLate(roll() < 0.5 ? 2000 * roll() : minutes(stage, 0.1, 3));
    const sinceMs = world.nowMs;
    world.plug();
    await world.passLate(COMPUTER_STARTS_MS);
    await stage.start();
    await stage.lightAgain('mains', sinceMs);
    await world.pass(500);
  },
  async programKills(stage) {
    const { world } = stage;
    await atAnyMoment(stage);
    await world.cut();
    await world.pass(RESTART_MS);
    const sinceMs = world.nowMs;
    await stage.start();
    await stage.lightAgain('start', sinceMs);
  },
  async stops(stage) {
    const { world } = stage;
    await world.stop();
    await world.pass(RESTART_MS);
    await stage.start();
    await world.pass(3000);
  },
  async boardResets({ world, roll }) {
    world.presses.excuseAll('power');
    world.shown.boardBegins();
    if (roll() < 0.3) world.line.brownOut(20 + 200 * roll());
    else if (roll() < 0.5) world.line.resetByDtr();
    else world.line.hangBoard();
    await world.pass(5000);
  },
  /** Noise on the line while somebody presses. */
  async noises(stage) {
    const { world, roll, noiseBytes } = stage;
    const goal = world.corruptedBytes + noiseBytes;
    world.noise(0.002 + 0.03 * roll() ** 2);
    const sinceMs = world.nowMs;
    while (world.corruptedBytes < goal && world.nowMs - sinceMs < MOST_NOISE_MS) {
      await press(stage);
      await world.pass(900);
    }
    world.noise(0);
    await world.pass(2000);
  },
  async clockSteps(stage) {
    const { world, roll } = stage;
    const sign = roll() < 0.5 ? -1 : 1;
    const stepMs = sign * (roll() < 0.5 ? YEAR_MS * Math.ceil(10 * roll()) : 20 * HOUR_MS * roll());
    forMinutes(stage, 3, 30, (isSo) => {
      world.wallAheadMs += isSo ? stepMs : -stepMs;
    });
    await world.pass(2000);
  },
  async fullDisks(stage) {
    forMinutes(stage, 1, 60, (isSo) => {
      stage.world.disk.isFull = isSo;
    });
  },
  async hubTricks(stage) {
    const { hub } = stage.world;
    const trick = stage.roll();
    if (trick < 0.3)
      forMinutes(stage, 1, 50, (isSo) => {
        hub.isGone = isSo;
      });
    else if (trick < 0.6)
      forMinutes(stage, 1, 20, (isSo) => {
        hub.lies = isSo;
      });
    else
      forMinutes(stage, 1, 10, (isSo) => {
        hub.wants = isSo ? ['sleepDisplay', 'refresh_page'] : ['wakeDisplay'];
      });
  },
  /** The computer sleeps: its clock stands, that of the wall goes on, and the board hears nothing. */
  async sleeps(stage) {
    const { world } = stage;
    const asleepMs = minutes(stage, 1, 30);
    if (stage.skips) world.skip(asleepMs);
    else world.wallAheadMs += asleepMs;
    world.bench.clock.standStill(SLEEP_MS);
    world.line.freezeHost(SLEEP_MS);
    await world.bench.advanceLate(1);
    await world.pass(5000);
  },
};
