import { afterEach, describe, expect, it, vi } from 'vitest';
import { networkWords } from '../../src/cli/run.js';
import { listenForStop, npmAsParent, stopSignal } from '../../src/cli/stop.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

describe('stop', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('takes the first reason, and does not wait for anything at the second Ctrl-C', async () => {
    const exit = vi.spyOn(process, 'exit').mockImplementation((() => {}) as () => never);
    const stop = listenForStop();
    process.emit('SIGINT', 'SIGINT');
    stop.ask({ kind: 'problem' });
    expect(await stop.asked).toEqual({ kind: 'signal', signal: 'SIGINT' });
    expect(exit).not.toHaveBeenCalled();
    process.emit('SIGINT', 'SIGINT');
    expect(exit).toHaveBeenCalledWith(130);
    stop.release();
  });

  it('takes the end of the npm that started it for a hang-up, within 500 ms, and asks no longer once released', async () => {
    const timers = new VirtualTimers();
    let pid = 4711;
    const stop = listenForStop({ timers, pid: () => pid });
    timers.advance(10_000);
    pid = 1;
    timers.advance(500);
    expect(await stop.asked).toEqual({ kind: 'signal', signal: 'SIGHUP' });
    stop.release();
    expect(timers.waiting).toBe(0);
  });

  it('aborts at the first reason, and tells a fault of the program for what it is', async () => {
    const told: string[] = [];
    const terminal = { out: () => {}, err: (line: string) => told.push(line) };
    const asked = stopSignal();
    process.emit('SIGTERM', 'SIGTERM');
    await Promise.resolve();
    expect(asked.signal.aborted).toBe(true);
    expect(asked.conclude(130, terminal)).toBe(130);
    asked.release();
    const faulty = stopSignal();
    process.emit('uncaughtException', new Error('a wire in the wrong place'));
    await Promise.resolve();
    expect(faulty.signal.aborted).toBe(true);
    expect(faulty.conclude(130, terminal)).toBe(1);
    faulty.release();
    expect(told).toEqual([expect.stringContaining('a wire in the wrong place')]);
  });

  it('watches its parent only when npm is the parent', () => {
    const timers = new VirtualTimers();
    expect(npmAsParent(timers, {})).toBeUndefined();
    expect(npmAsParent(timers, { npm_lifecycle_event: 'start' })?.pid()).toBe(process.ppid);
  });

  it('lets go of the signals', () => {
    const before = process.listenerCount('SIGTERM');
    const stop = listenForStop();
    expect(process.listenerCount('SIGTERM')).toBe(before + 1);
    stop.release();
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });
});

describe('what the terminal is told', () => {
  it('names where phones vote, and the code for control', () => {
    const words = (...addresses: string[]) =>
      networkWords({ code: 'KX7M2', phoneAddresses: () => addresses });
    expect(words('http://192.168.1.4:8080/v', 'http://10.0.0.7:8080/v')).toEqual([
      'warning: anyone on the network can watch this rig, and vote at http://192.168.1.4:8080/v or http://10.0.0.7:8080/v',
      'the code for control from another computer: KX7M2',
    ]);
    expect(words()[0]).toBe(
      'warning: anyone on the network can watch this rig, and vote once this computer is in one',
    );
  });
});
