import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createNotify, type NotifyOptions } from '../../src/service/notify.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

/** Keeps what the shell reads. */
function bench(
  env: NotifyOptions['env'] = { NOTIFY_SOCKET: '/run/systemd/notify', WATCHDOG_USEC: '30000000' },
) {
  const timers = new VirtualTimers();
  const said: string[] = [];
  const beating = { beats: 0, alive: true, waiting: 0, started: 0 };
  let child = new EventEmitter();
  const stop = timers.every(100, () => {
    if (beating.alive) beating.beats++;
  });
  const notify = createNotify({
    env,
    pid: 7,
    clock: timers,
    beats: () => beating.beats,
    start() {
      beating.started++;
      const stdin = Object.assign(new EventEmitter(), {
        writable: true,
        get writableLength() {
          return beating.waiting;
        },
        write: (line: string) => said.push(line.trimEnd()),
        end: () => said.push('end of the shell'),
      });
      child = Object.assign(new EventEmitter(), { stdin });
      return child as ChildProcess;
    },
  });
  return { timers, said, beating, notify, stop, shell: () => child };
}

describe('words to systemd', () => {
  it('are that it is ready, and every 10 s of a watchdog of 30 s that it is alive', () => {
    const { timers, said, notify, stop } = bench();
    notify.ready();
    timers.advance(60_000);
    expect(said).toEqual(['READY=1', ...new Array(6).fill('WATCHDOG=1')]);
    notify.stopping();
    notify.close();
    timers.advance(60_000);
    expect(said.slice(-2)).toEqual(['STOPPING=1', 'end of the shell']);
    stop();
    expect(timers.waiting).toBe(0);
  });

  it('end when no picture is made any more, although the clock still runs', () => {
    const { timers, said, beating, notify } = bench();
    notify.ready();
    timers.advance(20_000);
    beating.alive = false;
    timers.advance(60_000);
    expect(said.filter((line) => line === 'WATCHDOG=1')).toHaveLength(2);
  });

  it('are none where systemd has not started it', () => {
    const { timers, said, beating, notify } = bench({});
    notify.ready();
    notify.status('well');
    notify.stopping();
    timers.advance(60_000);
    expect([said, beating.started, notify.isService]).toEqual([[], 0, false]);
  });

  it.each([
    ['there is no watchdog', {}],
    ['the watchdog is another process', { WATCHDOG_USEC: '30000000', WATCHDOG_PID: '8' }],
    ['the time makes no sense', { WATCHDOG_USEC: 'soon' }],
  ])('say nothing of life where %s', (_why, env) => {
    const { timers, said, notify } = bench({ NOTIFY_SOCKET: '@socket', ...env });
    notify.ready();
    timers.advance(60_000);
    expect(said).toEqual(['READY=1']);
  });

  it('keep to one line, however many their words have', () => {
    const { said, notify } = bench();
    notify.status(`ill:\nREADY=1 ${'x'.repeat(500)}`);
    expect(said[0]).toMatch(/^STATUS=ill: READY=1 x+$/);
    expect(said[0]).toHaveLength('STATUS='.length + 200);
  });

  it('go through one shell; one that has ended is started again, once a second at most', () => {
    const { timers, said, beating, notify, shell } = bench();
    for (let n = 0; n < 5; n++) notify.status('well');
    expect(beating.started).toBe(1);
    shell().emit('exit', 1);
    notify.status('lost');
    expect(beating.started).toBe(1);
    timers.advance(1000);
    notify.status('well');
    expect([beating.started, said.length]).toEqual([2, 6]);
  });

  it('are left out while what was said before has not been read', () => {
    const { said, beating, notify } = bench();
    beating.waiting = 5000;
    notify.status('well');
    expect(said).toEqual([]);
  });
});
