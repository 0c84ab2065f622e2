import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternOf } from '../../src/cli/repeat-limit.js';
import { createStateTeller, LAST_SETTLED_MS } from '../../src/cli/state-teller.js';
import type { DeviceState } from '../../src/devices/device.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const READY: DeviceState = { kind: 'ready', words: 'Uno on /dev/ttyACM0.' };
const OUT: DeviceState = { kind: 'lost', fault: 'unplugged', words: 'The cable is out.', retryInMs: 250 };
const SILENT: DeviceState = { kind: 'silent', words: 'The board does not answer.' };
const CLOSED: DeviceState = { kind: 'closed', words: 'The strip is dark.' };

function setUp(remark?: (state: DeviceState) => string | undefined) {
  const lines: string[] = [];
  const timers = new VirtualTimers();
  const terminal = { out: () => {}, err: (line: string) => lines.push(line) };
  const tell = createStateTeller({ terminal, timers, remark });
  return { lines, timers, tell };
}

describe('what the terminal is told', () => {
  it('is each change of the device once, not each attempt of a search', () => {
    const { lines, tell } = setUp();
    for (let attempt = 0; attempt < 5; attempt++) {
      tell({ kind: 'opening', words: 'Looking for a board.' });
      tell({ kind: 'lost', fault: 'no-port', words: 'No board is connected.', retryInMs: 250 });
    }
    for (const state of [READY, OUT, READY]) tell(state);
    expect(lines).toEqual([
      'axon-rig: Looking for a board.',
      'axon-rig: No board is connected.',
      'axon-rig: Uno on /dev/ttyACM0.',
      'axon-rig: The cable is out.',
      'axon-rig: Uno on /dev/ttyACM0.',
    ]);
  });

  it('ends with the truth when the cable was out four times within ten minutes, 10 s after it is in for good', () => {
    const { lines, timers, tell } = setUp();
    tell(READY);
    for (let replug = 0; replug < 4; replug++) {
      timers.advance(5000);
      tell(OUT);
      timers.advance(5000);
      tell(READY);
    }
    timers.advance(9999);
    expect(lines.at(-1)).toMatch(/^axon-rig: The cable is out\./);
    timers.advance(1);
    expect(lines.at(-1)).toBe('axon-rig: Uno on /dev/ttyACM0. (Once more since it was last said.)');
    timers.advance(3 * DAY_MS);
    expect(lines).toHaveLength(7);
  });

  it('is a fault that lasts for days after 10, 20, 40 … minutes again, then once a day', () => {
    const { lines, timers, tell } = setUp();
    tell(READY);
    tell(OUT);
    timers.advance(6 * DAY_MS);
    expect(lines.slice(2).map((line) => /after (.*)\.\)$/.exec(line)?.[1])).toEqual([
      '10 minutes',
      '30 minutes',
      '1 hour',
      '2 hours',
      '5 hours',
      '10 hours',
      '21 hours',
      '1 day',
      '2 days',
      '3 days',
      '4 days',
      '5 days',
    ]);
    expect(lines[2]).toBe('axon-rig: The cable is out. (Still so after 10 minutes.)');
  });

  it('is a fault that lasts for days also where it comes after three replugs', () => {
    const { lines, timers, tell } = setUp();
    for (let replug = 0; replug < 4; replug++) {
      tell(READY);
      timers.advance(5000);
      tell(OUT);
      timers.advance(5000);
    }
    timers.advance(3 * DAY_MS);
    expect(lines.at(-1)).toMatch(/^axon-rig: The cable is out\. \(Still so after \d days\.\)$/);
  });

  it('is 6 lines in ten minutes of a board that comes and goes every ten seconds, 60 in a day', () => {
    const { lines, timers, tell } = setUp();
    const comeAndGo = (forMs: number) => {
      for (let ms = 0; ms < forMs; ms += 10_000) {
        tell(READY);
        timers.advance(5000);
        tell(OUT);
        timers.advance(5000);
      }
    };
    comeAndGo(10 * MINUTE_MS);
    expect(lines).toHaveLength(6);
    comeAndGo(DAY_MS - 10 * MINUTE_MS);
    expect(lines.length).toBeLessThanOrEqual(60);
    expect(lines.some((line) => /\(\d{3,} times more since it was last said\.\)/.test(line))).toBe(true);
  });

  it('is one line of a sketch on the board that says another figure at each look', () => {
    const { lines, timers, tell } = setUp();
    for (let n = 0; n < 100; n++) {
      tell({ ...OUT, fault: 'garbage', words: `Another program says "sensor ${n}".` });
      timers.advance(4000);
    }
    expect(lines).toHaveLength(1);
  });

  it('ends with a remark, once', () => {
    const { lines, tell } = setUp(({ kind }) => (kind === 'lost' ? 'It is looked for again.' : undefined));
    for (const state of [READY, OUT, READY, OUT]) tell(state);
    expect(lines.filter((line) => line === 'axon-rig: It is looked for again.')).toHaveLength(1);
    expect(lines[2]).toBe('axon-rig: It is looked for again.');
  });

  it('ends with the end of the rig, and no timer is left', () => {
    const { lines, timers, tell } = setUp();
    for (const state of [READY, OUT, READY, OUT, READY, OUT, READY, OUT, CLOSED, OUT]) tell(state);
    expect(lines.at(-1)).toBe('axon-rig: The strip is dark.');
    expect(timers.waiting).toBe(0);
  });

  it('is, whatever happens in two days, the truth within ten minutes, and at most 300 lines a day (seed 5)', () => {
    const state = fc.constantFrom(READY, OUT, SILENT, {
      ...OUT,
      words: 'It is in use by minicom (process 4711).',
    });
    // Seconds, minutes and hours are equally likely.
    const standsMs = fc.double({ min: 2, max: 7.5, noNaN: true }).map((power) => 10 ** power);
    const days = fc.array(fc.tuple(state, standsMs), { minLength: 1, maxLength: 3000, size: 'max' });
    const property = fc.property(days, (happens) => {
      const { lines, timers, tell } = setUp();
      for (const [now, ms] of happens) {
        if (timers.nowMs() > 2 * DAY_MS) break;
        tell(now);
        timers.advance(Math.min(ms, LAST_SETTLED_MS));
        if (ms < LAST_SETTLED_MS) continue;
        expect(patternOf(lines.at(-1)!)).toContain(patternOf(now.words));
        timers.advance(ms - LAST_SETTLED_MS);
      }
      expect(lines.length).toBeLessThanOrEqual(300 * Math.ceil(timers.nowMs() / DAY_MS));
    });
    fc.assert(property, { seed: 5, numRuns: 100 });
  });
});
