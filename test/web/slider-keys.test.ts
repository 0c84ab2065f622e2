/** Keys on a slider: an arrow, a page, both ends. */
import { describe, expect, it } from 'vitest';
import { movedBy, placeScale } from '../../src/web/slider-keys.js';

const SITES = placeScale({ lastPlace: 59, wholePlaces: true });

describe('keys on the slider of an electrode', () => {
  it('move it by 1 site, by 5 with Page, and to sites 0 and 59 with Home and End', () => {
    expect(movedBy('ArrowRight', 15, SITES)).toBe(16);
    expect(movedBy('ArrowLeft', 15, SITES)).toBe(14);
    expect(movedBy('PageUp', 15, SITES)).toBe(20);
    expect(movedBy('PageDown', 44, SITES)).toBe(39);
    expect(movedBy('Home', 15, SITES)).toBe(0);
    expect(movedBy('End', 15, SITES)).toBe(59);
    expect(movedBy('x', 15, SITES)).toBeUndefined();
  });

  it('stop at the ends', () => {
    expect(movedBy('PageUp', 58, SITES)).toBe(59);
    expect(movedBy('ArrowDown', 0, SITES)).toBe(0);
  });

  it('go to round places again after a drag, on a cable too', () => {
    const mm = placeScale({ lastPlace: 100, wholePlaces: false });
    expect(mm).toMatchObject({ step: 1, page: 5 });
    expect(movedBy('ArrowRight', 12.34, mm)).toBe(13);
    expect(movedBy('ArrowLeft', 12.34, mm)).toBe(11);
    expect(movedBy('PageUp', 12.34, mm)).toBe(17);
    expect(placeScale({ lastPlace: 30, wholePlaces: false }).step).toBeCloseTo(0.2);
  });

  it('stand still on an axon of one place', () => {
    const one = placeScale({ lastPlace: 0, wholePlaces: true });
    expect(movedBy('ArrowRight', 0, one)).toBe(0);
  });

  it('move a strength of 2.4 mS by 5 %', () => {
    const scale = { min: 0, max: 4, step: 0.12, page: 0.6 };
    expect(movedBy('ArrowLeft', 2.4, scale)).toBeCloseTo(2.28, 9);
    expect(movedBy('PageDown', 2.4, scale)).toBeCloseTo(1.8, 9);
  });
});
