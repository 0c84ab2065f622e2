import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { whenThere } from '../../../src/devices/port/soon.js';
import { VirtualTimers } from '../../harness/virtual-timers.js';

/** Opens of a port that answers as said, the last one again and again. */
function opened(...ends: { readonly fault?: string }[]) {
  const timers = new VirtualTimers();
  const stopping = new AbortController();
  let calls = 0;
  let end: unknown;
  whenThere(async () => ends[Math.min(calls++, ends.length - 1)]!, timers, stopping.signal).then(
    (value) => {
      end = value;
    },
    (error) => {
      end = error;
    },
  );
  /** Lets time pass, and what waits for it get on. */
  const pass = async (ms: number) => {
    for (let passed = 0; passed <= ms; passed++) {
      if (passed > 0) timers.advance(1);
      await setImmediate();
    }
  };
  return { timers, stopping, pass, calls: () => calls, end: () => end };
}

describe('a port that is not there', () => {
  it('is tried again every 250 ms, and taken as soon as it is', async () => {
    const { pass, calls, end } = opened({ fault: 'no-port' }, { fault: 'no-permission-yet' }, {});
    await pass(499);
    expect([calls(), end()]).toEqual([2, undefined]);
    await pass(1);
    expect([calls(), end()]).toEqual([3, {}]);
  });

  it('is given up after 2 s', async () => {
    const { timers, pass, calls, end } = opened({ fault: 'no-port' });
    await pass(2000);
    expect([calls(), end()]).toEqual([9, { fault: 'no-port' }]);
    expect(timers.waiting).toBe(0);
  });

  it('is waited for no longer than wanted', async () => {
    const { timers, stopping, pass, end } = opened({ fault: 'no-port' });
    await pass(100);
    stopping.abort(new Error('stopped'));
    await pass(0);
    expect(end()).toEqual(new Error('stopped'));
    expect(timers.waiting).toBe(0);
  });
});

describe('any other fault', () => {
  it('is told at once', async () => {
    const { pass, calls, end } = opened({ fault: 'port-taken' }, {});
    await pass(0);
    expect([calls(), end()]).toEqual([1, { fault: 'port-taken' }]);
  });
});
