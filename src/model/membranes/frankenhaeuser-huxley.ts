/**
 * The frog's node of Ranvier (Frankenhaeuser & Huxley 1964, J. Physiol. 171, 302–315): sodium m²h, a delayed
 * unspecific permeability p² that lets sodium through, potassium n², and a leak. The ions cross by constant field
 * (Goldman 1943, J. Gen. Physiol. 27, 37–60), not by a conductance:
 *
 *     I = P · F x (c_out − c_in eˣ) / (1 − eˣ),   x = V F / RT
 *
 * Rates of u = V + 70 mV [1/ms at 20 °C]:
 *
 *     α_m = 0.36 (u − 22) / (1 − e^((22 − u)/3))      β_m = 0.4 (13 − u) / (1 − e^((u − 13)/20))
 *     α_h = 0.1 (−10 − u) / (1 − e^((u + 10)/6))      β_h = 4.5 / (1 + e^((45 − u)/10))
 *     α_n = 0.02 (u − 35) / (1 − e^((35 − u)/10))     β_n = 0.05 (10 − u) / (1 − e^((u − 10)/10))
 *     α_p = 0.006 (u − 40) / (1 − e^((40 − u)/10))    β_p = 0.09 (−25 − u) / (1 − e^((u + 25)/20))
 */

import { type Segment, type Treated, UNTREATED } from '../conditions.js';
import { figure } from '../figure.js';
import type { MyelinatedGeometry } from '../geometry.js';
import { KineticEngine } from '../kinetic-engine.js';
import type { MembraneDescriptor } from './descriptor.js';
import {
  BASE_C,
  type Densities,
  type FrankenhaeuserHuxleyMembraneSpec,
  FrankenhaeuserHuxleyRun,
  GATE_NAMES,
  steadyGates,
  steadyUaPerCm2,
  tableOf,
} from './frankenhaeuser-huxley-run.js';
import {
  type KineticMembrane,
  longestKineticStepMs,
  MOST_TABLES,
  NOT_ON_SITES,
  remembering,
  restingPotentialMv,
  TableShelf,
} from './kinetic-membrane.js';
import type { MembraneRun } from './run.js';
import {
  concentration,
  gateQ10,
  leakConductanceMsPerCm2,
  leakReversalMv,
  permeability,
  potential,
  temperatureC,
} from './shared-fields.js';

type Spec = FrankenhaeuserHuxleyMembraneSpec;

/** A frog's node at 20 °C (Frankenhaeuser & Huxley 1964, J. Physiol. 171, 302–315). */
export const FRANKENHAEUSER_HUXLEY: Spec = {
  kind: 'frankenhaeuser-huxley',
  temperatureC: 20,
  gateQ10: 3,
  sodiumPermeabilityCmPerS: 8e-3,
  potassiumPermeabilityCmPerS: 1.2e-3,
  unspecificPermeabilityCmPerS: 0.54e-3,
  leakConductanceMsPerCm2: 30.3,
  leakReversalMv: -69.74,
  sodiumInsideMillimolar: 13.74,
  sodiumOutsideMillimolar: 114.5,
  potassiumInsideMillimolar: 120,
  potassiumOutsideMillimolar: 2.5,
  rateZeroMv: -70,
};

/** The frog's fibre: nodes 2 mm apart under perfect insulation. */
export const FROG_FIBRE: MyelinatedGeometry = {
  kind: 'myelinated',
  nodes: 41,
  diameterUm: 14,
  nodeLengthUm: 2.5,
  internodeUm: 2000,
  axialResistivityOhmCm: 110,
  capacitanceUfPerCm2: 2,
  internodeCompartments: 0,
  myelinCapacitanceUfPerCm2: 0.005,
  myelinConductanceMsPerCm2: 0.005,
};

function densitiesUnder(spec: Spec, treated: Treated): Densities {
  const { temperatureC, potassiumOutsideMillimolar: potassiumOutside, shiftMv } = treated;
  const without: Densities = {
    temperatureC: Number.isNaN(temperatureC) ? spec.temperatureC : temperatureC,
    sodiumCmPerS: spec.sodiumPermeabilityCmPerS * treated.sodiumFraction,
    potassiumCmPerS: spec.potassiumPermeabilityCmPerS * treated.potassiumFraction,
    unspecificCmPerS: spec.unspecificPermeabilityCmPerS,
    leakMs: spec.leakConductanceMsPerCm2,
    leakMv: spec.leakReversalMv,
    potassiumOutside: Number.isNaN(potassiumOutside) ? spec.potassiumOutsideMillimolar : potassiumOutside,
  };
  if (shiftMv === 0) return without;
  const goalMv = restingPotentialMv((v) => steadyUaPerCm2(spec, without, v)) + shiftMv;
  return { ...without, leakMv: without.leakMv + steadyUaPerCm2(spec, without, goalMv) / without.leakMs };
}

