import { diceOf } from './dice.js';
import { share } from './fault.js';
import { flip } from './noise.js';
import { type FingerBoard, WiredDevice } from './wired-device.js';

const BUTTONS = 4;
/** A finger stays down, and off, for 60 to 140 ms: five presses a second without a pause. */
const SHORTEST_MS = 60;
const LONGEST_MS = 140;
/** What was pressed last is heard within this. */
const LAST_MS = 10_000;

export interface PressReport {
  readonly presses: number;
  /** Edges (a press has two) that the device reported, and of these the ones that were not the next that was done. */
  readonly edges: number;
  readonly wrongEdges: number;
  /** Edges that a finger did and nobody reported. */
  readonly lostEdges: number;
  /** What the board itself gave up because eight events waited. */
  readonly droppedByBoard: number;
  /** From the edge to the report [ms], shortest first. */
  readonly heardMs: readonly number[];
  readonly framesBad: number;
  readonly linesBad: number;
  readonly picturesSent: number;
  readonly picturesShown: number;
  readonly wrongPictures: number;
  readonly stateChanges: number;
  readonly virtualMs: number;
}

/** Presses buttons one after the other while this share of all bytes gets a wrong bit, in either direction. */
export async function soakPresses(
  board: FingerBoard,
  presses: number,
  damaged: number,
  seed: number,
): Promise<PressReport> {
  const wired = new WiredDevice(board);
  await wired.ready();
  wired.stream();
  await wired.advance(300);
  wired.states.length = 0;
  const roll = diceOf(seed);
  wired.line.toBoard = flip(share(damaged, roll), roll);
  wired.line.toHost = flip(share(damaged, roll), roll);
  const done: { button: number; pressed: boolean; ms: number }[] = [];
  const heardMs: number[] = [];
  let [wrongEdges, next] = [0, 0];
  wired.onInput = (event) => {
    wired.inputs.length = 0;
    const edge = done[next++];
    const right = event.kind === 'button' && event.button === edge?.button && event.pressed === edge.pressed;
    if (right) heardMs.push(wired.nowMs - edge.ms);
    else wrongEdges++;
  };
  const pause = () => wired.advance(SHORTEST_MS + (LONGEST_MS - SHORTEST_MS) * roll());
  for (let n = 0; n < presses; n++) {
    const button = 1 + Math.floor(BUTTONS * roll());
    for (const pressed of [true, false]) {
      done.push({ button, pressed, ms: wired.nowMs });
      if (pressed) board.press(button);
      else board.release(button);
      await pause();
    }
    wired.types.length = wired.latencies.length = 0;
  }
  await wired.bench.advanceUntil(() => next >= done.length, LAST_MS).catch(() => {});
  await wired.advance(500);
  wired.line.toBoard = wired.line.toHost = null;
  await wired.advance(1100);
  const { statistics, pictures, device, nowMs } = wired;
  const stateChanges = wired.states.length;
  await wired.close();
  return {
    presses,
    edges: next,
    wrongEdges,
    lostEdges: done.length - next,
    droppedByBoard: statistics?.eventsLost ?? 0,
    heardMs: heardMs.sort((a, b) => a - b),
    framesBad: statistics?.framesBad ?? 0,
    linesBad: device.stats.rejected,
    picturesSent: pictures.sent,
    picturesShown: pictures.shown,
    wrongPictures: pictures.wrong + pictures.backwards,
    stateChanges,
    virtualMs: nowMs,
  };
}
