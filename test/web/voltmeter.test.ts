import { describe, expect, it } from 'vitest';
import { readingWords } from '../../src/web/voltmeter.js';
import { signedFigure } from '../../src/web/words.js';

describe('a reading', () => {
  it('has a tenth of a millivolt while the axon stands still, and whole ones while it runs: a tenth cannot be read', () => {
    expect([readingWords(39.46, true), readingWords(39.46, false)]).toEqual(['+39.5', '+39']);
    expect([readingWords(-75.62, true), readingWords(-75.62, false)]).toEqual(['−75.6', '−76']);
  });

  it('has a plus where it is positive, none at 0, and a dash where there is nothing', () => {
    expect(signedFigure(0.04)).toBe('0.0');
    expect(signedFigure(-0.04)).toBe('0.0');
    expect(signedFigure(0.3)).toBe('+0.3');
    expect(signedFigure(Number.NaN)).toBe('–');
  });
});
