import { describe, expect, it } from 'vitest';
import { type AxonOptions, createAxon, SET_A } from '../../src/model/index.js';

const options: AxonOptions = { stepMs: 0.025 };

describe('createAxon refuses', () => {
  it.each([
    [{ siteCount: 0 }, 'axon.siteCount: expected a whole number from 1 to 100000, got 0'],
    [{ siteCount: 59.5 }, 'axon.siteCount'],
    [{ siteCount: 1e9 }, 'axon.siteCount'],
    [{ siteCount: Number.NaN }, 'axon.siteCount'],
    [{ capacitanceUf: 0 }, 'axon.capacitanceUf: expected a number from 0.001 to 1000 µF, got 0'],
    [{ capacitanceUf: -1 }, 'axon.capacitanceUf'],
    [{ leakConductanceMs: 0 }, 'axon.leakConductanceMs'],
    [{ leakConductanceMs: Number.POSITIVE_INFINITY }, 'axon.leakConductanceMs'],
    [{ axialConductanceMs: -0.1 }, 'axon.axialConductanceMs'],
    [{ axialConductanceMs: Number.NaN }, 'axon.axialConductanceMs'],
    [{ leakReversalMv: -1000 }, 'axon.leakReversalMv: expected a number from -200 to 200 mV, got -1000'],
    [{ leakReversalMv: -50 }, 'axon.leakReversalMv: expected a rest below membrane.sodiumOpensMv'],
    [
      { kind: 'moebius' as 'lattice' },
      "axon.kind: expected 'lattice', 'cable', 'myelinated' or 'patch', got moebius",
    ],
  ])('a geometry with %o', (wrong, message) => {
    const create = () => createAxon({ ...SET_A.axon, ...wrong }, SET_A.membrane, options);
    expect(create).toThrow(RangeError);
    expect(create).toThrow(message);
  });

  it.each([
    [{ channelEvery: 0 }, 'membrane.channelEvery: expected a whole number'],
    [{ channelEvery: 2.5 }, 'membrane.channelEvery'],
    [{ sodiumConductanceMs: -8 }, 'membrane.sodiumConductanceMs'],
    [{ potassiumConductanceMs: Number.NaN }, 'membrane.potassiumConductanceMs'],
    [{ sodiumReversalMv: 6000 }, 'membrane.sodiumReversalMv'],
    [{ potassiumReversalMv: Number.NaN }, 'membrane.potassiumReversalMv'],
    [{ sodiumMaxOpenMs: 0 }, 'membrane.sodiumMaxOpenMs'],
    [{ potassiumMaxOpenMs: -5 }, 'membrane.potassiumMaxOpenMs'],
    [{ recoveryMs: 0 }, 'membrane.recoveryMs'],
    [
      { sodiumOpensMv: 45 },
      'membrane.sodiumOpensMv: expected less than membrane.sodiumClosesMv (40 mV), got 45',
    ],
    [{ recoveryBelowMv: -50 }, 'membrane.recoveryBelowMv: expected less than membrane.sodiumOpensMv'],
    [{ potassiumClosesMv: -55 }, 'membrane.potassiumClosesMv: expected less than membrane.recoveryBelowMv'],
    [
      { kind: 'goo' as 'gated' },
      "membrane.kind: expected 'passive', 'gated', 'hodgkin-huxley' or 'frankenhaeuser-huxley', got goo",
    ],
  ])('a membrane with %o', (wrong, message) => {
    const create = () => createAxon(SET_A.axon, { ...SET_A.membrane, ...wrong }, options);
    expect(create).toThrow(RangeError);
    expect(create).toThrow(message);
  });

  it.each([0, -0.025, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('a step of %f ms', (stepMs) => {
    const message = `stepMs: expected a number from 0.000001 to 1 ms, got ${stepMs}`;
    expect(() => createAxon(SET_A.axon, SET_A.membrane, { stepMs })).toThrow(message);
  });
});

describe('a running axon', () => {
  it('refuses a wrong step and keeps the old one', () => {
    const axon = createAxon(SET_A.axon, SET_A.membrane, options);
    for (const stepMs of [0, -1, 2, Number.NaN]) {
      expect(() => {
        axon.stepMs = stepMs;
      }).toThrow(RangeError);
    }
    expect(axon.stepMs).toBe(0.025);
  });

  it('refuses a wrong membrane and keeps the old one', () => {
    const axon = createAxon(SET_A.axon, SET_A.membrane, options);
    expect(() => axon.setMembrane({ ...SET_A.membrane, recoveryMs: Number.NaN })).toThrow(
      'membrane.recoveryMs',
    );
    let fired = 0;
    axon.onGate = () => fired++;
    axon.inject({ kind: 'pulse', site: 0, startMs: 0, durationMs: 0.5, currentUa: 200 });
    axon.advanceTo(10);
    expect(fired).toBeGreaterThan(100);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses to advance to %f', (modelMs) => {
    const axon = createAxon(SET_A.axon, SET_A.membrane, options);
    expect(() => axon.advanceTo(modelMs)).toThrow(/advanceTo: expected a time in ms/);
  });
});
