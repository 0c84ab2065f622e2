import { describe, expect, it } from 'vitest';
import { createHealth, type Part } from '../../src/exhibit/health.js';
import { createVitals, type Signs } from '../../src/exhibit/vitals.js';

const WELL: Signs = {
  device: { kind: 'ready', words: 'The board is ready.' },
  pictures: 0,
  droppedMs: 0,
  rejected: 0,
  resent: 0,
  reconnects: 0,
  buttonFaults: [],
  log: undefined,
  hub: undefined,
  ownPages: 1,
  open: true,
};

/** A rig that is looked at once a second, with 60 pictures between. */
function bench() {
  const health = createHealth();
  const vitals = createVitals(health);
  let nowMs = 0;
  let pictures = 0;
  const watch = (seconds: number, signs: (second: number) => Partial<Signs> = () => ({})) => {
    for (let second = 1; second <= seconds; second++) {
      nowMs += 1000;
      pictures += 60;
      vitals({ ...WELL, pictures, ...signs(second) }, nowMs);
      health.look(nowMs);
    }
    const { state } = health;
    return state.kind === 'ill' ? (Object.keys(state.parts) as Part[]) : [];
  };
  const words = (part: Part) => {
    const { state } = health;
    return state.kind === 'ill' ? state.parts[part]?.words : undefined;
  };
  return { watch, words };
}

describe('the signs of a rig', () => {
  it('are well for a day, with a loss now and then', () => {
    const { watch } = bench();
    expect(watch(86_400, (second) => ({ resent: Math.floor(second / 10), droppedMs: second }))).toEqual([]);
  });

  it.each(['lost', 'silent', 'opening'] as const)('are ill after 10 s of a board that is %s', (kind) => {
    const { watch, words } = bench();
    const device = { kind, words: 'It is away.', fault: 'no-port', retryInMs: 1 } as Signs['device'];
    expect(watch(10, () => ({ device }))).toEqual([]);
    expect(watch(1, () => ({ device }))).toEqual(['device']);
    expect(words('device')).toBe('It is away.');
  });

  it('are ill after 61 messages lost within a minute, not after 60, and well again a minute after the last', () => {
    const { watch, words } = bench();
    watch(1);
    expect(watch(30, (second) => ({ rejected: second, resent: second }))).toEqual([]);
    expect(watch(1, () => ({ rejected: 31, resent: 30 }))).toEqual(['line']);
    expect(words('line')).toContain('61 messages');
    expect(watch(60, () => ({ rejected: 31, resent: 30 }))).toEqual(['line']);
    expect(watch(80, () => ({ rejected: 31, resent: 30 }))).toEqual([]);
  });

  it('are ill of a board that comes back for the fourth time within ten minutes', () => {
    const { watch, words } = bench();
    watch(1);
    expect(watch(360, (second) => ({ reconnects: Math.floor(second / 120) }))).toEqual([]);
    expect(watch(1, () => ({ reconnects: 4 }))).toEqual(['line']);
    expect(words('line')).toContain('4 times within ten minutes');
  });

  it('are not ill of a board that comes back every four minutes for a day', () => {
    const { watch } = bench();
    expect(watch(86_400, (second) => ({ reconnects: Math.floor(second / 240) }))).toEqual([]);
  });

  it('are ill 3 s after the third look without a picture; a single one that a sleep has cost does not count', () => {
    const { watch, words } = bench();
    watch(5);
    const still = () => ({ pictures: 300 });
    expect(watch(2, still)).toEqual([]);
    expect(watch(10)).toEqual([]);
    expect(watch(8, still)).toEqual(['pictures']);
    expect(words('pictures')).toContain('no pictures');
  });

  it('are ill of a computer that leaves out more than a tenth of a minute', () => {
    const { watch, words } = bench();
    watch(60);
    expect(watch(60, (second) => ({ droppedMs: 90 * second }))).toEqual([]);
    expect(watch(60, (second) => ({ droppedMs: 5400 + 200 * second }))).toEqual(['pictures']);
    expect(words('pictures')).toMatch(/could not keep up: \d+\.\d s/);
  });

  it('are ill of a button that is stuck or bounces, at once, and well when it is', () => {
    const { watch, words } = bench();
    expect(watch(1)).toEqual([]);
    expect(watch(1, () => ({ buttonFaults: [{ button: 2, kind: 'stuck' }] }))).toEqual(['button']);
    expect(words('button')).toContain('Button 2 has been down for a minute');
    expect(watch(1, () => ({ buttonFaults: [{ button: 1, kind: 'bouncing' }] }))).toEqual(['button']);
    expect(words('button')).toContain('Button 1 presses faster than fingers do');
    expect(watch(1)).toEqual([]);
  });

  it('are ill of a page that was there and is away for a minute; without a screen nobody misses it', () => {
    const { watch } = bench();
    expect(watch(600, () => ({ ownPages: 0 }))).toEqual([]);
    watch(1);
    expect(watch(60, () => ({ ownPages: 0 }))).toEqual([]);
    expect(watch(1, () => ({ ownPages: 0 }))).toEqual(['page']);
  });

  it('are not ill of a page that is away at night', () => {
    const { watch } = bench();
    watch(1);
    expect(watch(36_000, () => ({ ownPages: 0, open: false }))).toEqual([]);
  });

  it('are ill of a log that is not written at once, and of a hub after half a minute', () => {
    const { watch } = bench();
    expect(watch(1, () => ({ log: 'The disk is full.', hub: 'No answer.' }))).toEqual(['log']);
    expect(watch(30, () => ({ hub: 'No answer.' }))).toEqual(['hub']);
  });
});
