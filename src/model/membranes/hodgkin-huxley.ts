/**
 * The squid's membrane: sodium channels m³h, potassium channels n⁴, and a leak (Hodgkin & Huxley 1952, J. Physiol.
 * 117, 500–544; potentials turned and shifted so that the axon rests near −65 mV, as is usual today).
 *
 *     α_m = 0.1 (V + 40) / (1 − e^(−(V + 40)/10))     β_m = 4 e^(−(V + 65)/18)
 *     α_h = 0.07 e^(−(V + 65)/20)                     β_h = 1 / (1 + e^(−(V + 35)/10))
 *     α_n = 0.01 (V + 55) / (1 − e^(−(V + 55)/10))    β_n = 0.125 e^(−(V + 65)/80)      [1/ms at 6.3 °C]
 */

import { type Segment, type Treated, UNTREATED } from '../conditions.js';
import { figure } from '../figure.js';
import { KineticEngine } from '../kinetic-engine.js';
import { thermalMv } from '../nernst.js';
import type { MembraneDescriptor } from './descriptor.js';
import { bernoulli, GateTable } from './gate-table.js';
import { type Densities, HodgkinHuxleyRun } from './hodgkin-huxley-run.js';
import {
  type KineticMembrane,
  longestKineticStepMs,
  NOT_ON_SITES,
  remembering,
  restingPotentialMv,
  TableShelf,
} from './kinetic-membrane.js';
import type { MembraneRun } from './run.js';
import {
  concentration,
  conductance,
  gateQ10,
  leakConductanceMsPerCm2,
  leakReversalMv,
  potential,
  temperatureC,
} from './shared-fields.js';

/**
 * Conductances are those with every gate open. On a cable, on a patch, or at the nodes of a myelinated axon. The range
 * of each number is below.
 */
export interface HodgkinHuxleyMembraneSpec {
  readonly kind: 'hodgkin-huxley';
  /** [°C]. The gates are `gateQ10` times as fast for every 10 °C above 6.3; conductances stay. */
  readonly temperatureC: number;
  readonly gateQ10: number;
  readonly sodiumConductanceMsPerCm2: number;
  readonly potassiumConductanceMsPerCm2: number;
  readonly leakConductanceMsPerCm2: number;
  readonly sodiumReversalMv: number;
  readonly potassiumReversalMv: number;
  readonly leakReversalMv: number;
  /** What potassium outside is when `potassiumReversalMv` holds [mmol/l]: what a treatment changes. */
  readonly potassiumOutsideMillimolar: number;
}

/** The squid at 6.3 °C (Hodgkin & Huxley 1952, J. Physiol. 117, 500–544, the potentials turned to today's sign). */
export const HODGKIN_HUXLEY: HodgkinHuxleyMembraneSpec = {
  kind: 'hodgkin-huxley',
  temperatureC: 6.3,
  gateQ10: 3,
  sodiumConductanceMsPerCm2: 120,
  potassiumConductanceMsPerCm2: 36,
  leakConductanceMsPerCm2: 0.3,
  sodiumReversalMv: 50,
  potassiumReversalMv: -77,
  leakReversalMv: -54.3,
  potassiumOutsideMillimolar: 10,
};

/** The giant axon that they measured, at 18.5 °C. */
const GIANT_AXON: HodgkinHuxleyMembraneSpec = { ...HODGKIN_HUXLEY, temperatureC: 18.5 };

/** Ten times as dense, as at a node. */
const DENSE: HodgkinHuxleyMembraneSpec = {
  ...GIANT_AXON,
  sodiumConductanceMsPerCm2: 1200,
  potassiumConductanceMsPerCm2: 360,
  leakConductanceMsPerCm2: 3,
};

const GATES = 3;
const BASE_C = 6.3;

/** α and β of m, h and n [1/ms] where gates run `speed` times as fast as at 6.3 °C. */
function rates(v: number, speed: number, out: Float64Array): void {
  out[0] = speed * bernoulli(-(v + 40) / 10);
  out[1] = speed * 4 * Math.exp(-(v + 65) / 18);
  out[2] = speed * 0.07 * Math.exp(-(v + 65) / 20);
  out[3] = speed / (1 + Math.exp(-(v + 35) / 10));
  out[4] = speed * 0.1 * bernoulli(-(v + 55) / 10);
  out[5] = speed * 0.125 * Math.exp(-(v + 65) / 80);
}

const scratch = new Float64Array(2 * GATES);

function densitiesUnder(spec: HodgkinHuxleyMembraneSpec, treated: Treated): Densities {
  const { sodiumFraction, potassiumFraction, shiftMv } = treated;
  const without: Densities = {
    sodiumMs: spec.sodiumConductanceMsPerCm2 * sodiumFraction,
    potassiumMs: spec.potassiumConductanceMsPerCm2 * potassiumFraction,
    leakMs: spec.leakConductanceMsPerCm2,
    sodiumMv: spec.sodiumReversalMv,
    potassiumMv: spec.potassiumReversalMv + potassiumShiftMv(spec, treated),
    leakMv: spec.leakReversalMv,
  };
  if (shiftMv === 0) return without;
  const goalMv = restingPotentialMv((v) => steadyUaPerCm2(without, v)) + shiftMv;
  return { ...without, leakMv: without.leakMv + steadyUaPerCm2(without, goalMv) / without.leakMs };
}

