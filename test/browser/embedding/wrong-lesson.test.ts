import { expect, it } from 'vitest';
import { wrongLessonWords } from '../../../src/browser/embedding-part/wrong-lesson.js';

it('of 13 mistakes in the card of an address three are told, each in its line, and how many more there are', () => {
  const lines = Array.from({ length: 13 }, (_, i) => `mine.yaml:${i + 1}:1 title: expected a text`);
  expect(wrongLessonWords(lines).split('\n')).toEqual([...lines.slice(0, 3), 'and 10 more']);
  expect(wrongLessonWords(lines.slice(0, 3))).toBe(lines.slice(0, 3).join('\n'));
});
