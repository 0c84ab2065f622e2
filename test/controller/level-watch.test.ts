/** Waiting for a voltmeter to come through a level. */
import { describe, expect, it } from 'vitest';
import type { Level } from '../../src/controller/contract.js';
import { createLevelWatch } from '../../src/controller/level-watch.js';

const FALLING: Level = { name: 'yellow', crossesMv: -55, rising: false };
const RISING: Level = { ...FALLING, rising: true };

/** Which readings of a list cross, by their number. */
function crossings(level: Level, readingsMv: readonly number[], name = level.name): number[] {
  const watch = createLevelWatch();
  watch.arm(level, 8);
  return readingsMv.flatMap((mv, i) => {
    watch.see(name, mv);
    return watch.take() ? [i] : [];
  });
}

const SPIKE = [-70, -60, -54, 40, 0, -54, -56, -80, -70];

describe('level watch', () => {
  it('tells of the reading that is the first beyond the level, on the way up or on the way down', () => {
    expect(crossings(RISING, SPIKE)).toEqual([2]);
    expect(crossings(FALLING, SPIKE)).toEqual([6]);
  });

  it('counts a reading on the level itself as across, once', () => {
    expect(crossings(RISING, [-60, -55, -50, -55, -55, -60])).toEqual([1]);
    expect(crossings(FALLING, [-50, -55, -55, -60, -55])).toEqual([1]);
  });

  it('waits on through as many spikes as come', () => {
    expect(crossings(RISING, [...SPIKE, ...SPIKE])).toEqual([2, 11]);
  });

  it('does not tell of what is beyond the level from the start', () => {
    expect(crossings(RISING, [-20, -10, 40])).toEqual([]);
    expect(crossings(FALLING, [-80, -90])).toEqual([]);
  });

  it('has no eye for the other voltmeter', () => {
    expect(crossings(RISING, SPIKE, 'blue')).toEqual([]);
  });

  it('takes no move of its electrode for a crossing, and of the other one no notice', () => {
    const watch = createLevelWatch();
    watch.arm(RISING, 8);
    watch.see('yellow', -70);
    watch.moved('yellow');
    watch.see('yellow', 40);
    expect(watch.take()).toBe(false);
    watch.see('yellow', -70);
    watch.moved('blue');
    watch.see('yellow', 40);
    expect(watch.take()).toBe(true);
  });

  it('sees a corner between two steps that both end on this side', () => {
    const watch = createLevelWatch();
    watch.arm({ ...RISING, crossesMv: 39.9 }, 8);
    for (const mv of [20, 40, 30]) watch.see('yellow', mv);
    expect(watch.take()).toBe(true);
    expect(watch.take()).toBe(false);
  });

  it('refuses an electrode in the bath in words, and goes on with what it waited for', () => {
    const watch = createLevelWatch();
    watch.arm(RISING, 8);
    expect(watch.arm({ ...FALLING, name: 'blue' }, 'bath')).toBe(
      'pauseWhen: the blue electrode is in the bath, where it always reads 0 mV – put it into the axon first',
    );
    expect(watch.level).toEqual(RISING);
  });

  it('does not wait any more once it is called off', () => {
    const watch = createLevelWatch();
    watch.arm(RISING, 8);
    watch.see('yellow', -70);
    watch.disarm();
    watch.see('yellow', 40);
    expect([watch.take(), watch.level]).toEqual([false, null]);
  });
});
