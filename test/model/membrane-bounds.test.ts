/** Every figure of a membrane has bounds: at them an axon is made, beyond them it is refused by name. */
import { describe, expect, it } from 'vitest';
import {
  createAxon,
  FRANKENHAEUSER_HUXLEY,
  HODGKIN_HUXLEY,
  type MembraneSpec,
  SET_A,
  SET_M1,
  SQUID_AXON,
} from '../../src/model/index.js';

type Bounds = readonly [name: string, low: number, high: number, unit: string];

const SHARED: readonly Bounds[] = [
  ['temperatureC', -5, 50, ' °C'],
  ['gateQ10', 1, 10, ''],
  ['leakConductanceMsPerCm2', 1e-6, 1e5, ' mS/cm²'],
  ['leakReversalMv', -200, 200, ' mV'],
  ['potassiumOutsideMillimolar', 0.01, 1000, ' mmol/l'],
];

const MEMBRANES: readonly {
  spec: MembraneSpec;
  make: (spec: MembraneSpec) => unknown;
  bounds: readonly Bounds[];
}[] = [
  {
    spec: HODGKIN_HUXLEY,
    make: (spec) => createAxon({ ...SQUID_AXON.axon, compartments: 10 }, spec, { stepMs: 0.0005 }),
    bounds: [
      ...SHARED,
      ['sodiumConductanceMsPerCm2', 0, 1e5, ' mS/cm²'],
      ['potassiumConductanceMsPerCm2', 0, 1e5, ' mS/cm²'],
      ['sodiumReversalMv', -200, 200, ' mV'],
      ['potassiumReversalMv', -200, 200, ' mV'],
    ],
  },
  {
    spec: FRANKENHAEUSER_HUXLEY,
    make: (spec) => createAxon({ ...SET_M1.axon, nodes: 3 }, spec, { stepMs: 0.0005 }),
    bounds: [
      ...SHARED,
      ['sodiumPermeabilityCmPerS', 0, 10, ' cm/s'],
      ['potassiumPermeabilityCmPerS', 0, 10, ' cm/s'],
      ['unspecificPermeabilityCmPerS', 0, 10, ' cm/s'],
      ['sodiumInsideMillimolar', 0.01, 1000, ' mmol/l'],
      ['sodiumOutsideMillimolar', 0.01, 1000, ' mmol/l'],
      ['potassiumInsideMillimolar', 0.01, 1000, ' mmol/l'],
      ['rateZeroMv', -200, 200, ' mV'],
    ],
  },
  {
    spec: SET_A.membrane,
    make: (spec) => createAxon(SET_A.axon, spec, { stepMs: 0.025 }),
    bounds: [
      ['sodiumConductanceMs', 0, 1000, ' mS'],
      ['potassiumConductanceMs', 0, 1000, ' mS'],
      ['sodiumReversalMv', -150, 150, ' mV'],
      ['potassiumReversalMv', -150, 150, ' mV'],
      ['sodiumMaxOpenMs', 0.01, 1000, ' ms'],
      ['potassiumMaxOpenMs', 0.01, 1000, ' ms'],
      ['recoveryMs', 0.01, 1000, ' ms'],
    ],
  },
];

describe.each(MEMBRANES)('the figures of a $spec.kind membrane', ({ spec, make, bounds }) => {
  it.each(bounds)('%s may be %d to %d%s', (name, low, high, unit) => {
    for (const value of [low, high]) expect(() => make({ ...spec, [name]: value })).not.toThrow();
    const outside = 1e-9 * (high - low);
    for (const value of [low - outside, high + outside, Number.NaN, Number.POSITIVE_INFINITY, '1']) {
      const refused = () => make({ ...spec, [name]: value } as MembraneSpec);
      expect(refused).toThrow(RangeError);
      expect(refused).toThrow(
        `membrane.${name}: expected a number from ${low} to ${high}${unit}, got ${typeof value === 'string' ? `"${value}"` : value}`,
      );
    }
  });
});
