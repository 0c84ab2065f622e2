/** Which buttons do what no finger does, by the times of their edges alone. */
import { describe, expect, it } from 'vitest';
import { ButtonWatch } from '../../src/devices/button-watch.js';
import type { ButtonFault } from '../../src/devices/device.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

const BUTTON = 2;
const STUCK: readonly ButtonFault[] = [{ button: BUTTON, kind: 'stuck' }];
const BOUNCING: readonly ButtonFault[] = [{ button: BUTTON, kind: 'bouncing' }];

/** A watch whose board's clock begins so many microseconds before it wraps. */
function watched(beforeWrapUs = 3_000_000) {
  const timers = new VirtualTimers();
  const told: (readonly ButtonFault[])[] = [];
  const watch = new ButtonWatch(timers, (faults) => told.push(faults));
  const deviceUs = () => (2 ** 32 - beforeWrapUs + Math.round(1000 * timers.nowMs())) % 2 ** 32;
  const edge = (pressed: boolean) =>
    watch.take({ kind: 'button', id: 1, button: BUTTON, pressed, deviceUs: deviceUs() });
  /** So many presses, down for half of the time between them. @returns how many may act. */
  const press = (count: number, everyMs: number) => {
    let acted = 0;
    for (let n = 0; n < count; n++) {
      if (edge(true)) acted++;
      timers.advance(everyMs / 2);
      edge(false);
      timers.advance(everyMs / 2);
    }
    return acted;
  };
  return { timers, watch, told, edge, press };
}

describe('a button that is stuck', () => {
  it('is down for a minute, not for 59.9 s, and well once it comes up; what it does then counts again', () => {
    const { timers, told, edge } = watched();
    expect(edge(true)).toBe(true);
    timers.advance(59_900);
    expect(told).toEqual([]);
    timers.advance(100);
    expect(told).toEqual([STUCK]);
    expect(edge(false)).toBe(false);
    expect(told).toEqual([STUCK, []]);
    timers.advance(100);
    expect([edge(true), edge(false)]).toEqual([true, true]);
    expect(timers.waiting).toBe(0);
  });

  it('was stuck before anybody asked: a minute after the board has first said that it stands pressed', () => {
    const { timers, watch, told, edge } = watched();
    for (let second = 0; second <= 60; second++) {
      watch.held([BUTTON]);
      timers.advance(1000);
    }
    expect(told).toEqual([STUCK]);
    edge(false);
    expect(told.at(-1)).toEqual([]);
  });

  it('is forgotten with its board', () => {
    const { timers, watch, told, edge } = watched();
    edge(true);
    timers.advance(60_000);
    watch.forget();
    expect(told).toEqual([STUCK, []]);
    edge(true);
    watch.forget();
    expect(timers.waiting).toBe(0);
    timers.advance(60_000);
    expect(told).toEqual([STUCK, []]);
  });
});

describe('a button that bounces', () => {
  it('has pressed five times within a fifth of a second: the fifth acts no more, nor do those behind it', () => {
    const { told, press } = watched();
    expect(press(10, 41)).toBe(4);
    expect(told).toEqual([BOUNCING]);
  });

  it('doubles each press of a finger: by the fourth double within 10 s it does', () => {
    const { timers, told, press } = watched();
    for (let n = 0; n < 3; n++) {
      press(2, 42);
      timers.advance(2500);
    }
    expect(told).toEqual([]);
    press(2, 42);
    expect(told).toEqual([BOUNCING]);
  });

  it('picks up the mains, 16.7 presses a second: within 10 s', () => {
    const { timers, told, press } = watched();
    press(170, 60);
    expect(told).toEqual([BOUNCING]);
    expect(timers.nowMs()).toBeLessThan(10_300);
  });

  it('is none that fingers press: 20 times a second for five seconds, 14 times a second for a minute', () => {
    for (const [count, everyMs] of [
      [100, 50],
      [840, 1000 / 14],
    ] as const) {
      const { told, press } = watched();
      expect(press(count, everyMs)).toBe(count);
      expect(told).toEqual([]);
    }
  });

  it('is none whose doubles are ten seconds and more apart', () => {
    const { timers, told, press } = watched();
    for (let n = 0; n < 50; n++) {
      press(2, 42);
      timers.advance(3300);
    }
    expect(told).toEqual([]);
  });

  it('stays ignored for as long as it bounces, and is well after three presses in order', () => {
    const { timers, told, press } = watched();
    press(20, 41);
    for (let n = 0; n < 5; n++) {
      timers.advance(2000);
      expect(press(2, 41)).toBe(0);
    }
    timers.advance(2000);
    expect(press(3, 500)).toBe(0);
    expect(told).toEqual([BOUNCING, []]);
    expect(press(3, 500)).toBe(3);
  });

  it('does so alone: the others act on', () => {
    const { watch, press } = watched();
    press(20, 41);
    expect(watch.take({ kind: 'button', id: 1, button: 1, pressed: true, deviceUs: 5 })).toBe(true);
    watch.forget();
  });
});
