/** What the search for the weakest press plays: the experiment as it stands on the bench, from rest. */
import type { Experiment } from '../experiment/index.js';
import { CURRENT_OF, type StimulusSpec, type Treatment } from '../model/index.js';
import type { Bench } from './bench.js';

type WrittenStimulus = Experiment['stimuli'][number];

/** A treatment that is there all the time, as it is now. */
function lasting({ startMs: _start, endMs: _end, ...treatment }: Treatment): Treatment {
  return treatment as Treatment;
}

/**
 * @param at where it is pressed instead of its own place.
 * @param strength the one that somebody has set for presses, where the search begins; null: that of the experiment.
 * @returns the last stimulus of the experiment is the one to make weaker and stronger.
 */
export function asItStands(
  { experiment, axon, longestStepMs }: Bench,
  at: number | readonly number[] | undefined,
  strength: number | null,
): { readonly experiment: Experiment; readonly index: number } {
  const { title, geometry, membrane, durationMs } = experiment;
  const index = experiment.stimuli.length - 1;
  const stimuli = experiment.stimuli.map((spec, k) => {
    const placed = at === undefined || k !== index ? written(spec) : written({ ...spec, at } as StimulusSpec);
    // Of one stimulus alone it is the strength; of several it is that of the strongest.
    return strength !== null && strength !== 0 && index === 0 ? withStrength(placed, strength) : placed;
  });
  const standing: Experiment = {
    name: title,
    geometry,
    membrane,
    treatments: axon.treatmentsInForce.map(lasting),
    stimuli,
    electrodes: [],
    durationMs,
    stepMs: longestStepMs,
    sampleMs: longestStepMs,
  };
  return { experiment: standing, index };

  function withStrength(stimulus: WrittenStimulus, value: number): WrittenStimulus {
    const name = stimulus.kind === 'conductance' ? 'conductanceMs' : CURRENT_OF[geometry.kind];
    return { ...stimulus, [name]: value } as WrittenStimulus;
  }
}

/** The model knows two words for a place, files one. */
function written(spec: StimulusSpec): WrittenStimulus {
  return ('site' in spec ? { ...spec, at: spec.site } : spec) as unknown as WrittenStimulus;
}
