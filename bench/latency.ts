/**
 * Button edge to light on an emulated Uno at 500000 baud: 200 presses at random moments while 60 LEDs are
 * streamed at 60 frames a second. Both clocks: the board's own (`L`), and the simulator's cycles from the edge on
 * the pin to the end of the last bit of the first picture that takes the press into account. The host answers
 * at the end of the millisecond in which a byte came, as over full-speed USB; it takes no time to think, and
 * the delay of a USB bridge (4 ms and more on real ones) is not in it.
 */
import { unoAtWork } from './uno-at-work.js';

const PRESSES = 200;
const LEDS = 60;
const [QUIET, LOUD] = [40, 240];

/** Numbers from 0 to 1, the same in every run (the linear congruence of Numerical Recipes). */
function sameEveryTime(): () => number {
  let state = 7;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function summary(us: readonly number[]): string {
  const sorted = [...us].sort((a, b) => a - b);
  const ms = (part: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]! / 1000).toFixed(2);
  return `median ${ms(0.5)} ms, 95 % ${ms(0.95)} ms, best ${ms(0)} ms, worst ${ms(1)} ms of ${sorted.length}`;
}

export async function latency(): Promise<void> {
  const byBoard: number[] = [];
  const byPins: number[] = [];
  const levels = new Uint8Array(LEDS);
  const uno = await unoAtWork(
    LEDS,
    (inputs) => {
      const last = inputs.at(-1);
      levels.fill(last?.kind === 'button' && last.pressed ? LOUD : QUIET);
      return { levels, inputId: last?.id ?? 0 };
    },
    (_, us) => byBoard.push(us),
  );
  const { bench, board } = uno;
  let edge: { readonly us: number; readonly loud: boolean } | undefined;
  board.onShow = ({ rgb, endUs }) => {
    // Loud is warm, more red than blue; quiet is blue.
    if (!edge || rgb[0]! > rgb[2]! !== edge.loud) return;
    byPins.push(endUs - edge.us);
    edge = undefined;
  };
  const random = sameEveryTime();
  await bench.advance(1000);
  for (let n = 0; n < PRESSES; n++) {
    await bench.advance(60 + 40 * random());
    const loud = n % 2 === 0;
    if (edge) throw new Error(`input ${n} of ${PRESSES} never became light`);
    edge = { us: board.timeUs, loud };
    if (loud) board.press(1);
    else board.release(1);
    // The host's next millisecond ends at any moment after the edge.
    await bench.advance(random());
  }
  await bench.advance(200);
  await uno.close();
  console.log(`button to light, ${LEDS} LEDs at 60 pictures a second and 500000 baud, emulated Uno:`);
  console.log(`  by the board's own clock:    ${summary(byBoard)} (aim: median 8 ms)`);
  console.log(`  by the simulator, pin to pin: ${summary(byPins)}`);
}
