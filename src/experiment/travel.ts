/** Whether a spike travels: what is looked at around an electrode that is close to a stimulus. */
import { type Axon, type ElectrodePosition, membraneOf } from '../model/index.js';
import { lastPlace } from '../model/place.js';
import type { Experiment } from './settle.js';
import type { Upswing } from './spikes.js';
import { lengthConstantMm } from './step-checks.js';

/**
 * A spike that has come so far goes on; a local response, however high, does not come so far. Length constants on a
 * cable and on a lattice, nodes on a myelinated axon.
 */
const FAR_LENGTH_CONSTANTS = 2;
const FAR_NODES = 3;

/** How far a spike must come, in the unit of places. */
function farAway(experiment: Experiment): number {
  const { geometry } = experiment;
  switch (geometry.kind) {
    case 'cable':
      return FAR_LENGTH_CONSTANTS * (lengthConstantMm(experiment) ?? 0);
    case 'lattice':
      return FAR_LENGTH_CONSTANTS * Math.sqrt(geometry.axialConductanceMs / geometry.leakConductanceMs);
    case 'myelinated':
      return FAR_NODES;
    case 'patch':
      return 0;
  }
}

/** From one place that may fire to the next. */
function stride({ geometry, membrane }: Experiment): number {
  if (geometry.kind === 'cable') return geometry.lengthMm / geometry.compartments;
  return membraneOf(membrane).channels?.(membrane).every ?? 1;
}

/** Two places on one side of an electrode, that a spike which leaves it passes one after the other. */
export interface Way {
  readonly halfway: number;
  readonly far: number;
}

/**
 * The ways from a place to either side: as far as a spike must come, or as far as the axon can fire in one piece. None
 * on a patch, nor from where every stimulus is that far off already.
 */
export function waysFrom(experiment: Experiment, from: ElectrodePosition, axon: Axon): Way[] {
  const { geometry, stimuli } = experiment;
  const far = farAway(experiment);
  if (from === 'bath' || geometry.kind === 'patch') return [];
  if (!stimuli.flatMap(({ at }) => at).some((at) => Math.abs(at - from) < far)) return [];
  return [-1, 1].flatMap((side) => {
    const strides = stridesFrom(experiment, axon, from, side, far);
    const to = (count: number) => from + side * count * stride(experiment);
    return strides < 2 ? [] : [{ halfway: to(strides >> 1), far: to(strides) }];
  });
}

/** How many strides it takes to get `far`, or to the last place up to which every one on the way can fire. */
function stridesFrom(experiment: Experiment, axon: Axon, from: number, side: number, far: number): number {
  const { geometry } = experiment;
  const length = stride(experiment);
  for (let k = 1; ; k++) {
    const at = from + side * k * length;
    if (at < 0 || at > lastPlace(geometry) || !axon.membraneAt(axon.compartmentAt(at)).canFire) return k - 1;
    if (k * length >= far) return k;
  }
}

/**
 * Which upswings at a place were spikes: those that the membrane carried there, and those that the stimulus lifted but
 * that left as a spike, first past the place halfway and then past the far one.
 * @param passed upswings halfway and far, for each way.
 */
export function spikesAmong(
  upswings: readonly Upswing[],
  passed: readonly { readonly halfway: readonly Upswing[]; readonly far: readonly Upswing[] }[],
): Upswing[] {
  const left = new Set<Upswing>();
  for (const { halfway, far } of passed) {
    for (const there of halfway) {
      if (!there.carried) continue;
      const next = far.find(({ carried, peakMs }) => carried && peakMs > there.peakMs);
      const again = halfway.find(({ carried, peakMs }) => carried && peakMs > there.peakMs);
      if (next === undefined || (again !== undefined && again.peakMs < next.peakMs)) continue;
      const origin = upswings.findLast(({ troughMs }) => troughMs < there.peakMs);
      if (origin !== undefined && origin.peakMs < next.peakMs) left.add(origin);
    }
  }
  return upswings.filter((upswing) => upswing.carried || left.has(upswing));
}
