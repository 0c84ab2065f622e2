/** Needles of the real program over many boots: a sample of `npm run bench -- board`. */
import { expect, it } from 'vitest';
import { EmulatedBoard } from '../harness/emulator/board.js';
import { Dice } from '../harness/host-firmware/dice.js';
import { KeptBoots } from '../harness/kept-boots.js';
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

it.skipIf(lacks(avrGccPath))(
  'makes with a kept set-up and no host no pulse but those of its needles at rest, in 30 starts, some after a cut SAVE',
  () => {
    const boots = new KeptBoots(new EmulatedBoard(), new Dice(4));
    for (let n = 0; n < 30; n++) boots.boot();
    const { pulses, saves, cuts, ...others } = boots.report;
    expect(others).toEqual({ boots: 30, outside: 0, problems: [] });
    expect(saves).toBe(15);
    expect(cuts).toBeGreaterThan(1);
    expect(pulses).toBeGreaterThan(100);
  },
);
