/** Every membrane that an experiment file may have. What a file leaves out is settled in settle.ts. */
import { z } from 'zod';
import { type NumberField, number, section, withExample } from '../files/fields.js';
import { gatedSchema } from './membrane.js';

const temperature: NumberField = { low: -5, high: 50, unit: '°C', about: 'Temperature of the gates' };
const q10: NumberField = {
  low: 1,
  high: 10,
  about: 'How many times as fast the gates are when it is 10 °C warmer',
};
const conductance = (about: string): NumberField => ({
  low: 0,
  high: 100_000,
  unit: 'mS/cm²',
  about: `${about} (millisiemens)`,
});
const leak: NumberField = { ...conductance('Leak conductance'), low: 0.000001 };
const potential = (about: string): NumberField => ({ low: -200, high: 200, unit: 'mV', about });
const permeability = (about: string): NumberField => ({ low: 0, high: 10, unit: 'cm/s', about });
const concentration = (about: string): NumberField => ({ low: 0.01, high: 1000, unit: 'mmol/l', about });
const leakReversal = potential('Reversal potential of the leak');

export const experimentPassiveSchema = section(
  {
    kind: z.literal('passive').describe('Leak and capacitance alone: a signal spreads and fades'),
    leakConductanceMsPerCm2: number(leak).optional(),
    leakReversalMv: number({ ...leakReversal, about: 'Reversal potential of the leak: the rest' }).optional(),
  },
  'The membrane',
  'membrane: {kind: passive}',
);

export const hodgkinHuxleySchema = section(
  {
    kind: z.literal('hodgkin-huxley').describe("The squid's membrane of Hodgkin and Huxley (1952)"),
    temperatureC: number(temperature).optional(),
    gateQ10: number(q10).optional(),
    sodiumConductanceMsPerCm2: number(conductance('Sodium channels, all open')).optional(),
    potassiumConductanceMsPerCm2: number(conductance('Potassium channels, all open')).optional(),
    leakConductanceMsPerCm2: number(leak).optional(),
    sodiumReversalMv: number(potential('Reversal potential of sodium')).optional(),
    potassiumReversalMv: number(potential('Reversal potential of potassium')).optional(),
    leakReversalMv: number(leakReversal).optional(),
    potassiumOutsideMillimolar: number(
      concentration('Potassium outside at which potassiumReversalMv holds; what a treatment changes'),
    ).optional(),
  },
  'The membrane',
  'membrane: {kind: hodgkin-huxley, temperatureC: 18.5}',
);

export const frankenhaeuserHuxleySchema = section(
  {
    kind: z
      .literal('frankenhaeuser-huxley')
      .describe("The frog's node of Ranvier of Frankenhaeuser and Huxley (1964)"),
    temperatureC: number(temperature).optional(),
    gateQ10: number(q10).optional(),
    sodiumPermeabilityCmPerS: number(permeability('Sodium channels, all open')).optional(),
    potassiumPermeabilityCmPerS: number(permeability('Potassium channels, all open')).optional(),
    unspecificPermeabilityCmPerS: number(permeability('Unspecific channels, all open')).optional(),
    leakConductanceMsPerCm2: number(leak).optional(),
    leakReversalMv: number(leakReversal).optional(),
    sodiumInsideMillimolar: number(concentration('Sodium inside')).optional(),
    sodiumOutsideMillimolar: number(concentration('Sodium outside')).optional(),
    potassiumInsideMillimolar: number(concentration('Potassium inside')).optional(),
    potassiumOutsideMillimolar: number(concentration('Potassium outside')).optional(),
    rateZeroMv: number(potential('Potential that the rates of the gates are counted from')).optional(),
  },
  'The membrane',
  'membrane: {kind: frankenhaeuser-huxley}',
);

export const experimentMembraneSchema = withExample(
  z.discriminatedUnion('kind', [
    gatedSchema,
    experimentPassiveSchema,
    hodgkinHuxleySchema,
    frankenhaeuserHuxleySchema,
  ]),
  'membrane: {kind: hodgkin-huxley, temperatureC: 18.5}',
);

/** The membrane of an experiment as written. */
export type WrittenMembrane = Readonly<z.output<typeof experimentMembraneSchema>>;
