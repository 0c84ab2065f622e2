/** What the tests of experiments share: files, runs and their figures. */
import { readFileSync } from 'node:fs';
import {
  csvHeading,
  csvRow,
  type Experiment,
  parseExperiment,
  resultsOf,
  startExperiment,
} from '../../src/experiment/index.js';
import { formatProblem } from '../../src/files/index.js';

export const folder = new URL('../../experiments/', import.meta.url);

export const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

/** An experiment from its text; throws with every problem. */
export function experimentOf(text: string): Experiment {
  const result = parseExperiment(text, 'x.yaml');
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.experiment;
}

/** A shipped experiment, with parts of its text replaced; throws for a part that it has not got. */
export function shipped(name: string, changes: Readonly<Record<string, string>> = {}): Experiment {
  let text = read(`${name}.yaml`).replaceAll(/^#.*\n/gm, '');
  for (const [from, to] of Object.entries(changes)) {
    if (!text.includes(from)) throw new Error(`${name}.yaml has no ${from}`);
    text = text.replace(from, to);
  }
  return experimentOf(text);
}

/** The table of an experiment, as lines. */
export function tableOf(experiment: Experiment): string[] {
  let text = csvHeading(experiment.electrodes.map(({ name }) => name));
  const running = startExperiment(experiment, {
    onSample: (timeMs, potentialMv) => {
      text += csvRow(timeMs, potentialMv);
    },
    keepsRecording: false,
  });
  running.advance(running.totalSteps);
  return text.split('\n');
}

export function run(experiment: Experiment) {
  const running = startExperiment(experiment);
  running.advance(running.totalSteps);
  return running.recording();
}

/** Figures by the name of the electrode, and velocities in their order. */
export function resultsBy(experiment: Experiment) {
  const { electrodes, velocities } = resultsOf(experiment, run(experiment));
  return {
    of: (name: string) => electrodes.find((electrode) => electrode.name === name)!,
    velocities: velocities.map(({ velocity }) => velocity),
  };
}

/** Messages of a file as a terminal shows them; the first line of `text` is line 1. */
export function messages(text: string): string[] {
  const result = parseExperiment(text, 'x.yaml');
  return result.ok ? [] : result.problems.map(formatProblem);
}

export function notes(text: string): string[] {
  const result = parseExperiment(text, 'x.yaml');
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.notes.map(formatProblem);
}
