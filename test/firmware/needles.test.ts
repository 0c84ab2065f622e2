/** Needles of the real program over many boots: a sample of `npm run bench -- board`. */
import { expect, it } from 'vitest';
import { EmulatedBoard } from '../harness/emulator/board.js';
import { Dice } from '../harness/host-firmware/dice.js';
import { NeedleBoots } from '../harness/needle-boots.js';
import { avrGccPath, lacks } from '../harness/tools.js';

it.skipIf(lacks(avrGccPath))(
  'makes no pulse outside the stops in force, nor on a pin without a needle, in 12 boots with two set-ups each',
  () => {
    const boots = new NeedleBoots(new EmulatedBoard(), new Dice(3));
    for (let n = 0; n < 12; n++) boots.boot();
    const { pulses, ...others } = boots.report;
    expect(others).toEqual({ boots: 12, outside: 0, problems: [] });
    expect(pulses).toBeGreaterThan(60);
  },
);
