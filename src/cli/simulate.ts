/** `axon-rig simulate FILE`: an experiment without hardware and without a clock. */
import { basename } from 'node:path';
import {
  BlowUpError,
  csvPieces,
  type Experiment,
  experimentSvg,
  findThreshold,
  judgeOf,
  type Recording,
  type Results,
  recordingNotes,
  resultsOf,
  resultsTable,
  startExperiment,
  stepsAPiece,
  type Threshold,
} from '../experiment/index.js';
import { type LoadedExperiment, loadExperiment } from './experiment-files.js';
import { checkTargets, type Output, writeOutputs } from './simulate-output.js';
import { openPauses, type Pauses, StoppedError } from './simulate-pauses.js';
import { describeRun, noThresholdWords, thresholdWords } from './simulate-words.js';
import { type Terminal, UserError } from './terminal.js';

export interface SimulateOptions {
  /** Path, or `-` for standard output; the same for `svg`. */
  readonly csv?: string;
  readonly svg?: string;
  readonly json?: boolean;
  readonly threshold?: boolean;
  /** From 1. */
  readonly stimulus?: number;
}

/** Exit code of a run that was stopped by a signal is this and the signal's number. */
const STOPPED_BY = 128;

async function record(experiment: Experiment, pauses: Pauses): Promise<Recording> {
  const run = startExperiment(experiment);
  const steps = stepsAPiece(run.compartments);
  while (run.stepsDone < run.totalSteps) {
    run.advance(steps);
    await pauses.take(
      () => `${run.modelMs.toFixed(1)} of ${experiment.durationMs} ms`,
      run.stepsDone / run.totalSteps,
    );
  }
  return run.recording();
}

/** Index of the stimulus that `--threshold` varies. UserError where there is nothing to vary or to fire. */
function variedStimulus({ file, experiment }: LoadedExperiment, wanted: number | undefined): number {
  const { stimuli, membrane } = experiment;
  if (stimuli.length === 0)
    throw new UserError(`${file} has no stimulus, so there is no threshold to look for`);
  if (wanted !== undefined && wanted > stimuli.length)
    throw new UserError(`${file} has no stimulus ${wanted}; its stimuli are 1 to ${stimuli.length}`);
  if (membrane.kind === 'passive')
    throw new UserError(`${file} has a passive membrane, which never fires: it has no threshold`);
  if (judgeOf(experiment) === undefined)
    throw new UserError(`${file} has no electrode in the axon, so nothing would tell whether it fires`);
  return (wanted ?? stimuli.length) - 1;
}

async function searchThreshold(experiment: Experiment, index: number, pauses: Pauses): Promise<Threshold> {
  return findThreshold(experiment, index, ({ current, runs, share }) =>
    pauses.take(() => `threshold, run ${runs + 1}: ${current.toPrecision(6)}`, share),
  );
}

/** Notes on what came out, with the name of the file. */
function seenNotes(file: string, recording: Recording | undefined): string[] {
  return recording === undefined ? [] : recordingNotes(recording).map((note) => `${file}: ${note}`);
}

/** What goes where. Everything is there, complete, before the first byte is written. */
function outputsOf(
  loaded: LoadedExperiment,
  options: SimulateOptions,
  recording: Recording | undefined,
  results: Results | undefined,
  threshold: Threshold | undefined,
): Output[] {
  const outputs: Output[] = [];
  if (recording !== undefined && options.csv !== undefined) {
    outputs.push({ what: 'table', target: options.csv, pieces: () => csvPieces(recording) });
  }
  if (recording !== undefined && options.svg !== undefined) {
    const svg = experimentSvg(loaded.experiment, recording, basename(loaded.file));
    outputs.push({ what: 'figure', target: options.svg, pieces: () => [svg] });
  }
  if (options.json === true) {
    // Stimuli are counted from 1, as on the command line.
    const found = threshold && { threshold: { ...threshold, stimulus: threshold.stimulus + 1 } };
    const notes = [...loaded.notes, ...seenNotes(loaded.file, recording)];
    const text = JSON.stringify({ file: loaded.file, notes, ...results, ...found }, null, 2);
    outputs.push({ what: 'figures', target: '-', pieces: () => [`${text}\n`] });
  }
  return outputs;
}

/** The exit code. Throws UserError for what the person can put right; nothing has been written then. */
export async function simulate(
  wanted: string,
  options: SimulateOptions,
  terminal: Terminal,
): Promise<number> {
  const loaded = loadExperiment(wanted);
  const { experiment, file, notes } = loaded;
  if (options.stimulus !== undefined && options.threshold !== true)
    throw new UserError('--stimulus says what --threshold varies; add --threshold');
  checkTargets(
    { '--csv': options.csv, '--svg': options.svg, '--json': options.json ? '-' : undefined },
    loaded.path,
  );
  const varied = options.threshold ? variedStimulus(loaded, options.stimulus) : undefined;
  for (const note of notes) terminal.err(`note: ${note}`);

  const pauses = openPauses();
  try {
    const threshold = varied === undefined ? undefined : await searchThreshold(experiment, varied, pauses);
    const others = options.csv ?? options.svg ?? options.json;
    const recording =
      threshold === undefined || others !== undefined ? await record(experiment, pauses) : undefined;
    const results = recording && resultsOf(experiment, recording);
    pauses.clear();
    for (const note of seenNotes(file, recording)) terminal.err(`note: ${note}`);
    const outputs = outputsOf(loaded, options, recording, results, threshold);
    const written = await writeOutputs(outputs);
    const toOut = !outputs.some(({ target }) => target === '-');
    if (toOut && results !== undefined && recording !== undefined) {
      for (const line of describeRun(file, experiment)) terminal.out(line);
      for (const line of resultsTable(experiment, results)) terminal.out(line);
    }
    for (const line of written) (toOut ? terminal.out : terminal.err)(line);
    if (threshold === undefined) return 0;
    if (threshold.kind !== 'found') throw new UserError(noThresholdWords(file, experiment, threshold));
    if (toOut) terminal.out(thresholdWords(experiment, threshold));
    return 0;
  } catch (error) {
    pauses.clear();
    if (error instanceof StoppedError) {
      terminal.err(`axon-rig: ${error.message}`);
      return STOPPED_BY + error.signalNumber;
    }
    if (error instanceof BlowUpError) throw new UserError(`${file}: ${error.message}; nothing was written`);
    throw error;
  } finally {
    pauses.close();
  }
}
