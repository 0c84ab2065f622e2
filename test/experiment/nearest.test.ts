import { describe, expect, it } from 'vitest';
import { nearestWord, spellingSteps } from '../../src/experiment/file/nearest.js';

describe('spellingSteps', () => {
  it.each([
    ['leds', 'leds', 0],
    ['led', 'leds', 1],
    ['lesd', 'leds', 1],
    ['ledds', 'leds', 1],
    ['lefs', 'leds', 1],
    ['', 'leds', 4],
    ['leds', '', 4],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
  ])('from %j to %j are %i', (from, to, steps) => {
    expect(spellingSteps(from, to)).toBe(steps);
  });
});

describe('nearestWord', () => {
  const known = ['leds', 'colourOrder', 'brightness', 'currentLimitMa', 'supply', 'reversed'];

  it.each([
    ['led', 'leds'],
    ['LEDs', 'leds'],
    ['colorOrder', 'colourOrder'],
    ['colour_order', 'colourOrder'],
    ['current', 'currentLimitMa'],
    ['currentLimitmA', 'currentLimitMa'],
    ['birghtness', 'brightness'],
  ])('of %s is %s', (word, nearest) => {
    expect(nearestWord(word, known)).toBe(nearest);
  });

  it.each(['pixels', 'x', '', '5', 'x'.repeat(100_000)])('of a word like %.20s is none', (word) => {
    expect(nearestWord(word, known)).toBeUndefined();
  });

  it('guesses no digit from another', () => {
    expect(nearestWord('5', ['1', '2', '3', '4'])).toBeUndefined();
  });
});
