import { describe, expect, it } from 'vitest';
import { dialTicks, needleDegrees } from '../../src/web/dial.js';
import { traceWindowMs, zoomRange, zoomSpanMv } from '../../src/web/zoom.js';

describe('the dial', () => {
  it('is straight up at −25 mV, half way between −100 and +50', () => {
    expect(needleDegrees(-25)).toBeCloseTo(0, 10);
    expect(needleDegrees(-100)).toBeCloseTo(-needleDegrees(50), 10);
  });

  it('moves by the same angle for every millivolt', () => {
    expect(needleDegrees(-60) - needleDegrees(-70)).toBeCloseTo(needleDegrees(40) - needleDegrees(30), 10);
  });

  it('stops at a pin just beyond the scale, whatever it is given', () => {
    expect(needleDegrees(1e9)).toBeLessThan(60);
    expect(needleDegrees(1e9)).toBeGreaterThan(needleDegrees(50));
    expect(needleDegrees(-1e9)).toBeLessThan(needleDegrees(-100));
    expect(Number.isFinite(needleDegrees(Number.NaN))).toBe(true);
  });

  it('has 31 ticks and figures at −100, −50, 0 and 50', () => {
    expect(dialTicks()).toHaveLength(31);
    expect(
      dialTicks()
        .filter(({ kind }) => kind === 'long')
        .map(({ potentialMv }) => potentialMv),
    ).toEqual([-100, -50, 0, 50]);
  });
});

describe('the zoom of the traces', () => {
  it('opens 5 mV for a bump of 3.7 mV with air above it, and 2 mV at rest', () => {
    expect(zoomSpanMv(-70, -66.296)).toBe(5);
    expect(zoomSpanMv(-70, -70)).toBe(2);
  });

  it('holds whatever it was opened for', () => {
    for (const highMv of [-69.9, -69, -66.3, -60, -40, 0, 40]) {
      const [low, high] = zoomRange(zoomSpanMv(-70.02, highMv));
      expect(low).toBeLessThan(-70.02);
      expect(high).toBeGreaterThan(highMv);
    }
  });

  it('shows −100 to +60 mV where nothing narrower does', () => {
    expect(zoomRange(zoomSpanMv(-80, 40))).toEqual([-100, 60]);
  });

  it('shows 20 ms of an action potential and 40 ms of a passive bump in slow motion, 200 ms in real time', () => {
    expect(traceWindowMs(500, false)).toBe(20);
    expect(traceWindowMs(500, true)).toBe(40);
    expect(traceWindowMs(1, false)).toBe(200);
    expect(traceWindowMs(100, false)).toBe(100);
  });
});
