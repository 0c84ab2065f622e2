/** `axon-rig simulate FILE`: an experiment without hardware and without a clock. */
import { basename } from 'node:path';
import {
  BlowUpError,
  csvHeading,
  csvRow,
  type Experiment,
  type ExperimentRun,
  experimentSvg,
  findThreshold,
  judgeOf,
  type OnSample,
  type Recording,
  type Results,
  recordingNotes,
  resultsOf,
  resultsTable,
  startExperiment,
  type Threshold,
} from '../experiment/index.js';
import { isExcitable } from '../model/index.js';
import { type LoadedExperiment, loadExperiment } from './experiment-files.js';
import { longWork } from './long-work.js';
import type { Output } from './output.js';
import type { Pauses } from './pauses.js';
import { describeRun, noThresholdWords, thresholdWords } from './simulate-words.js';
import { checkTargets } from './targets.js';
import { type Terminal, UserError } from './terminal.js';

export interface SimulateOptions {
  /** Path, or `-` for standard output; the same for `svg`. */
  readonly csv?: string;
  readonly svg?: string;
  /** The figure has a second graph: the same with channels off. */
  readonly withChannelsOff?: boolean;
  readonly json?: boolean;
  readonly threshold?: boolean;
  /** From 1. */
  readonly stimulus?: number;
}

/** A piece of a run takes about so long, so that Ctrl-C is heard [ms]. */
const PIECE_MS = 20;
/** Rows are written so many characters at a time. */
const CHARACTERS_A_WRITE = 65_536;

interface Recorded {
  readonly run: ExperimentRun;
  /** Writes the rows that are left of the table. */
  readonly flush: () => void;
}

/** A run whose samples go to the table as they are computed. */
function startRecording(
  experiment: Experiment,
  table: Output | undefined,
  keepsRecording: boolean,
): Recorded {
  if (table === undefined) return { run: startExperiment(experiment), flush: () => {} };
  let rows = csvHeading(experiment.electrodes.map(({ name }) => name));
  const flush = () => {
    table.write(rows);
    rows = '';
  };
  const onSample: OnSample = (timeMs, potentialMv) => {
    rows += csvRow(timeMs, potentialMv);
    if (rows.length > CHARACTERS_A_WRITE) flush();
  };
  return { run: startExperiment(experiment, { onSample, keepsRecording }), flush };
}

/** @param keepsRecording `false` if nobody wants more than the table. */
async function record(
  experiment: Experiment,
  table: Output | undefined,
  keepsRecording: boolean,
  pauses: Pauses,
): Promise<Recording> {
  const { run, flush } = startRecording(experiment, table, keepsRecording);
  await runThrough(run, experiment, pauses);
  flush();
  return run.recording();
}

/** The same with its channels off. */
async function recordChannelsOff(experiment: Experiment, pauses: Pauses): Promise<Recording> {
  const run = startExperiment(experiment, { channelsFrozen: true });
  await runThrough(run, experiment, pauses);
  return run.recording();
}

async function runThrough(run: ExperimentRun, experiment: Experiment, pauses: Pauses): Promise<void> {
  let steps = 1;
  while (run.stepsDone < run.totalSteps) {
    const startMs = performance.now();
    run.advance(steps);
    const share = PIECE_MS / Math.max(performance.now() - startMs, 0.01);
    steps = Math.max(1, Math.floor(steps * Math.min(2, share)));
    await pauses.take(
      () => `${run.modelMs.toFixed(1)} of ${experiment.durationMs} ms`,
      run.stepsDone / run.totalSteps,
    );
  }
}

/** UserError where there is no figure, or where nothing would be different with channels off. */
function checkChannelsOff(
  { file, experiment: { membrane, channelsOff } }: LoadedExperiment,
  { svg, withChannelsOff = false }: SimulateOptions,
): void {
  if (!withChannelsOff) return;
  if (svg === undefined)
    throw new UserError('--with-channels-off draws a second graph into the figure; add --svg');
  if (!isExcitable(membrane))
    throw new UserError(`${file} has a ${membrane.kind} membrane: it has no channels that could be off`);
  if (channelsOff) throw new UserError(`${file} has its channels off already; write "channels: on" into it`);
}

