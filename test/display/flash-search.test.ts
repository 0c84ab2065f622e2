import { describe, expect, it } from 'vitest';
import { type Act, FlashRig, searchFlashes } from '../harness/exhibit/flash-search.js';
import { virtualRig } from '../harness/exhibit/rig-texts.js';
import { diceOf } from '../harness/faults/dice.js';

/** `npm run bench exhibit-flashes` plays 100 000. */
const SEQUENCES = 20;

/** A press at 30 places, and everything back, ten times a second: what would be ten flashes. */
const places = Array.from({ length: 30 }, (_, k) => 2 * k);
const BLINKING: readonly Act[] = Array.from({ length: 15 }, () => [
  { afterMs: 50, what: { do: 'stimulate', at: places } as const },
  { afterMs: 50, what: { do: 'reset' } as const },
]).flat();

describe('an adversary at a rig', () => {
  it.each([
    ['bright, 500 mA', 1, 500],
    ['bright, with 150 mA for 60 LEDs', 1, 150],
  ])('makes no more than three flashes a second, nor too much current: %s', (_name, brightness, limitMa) => {
    const rig = new FlashRig(virtualRig(brightness, limitMa));
    const { worst, mostMa, redLeds, crashes, worstActs } = searchFlashes(rig, SEQUENCES, diceOf(6));
    expect(worst.swings, JSON.stringify(worstActs)).toBeLessThanOrEqual(6);
    expect(mostMa).toBeLessThanOrEqual(limitMa);
    expect([redLeds, crashes]).toEqual([0, []]);
  });

  it('who presses and resets ten times a second sees three flashes, and no fourth', () => {
    const rig = new FlashRig(virtualRig(1, 500));
    expect(rig.play(BLINKING)).toMatchObject({ swings: 6, redLeds: 0 });
  });
});
