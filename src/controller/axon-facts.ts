/** What is true of the axon that runs, from the specs that the model runs on. */
import type { LedMap } from '../experiment/led-map.js';
import type { LiveExperiment } from '../experiment/live-experiment.js';
import { lengthWords } from '../experiment/words.js';
import {
  type Axon,
  channelsOf,
  type Geometry,
  hasSwitchingChannels,
  isExcitable,
  type MembraneSpec,
  membraneOf,
} from '../model/index.js';
import { lastPlace } from '../model/place.js';
import type { AxonFacts, GateFacts } from './contract.js';
import { paintsOn } from './paints.js';
import { pressStrength, stimulusPlaces } from './press-stimuli.js';

const PLACE_UNITS = { lattice: 'site', cable: 'mm', myelinated: 'node', patch: '' } as const;

export function axonFacts(
  { geometry, membrane, stimuli }: LiveExperiment,
  axon: Axon,
  { places, nodeLeds }: Pick<LedMap, 'places' | 'nodeLeds'>,
  gates: GateFacts,
): AxonFacts {
  return {
    kind: geometry.kind,
    siteCount: axon.siteCount,
    lastPlace: lastPlace(geometry),
    placeUnit: PLACE_UNITS[geometry.kind],
    wholePlaces: hasWholePlaces(geometry),
    ledPlaces: [...places],
    nodeLeds,
    restMv: axon.restMv[0]!,
    channels: channelsOf(membrane),
    switching: hasSwitchingChannels(membrane),
    excitable: isExcitable(membrane),
    press: pressStrength(stimuli, geometry.kind),
    gates,
    stimulusPlaces: stimulusPlaces(stimuli),
    lengthWords: lengthWords(geometry, membrane),
    paints: paintsOn(geometry, membrane),
  };
}

function hasWholePlaces(geometry: Geometry): boolean {
  if (geometry.kind === 'myelinated') return geometry.internodeCompartments === 0;
  return geometry.kind !== 'cable';
}

/** `a site from 0 to 59`, `a place from 0 to 100 mm` */
export function placesWords({ placeUnit, lastPlace }: AxonFacts): string {
  if (placeUnit === '') return '0, the only place of a patch';
  return placeUnit === 'mm' ? `a place from 0 to ${lastPlace} mm` : `a ${placeUnit} from 0 to ${lastPlace}`;
}

/** Of a site whose neighbours are held where they are [ms]: the pace at which a signal must be computed. */
export function siteTimeConstantMs(geometry: Geometry): number {
  if (geometry.kind !== 'lattice') return Number.POSITIVE_INFINITY;
  const { capacitanceUf, axialConductanceMs, leakConductanceMs } = geometry;
  return capacitanceUf / (2 * axialConductanceMs + leakConductanceMs);
}

/** Of the membrane at rest [ms]; Infinity where nothing leaks. */
export function timeConstantMs(geometry: Geometry, membrane: MembraneSpec): number {
  if (geometry.kind === 'lattice') return geometry.capacitanceUf / geometry.leakConductanceMs;
  const restingMs = membraneOf(membrane).restingConductanceMsPerCm2?.(membrane) ?? 0;
  return geometry.capacitanceUfPerCm2 / restingMs;
}
