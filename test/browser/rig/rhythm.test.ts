import { beforeEach, describe, expect, it } from 'vitest';
import { HELD_BACK, watchRhythm } from '../../../src/browser/rig/rhythm.js';
import type { Timers } from '../../../src/devices/timers.js';

/** A clock whose one periodic timer a test calls when it likes. */
class Clock implements Timers {
  now = 0;
  fn: () => void = () => {};
  ended = false;
  nowMs = () => this.now;
  after = () => () => {};
  every = (_ms: number, fn: () => void) => {
    this.fn = fn;
    return () => {
      this.ended = true;
    };
  };
  /** So many looks, each so late. */
  looks(count: number, everyMs: number): void {
    for (let look = 0; look < count; look++) {
      this.now += everyMs;
      this.fn();
    }
  }
}

let clock: Clock;
let told: (string | null)[];
let stop: () => void;

beforeEach(() => {
  clock = new Clock();
  told = [];
  stop = watchRhythm(clock, (words) => told.push(words));
});

describe('the rhythm of a rig in a browser', () => {
  it('is kept where looks come in time, or some of them late', () => {
    clock.looks(100, 100);
    clock.looks(4, 900);
    clock.looks(1, 100);
    clock.looks(4, 900);
    expect(told).toEqual([]);
  });

  it('is lost when a browser calls once a second, five times, and is said once', () => {
    clock.looks(4, 1000);
    expect(told).toEqual([]);
    clock.looks(60, 1000);
    expect(told).toEqual([HELD_BACK]);
  });

  it('is kept again after 20 looks in time, and can be lost again', () => {
    clock.looks(5, 1000);
    clock.looks(19, 100);
    expect(told).toEqual([HELD_BACK]);
    clock.looks(1, 100);
    expect(told).toEqual([HELD_BACK, null]);
    clock.looks(5, 1000);
    expect(told).toEqual([HELD_BACK, null, HELD_BACK]);
  });

  it('is not asked of a computer that has slept', () => {
    for (let night = 0; night < 10; night++) clock.looks(1, 8 * 3600 * 1000);
    expect(told).toEqual([]);
  });

  it('is watched no more after the end', () => {
    stop();
    expect(clock.ended).toBe(true);
  });
});
