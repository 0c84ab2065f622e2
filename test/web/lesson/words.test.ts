import { describe, expect, it } from 'vitest';
import type { Remark } from '../../../src/server/messages.js';
import { measuredFigure, placesOf } from '../../../src/web/lesson/figures.js';
import { remarkWords } from '../../../src/web/lesson/remarks.js';
import { plainWords, richWords } from '../../../src/web/lesson/rich.js';
import { fill, lessonWords } from '../../../src/web/lesson/words.js';

describe('words of a lesson', () => {
  it('find the voltmeters in English and German, and nothing that only looks like one', () => {
    expect(richWords('Blue’s bump, not bluer.', 'en')).toEqual([
      { meter: 'blue', text: 'Blue' },
      '’s bump, not bluer.',
    ]);
    expect(richWords('Die gelbe Elektrode und Blau', 'de')).toEqual([
      'Die ',
      { meter: 'yellow', text: 'gelbe' },
      ' Elektrode und ',
      { meter: 'blue', text: 'Blau' },
    ]);
    expect(plainWords(richWords('Is yellow, or blue, first?', 'en'))).toBe('Is yellow, or blue, first?');
  });

  it('are filled in where a value is known', () => {
    expect(fill('{a} of {b} and {toString}', { a: 1, b: 'two' })).toBe('1 of two and {toString}');
  });

  it('have a sentence for each thing that can be said to a press', () => {
    const remarks: readonly Remark[] = [
      { kind: 'pressed-first' },
      { kind: 'not-yet' },
      { kind: 'other-press' },
      { kind: 'not-at-rest' },
      { kind: 'pressed-again' },
      { kind: 'time-changed' },
      { kind: 'moment-gone' },
    ];
    expect(new Set(remarks.map((remark) => remarkWords(remark, lessonWords()))).size).toBe(remarks.length);
    expect(remarkWords({ kind: 'gap', gotMs: 7.123456, askedMs: 8 }, lessonWords())).toMatch(
      /came 7.12 ms .* about 8 ms/,
    );
    expect(remarkWords({ kind: 'refused', words: 'no.' }, lessonWords())).toBe('The rig says: no.');
  });
});

describe('figures of a result', () => {
  it('have as many places as the card judges by', () => {
    expect([4, 1, 0.5, 0.2, 0.05, 0.02, 0.001, 0].map(placesOf)).toEqual([0, 0, 1, 1, 2, 2, 3, 0]);
    expect(measuredFigure(-69.94, 0.2, 'mV')).toBe('−69.9 mV');
    expect(measuredFigure(3, 0, 'spikes')).toBe('3 spikes');
    expect(measuredFigure(5.25, 0, '')).toBe('5.3');
    expect(measuredFigure(null, 0.1, 'mV')).toBe('–');
  });
});
