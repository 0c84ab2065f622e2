/** Has a board do what a step wants seen. */
import type { Timers } from '../../devices/timers.js';
import type { Act } from '../../maker/doctor/index.js';
import type { Hands } from '../../maker/hands.js';

/** A light runs along the strip in so long, and no LED shines more often than once in the shorter of the two [ms]. */
const SHORTEST_RUN_MS = 1500;
const LONGEST_RUN_MS = 8000;
/** From one LED to the next [ms]. */
const USUAL_STEP_MS = 120;

/** Begins. The returned function ends it: the strip is dark then, and a needle stays where it is. */
export function act(hands: Hands, wanted: Act, timers: Timers): () => void {
  const dark = () => hands.light(Uint8Array.of(0, 0, 0));
  switch (wanted.kind) {
    case 'nothing':
    case 'let-go':
      return () => {};
    case 'light': {
      const { leds, rgb } = wanted;
      const [first, last] = [leds[0]!, leds.at(-1)!];
      const all = new Uint8Array(3 * (last - first + 1));
      for (const led of leds) all.set(rgb, 3 * (led - first));
      hands.light(all, first);
      return dark;
    }
    case 'runs': {
      const { order, rgb } = wanted;
      const one = Uint8Array.from(rgb);
      const runMs = Math.min(LONGEST_RUN_MS, Math.max(SHORTEST_RUN_MS, USUAL_STEP_MS * order.length));
      let at = 0;
      hands.light(one, order[at]!);
      const stop = timers.every(runMs / order.length, () => {
        at = (at + 1) % order.length;
        hands.light(one, order[at]!);
      });
      return () => {
        stop();
        dark();
      };
    }
    case 'needle':
      return goToAndFro(hands, wanted, timers);
  }
}

function goToAndFro(
  hands: Hands,
  { needle, stops }: Extract<Act, { readonly kind: 'needle' }>,
  timers: Timers,
): () => void {
  let hasEnded = false;
  let cancel = () => {};
  const go = async (at: number): Promise<void> => {
    const stop = stops[at % stops.length]!;
    await hands.turn(needle, stop.pulseUs);
    if (hasEnded || stops.length === 1) return;
    cancel = timers.after(stop.holdMs, () => void go(at + 1));
  };
  void go(0);
  return () => {
    hasEnded = true;
    cancel();
  };
}
