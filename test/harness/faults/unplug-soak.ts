import { diceOf } from './dice.js';
import { type Holding, holdingOf, mostOf } from './leaks.js';
import { type FingerBoard, WiredDevice, type WiredOptions } from './wired-device.js';

/** A board comes up from its bootloader, is found and set up within this [ms]: moments to pull the plug in. */
const COMING_UP_MS = 1900;
const SHOWING_MS = 200;
const OUT_MS = 1500;
const NOTICE_MS = 40;
const PATIENCE_MS = 20_000;

export interface UnplugReport {
  readonly unplugs: number;
  /** From each replugging that was left alone to a picture on the strip [ms], shortest first. */
  readonly lightMs: readonly number[];
  /** What the device held when it was light for the first time, and the most it ever held when it was light. */
  readonly first: Holding;
  readonly most: Holding;
  /** Timers and ports when all was over and the device closed. */
  readonly leftBehind: number;
  /** Pictures on the strip that nobody had sent, or that came after a newer one. */
  readonly wrong: number;
  readonly reconnects: number;
  /** Of the room [ms]. */
  readonly virtualMs: number;
}

/**
 * Pulls the plug at random moments, every other time while the board is still coming up, and measures how long it
 * takes from replugging to light.
 */
export async function soakUnplugs(
  board: FingerBoard,
  unplugs: number,
  seed: number,
  options: WiredOptions = {},
): Promise<UnplugReport> {
  const wired = new WiredDevice(board, options);
  const roll = diceOf(seed);
  const lightMs: number[] = [];
  wired.open();
  wired.stream();
  await wired.untilLight();
  const first = holdingOf(wired);
  let most = first;
  for (let n = 0; n < unplugs; n++) {
    // The system takes its time to say so, or the next write tells.
    wired.unplug({ noticeMs: roll() < 0.5 ? 0 : NOTICE_MS * roll() });
    await wired.advance(OUT_MS * roll());
    wired.replug();
    if (n % 2 === 0 && n + 1 < unplugs) {
      await wired.advance(COMING_UP_MS * roll());
    } else {
      lightMs.push(await wired.untilLight(PATIENCE_MS));
      most = mostOf(most, holdingOf(wired));
      await wired.advance(SHOWING_MS * roll());
    }
    wired.states.length = wired.types.length = wired.latencies.length = 0;
  }
  const { wrong, backwards } = wired.pictures;
  return {
    unplugs,
    lightMs: lightMs.sort((a, b) => a - b),
    first,
    most,
    leftBehind: await wired.close(),
    wrong: wrong + backwards,
    reconnects: wired.device.stats.reconnects,
    virtualMs: wired.nowMs,
  };
}
