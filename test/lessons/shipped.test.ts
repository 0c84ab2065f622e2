/** The cards and plans that ship are whole: they can be read, in both languages, and promise what they hold. */
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../src/files/index.js';
import { cardNames, cardText, parsed } from './shipped.js';

describe('a shipped card', () => {
  it.each(cardNames)('%s is read without a problem and without a note', (name) => {
    const result = parsed(cardText(name), name);
    expect(result.ok ? result.notes.map(formatProblem) : result.problems.map(formatProblem)).toEqual([]);
  });
});
