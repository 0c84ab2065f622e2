/** What the search for the weakest press plays: the experiment as it stands on the bench, from rest. */
import type { Experiment, Varied } from '../experiment/index.js';
import type { StimulusSpec, Treatment } from '../model/index.js';
import type { Bench } from './bench.js';
import { pressStimuli, pressStrength, strongestOf } from './press-stimuli.js';

type WrittenStimulus = Experiment['stimuli'][number];

/** A treatment that is there all the time, as it is now. */
function lasting({ startMs: _start, endMs: _end, ...treatment }: Treatment): Treatment {
  return treatment as Treatment;
}

/**
 * @param at where it is pressed instead of its own place.
 * @param strength the one that somebody has set for presses, where the search begins; null: that of the experiment.
 * @returns all stimuli are made weaker and stronger and moved as a press with that strength and place does it.
 */
export function asItStands(
  { experiment, axon, longestStepMs }: Bench,
  at: number | readonly number[] | undefined,
  strength: number | null,
): { readonly experiment: Experiment; readonly varied: Varied } {
  const { title, geometry, membrane, durationMs, stimuli: own } = experiment;
  const press = pressStrength(own, geometry.kind);
  const strongest = strongestOf(own, geometry.kind);
  const startMs = Math.min(...own.map((spec) => spec.startMs));
  const place = at === undefined ? {} : { at };
  const varied: Varied = {
    strength: { value: strength || press.strength, unit: press.unit, most: press.most },
    stimulus: strongest === undefined ? -1 : own.indexOf(strongest),
    stimuliAt: (value) =>
      pressStimuli(own, geometry.kind, { ...place, strength: value }, startMs).map(({ spec }) =>
        written(spec),
      ),
  };
  const standing: Experiment = {
    name: title,
    geometry,
    membrane,
    channelsOff: false,
    treatments: axon.treatmentsInForce.map(lasting),
    stimuli: strongest === undefined ? [] : varied.stimuliAt(varied.strength.value),
    electrodes: [],
    durationMs,
    stepMs: longestStepMs,
    sampleMs: longestStepMs,
  };
  return { experiment: standing, varied };
}

/** The model knows two words for a place, files one. */
function written(spec: StimulusSpec): WrittenStimulus {
  return ('site' in spec ? { ...spec, at: spec.site } : spec) as unknown as WrittenStimulus;
}
