import { describe, expect, it } from 'vitest';
import { potentialFigure, roomWords } from '../../src/web/words.js';

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

describe('a time of the room', () => {
  it('is 500 ms, and seconds from 1000 on', () => {
    expect([500, 1, 2500].map(roomWords)).toEqual(['500 ms', '1 ms', '2.5 s']);
  });
});
