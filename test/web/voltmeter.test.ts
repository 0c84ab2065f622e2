import { describe, expect, it } from 'vitest';
import { HighestShown, readingWords } from '../../src/web/voltmeter.js';
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

describe('the highest potential on a dial', () => {
  it('is drawn where it is new, and once', () => {
    const highest = new HighestShown();
    expect([36.4, 36.4, 40].map((mv) => highest.take(mv))).toEqual([true, false, true]);
  });

  it('of another axon is taken away where nothing has been measured there yet', () => {
    const highest = new HighestShown();
    highest.take(36.4);
    highest.forget();
    expect(highest.take(Number.NaN)).toBe(true);
    expect(highest.take(Number.NaN)).toBe(false);
  });
});
