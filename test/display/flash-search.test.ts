import { describe, expect, it } from 'vitest';
import { FlashRig, searchFlashes } from '../harness/exhibit/flash-search.js';
import { virtualRig } from '../harness/exhibit/rig-texts.js';
import { diceOf } from '../harness/faults/dice.js';

/** `npm run bench exhibit-flashes` plays 100 000. */
const SEQUENCES = 25;

describe('an adversary at a rig', () => {
  it.each([
    ['bright, 500 mA', 1, 500],
    ['bright, with 150 mA for 60 LEDs', 1, 150],
  ])('makes no more than three flashes a second, nor too much current: %s', (_name, brightness, limitMa) => {
    const rig = new FlashRig(virtualRig(brightness, limitMa));
    const { worst, mostMa, redLeds, crashes, worstActs } = searchFlashes(rig, SEQUENCES, diceOf(7));
    expect(worst.swings, JSON.stringify(worstActs)).toBeLessThanOrEqual(6);
    // It tries hard enough: three flashes it does make.
    expect(worst.swings).toBe(6);
    expect(mostMa).toBeLessThanOrEqual(limitMa);
    expect([redLeds, crashes]).toEqual([0, []]);
  });
});
