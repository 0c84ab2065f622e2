/** In how many compartments a cable is computed live: enough for a true picture, and no more. */
import {
  type CableGeometry,
  compartmentPlaces,
  type Geometry,
  type MembraneSpec,
  membraneOf,
} from '../model/index.js';
import type { Experiment } from './settle.js';
import { lengthConstantMm } from './step-checks.js';

/**
 * With so many a squid axon is right within 0.1 % of velocity and 0.2 mV of shape, and what is near its limit stops where
 * the file itself stops it: the heat block does not with five compartments an LED, with seven it does.
 */
const FEWEST_COMPARTMENTS = 500;
/** The same for thin axons: the longest piece, as a share of the length constant at rest. */
const LONGEST_PIECE = 0.04;

/**
 * The geometry of an experiment as a rig plays it. A cable gets an odd number of compartments for each LED, so that each
 * LED shows the middle of one; but never more than its file has. Other axons are as their files have them.
 */
export function liveGeometry(experiment: Experiment, ledCount: number): Geometry {
  const { geometry } = experiment;
  if (geometry.kind !== 'cable') return geometry;
  const lengthConstant = lengthConstantMm(experiment);
  const forThin = lengthConstant === null ? 0 : geometry.lengthMm / (LONGEST_PIECE * lengthConstant);
  const fewest = Math.ceil(Math.max(FEWEST_COMPARTMENTS, forThin));
  // The smallest odd number of them that is enough.
  const perLed = 2 * Math.ceil((Math.ceil(fewest / ledCount) - 1) / 2) + 1;
  const compartments = perLed * ledCount;
  const coarser: CableGeometry = { ...geometry, compartments };
  return compartments < geometry.compartments && holdsAll(experiment, coarser) ? coarser : geometry;
}

/** Whether every treated stretch has a compartment in it: a stretch shorter than one is not lost. */
function holdsAll({ treatments }: Experiment, geometry: CableGeometry): boolean {
  const centres = compartmentPlaces(geometry);
  return treatments.every(({ from = 0, to = geometry.lengthMm }) =>
    centres.some((centre) => centre >= from && centre <= to),
  );
}

/** What a step costs beside its compartments, with all that looks at the axon, on a computer of half a good one's speed [ns]. */
const NS_PER_STEP = 1000;
/** And for a compartment of a membrane that says nothing of it [ns]. */
const USUAL_STEP_NS = 50;
const NS_PER_MS = 1e6;

/** Compartments of an axon. */
export function compartmentCount(geometry: Geometry): number {
  switch (geometry.kind) {
    case 'lattice':
      return geometry.siteCount;
    case 'cable':
      return geometry.compartments;
    case 'myelinated':
      return geometry.nodes + (geometry.nodes - 1) * geometry.internodeCompartments;
    case 'patch':
      return 1;
  }
}

/** Computing time for a millisecond of an axon that is computed in steps [ms]. */
export function steppedMsPerAxonMs(geometry: Geometry, membrane: MembraneSpec, stepMs: number): number {
  const perCompartment = membraneOf(membrane).stepNs ?? USUAL_STEP_NS;
  return (NS_PER_STEP + perCompartment * compartmentCount(geometry)) / stepMs / NS_PER_MS;
}
