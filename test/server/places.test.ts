import { describe, expect, it } from 'vitest';
import { createPlaces } from '../../src/server/places.js';

describe('places', () => {
  const LIMITS = { most: 6, mostPerAddress: 3, keptForThisComputer: 2 };

  it('give one other computer 3 of 6', () => {
    const places = createPlaces(LIMITS);
    for (let n = 0; n < 3; n++) {
      expect(places.ask('10.0.0.1')).toBe('free');
      places.take('10.0.0.1');
    }
    expect(places.ask('10.0.0.1')).toBe('too-many-from-there');
    expect(places.ask('10.0.0.2')).toBe('free');
    places.giveBack('10.0.0.1');
    expect(places.ask('10.0.0.1')).toBe('free');
  });

  it('keep the last 2 for this computer, which may take all', () => {
    const places = createPlaces(LIMITS);
    for (let n = 1; n <= 4; n++) places.take(`10.0.0.${n}`);
    expect(places.ask('10.0.0.9')).toBe('all-taken');
    for (const own of ['127.0.0.1', '::1']) {
      expect(places.ask(own)).toBe('free');
      places.take(own);
    }
    expect(places.ask('127.0.0.1')).toBe('all-taken');
    for (let n = 1; n <= 4; n++) places.giveBack(`10.0.0.${n}`);
    for (let n = 0; n < 4; n++) {
      expect(places.ask('::1')).toBe('free');
      places.take('::1');
    }
    expect(places.ask('10.0.0.1')).toBe('all-taken');
  });
});
