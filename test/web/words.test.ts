import { describe, expect, it } from 'vitest';
import { LENS_POSITIONS, lensAt, nextRoundLens, positionOfLens } from '../../src/web/lens-scale.js';
import { axisFigures, lensWords, potentialFigure } from '../../src/web/words.js';
import { GRID_STEPS } from '../../src/web/zoom.js';

describe('a potential in figures', () => {
  it('has a true minus sign and one place: −70.0', () => {
    expect(potentialFigure(-70)).toBe('\u221270.0');
    expect(potentialFigure(39.96)).toBe('40.0');
    expect(potentialFigure(-68.382, 2)).toBe('\u221268.38');
  });

  it('shows −0.04 mV as 0.0, without a sign', () => {
    expect(potentialFigure(-0.04)).toBe('0.0');
  });

  it('shows a dash for what is no number', () => {
    expect(potentialFigure(Number.NaN)).toBe('\u2013');
  });
});

describe('the figures of an axis', () => {
  it('have one place between lines less than 1 mV apart, and none from 1 mV on', () => {
    expect(axisFigures([-70.5, -70, -69.5], 0.5)).toEqual(['\u221270.5', '\u221270.0', '\u221269.5']);
    expect(axisFigures([-1, 0, 1], 1)).toEqual(['\u22121', '0', '1']);
    expect(axisFigures([-100, -50, 0], 50)).toEqual(['\u2212100', '\u221250', '0']);
  });

  it('are exact and no two alike, whatever the step of the grid', () => {
    for (const stepMv of GRID_STEPS) {
      const lines = Array.from({ length: 9 }, (_, n) => Math.round(-70 / stepMv) * stepMv + n * stepMv);
      const read = axisFigures(lines, stepMv).map((figure) => Number(figure.replace('\u2212', '-')));
      for (const [n, value] of read.entries()) expect(value).toBeCloseTo(lines[n]!, 9);
    }
  });
});

describe('the time lens', () => {
  it('says 1 ms of axon = 500 ms of room, and seconds from 1000 on', () => {
    expect(lensWords(500)).toBe('1 ms of axon = 500 ms of room');
    expect(lensWords(1)).toBe('1 ms of axon = 1 ms of room');
    expect(lensWords(2500)).toBe('1 ms of axon = 2.5 s of room');
  });

  it('spans 1:1 to 1:5000 over the slider, never backwards', () => {
    expect(lensAt(0)).toBe(1);
    expect(lensAt(LENS_POSITIONS)).toBe(5000);
    for (let position = 1; position <= LENS_POSITIONS; position++)
      expect(lensAt(position)).toBeGreaterThanOrEqual(lensAt(position - 1));
  });

  it.each([1, 10, 100, 500, 1000, 5000])('comes back to %i after a round trip through the slider', (lens) => {
    expect(lensAt(positionOfLens(lens))).toBe(lens);
  });

  it('takes positions and lenses from outside to the nearest end', () => {
    expect(lensAt(-5)).toBe(1);
    expect(lensAt(1e9)).toBe(5000);
    expect(positionOfLens(0)).toBe(0);
    expect(positionOfLens(Number.NaN)).toBe(0);
  });

  it('goes by keys from 500 to 1000 or 200, and stays at the ends', () => {
    expect(nextRoundLens(500, 1)).toBe(1000);
    expect(nextRoundLens(500, -1)).toBe(200);
    expect(nextRoundLens(5000, 1)).toBe(5000);
    expect(nextRoundLens(1, -1)).toBe(1);
    expect(nextRoundLens(333, 1)).toBe(500);
  });
});
