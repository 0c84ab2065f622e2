import { expect, it } from 'vitest';
import { wrongLessonWords } from '../../../src/browser/embedding-part/wrong-lesson.js';
import { usableOf } from '../../../src/web/words/check.js';
import { DE } from '../../../src/web/words/de.js';
import { EN } from '../../../src/web/words/english.js';
import { speakWith } from '../../../src/web/words/say.js';

it('of 13 mistakes in the card of an address three are told, each in its line, and how many more there are', () => {
  const lines = Array.from({ length: 13 }, (_, i) => `mine.yaml:${i + 1}:1 title: expected a text`);
  expect(wrongLessonWords(lines).split('\n')).toEqual([...lines.slice(0, 3), 'and 10 more']);
  expect(wrongLessonWords(lines.slice(0, 3))).toBe(lines.slice(0, 3).join('\n'));
});

it('says on a German page that the mistakes are told in English', () => {
  speakWith({ code: 'de', locale: 'de', messages: usableOf(DE) });
  try {
    expect(wrongLessonWords(['mine.yaml:1:1 title: expected a text']).split('\n')).toEqual([
      'Was falsch ist, sagt das Modell auf Englisch:',
      'mine.yaml:1:1 title: expected a text',
    ]);
  } finally {
    speakWith({ code: 'en', locale: 'en-GB', messages: usableOf(EN) });
  }
});
