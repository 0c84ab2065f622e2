import { describe, expect, it } from 'vitest';
import { createAxon, type GateEvent, SET_A } from '../../src/model/index.js';
import { inject, PASSIVE, type Pulse, runGated } from './support.js';

const PULSE: Pulse = [0, 1, 0.5, 200];
const gated = (stepMs: number) => createAxon(SET_A.axon, SET_A.membrane, { stepMs });

describe('time', () => {
  it('takes whole steps only: 0.06 ms at dt 0.025 is two steps, the rest waits', () => {
    const axon = gated(0.025);
    axon.advanceTo(0.06);
    expect(axon.modelMs).toBe(0.05);
    axon.advanceTo(0.074);
    expect(axon.modelMs).toBe(0.05);
    axon.advanceTo(0.075);
    expect(axon.modelMs).toBeCloseTo(0.075, 12);
  });

  it('stands still for a time that is over', () => {
    const axon = gated(0.025);
    axon.advanceTo(1);
    axon.advanceTo(0.5);
    expect(axon.modelMs).toBe(1);
  });

  it('gives the same potentials within 1e-7 mV and events within 1e-9 ms in 1000 odd slices as in one call', () => {
    const whole = runGated([PULSE], 15);
    const sliced = gated(0.025);
    const events: GateEvent[] = [];
    sliced.onGate = (event) => events.push(event);
    inject(sliced, PULSE);
    for (let k = 1; k < 1000; k++) sliced.advanceTo(15 * (k / 1000) ** 1.7);
    sliced.advanceTo(15);
    expect(sliced.modelMs).toBe(whole.axon.modelMs);
    sliced.potentialMv.forEach((v, i) => {
      expect(Math.abs(v - whole.axon.potentialMv[i]!)).toBeLessThan(1e-7);
    });
    expect(events.map(({ site, state }) => [site, state])).toEqual(
      whole.events.map(({ site, state }) => [site, state]),
    );
    events.forEach(({ timeMs }, k) => {
      expect(Math.abs(timeMs - whole.events[k]!.timeMs)).toBeLessThan(1e-9);
    });
  });

  it('does not drift: after 1 000 000 steps of 0.003 ms it is 3000 ms to 1e-9', () => {
    const axon = createAxon({ ...SET_A.axon, siteCount: 1 }, PASSIVE, { stepMs: 0.003 });
    for (let k = 0; k < 1_000_000; k++) axon.step();
    expect(Math.abs(axon.modelMs - 3000)).toBeLessThan(1e-9);
  });

  it('conducts alike while the step changes all the time between 0.003 and 0.1 ms', () => {
    const steady = runGated([PULSE], 14, { stepMs: 0.01 });
    const axon = gated(0.025);
    const events: GateEvent[] = [];
    axon.onGate = (event) => events.push(event);
    inject(axon, PULSE);
    const steps = [0.003, 0.02, 0.0077, 0.1, 0.05, 0.013];
    for (let k = 0; axon.modelMs < 14; k++) {
      axon.stepMs = steps[k % steps.length]!;
      axon.step();
    }
    for (const wanted of steady.events) {
      const found = events.find((event) => event.site === wanted.site && event.state === wanted.state);
      expect(Math.abs(found!.timeMs - wanted.timeMs)).toBeLessThan(0.01);
    }
  });

  it('tells gate events in order of time, each with the potentials of its own instant', () => {
    const axon = gated(0.1);
    let lastMs = 0;
    let count = 0;
    axon.onGate = ({ timeMs, site, state }) => {
      expect(timeMs).toBe(axon.modelMs);
      expect(timeMs).toBeGreaterThanOrEqual(lastMs);
      if (state === 'sodium-open') expect(axon.potentialMv[site]).toBeCloseTo(-55, 8);
      if (state === 'potassium-open') expect(axon.potentialMv[site]).toBeCloseTo(40, 8);
      if (state === 'refractory') expect(axon.potentialMv[site]).toBeCloseTo(-80, 8);
      lastMs = timeMs;
      count++;
    };
    inject(axon, PULSE);
    axon.advanceTo(20);
    expect(count).toBe(240);
  });

  it('reset brings rest, time 0 and no stimuli, and the next run is the first one again', () => {
    const { axon, events } = runGated([PULSE, [30, 12, 50, 10]], 10);
    const first = events.splice(0);
    axon.reset();
    expect(axon.modelMs).toBe(0);
    for (const v of axon.potentialMv) expect(v).toBe(-70);
    axon.advanceTo(20);
    expect(events).toEqual([]);
    axon.reset();
    inject(axon, PULSE);
    axon.advanceTo(10);
    expect(events).toEqual(first);
  });
});

