/**
 * What is seen along the axon in one picture: how long the lit and the locked stretch are, and where the front is.
 * Places are in the axon's own unit and in order; potentials, rests and flags have one entry for each of them.
 */
import type { Geometry } from '../../model/index.js';
import { known, type Measure, unknown } from './measure.js';

/** A stretch of the axon; `atEnd` if it may go on beyond one. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly atEnd: boolean;
}

/** The potentials of one picture, and where each place rests [mV]. */
export interface AlongAxon {
  readonly places: Float64Array;
  readonly potentialMv: Float64Array;
  readonly restMv: Float64Array;
}

/** Less than this above rest is no spike, and nothing is lit [mV]. */
const LIT_RISE_MV = 30;

/** Lengths along an axon are told in this; `null` on a patch. */
const UNIT_OF: Readonly<Record<Geometry['kind'], string | null>> = {
  lattice: 'sites',
  cable: 'mm',
  myelinated: 'nodes',
  patch: null,
};

/** Half of the highest rise in a picture [mV]; NaN where nothing is lit. */
function litRiseMv({ potentialMv, restMv }: AlongAxon): number {
  let highest = 0;
  for (let i = 0; i < potentialMv.length; i++) highest = Math.max(highest, potentialMv[i]! - restMv[i]!);
  return highest < LIT_RISE_MV ? Number.NaN : highest / 2;
}

/** Where the potential comes through a rise between place `i` and the next one, in a straight line. */
function edgeAfter({ places, potentialMv, restMv }: AlongAxon, i: number, riseMv: number): number {
  const here = potentialMv[i]! - restMv[i]!;
  const next = potentialMv[i + 1]! - restMv[i + 1]!;
  return places[i]! + ((riseMv - here) / (next - here)) * (places[i + 1]! - places[i]!);
}

/** The longest run of places for which `has` holds, between its edges; `null` if there is none. */
function longestRun(
  places: Float64Array,
  has: (i: number) => boolean,
  edge: (i: number) => number,
): Stretch | null {
  let longest: Stretch | null = null;
  const last = places.length - 1;
  for (let i = 0; i <= last; i++) {
    if (!has(i)) continue;
    const first = i;
    while (i < last && has(i + 1)) i++;
    const from = first === 0 ? places[0]! : edge(first - 1);
    const to = i === last ? places[last]! : edge(i);
    if (longest === null || to - from > longest.to - longest.from) {
      longest = { from, to, atEnd: first === 0 || i === last };
    }
  }
  return longest;
}

/** The longest stretch above half of the highest rise in this picture: as long as a spike is, from half to half. */
export function litStretch(axon: AlongAxon): Stretch | null {
  const riseMv = litRiseMv(axon);
  return longestRun(
    axon.places,
    (i) => axon.potentialMv[i]! - axon.restMv[i]! > riseMv,
    (i) => edgeAfter(axon, i, riseMv),
  );
}

/** The longest stretch whose channels are locked: `locked` is not 0 there. Halfway between two places is its edge. */
export function lockedStretch(places: Float64Array, locked: Uint8Array): Stretch | null {
  return longestRun(
    places,
    (i) => locked[i] !== 0,
    (i) => (places[i]! + places[i + 1]!) / 2,
  );
}

const NO_SPIKE = 'no spike on the axon';

export function lengthOf(stretch: Stretch | null, kind: Geometry['kind'], what: 'lit' | 'locked'): Measure {
  const unit = UNIT_OF[kind];
  if (unit === null) return unknown('a patch has no length');
  if (stretch === null) return unknown(what === 'lit' ? NO_SPIKE : 'nothing is locked');
  if (stretch.atEnd)
    return unknown(`the ${what === 'lit' ? 'spike' : 'locked stretch'} reaches an end of the axon`);
  return known(stretch.to - stretch.from, unit);
}

/**
 * Where the front is: the outermost place at half of the highest rise.
 * @param direction 1 for a front that runs towards the end of the axon, −1 towards its beginning.
 */
export function frontOf(axon: AlongAxon, kind: Geometry['kind'], direction: 1 | -1): Measure {
  const unit = UNIT_OF[kind];
  if (unit === null) return unknown('a patch has no length');
  const riseMv = litRiseMv(axon);
  const { places, potentialMv, restMv } = axon;
  const last = places.length - 1;
  const first = direction === 1 ? last : 0;
  for (let i = first; i >= 0 && i <= last; i -= direction) {
    if (!(potentialMv[i]! - restMv[i]! > riseMv)) continue;
    if (i === first) return unknown('the front has reached the end of the axon');
    return known(edgeAfter(axon, direction === 1 ? i : i - 1, riseMv), unit);
  }
  return unknown(NO_SPIKE);
}
