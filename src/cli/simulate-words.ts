/** What `simulate` says of an experiment. */
import { describeAxon, doneWords, type Experiment, figure, type Threshold } from '../experiment/index.js';

/** `Cable 100 mm × 476 µm in 1000 compartments; Hodgkin–Huxley, 18.5 °C; 10 ms in steps of 0.01 ms`. */
export function experimentWords({ geometry, membrane, durationMs, stepMs }: Experiment): string {
  return `${describeAxon(geometry, membrane)}; ${durationMs} ms in steps of ${stepMs} ms`;
}

/** The heading of the printed figures: what was computed, and what was done to it. */
export function describeRun(file: string, experiment: Experiment): string[] {
  return [`${file}: ${experimentWords(experiment)}`, doneWords(experiment)];
}

function stimulusWords({ stimuli }: Experiment, index: number): string {
  const { kind } = stimuli[index]!;
  return stimuli.length === 1 ? kind : `${kind}, stimulus ${index + 1} of ${stimuli.length}`;
}

export function thresholdWords(experiment: Experiment, threshold: Threshold & { kind: 'found' }): string {
  const { strength, unit, stimulus, electrode, runs } = threshold;
  const { stimuli } = experiment;
  const written = stimuli[stimulus]!;
  const lasting = 'durationMs' in written ? ` for ${figure(written.durationMs)} ms` : '';
  return `threshold: ${figure(strength, 6)} ${unit}${lasting} (${stimulusWords(experiment, stimulus)}; spikes counted at ${electrode}; ${runs} runs)`;
}

export function noThresholdWords(
  file: string,
  experiment: Experiment,
  threshold: Exclude<Threshold, { kind: 'found' }>,
): string {
  const { unit, electrode, stimulus } = threshold;
  const which = stimulusWords(experiment, stimulus);
  if (threshold.kind === 'any')
    return `${file}: no threshold – even ${figure(threshold.weakest, 3)} ${unit} of the ${which} fires at ${electrode}; is the axon on the brink of firing by itself?`;
  if (threshold.strongest === 0)
    return `${file}: no threshold – at ${electrode}, whose spikes are counted, no sodium channels work, so it never fires; put the last electrode where the axon has channels`;
  return `${file}: no threshold – not even ${figure(threshold.strongest, 4)} ${unit} of the ${which} fires at ${electrode}; is a block between them, the experiment too short, or the membrane too weak?`;
}
