/** Whether what comes in as JSON are the facts of an axon, in every field that the page reads. Pure. */
import { type GateFacts, type Ion, PAINTS, type Snapshot } from '../controller/contract.js';
import { areAll, isCount, isNumber, isOn, isOneOf, isPlace, isRecord, isText } from './value-checks.js';

const CHANNEL_LEVELS = [
  'sodiumOpensMv',
  'sodiumClosesMv',
  'potassiumClosesMv',
  'sodiumReversalMv',
  'potassiumReversalMv',
] as const satisfies readonly (keyof Snapshot['axon']['channels'])[];

const AXON_KINDS = [
  'lattice',
  'cable',
  'myelinated',
  'patch',
] as const satisfies readonly Snapshot['axon']['kind'][];
const PLACE_UNITS = ['site', 'mm', 'node', ''] as const satisfies readonly Snapshot['axon']['placeUnit'][];

/** More than any rig has: what the page draws of an axon has a bound. */
const MOST_SITES = 1e6;
const MOST_GATE_PLACES = 1000;

export function isAxonFacts(value: unknown): value is Snapshot['axon'] {
  if (!isRecord(value) || !isRecord(value.channels) || !isRecord(value.press)) return false;
  const { every, ...levels } = value.channels;
  const { unit, strength, most, holds } = value.press;
  return (
    isOneOf(AXON_KINDS, value.kind) &&
    isCount(value.siteCount) &&
    value.siteCount > 0 &&
    value.siteCount <= MOST_SITES &&
    isPlace(value.lastPlace) &&
    isOneOf(PLACE_UNITS, value.placeUnit) &&
    typeof value.wholePlaces === 'boolean' &&
    areAll(value.ledPlaces, isOn(value.lastPlace)) &&
    areAll(value.nodeLeds, isCount) &&
    isNumber(value.restMv) &&
    isCount(every) &&
    every > 0 &&
    typeof value.switching === 'boolean' &&
    typeof value.excitable === 'boolean' &&
    CHANNEL_LEVELS.every((level) => isNumber(levels[level])) &&
    typeof unit === 'string' &&
    isNumber(strength) &&
    isNumber(most) &&
    typeof holds === 'boolean' &&
    areGates(value.gates, value.lastPlace) &&
    areAll(value.stimulusPlaces, isOn(value.lastPlace)) &&
    isText(value.lengthWords) &&
    arePaints(value.paints)
  );
}

const GATE_KINDS = ['switching', 'rates'] as const satisfies readonly GateFacts['kind'][];
const IONS = ['sodium', 'potassium', 'unspecific', 'leak'] as const satisfies readonly Ion[];

function areGates(value: unknown, lastPlace: number): boolean {
  return (
    isRecord(value) &&
    areAll(value.places, isOn(lastPlace)) &&
    value.places.length <= MOST_GATE_PLACES &&
    isOneOf(GATE_KINDS, value.kind) &&
    areAll(value.names, isText) &&
    areAll(value.ions, (ion) => isOneOf(IONS, ion))
  );
}

/** All of them, in their order. */
function arePaints(value: unknown): boolean {
  return (
    areAll(value, isRecord) &&
    value.length === PAINTS.length &&
    PAINTS.every((kind, k) => isPaint(value[k] as Record<string, unknown>, kind))
  );
}

function isPaint({ kind, treatment, because }: Record<string, unknown>, wanted: string): boolean {
  return (
    kind === wanted &&
    isRecord(treatment) &&
    treatment.kind === wanted &&
    (because === null || isText(because))
  );
}
