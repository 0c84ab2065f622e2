import { describe, expect, it } from 'vitest';
import { nearestWord, spellingSteps } from '../../src/files/nearest.js';

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

  it('takes a word that was begun for no worse than one letter wrong, and the first of two as near', () => {
    expect(nearestWord('current', ['currentLimitMa', 'currant'])).toBe('currentLimitMa');
    expect(nearestWord('current', ['currant', 'currentLimitMa'])).toBe('currant');
    expect(nearestWord('LEDs', ['led', 'leds'])).toBe('leds');
  });

  it('lets a third of the letters be wrong, one of three, none of two, and needs three for a beginning', () => {
    expect(nearestWord('abxdey', ['abcdef'])).toBe('abcdef');
    expect(nearestWord('axydez', ['abcdef'])).toBeUndefined();
    expect(nearestWord('axc', ['abc'])).toBe('abc');
    expect(nearestWord('ax', ['ab'])).toBeUndefined();
    expect(nearestWord('bri', ['brightness'])).toBe('brightness');
    expect(nearestWord('br', ['brightness'])).toBeUndefined();
  });

  it('compares words of 60 letters and no longer ones', () => {
    const word = 'a'.repeat(60);
    expect(nearestWord(word, [word])).toBe(word);
    expect(nearestWord(`${word}a`, [`${word}a`])).toBeUndefined();
  });

  it('guesses no digit from another', () => {
    expect(nearestWord('5', ['1', '2', '3', '4'])).toBeUndefined();
  });
});
