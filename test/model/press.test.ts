import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Axon,
  type ConductanceStimulus,
  createAxon,
  type GateEvent,
  type MembraneSpec,
  SET_A,
  SET_B,
  SQUID_AXON,
} from '../../src/model/index.js';
import { PASSIVE } from './support.js';

const press = (site: number, startMs: number, conductanceMs = 2.4): ConductanceStimulus => ({
  kind: 'conductance',
  site,
  startMs,
  durationMs: 0.5,
  conductanceMs,
  reversalMv: 60,
});

function lesson(
  presses: readonly ConductanceStimulus[],
  membrane: MembraneSpec = SET_A.membrane,
  stepMs = 0.025,
) {
  const axon = createAxon(SET_A.axon, membrane, { stepMs });
  const events: GateEvent[] = [];
  axon.onGate = (event) => events.push(event);
  for (const one of presses) axon.inject(one);
  const spikesOf = (site: number) =>
    events.filter((e) => e.site === site && e.state === 'sodium-open').length;
  return { axon, events, spikesOf };
}

describe('a press that lets sodium in', () => {
  it.each([
    [0, 0.325028],
    [30, 0.407789],
  ])('into site %i fires all sites from %f mS on, none below', (site, thresholdMs) => {
    const fired = (conductanceMs: number) => {
      const run = lesson([press(site, 1, conductanceMs)]);
      run.axon.advanceTo(20);
      return new Set(run.events.map((event) => event.site)).size;
    };
    expect(fired(thresholdMs - 2e-6)).toBe(0);
    expect(fired(thresholdMs + 2e-6)).toBe(60);
  });

  it('lifts the passive sites 0, 3, 8 and 15 by 73.6, 9.42, 1.385 and 0.139 mV', () => {
    const { axon } = lesson([press(0, 1)], PASSIVE, 0.01);
    const highest = new Float64Array(60).fill(-70);
    while (axon.modelMs < 30) {
      axon.step();
      for (const [i, mv] of axon.potentialMv.entries()) highest[i] = Math.max(highest[i]!, mv);
    }
    expect(highest[0]! + 70).toBeCloseTo(73.6125, 3);
    expect(highest[3]! + 70).toBeCloseTo(9.4192, 3);
    expect(highest[8]! + 70).toBeCloseTo(1.38496, 4);
    expect(highest[15]! + 70).toBeCloseTo(0.139504, 5);
  });

  it('starts a signal of 5.185955 sites per millisecond, the same as a current does', () => {
    const { axon, events } = lesson([press(0, 1)]);
    axon.advanceTo(20);
    const openedMs = (site: number) =>
      events.find((event) => event.site === site && event.state === 'sodium-open')!.timeMs;
    expect(30 / (openedMs(45) - openedMs(15))).toBeCloseTo(5.185955084, 8);
    expect(openedMs(0) - 1).toBeCloseTo(0.05297, 4);
  });

  it('brings a single site along the exact exponential towards +60 mV, on both membranes and for any step', () => {
    const { capacitanceUf, leakConductanceMs, leakReversalMv } = SET_A.axon;
    const totalMs = leakConductanceMs + 0.3;
    const endMv = (leakConductanceMs * leakReversalMv + 0.3 * 60) / totalMs;
    const exactMv = endMv + (leakReversalMv - endMv) * Math.exp((-totalMs / capacitanceUf) * 0.15);
    for (const [membrane, stepMs] of [
      [SET_A.membrane, 1],
      [SET_A.membrane, 0.01],
      [PASSIVE, 0.01],
    ] as const) {
      const axon = createAxon({ ...SET_A.axon, siteCount: 1 }, membrane, { stepMs });
      axon.inject({ ...press(0, 0, 0.3), durationMs: 0.15 });
      axon.onEdge = () => {
        if (axon.modelMs > 0.1) expect(axon.potentialMv[0]).toBeCloseTo(exactMv, 6);
      };
      axon.advanceTo(2);
      expect.hasAssertions();
    }
  });

  it('below threshold does the same with channels as without, within 1e-6 mV', () => {
    const presses = [press(0, 1, 0.3), press(20, 1.2, 0.3), press(59, 3, 0.3), press(20, 4, 0.25)];
    const gated = lesson(presses).axon;
    const passive = lesson(presses, PASSIVE, 0.0025).axon;
    for (let ms = 0.25; ms < 10; ms += 0.25) {
      gated.advanceTo(ms);
      passive.advanceTo(ms);
      for (const [i, mv] of gated.potentialMv.entries()) {
        expect(Math.abs(mv - passive.potentialMv[i]!)).toBeLessThan(2e-6);
      }
    }
  });

  it('is the same in one stride as looked at every 0.02 ms, in a storm at three sites', () => {
    const presses = Array.from({ length: 24 }, (_, k) => press([0, 20, 21][k % 3]!, 0.5 + 0.37 * k));
    const whole = lesson(presses, SET_A.membrane, 0.02);
    const sliced = lesson(presses, SET_A.membrane, 0.02);
    whole.axon.advanceTo(14);
    for (let ms = 0.02; ms < 14.01; ms += 0.02) sliced.axon.advanceTo(ms);
    expect(sliced.axon.modelMs).toBe(whole.axon.modelMs);
    for (const [i, mv] of whole.axon.potentialMv.entries()) {
      expect(Math.abs(mv - sliced.axon.potentialMv[i]!)).toBeLessThan(1e-5);
    }
  });

  it('goes on through a switch of the channels in its middle, and ends at its time', () => {
    const there = (switchMs: number) => {
      const { axon } = lesson([press(0, 1, 0.3)], PASSIVE, 0.0025);
      axon.advanceTo(switchMs);
      axon.setMembrane(SET_A.membrane);
      axon.advanceTo(1.35);
      axon.setMembrane(PASSIVE);
      axon.advanceTo(3);
      return [...axon.potentialMv.subarray(0, 5)];
    };
    const plain = lesson([press(0, 1, 0.3)], PASSIVE, 0.0025).axon;
    plain.advanceTo(3);
    for (const [i, mv] of there(1.2).entries()) expect(mv).toBeCloseTo(plain.potentialMv[i]!, 6);
  });

  it('is over after a reset', () => {
    for (const membrane of [SET_A.membrane, PASSIVE]) {
      const { axon } = lesson([press(0, 0)], membrane);
      axon.advanceTo(0.2);
      axon.reset();
      axon.advanceTo(5);
      for (const mv of axon.potentialMv) expect(mv).toBe(-70);
    }
  });

  it('runs over channel sites 4 apart on passive cable and dies where they are 5 apart, 4.27 mV short', () => {
    const run = (channelEvery: number) => {
      const axon = createAxon(SET_B.axon, { ...SET_B.membrane, channelEvery }, { stepMs: 0.025 });
      let last = -1;
      axon.onGate = ({ site, state }) => {
        if (state === 'sodium-open') last = Math.max(last, site);
      };
      axon.inject(press(0, 1));
      let highestMv = Number.NEGATIVE_INFINITY;
      while (axon.modelMs < 30) {
        axon.step();
        highestMv = Math.max(highestMv, axon.potentialMv[channelEvery]!);
      }
      return { last, highestMv };
    };
    expect([1, 2, 3, 4, 5, 6].map((every) => run(every).last)).toEqual([120, 120, 120, 120, 0, 0]);
    expect(run(5).highestMv).toBeCloseTo(-59.27, 2);
  });

  it.each([
    [{ conductanceMs: -1 }, 'stimulus.conductanceMs: expected a number from 0 to 1000 mS'],
    [{ conductanceMs: Number.NaN }, 'stimulus.conductanceMs'],
    [{ reversalMv: 300 }, 'stimulus.reversalMv: expected a number from -150 to 150 mV'],
    [{ durationMs: 0 }, 'stimulus.durationMs'],
    [{ site: 60 }, 'stimulus.site'],
  ])('of %o is refused: %s', (change, words) => {
    const { axon } = lesson([]);
    expect(() => axon.inject({ ...press(0, 0), ...change })).toThrow(words);
  });

  it('is refused on a cable, with the reason', () => {
    const axon = createAxon(SQUID_AXON.axon, SQUID_AXON.membrane, { stepMs: 0.025 });
    expect(() => axon.inject(press(0, 0))).toThrow(/expected a current on a cable, got 'conductance'/);
  });
});

