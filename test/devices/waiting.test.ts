import { describe, expect, it } from 'vitest';
import { atMost, onAbort, pause, unlessAborted } from '../../src/devices/waiting.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('waiting that can be called off', () => {
  it('calls at once for a signal that has been aborted, and never for one that was forgotten', () => {
    const controller = new AbortController();
    const called: string[] = [];
    const forget = onAbort(controller.signal, () => called.push('forgotten'));
    onAbort(controller.signal, () => called.push('before'));
    forget();
    controller.abort();
    onAbort(controller.signal, () => called.push('after'));
    expect(called).toEqual(['before', 'after']);
  });

  it('pauses for 100 ms to the millisecond', async () => {
    const timers = new VirtualTimers();
    let over = false;
    void pause(100, timers, new AbortController().signal).then(() => {
      over = true;
    });
    timers.advance(99);
    await settled();
    expect(over).toBe(false);
    timers.advance(1);
    await settled();
    expect(over).toBe(true);
  });

  it('ends a pause with the reason of its signal, and leaves no timer', async () => {
    const timers = new VirtualTimers();
    const controller = new AbortController();
    const paused = pause(100, timers, controller.signal);
    expect(timers.waiting).toBe(1);
    controller.abort('enough');
    await expect(paused).rejects.toBe('enough');
    await expect(pause(100, timers, controller.signal)).rejects.toBe('enough');
    expect(timers.waiting).toBe(0);
  });

  it('gives what a promise comes to, be it a failure, unless its signal is aborted first', async () => {
    const controller = new AbortController();
    expect(await unlessAborted(Promise.resolve(7), controller.signal)).toBe(7);
    await expect(unlessAborted(Promise.reject('no'), controller.signal)).rejects.toBe('no');
    const never = unlessAborted(new Promise(() => {}), controller.signal);
    controller.abort('enough');
    await expect(never).rejects.toBe('enough');
  });

  it('waits for a promise for 100 ms at most, and leaves no timer if it comes sooner', async () => {
    const timers = new VirtualTimers();
    await atMost(100, Promise.resolve(), timers);
    expect(timers.waiting).toBe(0);
    const late = atMost(100, new Promise(() => {}), timers);
    timers.advance(100);
    await late;
    expect(timers.nowMs()).toBe(100);
  });
});
