import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AxonOptions,
  compartmentAt,
  compartmentPlaces,
  createAxon,
  type Geometry,
  HODGKIN_HUXLEY,
  longestStepMs,
  type MembraneSpec,
  ModelRefusal,
  membranes,
  nernstMv,
  nernstPerDecadeMv,
  readElectrodeMv,
  SET_A,
  SET_M1,
  SQUID_AXON,
} from '../../src/model/index.js';
import { oneOf } from '../../src/model/refusal.js';

const options: AxonOptions = { stepMs: 0.025 };

describe('createAxon refuses', () => {
  it.each([
    [{ siteCount: 0 }, 'axon.siteCount: expected a whole number from 1 to 1000, got 0'],
    [{ siteCount: 59.5 }, 'axon.siteCount'],
    [{ siteCount: 1e9 }, 'axon.siteCount'],
    [{ siteCount: Number.NaN }, 'axon.siteCount'],
    [{ capacitanceUf: 0 }, 'axon.capacitanceUf: expected a number from 0.01 to 100 µF, got 0'],
    [{ capacitanceUf: -1 }, 'axon.capacitanceUf'],
    [{ leakConductanceMs: 0 }, 'axon.leakConductanceMs'],
    [{ leakConductanceMs: Number.POSITIVE_INFINITY }, 'axon.leakConductanceMs'],
    [{ axialConductanceMs: -0.1 }, 'axon.axialConductanceMs'],
    [{ axialConductanceMs: Number.NaN }, 'axon.axialConductanceMs'],
    [{ leakReversalMv: -1000 }, 'axon.leakReversalMv: expected a number from -120 to 20 mV, got -1000'],
    [
      { leakReversalMv: -50 },
      'membrane.sodiumOpensMv: expected sodiumOpensMv (-55 mV) above the resting potential (axon.leakReversalMv, -50 mV) – as it is, the axon would fire without a stimulus',
    ],
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
      'membrane.sodiumOpensMv: expected sodiumOpensMv (45 mV) below sodiumClosesMv (40 mV) – as it is, the sodium channels would close as they open',
    ],
    [
      { recoveryBelowMv: -50 },
      'membrane.recoveryBelowMv: expected recoveryBelowMv (-50 mV) below sodiumOpensMv (-55 mV)',
    ],
    [
      { potassiumClosesMv: -55 },
      'membrane.potassiumClosesMv: expected potassiumClosesMv (-55 mV) below recoveryBelowMv (-60 mV)',
    ],
    [
      { kind: 'goo' as 'gated' },
      `membrane.kind: expected ${oneOf(membranes.map(({ kind }) => kind))}, got goo`,
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

describe('steps too long for gates that obey rates', () => {
  it.each([
    [
      'a squid axon at 18.5 °C in steps of 0.2 ms',
      () => createAxon(SQUID_AXON.axon, SQUID_AXON.membrane, { stepMs: 0.2 }),
      'stepMs: expected at most 0.13 ms for hodgkin-huxley gates at 18.5 °C, got 0.2 – the scheme cannot follow them in larger steps',
    ],
    [
      'a squid axon at 18.5 °C in steps of 5 ms',
      () => createAxon(SQUID_AXON.axon, SQUID_AXON.membrane, { stepMs: 5 }),
      'stepMs: expected at most 0.13 ms for hodgkin-huxley gates at 18.5 °C, got 5',
    ],
    [
      'a squid axon at 18.5 °C in steps of no length',
      () => createAxon(SQUID_AXON.axon, SQUID_AXON.membrane, { stepMs: 0 }),
      'stepMs: expected a number from 0.000001 to 0.13 ms, got 0',
    ],
    [
      'frog nodes at 20 °C in steps of 0.1 ms',
      () => createAxon(SET_M1.axon, SET_M1.membrane, { stepMs: 0.1 }),
      'stepMs: expected at most 0.05 ms for frankenhaeuser-huxley gates at 20 °C, got 0.1',
    ],
    [
      'a squid axon at 6.3 °C with 20 mm at 35 °C in steps of 0.1 ms',
      () =>
        createAxon(
          SQUID_AXON.axon,
          { ...SQUID_AXON.membrane, temperatureC: 6.3 },
          { stepMs: 0.1, treatments: [{ kind: 'temperature', from: 40, to: 60, temperatureC: 35 }] },
        ),
      'stepMs: expected at most 0.021 ms for hodgkin-huxley gates at 35 °C, got 0.1',
    ],
  ])('are refused: %s', (_, create, message) => {
    expect(create).toThrow(RangeError);
    expect(create).toThrow(message);
  });

  it('are refused while it runs, and everything stays as it was', () => {
    const cold = { ...SQUID_AXON.membrane, temperatureC: 6.3 };
    const axon = createAxon(SQUID_AXON.axon, cold, { stepMs: 0.1 });
    expect(() => axon.setMembrane({ ...cold, temperatureC: 30 })).toThrow(
      /stepMs: expected at most 0\.036 ms/,
    );
    expect(() => axon.treat([{ kind: 'temperature', temperatureC: 30 }])).toThrow(
      /^stepMs: .* at 30 °C, got 0\.1/,
    );
    expect(() => {
      axon.stepMs = 0.6;
    }).toThrow(/stepMs: expected at most 0\.5 ms/);
    expect(axon.treatments).toEqual([]);
    expect(axon.stepMs).toBe(0.1);
    axon.stepMs = 0.03;
    axon.treat([{ kind: 'temperature', temperatureC: 30 }]);
    expect(axon.treatments).toHaveLength(1);
    expect(() => axon.treat([{ kind: 'temperature', temperatureC: Number.NaN }])).toThrow(
      /^treatments\[0\]\.temperatureC/,
    );
  });

  it('are those longer than longestStepMs, which itself is taken and keeps a spike between −100 and 100 mV', () => {
    for (const temperatureC of [0, 6.3, 18.5, 30, 45]) {
      const membrane = { ...HODGKIN_HUXLEY, temperatureC };
      const stepMs = longestStepMs(membrane);
      const patch = createAxon({ kind: 'patch', capacitanceUfPerCm2: 1 }, membrane, { stepMs });
      patch.inject({ kind: 'pulse', at: 0, startMs: 0, durationMs: 0.5, currentUaPerCm2: 40 });
      for (let k = 0; k < 1000; k++) {
        patch.step();
        expect(patch.potentialMv[0]).toBeGreaterThan(-100);
        expect(patch.potentialMv[0]).toBeLessThan(100);
      }
      if (stepMs < 1) expect(() => (patch.stepMs = 1.01 * stepMs)).toThrow(RangeError);
    }
    expect(longestStepMs(SET_A.membrane)).toBe(1);
  });
});

describe('a refusal in parts', () => {
  function refusalOf(call: () => unknown): ModelRefusal {
    try {
      call();
    } catch (error) {
      if (error instanceof ModelRefusal) return error;
    }
    throw new Error('expected a ModelRefusal');
  }

  it.each([
    [
      'a number out of range',
      () => createAxon({ ...SET_A.axon, capacitanceUf: 0 }, SET_A.membrane, options),
      { path: ['axon', 'capacitanceUf'], expected: 'a number from 0.01 to 100 µF', got: '0' },
    ],
    [
      'the second treatment',
      () =>
        createAxon(SET_A.axon, SET_A.membrane, {
          ...options,
          treatments: [{ kind: 'dead' }, { kind: 'rest', shiftMv: 60 }],
        }),
      { path: ['treatments', 1, 'shiftMv'], expected: 'a number from -50 to 50 mV', got: '60' },
    ],
    [
      'the second place of a stimulus',
      () =>
        createAxon(SET_A.axon, SET_A.membrane, options).inject({
          kind: 'step',
          at: [0, 60],
          startMs: 0,
          currentUa: 1,
        }),
      { path: ['stimulus', 'at', 1], expected: 'a whole number from 0 to 59', got: '60' },
    ],
    [
      'a step too long, with the reason',
      () => createAxon(SQUID_AXON.axon, SQUID_AXON.membrane, { stepMs: 0.2 }),
      {
        path: ['stepMs'],
        expected: 'at most 0.13 ms for hodgkin-huxley gates at 18.5 °C',
        got: '0.2',
        advice: 'the scheme cannot follow them in larger steps',
      },
    ],
    [
      'a leak that the axon has already',
      () => createAxon(SET_A.axon, { kind: 'passive', leakReversalMv: -70 }, options),
      {
        path: ['membrane', 'leakReversalMv'],
        expected: 'nothing on a lattice',
        got: '-70',
        advice: 'its leak is axon.leakReversalMv',
      },
    ],
  ])('tells of %s', (_, call, parts) => {
    const { path, expected, got, advice } = refusalOf(call);
    expect({ path, expected, got, advice }).toEqual({ advice: undefined, ...parts });
  });
});

describe('functions of numbers alone refuse what makes no sense', () => {
  const any = (value: unknown) => value as number;
  it.each([
    [() => nernstMv(0, 120, 37), 'outside: expected a number above 0, got 0'],
    [() => nernstMv(5, -1, 37), 'inside: expected a number above 0, got -1'],
    [() => nernstMv(5, Number.POSITIVE_INFINITY, 37), 'inside: expected a number above 0, got Infinity'],
    [() => nernstMv(5, 120, -300), 'temperatureC: expected a number from -273.15 to 1000 °C, got -300'],
    [() => nernstMv(any('a'), 1, 1), 'outside: expected a number above 0, got "a"'],
    [() => nernstMv(any('5'), 120, 20), 'outside: expected a number above 0, got "5"'],
    [() => nernstPerDecadeMv(Number.NaN), 'temperatureC: expected a number from -273.15'],
    [() => longestStepMs({ ...HODGKIN_HUXLEY, temperatureC: Number.NaN }), 'membrane.temperatureC'],
    [() => longestStepMs({ ...HODGKIN_HUXLEY, gateQ10: any('3') }), 'membrane.gateQ10'],
    [
      () => longestStepMs(HODGKIN_HUXLEY, [{ kind: 'temperature', temperatureC: any(undefined) }]),
      'treatments[0].temperatureC: expected a number from -5 to 50 °C, got undefined',
    ],
    [() => longestStepMs({ kind: 'goo' } as unknown as MembraneSpec), 'membrane.kind: expected'],
    [() => compartmentPlaces({ ...SQUID_AXON.axon, lengthMm: Number.NaN }), 'axon.lengthMm'],
    [() => compartmentPlaces({ ...SQUID_AXON.axon, compartments: -3 }), 'axon.compartments'],
    [() => compartmentPlaces({ kind: 'moebius' } as unknown as Geometry), 'axon.kind: expected'],
    [() => compartmentAt({ ...SQUID_AXON.axon, compartments: Number.NaN }, 1), 'axon.compartments'],
    [() => compartmentAt(SQUID_AXON.axon, any('1')), 'at: expected a number from 0 to 100 mm, got "1"'],
    [
      () => readElectrodeMv(createAxon(SET_A.axon, SET_A.membrane, options), any('1')),
      'electrode position: expected a whole number from 0 to 59, got "1"',
    ],
    [
      () =>
        createAxon(SET_A.axon, SET_A.membrane, options).inject({
          kind: 'pulse',
          at: any(undefined),
          startMs: 1,
          durationMs: 1,
          currentUa: 1,
        }),
      'stimulus.at: expected a whole number from 0 to 59, got undefined',
    ],
  ])('%s', (call, message) => {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(message);
  });

  it('nernstMv gives a finite number for all it takes, and turns round when inside and outside change places', () => {
    const concentration = fc.double({ min: 1e-300, max: 1e300, noNaN: true });
    fc.assert(
      fc.property(
        concentration,
        concentration,
        fc.double({ min: -273.15, max: 1000, noNaN: true }),
        (a, b, c) => {
          const mv = nernstMv(a, b, c);
          return Number.isFinite(mv) && Math.abs(mv + nernstMv(b, a, c)) < 1e-6;
        },
      ),
      { numRuns: 200, seed: 1 },
    );
  });
});
