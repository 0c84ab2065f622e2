import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeviceClock } from '../../../src/devices/serial/device-clock.js';

const WRAP_US = 2 ** 32;

/** The same numbers from 0 to 1 in every run (the linear congruence of Numerical Recipes). */
function sameEveryTime(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A board whose clock is off by `ppm`, at the end of a line whose delays are random and not the same both ways. */
function board({ ppm = 0, bootMs = 0, upMs = 0, thereMs = 0.4, backMs = 1.2, jitterMs = 5, seed = 1 } = {}) {
  const random = sameEveryTime(seed);
  const deviceUs = (hostMs: number) =>
    Math.floor((upMs + hostMs - bootMs) * 1000 * (1 + ppm / 1e6)) % WRAP_US;
  const delayMs = (leastMs: number) => leastMs + jitterMs * random() ** 3;
  return {
    deviceUs,
    /** A PING that goes out at `sentMs`. */
    sample(sentMs: number) {
      const receivedMs = sentMs + delayMs(thereMs);
      const repliedMs = receivedMs + 0.3;
      const heardMs = repliedMs + delayMs(backMs);
      return { sentMs, heardMs, receivedUs: deviceUs(receivedMs), repliedUs: deviceUs(repliedMs) };
    },
  };
}

describe('the clock of a board', () => {
  it('knows nothing before the first sample, and after a restart', () => {
    const clock = new DeviceClock();
    expect([clock.hostTime(5), clock.report]).toEqual([undefined, undefined]);
    clock.add(board().sample(0));
    expect(clock.report).toBeDefined();
    clock.restart();
    expect([clock.hostTime(5), clock.report]).toEqual([undefined, undefined]);
  });

  it.each([-5000, -100, 0, 35, 5000])(
    'finds a drift of %i ppm within what it says, and that is below 100 ppm after a minute',
    (ppm) => {
      const clock = new DeviceClock();
      const uno = board({ ppm, bootMs: -777 });
      for (let ms = 0; ms < 60_000; ms += 1000) expect(clock.add(uno.sample(ms))).toBe(true);
      const { driftPpm, driftWithinPpm, withinMs, roundTripMs } = clock.report!;
      expect(Math.abs(driftPpm - ppm)).toBeLessThanOrEqual(driftWithinPpm);
      expect(Math.abs(driftPpm - ppm)).toBeLessThan(40);
      expect(driftWithinPpm).toBeLessThan(100);
      expect(withinMs).toBeLessThan(2);
      expect(roundTripMs).toBeCloseTo(1.6, 0);
    },
  );

  it('is never farther off than it says, over any line, drift and moment', () => {
    const world = fc.record({
      ppm: fc.integer({ min: -5000, max: 5000 }),
      bootMs: fc.integer({ min: -100_000, max: 0 }),
      // Up to the wrap at 71.6 minutes and beyond.
      upMs: fc.constantFrom(0, 4_280_000, 4_294_000),
      thereMs: fc.constantFrom(0.1, 1, 8),
      backMs: fc.constantFrom(0.3, 4, 16),
      jitterMs: fc.constantFrom(0, 2, 40),
      seed: fc.integer({ min: 1, max: 1e6 }),
    });
    fc.assert(
      fc.property(
        world,
        fc.integer({ min: 1, max: 100 }),
        fc.constantFrom(100, 1000),
        (options, count, everyMs) => {
          const clock = new DeviceClock();
          const uno = board(options);
          for (let n = 0; n < count; n++) clock.add(uno.sample(n * everyMs));
          const nowMs = (count - 1) * everyMs;
          for (const momentMs of [nowMs - 40, nowMs, nowMs + 15, nowMs + 2000]) {
            const { atMs, withinMs } = clock.hostTime(uno.deviceUs(momentMs))!;
            // The board's clock counts whole microseconds.
            expect(Math.abs(atMs - momentMs)).toBeLessThanOrEqual(withinMs + 0.002);
          }
        },
      ),
    );
  });

  it('tells a moment to a tenth of a millisecond over a line that is the same both ways, answer or not for 10 s', () => {
    const clock = new DeviceClock();
    const uno = board({ ppm: 2000, thereMs: 1, backMs: 1, jitterMs: 3, seed: 5 });
    for (let ms = 0; ms < 60_000; ms += 1000) clock.add(uno.sample(ms));
    for (const momentMs of [59_000, 70_000]) {
      expect(Math.abs(clock.hostTime(uno.deviceUs(momentMs))!.atMs - momentMs)).toBeLessThan(0.3);
    }
  });

  it('goes on where the 32 bits of the board wrap, after 71.6 minutes', () => {
    const clock = new DeviceClock();
    const uno = board({ upMs: 4_294_000, jitterMs: 0 });
    const wrapMs = 967.296;
    for (let ms = 0; ms < 5000; ms += 250) clock.add(uno.sample(ms));
    expect(uno.deviceUs(wrapMs - 1)).toBeGreaterThan(uno.deviceUs(wrapMs + 1));
    for (const momentMs of [wrapMs - 1, wrapMs + 1, 4000]) {
      const { atMs, withinMs } = clock.hostTime(uno.deviceUs(momentMs))!;
      expect(Math.abs(atMs - momentMs)).toBeLessThanOrEqual(withinMs);
      expect(withinMs).toBeLessThan(2);
    }
  });

  it('believes the quickest answers: one of 300 ms among quick ones moves nothing by more than 0.1 ms', () => {
    const [calm, upset] = [new DeviceClock(), new DeviceClock()];
    const uno = board({ jitterMs: 0 });
    for (let ms = 0; ms < 30_000; ms += 1000) {
      const sample = uno.sample(ms);
      calm.add(sample);
      upset.add(ms === 15_000 ? { ...sample, heardMs: sample.heardMs + 300 } : sample);
    }
    const momentUs = uno.deviceUs(29_500);
    expect(Math.abs(calm.hostTime(momentUs)!.atMs - upset.hostTime(momentUs)!.atMs)).toBeLessThan(0.1);
  });

  it('says ±6000 ppm until it has measured better, and is right with one sample', () => {
    const clock = new DeviceClock();
    const uno = board({ ppm: 5000, jitterMs: 0 });
    clock.add(uno.sample(0));
    expect(clock.report!.driftWithinPpm).toBe(6000);
    const { atMs, withinMs } = clock.hostTime(uno.deviceUs(1000))!;
    expect(Math.abs(atMs - 1000)).toBeLessThanOrEqual(withinMs);
  });

  it('begins again when the board has restarted without a word of it', () => {
    const clock = new DeviceClock();
    const uno = board({ upMs: 500_000 });
    for (let ms = 0; ms < 20_000; ms += 1000) clock.add(uno.sample(ms));
    const again = board({ bootMs: 20_500 });
    clock.add(again.sample(21_000));
    const { atMs, withinMs } = clock.hostTime(again.deviceUs(21_500))!;
    expect(Math.abs(atMs - 21_500)).toBeLessThanOrEqual(withinMs);
    expect(withinMs).toBeLessThan(10);
  });

  it('makes nothing of an answer that cannot be one', () => {
    const clock = new DeviceClock();
    expect(clock.add({ sentMs: 100, heardMs: 90, receivedUs: 0, repliedUs: 10 })).toBe(false);
    expect(clock.add({ sentMs: 0, heardMs: 5000, receivedUs: 0, repliedUs: 10 })).toBe(false);
    expect(clock.add({ sentMs: 0, heardMs: 5, receivedUs: 100, repliedUs: 50 })).toBe(false);
    expect(clock.report).toBeUndefined();
  });
});
