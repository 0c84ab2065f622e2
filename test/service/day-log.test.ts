import { describe, expect, it } from 'vitest';
import {
  createDayLog,
  type DayLogOptions,
  dayIn,
  FLUSH_AFTER_MS,
  type LogFolder,
  RETRY_AFTER_MS,
} from '../../src/service/day-log.js';
import type { LogEntry } from '../../src/service/log-line.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

const MORNING = Date.parse('2026-03-01T08:00:00Z');
const DAY_MS = 86_400_000;

/** A folder in memory on a disk that can be full. */
function createDisk() {
  const files = new Map<string, string>();
  const disk = { files, freeBytes: Number.POSITIVE_INFINITY, opens: 0 };
  const folder: LogFolder = {
    name: 'logs',
    names: async () => [...files.keys()],
    async open(name) {
      disk.opens++;
      const begun = files.get(name) ?? '';
      files.set(name, begun);
      return {
        bytes: begun.length,
        endsMidLine: begun !== '' && !begun.endsWith('\n'),
        async append(text) {
          const taken = text.slice(0, disk.freeBytes);
          files.set(name, files.get(name)! + taken);
          disk.freeBytes -= taken.length;
          if (taken !== text) throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
        },
        isGone: async () => !files.has(name),
        close: async () => {},
      };
    },
    async remove(name) {
      files.delete(name);
    },
  };
  return Object.assign(disk, { folder });
}

function bench(changes: Partial<DayLogOptions> = {}) {
  const disk = createDisk();
  const timers = new VirtualTimers();
  let shiftMs = MORNING;
  const log = createDayLog({
    folder: disk.folder,
    clock: timers,
    now: () => new Date(shiftMs + timers.nowMs()),
    dayOf: dayIn('UTC'),
    bytesADay: 1_000_000,
    days: 30,
    ...changes,
  });
  /** Time passes, and what goes to the disk gets there. */
  const pass = async (ms = FLUSH_AFTER_MS) => {
    timers.advance(ms);
    for (let turn = 0; turn < 200; turn++) await Promise.resolve();
  };
  const say = (event: string, level: LogEntry['level'] = 'info', words?: string) =>
    log.write({ level, event, words });
  const events = (day: string) =>
    (disk.files.get(`axon-rig-${day}.jsonl`) ?? '').split('\n').flatMap((line) => {
      try {
        return [JSON.parse(line) as { event: string; lines?: number; at: string }];
      } catch {
        return [];
      }
    });
  const names = (day: string) => events(day).map(({ event }) => event);
  const jump = (ms: number) => {
    shiftMs += ms;
  };
  return { disk, timers, log, pass, say, events, names, jump };
}

