/** Spans of time, names and what is kept, as SCORM 1.2 writes them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  identifier,
  keptFrom,
  keptText,
  MOST_KEPT,
  pointsFrom,
  timeSpan,
} from '../../../src/browser/embedding/scorm-words.js';

describe('a span of time', () => {
  it.each([
    [0, '0000:00:00.00'],
    [1_234, '0000:00:01.23'],
    [59_999, '0000:01:00.00'],
    [754_500, '0000:12:34.50'],
    [36_000_000, '0010:00:00.00'],
    [-5, '0000:00:00.00'],
    [1e15, '9999:00:00.00'],
  ])('of %i ms is %s', (ms, words) => expect(timeSpan(ms)).toBe(words));
});

describe('a name', () => {
  it('has letters of ASCII, digits, - _ and . alone, at most 255', () => {
    expect(identifier('Größe 2-prediction')).toBe('Gr--e-2-prediction');
    expect(identifier('x'.repeat(300))).toHaveLength(255);
  });
});

describe('what is kept from one visit to the next', () => {
  it('is read back as it was written', () => {
    for (const kept of [
      { plays: 0, best: null },
      { plays: 12, best: 50 },
    ])
      expect(keptFrom(keptText(kept))).toEqual(kept);
  });

  it.each([
    '',
    'null',
    '7',
    '{}',
    '{"axonRig":2,"plays":1,"best":50}',
    '{"axonRig":1,"plays":-1,"best":50}',
    '{"axonRig":1,"plays":1.5,"best":50}',
    '{"axonRig":1,"plays":1,"best":50',
    `{"axonRig":1,"plays":1,"best":50${' '.repeat(MOST_KEPT)}}`,
  ])('is nothing where the platform hands over %j', (text) =>
    expect(keptFrom(text)).toEqual({ plays: 0, best: null }),
  );

  it('has no points that there cannot be', () => {
    expect(keptFrom('{"axonRig":1,"plays":1,"best":101}')).toEqual({ plays: 1, best: null });
    expect(['100', ' 50 ', '0', '', ' ', '-1', '101', 'x', 'NaN'].map(pointsFrom)).toEqual([
      100,
      50,
      0,
      ...Array(6).fill(null),
    ]);
  });

  it('may be anything: nothing of it is thrown', () => {
    fc.assert(fc.property(fc.string(), (text) => keptFrom(text).plays >= 0));
  });
});
