import { describe, expect, it } from 'vitest';
import {
  type Axon,
  createAxon,
  type GateEvent,
  type LatticeGeometry,
  SET_A,
  SET_B,
  type Treatment,
} from '../../src/model/index.js';

interface Setup {
  readonly axon?: Partial<LatticeGeometry>;
  readonly membrane?: Partial<typeof SET_A.membrane>;
  readonly treatments?: readonly Treatment[];
}

/** To `untilMs` in one stride, or looking at it so often that no period is longer [ms]. */
function advance(axon: Axon, untilMs: number, lookEveryMs: number): void {
  const fromMs = axon.modelMs;
  for (let k = 1; fromMs + k * lookEveryMs < untilMs; k++) axon.advanceTo(fromMs + k * lookEveryMs);
  axon.advanceTo(untilMs);
}

/** Seven signals on 240 sites: some meet, one is blocked, one runs into a refractory tail, one is a slow ramp. */
function run({ axon: own, membrane, treatments }: Setup, lookEveryMs: number) {
  const axon = createAxon(
    { ...SET_A.axon, siteCount: 240, ...own },
    { ...SET_A.membrane, ...membrane },
    { stepMs: 0.02, treatments: treatments ?? [{ kind: 'dead', from: 150, to: 154 }] },
  );
  const events: GateEvent[] = [];
  axon.onGate = (event) => events.push(event);
  const pulses = [
    [0, 1, 200],
    [100, 1.5, 300],
    [100, 9.03, 300],
    [239, 2.71, 200],
    [60, 14, 400],
    [230, 20, 500],
  ] as const;
  for (const [site, startMs, currentUa] of pulses) {
    axon.inject({ kind: 'pulse', site, startMs, durationMs: 0.5, currentUa });
  }
  axon.inject({ kind: 'ramp', site: 130, startMs: 24.5, riseMs: 4, durationMs: 6, currentUa: 40 });
  advance(axon, 40, lookEveryMs);
  return { axon, events };
}

function bySite(events: readonly GateEvent[]): GateEvent[] {
  return [...events].sort((a, b) => a.site - b.site || a.timeMs - b.timeMs);
}