describe('a log of days', () => {
  it('is on the disk a second after it was said, one JSON object a line', async () => {
    const { disk, pass, say } = bench();
    say('start');
    say('ill', 'warning', 'There is no “board”.');
    await pass(FLUSH_AFTER_MS - 1);
    expect(disk.files.size).toBe(0);
    await pass(1);
    expect(disk.files.get('axon-rig-2026-03-01.jsonl')).toBe(
      '{"at":"2026-03-01T08:00:00.000Z","level":"info","event":"start"}\n' +
        '{"at":"2026-03-01T08:00:00.000Z","level":"warning","event":"ill","words":"There is no \\u201cboard\\u201d."}\n',
    );
  });

  it('begins a file at midnight, and keeps as many days as it is told', async () => {
    const { disk, pass, say, timers } = bench({ days: 3 });
    for (let day = 0; day < 10; day++) {
      say('day');
      await pass(DAY_MS);
    }
    expect([...disk.files.keys()]).toEqual([
      'axon-rig-2026-03-08.jsonl',
      'axon-rig-2026-03-09.jsonl',
      'axon-rig-2026-03-10.jsonl',
    ]);
    expect(timers.waiting).toBe(0);
  });

  it('removes nothing that is not its own', async () => {
    const { disk, pass, say } = bench({ days: 2 });
    for (const name of ['notes.txt', 'axon-rig-starts.json', 'axon-rig-2025-01-01.jsonl.bak'])
      disk.files.set(name, 'mine');
    for (let day = 0; day < 4; day++) {
      say('day');
      await pass(DAY_MS);
    }
    expect([...disk.files.keys()].filter((name) => !name.endsWith('.jsonl'))).toHaveLength(3);
    expect(disk.files.size).toBe(5);
  });

  it('never takes more than its bytes a day: the last tenth is for trouble, and what is left out is counted', async () => {
    const { disk, pass, say, events, names } = bench({ bytesADay: 100_000 });
    for (let n = 0; n < 3000; n++) {
      say('chatter', 'info', 'x'.repeat(100));
      if (n % 500 === 0) await pass();
    }
    say('ill', 'error');
    await pass();
    const today = disk.files.get('axon-rig-2026-03-01.jsonl')!;
    expect(today.length).toBeLessThanOrEqual(100_000);
    expect(names('2026-03-01').filter((event) => event === 'log-full')).toHaveLength(1);
    for (let n = 0; n < 3000; n++) {
      say('ill', 'error', 'x'.repeat(100));
      if (n % 500 === 0) await pass();
    }
    await pass();
    expect(disk.files.get('axon-rig-2026-03-01.jsonl')!.length).toBeLessThanOrEqual(100_000);
    const written = names('2026-03-01').filter((event) => event !== 'log-full').length;
    say('morning');
    await pass(DAY_MS);
    say('morning');
    await pass();
    const [first] = events('2026-03-02');
    expect(first).toMatchObject({ event: 'log-over', lines: 6002 - written });
  });

  it('of a full disk says so, loses what was said meanwhile, and goes on by itself once there is room', async () => {
    const { disk, log, pass, say, events } = bench();
    say('before');
    await pass();
    disk.freeBytes = 30;
    say('lost');
    say('lost');
    await pass();
    expect(log.trouble).toContain('the disk is full');
    for (let n = 0; n < 10; n++) {
      say('lost');
      await pass();
    }
    disk.freeBytes = Number.POSITIVE_INFINITY;
    say('after');
    await pass(RETRY_AFTER_MS);
    await pass(RETRY_AFTER_MS);
    expect(log.trouble).toBeUndefined();
    const all = events('2026-03-01');
    expect(all[0]!.event).toBe('before');
    expect(all.at(-1)!.event).toBe('after');
    const missing = all.find(({ event }) => event === 'log-lost')!.lines!;
    expect(missing + all.filter(({ event }) => event === 'lost').length).toBe(12);
    // The half line that the full disk took is a line by itself: no other is spoilt.
    expect(disk.files.get('axon-rig-2026-03-01.jsonl')!.split('\n').length - 1).toBe(all.length + 1);
  });

  it('of a full disk is well again by itself, although nobody says anything any more', async () => {
    const { disk, log, pass, say, names, timers } = bench();
    disk.freeBytes = 0;
    say('lost');
    await pass();
    expect(log.trouble).toContain('the disk is full');
    await pass(5 * RETRY_AFTER_MS);
    expect(log.trouble).toContain('the disk is full');
    disk.freeBytes = Number.POSITIVE_INFINITY;
    await pass(RETRY_AFTER_MS);
    expect([log.trouble, names('2026-03-01')]).toEqual([undefined, ['log-lost']]);
    expect(timers.waiting).toBe(0);
  });

  it('asks a full disk every 10 s, not for each line', async () => {
    const { disk, pass, say } = bench();
    disk.freeBytes = 0;
    for (let second = 0; second < 100; second++) {
      say('lost');
      await pass();
    }
    expect(disk.opens).toBeLessThanOrEqual(12);
  });

  it('keeps 2000 lines at most while the disk does not answer', async () => {
    const { disk, pass, say, events } = bench();
    for (let n = 0; n < 2500; n++) say('burst');
    await pass();
    say('after');
    await pass();
    expect(disk.files.get('axon-rig-2026-03-01.jsonl')!.split('\n')).toHaveLength(2003);
    expect(events('2026-03-01').find(({ event }) => event === 'log-lost')!.lines).toBe(500);
  });

  it('goes on in a new file when somebody removes the one that is written', async () => {
    const { disk, pass, say, names } = bench();
    say('one');
    await pass();
    disk.files.clear();
    say('two');
    await pass();
    expect(names('2026-03-01')).toEqual(['two']);
  });

  it('goes on after a line that a power cut has left without its end', async () => {
    const { disk, pass, say, names } = bench();
    disk.files.set('axon-rig-2026-03-01.jsonl', '{"event":"whole"}\n{"event":"ha');
    say('after');
    await pass();
    say('later');
    await pass();
    expect(names('2026-03-01')).toEqual(['whole', 'after', 'later']);
    expect(disk.files.get('axon-rig-2026-03-01.jsonl')).toContain('{"event":"ha\n{');
  });

  it.each([
    ['forwards by 70 years', 25_567 * DAY_MS],
    ['back by 50 years', -18_262 * DAY_MS],
  ])('loses no file and no line to a clock that jumps %s and back', async (_how, ms) => {
    const { disk, pass, say, names, jump } = bench({ days: 5 });
    for (let day = 0; day < 3; day++) {
      say('before');
      await pass(DAY_MS);
    }
    jump(ms);
    say('there');
    await pass();
    jump(-ms);
    say('back');
    await pass();
    expect(names('2026-03-01')).toEqual(['before']);
    expect(names('2026-03-04')).toEqual(['back']);
    expect([...disk.files.keys()]).toHaveLength(5);
  });

  it('has all of it when it is closed, at once', async () => {
    const { log, say, names, timers } = bench();
    say('end');
    await log.close();
    say('too late');
    expect(names('2026-03-01')).toEqual(['end']);
    expect(timers.waiting).toBe(0);
  });
});

describe('the day of a place', () => {
  it('is the one of its time zone', () => {
    const at = new Date('2026-12-31T23:30:00Z');
    expect([dayIn('Europe/Berlin')(at), dayIn('UTC')(at), dayIn('America/New_York')(at)]).toEqual([
      '2027-01-01',
      '2026-12-31',
      '2026-12-31',
    ]);
  });
});
