/** What plays on the rig as it stands: the experiment with all that somebody has changed since. */
import type { PlayedExperiment } from '../experiment/index.js';
import type { Bench } from './bench.js';
import { pressStimuli, pressStrength } from './press-stimuli.js';

/**
 * @param strength of a press that says nothing of it, in the unit of the axon.
 * @param stimulusAt where it is pressed now; null: where the experiment has it.
 */
export function playedExperiment(
  { experiment, channelsOn, treatments, electrodes, longestStepMs }: Bench,
  strength: number,
  stimulusAt: number | readonly number[] | null,
  roomMsPerAxonMs: number,
): PlayedExperiment {
  const { title, geometry, membrane, stimuli, durationMs } = experiment;
  const firstMs = Math.min(...stimuli.map(({ startMs }) => startMs));
  const isUsual = stimulusAt === null && strength === pressStrength(stimuli, geometry.kind).strength;
  const press = { strength, at: stimulusAt ?? undefined };
  return {
    title,
    geometry,
    membrane,
    channelsOff: !channelsOn,
    treatments: treatments.all.map(({ treatment }) => treatment),
    stimuli: isUsual
      ? stimuli
      : pressStimuli(stimuli, geometry.kind, press, stimuli.length > 0 ? firstMs : 0).map(({ spec }) => spec),
    electrodes: { ...electrodes },
    durationMs,
    stepMs: longestStepMs,
    roomMsPerAxonMs,
  };
}
