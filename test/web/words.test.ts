import { describe, expect, it } from 'vitest';
import { lensWords, potentialFigure } from '../../src/web/words.js';

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

describe('the time lens', () => {
  it('says 1 ms of axon = 500 ms of room, and seconds from 1000 on', () => {
    expect(lensWords(500)).toBe('1 ms of axon = 500 ms of room');
    expect(lensWords(1)).toBe('1 ms of axon = 1 ms of room');
    expect(lensWords(2500)).toBe('1 ms of axon = 2.5 s of room');
  });
});