/** The membrane without treatments, and its runs under any. */
function kineticOf(spec: Spec): KineticMembrane {
  const base = densitiesUnder(spec, UNTREATED);
  const restMv = restingPotentialMv((v) => steadyUaPerCm2(spec, base, v));
  /** Shelves of tables, one for each potassium outside: it is in the curved current. */
  const shelves = new Map<number, TableShelf>();
  function shelfFor(potassiumOutside: number): TableShelf {
    let shelf = shelves.get(potassiumOutside);
    if (shelf === undefined) {
      if (shelves.size >= MOST_TABLES) shelves.clear();
      shelf = new TableShelf((temperatureC) => tableOf(spec, temperatureC, potassiumOutside, restMv));
      shelves.set(potassiumOutside, shelf);
    }
    return shelf;
  }
  const under = remembering((conditions) => {
    const densities = densitiesUnder(spec, conditions);
    return { densities, aloneMv: restingPotentialMv((v) => steadyUaPerCm2(spec, densities, v)) };
  });
  return {
    gateNames: GATE_NAMES,
    ions: ['sodium', 'potassium', 'unspecific', 'leak'],
    has: {
      sodium: spec.sodiumPermeabilityCmPerS > 0,
      potassium: spec.potassiumPermeabilityCmPerS > 0,
    },
    openShares(gates, out) {
      const [m, h, n] = [gates[0]!, gates[1]!, gates[2]!];
      out[0] = m * m * h;
      out[1] = n * n;
    },
    restMv,
    leakMsPerCm2: spec.leakConductanceMsPerCm2,
    steadyGates: (v, gates, offset) => steadyGates(spec, v, gates, offset),
    runOf({ from, to, conditions }: Segment): MembraneRun {
      const { densities, aloneMv } = under(conditions);
      const table = shelfFor(densities.potassiumOutside).table(densities.temperatureC);
      return new FrankenhaeuserHuxleyRun(from, to, spec, conditions, densities, aloneMv, table);
    },
  };
}

export const frankenhaeuserHuxley: MembraneDescriptor<Spec> = {
  kind: 'frankenhaeuser-huxley',
  about: "The frog's node of Ranvier of Frankenhaeuser and Huxley (1964)",
  title: (spec) => `Frankenhaeuser–Huxley, ${figure(spec.temperatureC)} °C`,
  animal: 'frog',
  axons: ['cable', 'myelinated', 'patch'],
  notElsewhere: NOT_ON_SITES,
  fields: {
    temperatureC,
    gateQ10,
    sodiumPermeabilityCmPerS: permeability('Sodium channels, all open'),
    potassiumPermeabilityCmPerS: permeability('Potassium channels, all open'),
    unspecificPermeabilityCmPerS: permeability('Unspecific channels, all open'),
    leakConductanceMsPerCm2,
    leakReversalMv,
    sodiumInsideMillimolar: concentration('Sodium inside'),
    sodiumOutsideMillimolar: concentration('Sodium outside'),
    potassiumInsideMillimolar: concentration('Potassium inside'),
    potassiumOutsideMillimolar: concentration('Potassium outside'),
    rateZeroMv: potential('Potential that the rates of the gates are counted from'),
  },
  defaults: () => FRANKENHAEUSER_HUXLEY,
  usualAxon: {
    myelinated: FROG_FIBRE,
    patch: { kind: 'patch', capacitanceUfPerCm2: FROG_FIBRE.capacitanceUfPerCm2 },
  },
  longestStepMs: (spec, treatments) =>
    longestKineticStepMs(spec, { ms: 0.05, temperatureC: BASE_C }, treatments),
  figureSteps: (_spec, _geometry, longestMs) => ({ mostMs: longestMs, fineMs: 0.102 * longestMs }),
  usualStepMs: 0.005,
  restingConductanceMsPerCm2: (spec) => spec.leakConductanceMsPerCm2,
  canFire: ({ sodiumPermeabilityCmPerS }) => sodiumPermeabilityCmPerS > 0,
  createEngine: (spec, parts) =>
    new KineticEngine(parts, spec.kind, kineticOf(spec), () => kineticOf(FRANKENHAEUSER_HUXLEY).restMv),
};
