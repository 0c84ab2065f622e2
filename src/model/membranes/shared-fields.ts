/** Numbers that several membranes have. */

import type { NumberField } from '../field.js';

export const conductance = (about: string): NumberField => ({
  low: 0,
  high: 100_000,
  unit: 'mS/cm²',
  about: `${about} (millisiemens)`,
});
export const permeability = (about: string): NumberField => ({ low: 0, high: 10, unit: 'cm/s', about });
export const potential = (about: string): NumberField => ({ low: -200, high: 200, unit: 'mV', about });
export const concentration = (about: string): NumberField => ({
  low: 0.01,
  high: 1000,
  unit: 'mmol/l',
  about,
});

export const leakConductanceMsPerCm2: NumberField = { ...conductance('Leak conductance'), low: 0.000001 };
export const leakReversalMv: NumberField = potential('Reversal potential of the leak');
export const temperatureC: NumberField = { low: -5, high: 50, unit: '°C', about: 'Temperature of the gates' };
export const gateQ10: NumberField = {
  low: 1,
  high: 10,
  about: 'How many times as fast the gates are when it is 10 °C warmer',
};
