/** How far the slider of the strength goes, and what may be written beside it. */
import { describe, expect, it } from 'vitest';
import {
  firingFigure,
  strengthFigure,
  strengthIn,
  strengthRefusal,
  strengthScale,
} from '../../src/web/strength-scale.js';

const MS = { unit: 'mS', strength: 2.4, most: 1000, holds: false };
const UA = { unit: 'µA/cm²', strength: -3, most: 1e6, holds: false };

describe('the slider of the strength', () => {
  it('goes to 4 mS for a press of 2.4 mS, by 0.12 and by 0.6', () => {
    expect(strengthScale(MS, 2.4)).toEqual({
      min: 0,
      max: 4,
      step: expect.closeTo(0.12),
      page: expect.closeTo(0.6),
    });
  });

  it('goes to 300 µA for a press of 200, and to 15 µA/cm² for one of 10', () => {
    expect(strengthScale({ ...UA, strength: 200 }, 200).max).toBe(300);
    expect(strengthScale({ ...UA, strength: 10 }, 10).max).toBe(15);
  });

  it('reaches a strength that was found or written beyond it, but never more than the most', () => {
    expect(strengthScale(MS, 7.5).max).toBe(8);
    expect(strengthScale(MS, 1000).max).toBe(1000);
    expect(strengthScale({ ...MS, most: 3 }, 2.4).max).toBe(3);
  });

  it('goes below zero where the press does', () => {
    expect(strengthScale(UA, -3)).toMatchObject({ min: -5, max: 0 });
    expect(strengthScale(UA, 2)).toMatchObject({ min: -5, max: 5 });
  });

  it('has a length without a press to go by', () => {
    expect(strengthScale({ ...UA, strength: 0 }, 0)).toMatchObject({ min: 0, max: 1.5, step: 0.05 });
  });
});

describe('a strength that is written', () => {
  it('may have a comma and either minus', () => {
    expect(strengthIn(' 1,25 ')).toBe(1.25);
    expect(strengthIn('\u22123')).toBe(-3);
    expect(strengthIn('')).toBeNaN();
    expect(strengthIn('much')).toBeNaN();
  });

  it('is refused in plain words with the range, a conductance below zero too', () => {
    expect(strengthRefusal(1.25, MS)).toBeUndefined();
    expect(strengthRefusal(-1, MS)).toBe('The strength is a number from 0 to 1000 mS.');
    expect(strengthRefusal(Number.NaN, MS)).toBe('The strength is a number from 0 to 1000 mS.');
    expect(strengthRefusal(-5, UA)).toBeUndefined();
    expect(strengthRefusal(2e6, UA)).toBe('The strength is a number from \u22121000000 to 1000000 µA/cm².');
  });

  it('is told with five figures', () => {
    expect(strengthFigure(0.325_049_9)).toBe('0.32505');
    expect(strengthFigure(-3)).toBe('\u22123');
  });
});

describe('the weakest press that fires', () => {
  it('has three figures, and what stands there fires too', () => {
    expect([0.32503, 0.325, 12.3401, 1000, -0.0123456, 0].map(firingFigure)).toEqual([
      '0.326',
      '0.325',
      '12.4',
      '1000',
      '−0.0124',
      '0',
    ]);
  });
});
