/** The cable of this project, as a contender. */
import { type Axon, createAxon, SQUID_AXON } from '../src/model/index.js';
import { contenderOf } from './contender.js';
import { PULSE, SQUID_CABLE } from './squid-cable.js';

export function createOurCable(compartments: number, stepMs: number): Axon {
  const { compartmentMm, diameterUm, axialResistivityOhmCm, capacitanceUfPerCm2, temperatureC } = SQUID_CABLE;
  const axon = createAxon(
    {
      kind: 'cable',
      lengthMm: compartments * compartmentMm,
      diameterUm,
      axialResistivityOhmCm,
      capacitanceUfPerCm2,
      compartments,
    },
    { ...SQUID_AXON.membrane, temperatureC },
    { stepMs },
  );
  axon.inject({ kind: 'pulse', at: 0, ...PULSE });
  return axon;
}

export const ours = contenderOf('this model', createOurCable);
