/** Experiments played step by step, as a rig would, for measures to look at. */
import { type Experiment, startExperiment, type Trace } from '../../../src/experiment/index.js';
import { stimulusSpec } from '../../../src/experiment/stimuli.js';
import { type Axon, createAxon } from '../../../src/model/index.js';
import type { Measure, MeterTrace } from '../../../src/recording/measures/index.js';

/** The axon of an experiment, with its stimuli to come. */
export function axonOf({ geometry, membrane, treatments, stimuli, stepMs }: Experiment): Axon {
  const axon = createAxon(geometry, membrane, { stepMs, treatments });
  for (const stimulus of stimuli) axon.inject(stimulusSpec(stimulus, geometry.kind));
  return axon;
}

export interface PlayedTrace extends MeterTrace {
  /** An instant of each spike. */
  readonly spikesMs: readonly number[];
}

/** The traces of an experiment's electrodes by their names. */
export function tracesOf(experiment: Experiment): (name: string) => PlayedTrace {
  const run = startExperiment(experiment);
  run.advance(run.totalSteps);
  const { timesMs, traces } = run.recording();
  return (name) => {
    const { potentialMv, spikes } = traces.find((trace: Trace) => trace.name === name)!;
    return { timesMs, potentialMv, spikesMs: spikes.map(({ peakMs }) => peakMs) };
  };
}

/** A measure in few words: `5.186 sites/ms`, or the reason why there is none. */
export function said(measure: Measure, digits = 3): string {
  return measure.value === null ? measure.because : `${measure.value.toFixed(digits)} ${measure.unit}`;
}
