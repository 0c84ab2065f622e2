import { describe, expect, it } from 'vitest';
import { Outputs, scaleOf } from '../../../src/devices/firmata/outputs.js';
import type { FirmataSetup } from '../../../src/devices/firmata/setup.js';

/** Outputs that have all been told. */
function told(count: number): Outputs {
  const outputs = new Outputs(count);
  for (let n = 0; n < count; n++) outputs.take(n);
  return outputs;
}

const untold = (outputs: Outputs) => [...outputs.told.keys()].filter((n) => outputs.differs(n));

describe('the outputs of a board', () => {
  it('differ until they are told, also where they ought to be 0', () => {
    const outputs = new Outputs(3);
    expect(untold(outputs)).toEqual([0, 1, 2]);
    outputs.wanted[1] = 7;
    expect([0, 1, 2].map((n) => outputs.take(n))).toEqual([0, 7, 0]);
    expect(untold(outputs)).toEqual([]);
    outputs.wanted[1] = 8;
    expect(untold(outputs)).toEqual([1]);
  });

  it('are forgotten four at a time, one after the other and round again', () => {
    const outputs = told(10);
    const forgotten = [1, 2, 3].map(() => {
      const count = outputs.forget();
      const which = untold(outputs);
      for (const n of which) outputs.take(n);
      return [count, which];
    });
    expect(forgotten).toEqual([
      [4, [0, 1, 2, 3]],
      [4, [4, 5, 6, 7]],
      [4, [0, 1, 8, 9]],
    ]);
  });

  it('are forgotten once each where there are three', () => {
    const outputs = told(3);
    expect(outputs.forget()).toBe(3);
    expect(untold(outputs)).toEqual([0, 1, 2]);
  });
});

describe('lamps of 20 mA within 50 mA', () => {
  const limits = { ledMa: 20, currentLimitMa: 50 } as FirmataSetup;
  it.each([
    ['two full ones and a half one are not dimmed', [1, 1, 0.5], 1],
    ['four full ones are dimmed to 50 of 80 mA', [1, 1, 1, 1], 0.625],
    ['dark ones are not dimmed', [0, 0], 1],
  ])('%s', (_name, shares, scale) => {
    expect(scaleOf(Float64Array.from(shares), limits)).toBe(scale);
  });
});