/** Index of the stimulus that `--threshold` varies. UserError where there is nothing to vary or to fire. */
function variedStimulus({ file, experiment }: LoadedExperiment, wanted: number | undefined): number {
  const { stimuli, membrane } = experiment;
  if (stimuli.length === 0)
    throw new UserError(`${file} has no stimulus, so there is no threshold to look for`);
  if (wanted !== undefined && wanted > stimuli.length)
    throw new UserError(`${file} has no stimulus ${wanted}; its stimuli are 1 to ${stimuli.length}`);
  if (!isExcitable(membrane))
    throw new UserError(`${file} has a ${membrane.kind} membrane, which never fires: it has no threshold`);
  if (experiment.channelsOff)
    throw new UserError(`${file} has its channels off, so it never fires: it has no threshold`);
  if (judgeOf(experiment) === undefined)
    throw new UserError(`${file} has no electrode in the axon, so nothing would tell whether it fires`);
  return (wanted ?? stimuli.length) - 1;
}

async function searchThreshold(experiment: Experiment, index: number, pauses: Pauses): Promise<Threshold> {
  return findThreshold(experiment, index, ({ strength, runs, share }) =>
    pauses.take(() => `threshold, run ${runs + 1}: ${strength.toPrecision(6)}`, share),
  );
}

/** Notes on what came out, with the name of the file. */
function seenNotes(file: string, recording: Recording | undefined): string[] {
  return recording === undefined ? [] : recordingNotes(recording).map((note) => `${file}: ${note}`);
}

/** JSON of the figures. Stimuli are counted from 1, as on the command line. */
function jsonOf(
  loaded: LoadedExperiment,
  results: Results | undefined,
  threshold: Threshold | undefined,
  recording: Recording | undefined,
): string {
  const found = threshold && { threshold: { ...threshold, stimulus: threshold.stimulus + 1 } };
  const notes = [...loaded.notes, ...seenNotes(loaded.file, recording)];
  const all = { file: loaded.file, notes, ...results, ...found };
  return `${JSON.stringify(all, null, 2)}\n`;
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
  checkChannelsOff(loaded, options);
  checkTargets(
    { '--csv': options.csv, '--svg': options.svg, '--json': options.json ? '-' : undefined },
    loaded.path,
  );
  const varied = options.threshold ? variedStimulus(loaded, options.stimulus) : undefined;
  for (const note of notes) terminal.err(`note: ${note}`);

  try {
    return await longWork(async ({ pauses, open, outputs }) => {
      const threshold = varied === undefined ? undefined : await searchThreshold(experiment, varied, pauses);
      const { csv, svg, json = false } = options;
      // Figures are printed unless standard output is for something else.
      const toOut = csv !== '-' && svg !== '-' && !json;
      const wantsResults =
        json || (toOut && (threshold === undefined || csv !== undefined || svg !== undefined));
      const table = csv === undefined ? undefined : open('table', csv);
      const recording =
        wantsResults || table !== undefined || svg !== undefined
          ? await record(experiment, table, wantsResults || svg !== undefined, pauses)
          : undefined;
      await pauses.breathe();
      const results = recording && wantsResults ? resultsOf(experiment, recording) : undefined;
      await pauses.breathe();
      if (recording !== undefined && svg !== undefined)
        open('figure', svg).write(
          experimentSvg(experiment, recording, {
            title: basename(file),
            channelsOff: options.withChannelsOff ? await recordChannelsOff(experiment, pauses) : undefined,
          }),
        );
      if (json) open('figures', '-').write(jsonOf(loaded, results, threshold, recording));
      pauses.clear();
      for (const note of seenNotes(file, recording)) terminal.err(`note: ${note}`);
      // A pipe may have no reader: then no file is replaced. What goes to standard output may have one that has seen enough.
      const rank = ({ inPlace, target }: Output) => (target === '-' ? 2 : Number(inPlace));
      const inOrder = outputs.toSorted((a, b) => rank(a) - rank(b));
      for (const output of inOrder) await output.finish(pauses.breathe);
      if (results !== undefined && toOut) {
        for (const line of describeRun(file, experiment)) terminal.out(line);
        for (const line of resultsTable(experiment, results)) terminal.out(line);
      }
      for (const { what, target } of inOrder)
        if (target !== '-') (toOut ? terminal.out : terminal.err)(`${what} written to ${target}`);
      if (threshold === undefined) return 0;
      if (threshold.kind !== 'found') throw new UserError(noThresholdWords(file, experiment, threshold));
      if (toOut) terminal.out(thresholdWords(experiment, threshold));
      return 0;
    });
  } catch (error) {
    if (error instanceof BlowUpError) throw new UserError(`${file}: ${error.message}; nothing was written`);
    throw error;
  }
}