/** Nernst: a tenfold of potassium outside is 55.4 mV at 6.3 °C. */
function potassiumShiftMv(spec: HodgkinHuxleyMembraneSpec, treated: Treated): number {
  const outside = treated.potassiumOutsideMillimolar;
  if (Number.isNaN(outside)) return 0;
  return thermalMv(temperatureUnder(spec, treated)) * Math.log(outside / spec.potassiumOutsideMillimolar);
}

function temperatureUnder(spec: HodgkinHuxleyMembraneSpec, { temperatureC }: Treated): number {
  return Number.isNaN(temperatureC) ? spec.temperatureC : temperatureC;
}

function steadyGates(v: number, gates: Float64Array, offset: number): void {
  rates(v, 1, scratch);
  for (let k = 0; k < GATES; k++) {
    gates[offset + k] = scratch[2 * k]! / (scratch[2 * k]! + scratch[2 * k + 1]!);
  }
}

const steady = new Float64Array(GATES);

/** Current out of 1 cm² with every gate settled [µA]. */
function steadyUaPerCm2(of: Densities, v: number): number {
  steadyGates(v, steady, 0);
  const [m, h, n] = [steady[0]!, steady[1]!, steady[2]!];
  return (
    of.sodiumMs * m * m * m * h * (v - of.sodiumMv) +
    of.potassiumMs * n * n * n * n * (v - of.potassiumMv) +
    of.leakMs * (v - of.leakMv)
  );
}

/** The membrane without treatments, and its runs under any. */
function kineticOf(spec: HodgkinHuxleyMembraneSpec): KineticMembrane {
  const base = densitiesUnder(spec, UNTREATED);
  const restMv = restingPotentialMv((v) => steadyUaPerCm2(base, v));
  const ratesAt = (temperatureC: number) => {
    const speed = spec.gateQ10 ** ((temperatureC - BASE_C) / 10);
    return (v: number, out: Float64Array) => rates(v, speed, out);
  };
  const shelf = new TableShelf((temperatureC) => new GateTable(ratesAt(temperatureC), GATES, 0, restMv));
  const under = remembering((conditions) => {
    const densities = densitiesUnder(spec, conditions);
    return { densities, aloneMv: restingPotentialMv((v) => steadyUaPerCm2(densities, v)) };
  });
  return {
    gateNames: ['m', 'h', 'n'],
    ions: ['sodium', 'potassium', 'leak'],
    has: {
      sodium: spec.sodiumConductanceMsPerCm2 > 0,
      potassium: spec.potassiumConductanceMsPerCm2 > 0,
    },
    openShares(gates, out) {
      const [m, h, n] = [gates[0]!, gates[1]!, gates[2]!];
      out[0] = m * m * m * h;
      out[1] = n * n * n * n;
    },
    restMv,
    leakMsPerCm2: spec.leakConductanceMsPerCm2,
    steadyGates,
    runOf(segment: Segment): MembraneRun {
      const { conditions } = segment;
      const temperatureC = temperatureUnder(spec, conditions);
      const { densities, aloneMv } = under(conditions);
      return new HodgkinHuxleyRun(
        segment,
        densities,
        aloneMv,
        (v) => conditions.areaCm2 * steadyUaPerCm2(densities, v),
        ratesAt(temperatureC),
        shelf.table(temperatureC),
      );
    },
  };
}

export const hodgkinHuxley: MembraneDescriptor<HodgkinHuxleyMembraneSpec> = {
  kind: 'hodgkin-huxley',
  about: "The squid's membrane of Hodgkin and Huxley (1952)",
  title: (spec) => `Hodgkin–Huxley, ${figure(spec.temperatureC)} °C`,
  animal: 'squid',
  axons: ['cable', 'myelinated', 'patch'],
  stepNs: 30,
  notElsewhere: NOT_ON_SITES,
  fields: {
    temperatureC,
    gateQ10,
    sodiumConductanceMsPerCm2: conductance('Sodium channels, all open'),
    potassiumConductanceMsPerCm2: conductance('Potassium channels, all open'),
    leakConductanceMsPerCm2,
    sodiumReversalMv: potential('Reversal potential of sodium'),
    potassiumReversalMv: potential('Reversal potential of potassium'),
    leakReversalMv,
    potassiumOutsideMillimolar: concentration(
      'Potassium outside at which potassiumReversalMv holds; what a treatment changes',
    ),
  },
  defaults(axon) {
    if (axon === 'myelinated') return DENSE;
    return axon === 'cable' ? GIANT_AXON : HODGKIN_HUXLEY;
  },
  longestStepMs: (spec, treatments) =>
    longestKineticStepMs(spec, { ms: 0.5, temperatureC: BASE_C }, treatments),
  figureSteps: (_spec, _geometry, longestMs) => ({ mostMs: longestMs, fineMs: 0.2 * longestMs }),
  // Leak, and the few channels that are open: m³h and n⁴ at −65 mV.
  restingConductanceMsPerCm2: (spec) =>
    spec.leakConductanceMsPerCm2 +
    8.9e-5 * spec.sodiumConductanceMsPerCm2 +
    0.01024 * spec.potassiumConductanceMsPerCm2,
  canFire: ({ sodiumConductanceMsPerCm2 }) => sodiumConductanceMsPerCm2 > 0,
  createEngine: (spec, parts) =>
    new KineticEngine(parts, spec.kind, kineticOf(spec), () => kineticOf(HODGKIN_HUXLEY).restMv),
};
