import { describe, expect, it } from 'vitest';
import {
  GONE_MS,
  LEAST_BETWEEN_MS,
  RESTLESS_MS,
  STANDS_STILL_MS,
  type Stamp,
  watchFile,
} from '../../src/cli/file-watch.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

function bench() {
  const timers = new VirtualTimers();
  const file = { stamp: 'a' as Stamp, looks: 0, answers: true };
  const told: number[] = [];
  const stop = watchFile('a', {
    timers,
    stamp() {
      file.looks++;
      return file.answers ? Promise.resolve(file.stamp) : new Promise(() => {});
    },
    changed: () => told.push(timers.nowMs()),
  });
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 100) {
      timers.advance(100);
      await Promise.resolve();
      await Promise.resolve();
    }
  };
  return { timers, file, told, stop, pass };
}

describe('a file that is watched', () => {
  it('is told of once, within two seconds of its last change', async () => {
    const { file, told, pass } = bench();
    await pass(10_000);
    expect(told).toEqual([]);
    file.stamp = 'b';
    await pass(10_000);
    expect(told).toHaveLength(1);
    expect(told[0]! - 10_000).toBeLessThanOrEqual(STANDS_STILL_MS + 1000);
  });

  it('is not told of in pieces: it must have stood still for a second', async () => {
    const { file, told, pass } = bench();
    for (let piece = 0; piece < 10; piece++) {
      file.stamp = `piece ${piece}`;
      await pass(900);
      expect(told).toEqual([]);
    }
    await pass(1500);
    expect(told).toHaveLength(1);
  });

  it('is not told of where an editor takes it away and puts it back as it was', async () => {
    const { file, told, pass } = bench();
    file.stamp = null;
    await pass(GONE_MS - 500);
    file.stamp = 'a';
    await pass(10_000);
    expect(told).toEqual([]);
  });

  it('is told of when it is gone for three seconds, and when it is back', async () => {
    const { file, told, pass } = bench();
    file.stamp = null;
    await pass(GONE_MS + 1000);
    expect(told).toHaveLength(1);
    file.stamp = 'a';
    await pass(10_000);
    expect(told).toHaveLength(2);
  });

  it('that is touched without end is told of every 15 s, no more often', async () => {
    const { file, told, pass } = bench();
    for (let touch = 0; touch < 200; touch++) {
      file.stamp = `touch ${touch}`;
      await pass(500);
    }
    expect(told.length).toBeGreaterThanOrEqual(5);
    expect(told.length).toBeLessThanOrEqual(100_000 / RESTLESS_MS);
  });

  it('that changes whenever it was told of is told of once in 5 s at most', async () => {
    const { file, told, pass } = bench();
    for (let change = 0; change < 50; change++) {
      file.stamp = `change ${change}`;
      await pass(2000);
    }
    expect(told.length).toBeLessThanOrEqual(100_000 / LEAST_BETWEEN_MS);
    expect(told.length).toBeGreaterThan(10);
  });

  it('on a disk that does not answer is asked no further, and nothing is left of a watch that has ended', async () => {
    const { timers, file, told, stop, pass } = bench();
    file.answers = false;
    await pass(10_000);
    expect(file.looks).toBe(1);
    stop();
    expect([timers.waiting, told]).toEqual([0, []]);
  });
});
