/** A patch of Hodgkin–Huxley membrane and what a physiologist reads off its trace. */
import {
  createAxon,
  HODGKIN_HUXLEY,
  type HodgkinHuxleyMembraneSpec,
  type StimulusSpec,
  type Treatment,
} from '../../../src/model/index.js';

export const STEP_MS = 0.01;

/** The leak with which the squid rests at −65 mV; the figures of the classroom experiments were computed with it. */
export const CLASSROOM: HodgkinHuxleyMembraneSpec = { ...HODGKIN_HUXLEY, leakReversalMv: -54.387 };

export interface PatchSetup {
  readonly membrane?: HodgkinHuxleyMembraneSpec;
  readonly treatments?: readonly Treatment[];
}

/** Potential of the patch at every step from time 0 [mV]. */
export function runPatch(
  stimuli: readonly StimulusSpec[],
  untilMs: number,
  setup: PatchSetup = {},
): Float64Array {
  const patch = createAxon({ kind: 'patch', capacitanceUfPerCm2: 1 }, setup.membrane ?? CLASSROOM, {
    stepMs: STEP_MS,
    treatments: setup.treatments ?? [],
  });
  for (const stimulus of stimuli) patch.inject(stimulus);
  const samples = new Float64Array(Math.round(untilMs / STEP_MS) + 1);
  samples[0] = patch.potentialMv[0]!;
  for (let k = 1; k < samples.length; k++) {
    patch.step();
    samples[k] = patch.potentialMv[0]!;
  }
  return samples;
}

/** A pulse [ms, ms, µA/cm²]. */
export function pulse(startMs: number, durationMs: number, currentUaPerCm2: number): StimulusSpec {
  return { kind: 'pulse', at: 0, startMs, durationMs, currentUaPerCm2 };
}

/** Times at which the trace comes up through a level [ms], straight between samples. */
export function upwardMs(samplesMv: Float64Array, levelMv = -20): number[] {
  const times: number[] = [];
  for (let k = 1; k < samplesMv.length; k++) {
    const [before, after] = [samplesMv[k - 1]!, samplesMv[k]!];
    if (before < levelMv && after >= levelMv) {
      times.push((k - 1 + (levelMv - before) / (after - before)) * STEP_MS);
    }
  }
  return times;
}

/** The highest potential from a time on [mV]. */
export function peakMv(samplesMv: Float64Array, fromMs = 0): number {
  return samplesMv.subarray(Math.round(fromMs / STEP_MS)).reduce((high, v) => Math.max(high, v));
}

/** How long the trace stays above the middle between its first sample, the rest, and its peak [ms]. */
export function halfWidthMs(samplesMv: Float64Array): number {
  const middleMv = (samplesMv[0]! + peakMv(samplesMv)) / 2;
  const [upMs] = upwardMs(samplesMv, middleMv);
  const falling = upwardMs(
    samplesMv.map((v) => -v),
    -middleMv,
  );
  return falling.find((ms) => ms > upMs!)! - upMs!;
}

/** The least current for which `fires` holds, to a part in 10 000. */
export function thresholdOf(low: number, high: number, fires: (current: number) => boolean): number {
  if (fires(low) || !fires(high)) return Number.NaN;
  let [below, above] = [low, high];
  while (above / below > 1.0001) {
    const middle = Math.sqrt(above * below);
    if (fires(middle)) above = middle;
    else below = middle;
  }
  return above;
}

/** How far a figure is from what is expected [%]. */
export function offPercent(found: number, expected: number): number {
  return Math.abs(100 * (found / expected - 1));
}
