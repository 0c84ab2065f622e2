/** What of an axon each LED shows. */
/** A stretch of the axon, in sites (or compartments) from 0, both ends included. */
export interface Stretch {
  readonly firstSite: number;
  readonly lastSite: number;
}

/**
 * Where each LED looks, LEDs counted from the beginning of the axon: at a place, which lies between two compartments
 * (by what share from the one below to the one above), or at a stretch, of which it shows the potential in common
 * (`commonMv`): so no action potential is lost between two LEDs that stand for many sites.
 */
export type StageMap =
  | { readonly below: Int32Array; readonly above: Int32Array; readonly share: Float64Array }
  | { readonly stretches: readonly Stretch[] };

/** @throws RangeError for a map of another number of LEDs. */
export function checkedMap(map: StageMap, ledCount: number): StageMap {
  const count = 'stretches' in map ? map.stretches.length : map.share.length;
  if (count !== ledCount) throw new RangeError(`map: expected one place per LED, ${ledCount}, got ${count}`);
  return map;
}

/**
 * Between the mean of a stretch, in which an action potential would drown, and its highest potential, which flickers
 * as the peak goes from site to site: on the lesson's axon by up to 0.20 of full luminance, which the flash limit
 * would have to stop. With 20 mV it is 0.08 at most.
 */
const MIX_MV = 20;

/** The potential of a stretch in common: 20 mV · ln(mean of e^(V / 20 mV)); NaN if a site is no number. */
export function commonMv(potentialMv: Float64Array, { firstSite, lastSite }: Stretch): number {
  const last = potentialMv.length - 1;
  const from = Math.min(firstSite, last);
  const to = Math.min(lastSite, last);
  let sum = 0;
  for (let site = from; site <= to; site++) sum += Math.exp(potentialMv[site]! / MIX_MV);
  return MIX_MV * Math.log(sum / (to - from + 1));
}
