import { describe, expect, it } from 'vitest';
import { currentFound } from '../../../src/maker/calibrate/current.js';

const strip = { leds: 60, currentLimitMa: 200 };

describe('a measured current', () => {
  it('of 36 mA for a white LED leaves the limit as it is, and says what it lets through', () => {
    const { words, limitMa } = currentFound(strip, 3, 36, 144);
    expect(limitMa).toBe(200);
    expect(words).toBe(
      'A white LED draws 36.0 mA, a dark one 0.60 mA; 60 and 1 are counted. So a currentLimitMa of 200 lets through 120 mA at most.',
    );
  });

  it('of 75 mA, more than the data sheet has, lowers the limit so far that no more is drawn than was meant', () => {
    const { words, limitMa } = currentFound(strip, 2, 60, 210);
    expect(limitMa).toBe(172);
    // 112 counted mA are 140 in truth, and 60 dark.
    expect(60 + ((limitMa - 60) * 75) / 60).toBeLessThanOrEqual(200);
    expect(words).toMatch(/would let through 235 mA. It is lowered to 172\.$/);
  });

  it('that is nothing leaves the limit, and asks for the meter', () => {
    const { words, limitMa } = currentFound(strip, 2, 60, 60);
    expect(limitMa).toBe(200);
    expect(words).toMatch(/that cannot be. Is the meter in the \+ wire/);
  });

  it('that leaves nothing for light asks for a stronger supply', () => {
    expect(currentFound(strip, 2, 210, 360).words).toMatch(
      /dark alone it takes 210 mA, and nothing is left of 200/,
    );
  });
});