describe('stimuli', () => {
  it('delivers the whole charge of a pulse shorter than a step and between two steps', () => {
    const axon = createAxon({ ...SET_A.axon, siteCount: 1 }, PASSIVE, { stepMs: 0.5 });
    inject(axon, [0, 0.101, 0.007, 1000]);
    axon.step();
    expect(axon.potentialMv[0]! + 70).toBeCloseTo(7 * Math.exp(-0.0396), 3);
  });

  it('adds up overlapping pulses, and two halves make a whole', () => {
    const one = createAxon(SET_A.axon, PASSIVE, { stepMs: 0.025 });
    const two = createAxon(SET_A.axon, PASSIVE, { stepMs: 0.025 });
    inject(one, [7, 1, 2, 30]);
    inject(two, [7, 1, 2, 10]);
    inject(two, [7, 1, 1.01, 20]);
    inject(two, [7, 2.01, 0.99, 20]);
    one.advanceTo(5);
    two.advanceTo(5);
    for (let i = 0; i < 60; i++) expect(two.potentialMv[i]).toBeCloseTo(one.potentialMv[i]!, 5);
  });

  it('takes a pulse that starts now, in mid-run, and one of negative current', () => {
    const axon = gated(0.025);
    axon.advanceTo(3.3);
    inject(axon, [0, axon.modelMs, 0.5, -50]);
    axon.advanceTo(3.8);
    expect(axon.potentialMv[0]).toBeLessThan(-80);
    expect(axon.potentialMv[59]).toBeCloseTo(-70, 9);
  });

  it('takes a pulse from within a gate event', () => {
    const axon = gated(0.025);
    const fired = new Set<number>();
    axon.onGate = ({ timeMs, site, state }) => {
      if (state === 'sodium-open' && fired.size === 0) inject(axon, [59, timeMs, 0.5, 200]);
      fired.add(site);
    };
    inject(axon, PULSE);
    axon.advanceTo(2);
    expect(fired.has(59)).toBe(true);
  });

  it.each([
    [{ site: -1 }, /stimulus.site: expected a whole number from 0 to 59, got -1/],
    [{ site: 60 }, /stimulus.site/],
    [{ site: 1.5 }, /stimulus.site/],
    [{ startMs: 0.9 }, /stimulus.startMs: expected now \(1 ms of the axon\) or later, got 0.9/],
    [{ startMs: Number.NaN }, /stimulus.startMs/],
    [{ startMs: Number.POSITIVE_INFINITY }, /stimulus.startMs/],
    [{ durationMs: 0 }, /stimulus.durationMs: expected a number from/],
    [{ durationMs: -1 }, /stimulus.durationMs/],
    [{ durationMs: Number.NaN }, /stimulus.durationMs/],
    [{ currentUa: Number.NaN }, /stimulus.currentUa/],
    [{ currentUa: 1e9 }, /stimulus.currentUa/],
    [{ kind: 'ramp' as 'pulse' }, /stimulus.riseMs/],
  ])('refuses a pulse with %o and stays as it was', (wrong, message) => {
    const axon = gated(0.025);
    axon.advanceTo(1);
    const pulse = { kind: 'pulse', site: 0, startMs: 1, durationMs: 0.5, currentUa: 200, ...wrong } as const;
    expect(() => axon.inject(pulse)).toThrow(RangeError);
    expect(() => axon.inject(pulse)).toThrow(message);
    axon.advanceTo(3);
    for (const v of axon.potentialMv) expect(v).toBeCloseTo(-70, 9);
  });
});

describe('running long', () => {
  it('gets through parameters that switch as often as they can', () => {
    const axon = createAxon(
      { ...SET_A.axon, capacitanceUf: 0.1, axialConductanceMs: 1 },
      {
        ...SET_A.membrane,
        sodiumConductanceMs: 1000,
        potassiumConductanceMs: 1000,
        sodiumMaxOpenMs: 0.01,
        potassiumMaxOpenMs: 0.01,
        recoveryMs: 0.01,
      },
      { stepMs: 1 },
    );
    let count = 0;
    axon.onGate = () => count++;
    inject(axon, [0, 0.3, 1.5, 1e6]);
    inject(axon, [30, 0.3, 1.5, 40]);
    axon.advanceTo(3);
    expect(axon.modelMs).toBe(3);
    expect(count).toBeGreaterThan(100);
    for (const v of axon.potentialMv) expect(Number.isFinite(v)).toBe(true);
  });
});