describe('an axon of 240 sites with seven signals on it', () => {
  it.each<readonly [string, Setup]>([
    ['set A', {}],
    ['a weak coupling, where a switch is felt two sites away', { axon: { axialConductanceMs: 0.6 } }],
    [
      'strong sodium and little potassium, so that a signal outruns the passive spread',
      { axon: { axialConductanceMs: 0.5 }, membrane: { sodiumConductanceMs: 60, potassiumConductanceMs: 1 } },
    ],
    [
      'set B, a site at every second position',
      { axon: { ...SET_B.axon, siteCount: 240 }, membrane: SET_B.membrane },
    ],
    ['a recovery of 0.2 ms, so that sites fire again and again', { membrane: { recoveryMs: 0.2 } }],
    [
      'stretches of another rest, half the sodium and half the potassium',
      {
        treatments: [
          { kind: 'rest', from: 20, to: 40, shiftMv: -6 },
          { kind: 'ttx', from: 60, to: 70, sodiumFraction: 0.5 },
          { kind: 'tea', from: 170, to: 180, potassiumFraction: 0.5 },
        ],
      },
    ],
  ])('does the same in one stride as looked at every 0.02 ms: %s', (_name, setup) => {
    const whole = run(setup, 40);
    const sliced = run(setup, 0.02);
    expect(whole.events.length).toBeGreaterThan(300);
    const key = ({ site, state }: GateEvent) => `${site} ${state}`;
    const wanted = bySite(sliced.events);
    const found = bySite(whole.events);
    expect(found.map(key)).toEqual(wanted.map(key));
    found.forEach(({ timeMs }, k) => {
      expect(Math.abs(timeMs - wanted[k]!.timeMs)).toBeLessThan(1e-6);
    });
    whole.axon.potentialMv.forEach((v, i) => {
      expect(Math.abs(v - sliced.axon.potentialMv[i]!)).toBeLessThan(1e-5);
    });
  });

  it('tells every event in order of time, with clock and site as they were at that instant', () => {
    const { events } = run({}, 40);
    events.forEach(({ timeMs }, k) => {
      expect(timeMs).toBeGreaterThanOrEqual(events[k - 1]?.timeMs ?? 0);
    });
    const axon = createAxon({ ...SET_A.axon, siteCount: 240 }, SET_A.membrane, { stepMs: 1 });
    const levels = { 'sodium-open': -55, 'potassium-open': 40, refractory: -80, rest: Number.NaN };
    axon.onGate = ({ timeMs, site, state }) => {
      expect(axon.modelMs).toBe(timeMs);
      if (state !== 'rest') expect(axon.potentialMv[site]).toBeCloseTo(levels[state], 6);
      else expect(axon.potentialMv[site]).toBeLessThan(-60);
    };
    axon.inject({ kind: 'pulse', site: 120, startMs: 1, durationMs: 0.5, currentUa: 200 });
    axon.advanceTo(30);
  });

  it('answers a switch with a current at that very instant, in one stride as looked at every 0.02 ms', () => {
    const answered = (lookEveryMs: number) => {
      const axon = createAxon({ ...SET_A.axon, siteCount: 240 }, SET_A.membrane, { stepMs: 0.02 });
      const events: GateEvent[] = [];
      axon.onGate = (event) => {
        events.push(event);
        if (event.state !== 'sodium-open' || event.site % 20 !== 0) return;
        const site = (event.site + 117) % 240;
        axon.inject({ kind: 'pulse', site, startMs: event.timeMs, durationMs: 0.3, currentUa: 150 });
      };
      axon.inject({ kind: 'pulse', site: 0, startMs: 1, durationMs: 0.5, currentUa: 200 });
      advance(axon, 20, lookEveryMs);
      return events;
    };
    const strides = answered(20);
    const steps = answered(0.02);
    expect(strides.length).toBe(steps.length);
    strides.forEach(({ timeMs, site, state }, k) => {
      expect([site, state]).toEqual([steps[k]!.site, steps[k]!.state]);
      expect(Math.abs(timeMs - steps[k]!.timeMs)).toBeLessThan(1e-6);
    });
  });

  it('after 600 ms of peace answers as a new axon does, to 1e-6 ms, and at rest to 1e-6 mV', () => {
    const axon = createAxon({ ...SET_A.axon, siteCount: 300 }, SET_A.membrane, { stepMs: 1 });
    const events: GateEvent[] = [];
    axon.onGate = (event) => events.push(event);
    const press = (startMs: number) => {
      for (const site of [40, 299]) {
        axon.inject({ kind: 'pulse', site, startMs, durationMs: 0.5, currentUa: 200 });
      }
    };
    press(1);
    axon.advanceTo(600);
    for (const v of axon.potentialMv) expect(Math.abs(v + 70)).toBeLessThan(1e-6);
    const fresh = events.splice(0);
    expect(fresh).toHaveLength(4 * 300);
    press(601);
    axon.advanceTo(1200);
    // Sites that mirror each other switch together, in no order.
    const again = bySite(events);
    bySite(fresh).forEach(({ timeMs, site, state }, k) => {
      expect([again[k]!.site, again[k]!.state]).toEqual([site, state]);
      expect(Math.abs(again[k]!.timeMs - 600 - timeMs)).toBeLessThan(1e-6);
    });
  });

  it('lets a ramp into a resting axon act from its first microsecond on, also where nobody looks before its end', () => {
    const endMv = [5, 0.01].map((lookEveryMs) => {
      const axon = createAxon({ ...SET_A.axon, siteCount: 60 }, SET_A.membrane, { stepMs: 0.025 });
      axon.inject({ kind: 'ramp', site: 30, startMs: 1, riseMs: 4, durationMs: 4, currentUa: 8 });
      for (let ms = lookEveryMs; ms < 5; ms += lookEveryMs) axon.advanceTo(ms);
      axon.advanceTo(5);
      return axon.potentialMv[30]!;
    });
    expect(endMv[0]).toBeCloseTo(-65.23289, 5);
    expect(endMv[1]).toBeCloseTo(endMv[0]!, 6);
  });
});

describe('signals so fast that two of them meet within one period of the series', () => {
  // A window for each signal has no room to grow then: the two become one. 21 and 61 sites per millisecond.
  it.each([
    { sodiumOpensMv: -65, sodiumConductanceMs: 60, recoveryBelowMv: -68 },
    { sodiumOpensMv: -68, sodiumConductanceMs: 500, recoveryBelowMv: -69 },
  ])(
    'meet where and when they do if looked at every 0.02 ms: sodium opens at $sodiumOpensMv mV',
    (membrane) => {
      const meet = (apart: number, lookEveryMs: number) => {
        const axon = createAxon(
          { ...SET_A.axon, siteCount: 240 },
          { ...SET_A.membrane, ...membrane },
          { stepMs: 0.02 },
        );
        const events: GateEvent[] = [];
        axon.onGate = (event) => events.push(event);
        for (const [k, startMs] of [1, 1, 1 + apart / 997].entries()) {
          axon.inject({ kind: 'pulse', site: 10 + k * apart, startMs, durationMs: 0.3, currentUa: 300 });
        }
        advance(axon, 2.5, lookEveryMs);
        return { events: bySite(events), potentialMv: axon.potentialMv };
      };
      for (let apart = 60; apart < 110; apart += 3) {
        const whole = meet(apart, 2.5);
        const sliced = meet(apart, 0.02);
        expect(whole.events.length).toBeGreaterThan(150);
        expect(whole.events.map(({ site, state }) => `${site} ${state}`)).toEqual(
          sliced.events.map(({ site, state }) => `${site} ${state}`),
        );
        for (const [k, { timeMs }] of whole.events.entries()) {
          expect(Math.abs(timeMs - sliced.events[k]!.timeMs)).toBeLessThan(1e-8);
        }
        for (const [i, v] of whole.potentialMv.entries()) {
          expect(Math.abs(v - sliced.potentialMv[i]!)).toBeLessThan(1e-6);
        }
      }
    },
  );
});
