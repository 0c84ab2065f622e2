import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandOf } from '../../src/controller/contract.js';
import { lensAt, travelAt } from '../../src/controller/dial.js';
import { createLens } from '../../src/controller/lens.js';
import { parseRig } from '../../src/rig/index.js';
import { LENS_FASTEST, LENS_SLOWEST } from '../../src/units.js';

describe('time lens', () => {
  it('turns 500 ms of room into 1 ms of axon at 1:500, counted from its start', () => {
    const lens = createLens(500, 2000);
    expect(lens.modelMsAt(2000)).toBe(0);
    expect(lens.modelMsAt(2500)).toBe(1);
    expect(lens.axonMs(250)).toBe(0.5);
    expect(lens.roomMs(0.5)).toBe(250);
  });

  it('is real time at 1:1', () => {
    expect(createLens(1, 0).modelMsAt(123.5)).toBe(123.5);
  });

  it('holds the time of the axon while it is stopped, and goes on from there', () => {
    const lens = createLens(100, 0);
    lens.setRunning(false, 1000);
    expect(lens.modelMsAt(5000)).toBe(10);
    lens.setRunning(true, 5000);
    expect(lens.modelMsAt(5000)).toBe(10);
    expect(lens.modelMsAt(5100)).toBe(11);
  });

  it('never jumps when it is turned, whatever to and whenever', () => {
    const turn = fc.record({ ratio: fc.double({ min: 1, max: 5000, noNaN: true }), afterMs: fc.nat(10_000) });
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 20 }), (turns) => {
        const lens = createLens(500, 0);
        let wallMs = 0;
        for (const { ratio, afterMs } of turns) {
          wallMs += afterMs;
          const before = lens.modelMsAt(wallMs);
          lens.turn(ratio, wallMs);
          expect(lens.modelMsAt(wallMs)).toBe(before);
        }
      }),
    );
  });

  it('has the same ends for the rig file, the page and the dial', () => {
    expect([lensAt(travelAt(1)), lensAt(travelAt(0))]).toEqual([LENS_FASTEST, LENS_SLOWEST]);
    const rigAt = (ratio: number) =>
      parseRig(`device: {kind: virtual}\nlens: {roomMsPerAxonMs: ${ratio}}`, 'lens.yaml').ok;
    const commandAt = (ratio: number) =>
      typeof commandOf({ do: 'lens', roomMsPerAxonMs: ratio }) !== 'string';
    const ratios = [LENS_FASTEST, LENS_SLOWEST, LENS_FASTEST / 2, LENS_SLOWEST + 1];
    for (const takes of [rigAt, commandAt]) expect(ratios.map(takes)).toEqual([true, true, false, false]);
  });

  it('keeps to 1:1 … 1:5000, and takes a number that is none for 1:1', () => {
    const lens = createLens(0.2, 0);
    expect(lens.roomMsPerAxonMs).toBe(LENS_FASTEST);
    lens.turn(1e9, 0);
    expect(lens.roomMsPerAxonMs).toBe(LENS_SLOWEST);
    lens.turn(Number.NaN, 0);
    expect(lens.roomMsPerAxonMs).toBe(LENS_FASTEST);
  });
});
