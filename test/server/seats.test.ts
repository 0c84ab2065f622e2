import { describe, expect, it } from 'vitest';
import { createSeats } from '../../src/server/seats.js';

describe('seats', () => {
  const LIMITS = { most: 6, mostPerAddress: 3, keptForThisComputer: 2 };

  it('give one other computer 3 of 6', () => {
    const seats = createSeats(LIMITS);
    for (let n = 0; n < 3; n++) {
      expect(seats.ask('10.0.0.1')).toBe('free');
      seats.take('10.0.0.1');
    }
    expect(seats.ask('10.0.0.1')).toBe('too-many-from-there');
    expect(seats.ask('10.0.0.2')).toBe('free');
    seats.giveBack('10.0.0.1');
    expect(seats.ask('10.0.0.1')).toBe('free');
  });

  it('keep the last 2 for this computer, which may take all', () => {
    const seats = createSeats(LIMITS);
    for (let n = 1; n <= 4; n++) seats.take(`10.0.0.${n}`);
    expect(seats.ask('10.0.0.9')).toBe('all-taken');
    for (const own of ['127.0.0.1', '::1']) {
      expect(seats.ask(own)).toBe('free');
      seats.take(own);
    }
    expect(seats.ask('127.0.0.1')).toBe('all-taken');
    for (let n = 1; n <= 4; n++) seats.giveBack(`10.0.0.${n}`);
    for (let n = 0; n < 4; n++) {
      expect(seats.ask('::1')).toBe('free');
      seats.take('::1');
    }
    expect(seats.ask('10.0.0.1')).toBe('all-taken');
  });

  it('leave the other 4 to others, however many of the kept ones this computer has taken', () => {
    const seats = createSeats(LIMITS);
    seats.take('127.0.0.1');
    for (let n = 1; n <= 4; n++) {
      expect(seats.ask(`10.0.0.${n}`)).toBe('free');
      seats.take(`10.0.0.${n}`);
    }
    expect([seats.ask('10.0.0.9'), seats.ask('127.0.0.1')]).toEqual(['all-taken', 'free']);
    seats.giveBack('127.0.0.1');
    expect(seats.ask('10.0.0.9')).toBe('all-taken');
  });
});