describe('a hand that mashes', () => {
  /** Presses of one stimulator, which is busy for 0.5 ms. */
  function mash(site: number, gapsMs: readonly number[]): ConductanceStimulus[] {
    let startMs = 1;
    return gapsMs.map((gapMs) => {
      const one = press(site, startMs);
      startMs += Math.max(gapMs, 0.5);
      return one;
    });
  }

  function highestMv(axon: Axon, untilMs: number): number {
    let highest = Number.NEGATIVE_INFINITY;
    const stepMs = 0.05;
    for (let ms = stepMs; ms <= untilMs; ms += stepMs) {
      axon.advanceTo(ms);
      for (const mv of axon.potentialMv) highest = Math.max(highest, mv);
    }
    return highest;
  }

  const even = (perSecond: number, lens: number) =>
    new Array<number>(Math.ceil(20 / Math.max(0.5, 1000 / perSecond / lens))).fill(1000 / perSecond / lens);

  it.each([
    [3, 500],
    [20, 500],
    [3, 5000],
    [20, 200],
    [20, 50],
    [20, 10],
  ])('%i times a second at 1:%i never lifts the axon above +40.2 mV', (perSecond, lens) => {
    const { axon } = lesson(mash(0, even(perSecond, lens)));
    expect(highestMv(axon, 25)).toBeLessThan(40.2);
  });

  const gaps = fc.array(fc.double({ min: 0, max: 4, noNaN: true }), { minLength: 1, maxLength: 25 });

  it('anywhere, at several sites at once and however strongly never lifts any site above +60 mV', () => {
    const hands = fc.array(
      fc.record({ site: fc.nat(59), gaps, strengthMs: fc.double({ min: 0.1, max: 1000, noNaN: true }) }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(hands, fc.boolean(), (storm, channels) => {
        const presses = storm.flatMap(({ site, gaps: own, strengthMs }) =>
          mash(site, own).map((one) => ({ ...one, conductanceMs: strengthMs })),
        );
        const { axon } = lesson(presses, channels ? SET_A.membrane : PASSIVE);
        expect(highestMv(axon, 12)).toBeLessThanOrEqual(60 + 1e-6);
      }),
      { seed: 10, numRuns: 25 },
    );
  });

  /** When a press runs down the whole axon again, after the last one has ended [ms, in steps of 0.5]. */
  function answersAfterMs(presses: readonly ConductanceStimulus[]): number {
    const { site } = presses[0] as { site: number };
    const farEnd = site < 30 ? 59 : 0;
    const overMs = presses.at(-1)!.startMs + 0.5;
    const arrivals = (probes: readonly ConductanceStimulus[], untilMs: number) => {
      const run = lesson([...presses, ...probes]);
      run.axon.advanceTo(untilMs);
      return run.spikesOf(farEnd);
    };
    const before = arrivals([], overMs + 30);
    for (let ms = 9; ms >= 0; ms -= 0.5) {
      if (arrivals([press(site, overMs + ms)], overMs + 30) <= before) return ms + 0.5;
    }
    return 0;
  }

  it('finds an axon that answers again 4.3 ms after a single press, 6.5 ms after the last of many', () => {
    expect(answersAfterMs([press(0, 1)])).toBeLessThanOrEqual(4.5);
    for (const gapMs of [0.5, 0.667, 0.8, 1, 1.3, 2]) {
      expect(answersAfterMs(mash(0, new Array(Math.ceil(15 / gapMs)).fill(gapMs)))).toBeLessThanOrEqual(6.5);
    }
  });

  it('finds it so after random storms, too', () => {
    fc.assert(
      fc.property(gaps, fc.constantFrom(0, 10, 30, 59), (own, site) => {
        expect(answersAfterMs(mash(site, own))).toBeLessThanOrEqual(6.5);
      }),
      { seed: 3, numRuns: 12 },
    );
  });
});

describe('a conductance, however large', () => {
  /** Highest and lowest potential of all sites at every step of the first 4 ms, and site 1 at 1.1, 2 and 3 ms. */
  function extremes(
    one: Partial<ConductanceStimulus>,
    stepMs: number,
    lattice = {},
    membrane: MembraneSpec = PASSIVE,
  ) {
    const axon = createAxon({ ...SET_A.axon, ...lattice }, membrane, { stepMs });
    axon.inject({ ...press(0, 1), durationMs: 2, ...one });
    let highestMv = -70;
    let lowestMv = -70;
    const besideMv: number[] = [];
    for (const untilMs of [1.1, 2, 3, 4]) {
      for (; axon.modelMs < untilMs - 1e-9; axon.step()) {
        for (const mv of axon.potentialMv) {
          highestMv = Math.max(highestMv, mv);
          lowestMv = Math.min(lowestMv, mv);
        }
      }
      besideMv.push(axon.potentialMv[1]!);
    }
    return { highestMv, lowestMv, besideMv };
  }

  // Peaks and times after: steps of 0.1 µs.
  it.each([
    [{ conductanceMs: 1000 }, 0.025, {}, 59.92484744, [-55.80036, -4.37688, 10.20552, 0.09599]],
    [{ conductanceMs: 500 }, 0.025, {}, 59.84972, null],
    [{ conductanceMs: 300 }, 0.025, {}, 59.74959, null],
    [{ conductanceMs: 200 }, 0.1, {}, 59.62449381, [-56.37823, -4.69797, 9.95725, -0.10726]],
    [
      { conductanceMs: 24 },
      0.025,
      { capacitanceUf: 0.02 },
      57.831804542,
      [20.10816, 26.42381, 26.429, -69.77138],
    ],
  ] as const)(
    '%o at steps of %f ms on %o peaks at %f mV as in steps of 0.0001 ms',
    (one, stepMs, lattice, peakMv, besideMv) => {
      const seen = extremes(one, stepMs, lattice);
      expect(Math.abs(seen.highestMv - peakMv)).toBeLessThan(1e-5);
      expect(seen.lowestMv).toBeCloseTo(-70, 9);
      if (besideMv)
        for (const [k, mv] of besideMv.entries()) expect(Math.abs(seen.besideMv[k]! - mv)).toBeLessThan(0.02);
    },
  );

  it('of 1000 mS pulls to −89.988 mV where it reverses at −90, and no further', () => {
    const { lowestMv, highestMv } = extremes({ conductanceMs: 1000, reversalMv: -90 }, 0.025);
    expect(lowestMv).toBeCloseTo(-89.98844, 5);
    expect(highestMv).toBeCloseTo(-70, 9);
  });

  it('keeps to its own reversal potential where another site is far beyond it', () => {
    const axon = createAxon(SET_A.axon, PASSIVE, { stepMs: 0.025 });
    axon.inject({ ...press(50, 0, 1000), durationMs: 4, reversalMv: 150 });
    axon.inject({ ...press(0, 1, 1000), durationMs: 2, reversalMv: 0 });
    while (axon.modelMs < 3) {
      axon.step();
      expect(axon.potentialMv[0]!).toBeLessThan(1e-6);
    }
    expect(axon.potentialMv[0]!).toBeGreaterThan(-0.2);
  });

  const storms = fc.record({
    siteCount: fc.integer({ min: 1, max: 30 }),
    capacitanceUf: fc.double({ min: -2, max: 1, noNaN: true }).map((tens) => 10 ** tens),
    axialConductanceMs: fc.double({ min: -2, max: 2, noNaN: true }).map((tens) => 10 ** tens),
    stepMs: fc.double({ min: -2.5, max: 0, noNaN: true }).map((tens) => 10 ** tens),
    presses: fc.array(
      fc.record({
        site: fc.nat(29),
        startMs: fc.double({ min: 0, max: 3, noNaN: true }),
        durationMs: fc.double({ min: 0.01, max: 3, noNaN: true }),
        conductanceMs: fc.oneof(
          fc.double({ min: 0, max: 1000, noNaN: true }),
          fc.double({ min: 0, max: 10, noNaN: true }),
        ),
        reversalMv: fc.double({ min: -150, max: 150, noNaN: true }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  });

  it.each([
    ['without channels', PASSIVE, [-70]],
    ['with channels, of sodium at +60 and potassium at −90 mV', SET_A.membrane, [-90, 60]],
  ] as const)('keeps every site between the potentials that drive it: %s', (_, membrane, drivenMv) => {
    fc.assert(
      fc.property(storms, ({ presses, stepMs, ...lattice }) => {
        const axon = createAxon({ ...SET_A.axon, ...lattice }, membrane, { stepMs });
        for (const one of presses) {
          axon.inject({ kind: 'conductance', ...one, site: one.site % lattice.siteCount });
        }
        const sources = [-70, ...drivenMv, ...presses.map(({ reversalMv }) => reversalMv)];
        const lowestMv = Math.min(...sources) - 1e-9;
        const highestMv = Math.max(...sources) + 1e-9;
        while (axon.modelMs < 6) {
          axon.step();
          for (const mv of axon.potentialMv) {
            if (!(mv >= lowestMv && mv <= highestMv)) expect.fail(`${mv} mV at ${axon.modelMs} ms`);
          }
        }
      }),
      { seed: 60, numRuns: 60 },
    );
  });
});
