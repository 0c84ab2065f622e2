import type { BoardSetup, Greeting, Mark } from '../../protocol/index.js';
import { isLongSetup, PROTOCOL_MAJOR } from '../../protocol/index.js';
import { type Advice, ON_A_TERMINAL } from '../port/advice.js';
import { refusedFault } from '../port/words.js';
import type { MakeMessage } from './command-desk.js';
import { otherMajorFault, type SerialFault } from './words.js';

/** What a rig wants of its board. */
export interface Wishes {
  readonly path: string;
  /** Its `fadeMs` is the longest blend that may be; 0: never one. */
  readonly setup: BoardSetup;
  /** 33 palette stops, 99 bytes, of pictures that have none of their own. */
  readonly stops: Uint8Array;
  readonly marks: readonly [Mark | null, Mark | null];
  /** Which LED of the strip each of a picture's is; null: they follow each other. */
  readonly map: readonly number[] | null;
  /** How to do what is asked for in words. */
  readonly advice?: Advice;
}

/** Least window that lets the longest command through: PALETTE, 107 bytes. */
export const LEAST_WINDOW_BYTES = 107;

/** Why a board with this greeting cannot serve, or `undefined` if it can. */
export function unfit(
  greeting: Greeting,
  { path, setup, advice = ON_A_TERMINAL }: Pick<Wishes, 'path' | 'setup' | 'advice'>,
): SerialFault | undefined {
  const { major, maxLeds, windowBytes, caps } = greeting;
  if (major !== PROTOCOL_MAJOR) return otherMajorFault(path, major, advice);
  const leds = setup.ledCount + (setup.skip ?? 0);
  if (leds > maxLeds) return refusedFault(path, `${leds} LEDs, but its memory holds ${maxLeds}`);
  if (windowBytes < LEAST_WINDOW_BYTES) {
    return refusedFault(path, `a window of ${LEAST_WINDOW_BYTES} bytes, but it has ${windowBytes}`);
  }
  const beyond = caps.includes('X') ? undefined : newerNeeded(setup);
  if (beyond !== undefined)
    return refusedFault(path, `${beyond}, but its firmware is too old for that: ${advice.flashOurs}`);
  return caps.includes('L') ? undefined : refusedFault(path, 'LEVEL frames, but it does not know them');
}

/** What of a set-up only a board with X in its caps can do; undefined if any can. */
function newerNeeded(setup: BoardSetup): string | undefined {
  const { colourOrder, skip = 0, pressedHigh, holdS = 0 } = setup;
  if (colourOrder.includes('w')) return 'a strip with a white light in each LED';
  if (!isLongSetup(setup)) return undefined;
  if (skip > 0) return 'strip.skip';
  if (pressedHigh?.includes(true)) return 'buttons with pressed: high';
  return holdS > 0 ? 'needles.holdS' : 'a needle with midUs';
}

/**
 * The commands between IDENT and the first picture; only what the board names in its `caps` is used.
 * @param palette of the picture that will be the first.
 */
export function setUpSteps(
  greeting: Greeting,
  { setup, marks }: Pick<Wishes, 'setup' | 'marks'>,
  palette: MakeMessage,
): MakeMessage[] {
  const steps: MakeMessage[] = [
    // A blend only delays pictures: it comes when the line turns out too slow for them (fade-control.ts).
    (seq) => ({ type: 'config', seq, setup: { ...setup, fadeMs: 0 } }),
    palette,
  ];
  if (greeting.caps.includes('M')) steps.push((seq) => ({ type: 'marks', seq, marks }));
  return steps;
}
