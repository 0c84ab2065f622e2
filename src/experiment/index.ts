/** What is set up on an axon, as data: schema, presets, checks, and the way to the model's own types. */

export type { ElectrodePosition, Geometry, MembraneSpec, StimulusSpec, Treatment } from '../model/index.js';
export { along, velocityUnit } from './along.js';
export {
  type Extreme,
  LEAST_RISE_MV,
  type PairVelocity,
  refined,
  SAME_INSTANT_MS,
  type TraceFigures,
  traceFigures,
} from './analysis.js';
export {
  type Axon,
  type AxonSection,
  geometryOf,
  lengthConstantSites,
  MAX_SITES,
  settleAxon,
} from './axon.js';
export { membraneNotes, membraneProblems } from './checks.js';
export { crossingMs } from './crossing.js';
export { doneWords, treatmentWords } from './done-words.js';
export { DEFAULT_BLUE_SITE, DEFAULT_YELLOW_SITE, electrodeField } from './electrode.js';
export { electrodesSchema, FARTHEST_PLACE } from './electrodes.js';
export { experimentProblems, oneTreatmentProblems } from './experiment-checks.js';
export { latticeMsPerAxonMs, MS_PER_SITE_AND_DECAY } from './lattice-load.js';
export { lensSchema } from './lens.js';
export { type LiveExperiment, liveExperiment } from './live.js';
export { restMvOf } from './live-rest.js';
export {
  membranePair,
  thresholdMvOf,
} from './membrane.js';
export { isOneSpike, type Source } from './one-spike.js';
export {
  type CheckedExperiment,
  checkExperiment,
  type ExperimentResult,
  experimentJsonSchema,
  parseExperiment,
} from './parse.js';
export { currentProblem, placeProblem } from './part-checks.js';
export { PRESETS } from './presets.js';
export type { Recording, Trace } from './recording.js';
export { recordingNotes } from './recording-notes.js';
export { csvHeading, csvRow } from './report/csv.js';
export { experimentSvg } from './report/experiment-figure.js';
export { type ElectrodeResult, type Results, resultsOf } from './report/results.js';
export { resultsTable } from './report/table.js';
export { BlowUpError, type ExperimentRun, type OnSample, startExperiment } from './run.js';
export { EXPERIMENT_KEYS, experimentSchema, type WrittenExperiment } from './schema.js';
export { type Electrode, type Experiment, settleExperiment } from './settle.js';
export { evenShare } from './share.js';
export { SpikeFinder } from './spikes.js';
export { experimentNotes } from './step-checks.js';
export { currentOf, stimulusOf, stimulusSpec, type WrittenStimulus } from './stimuli.js';
export {
  DEFAULT_PRESS,
  durationField,
  type Press,
  placesField,
  pressFields,
  pressProblems,
  pressSchema,
  settlePress,
  usualPress,
} from './stimulus.js';
export {
  findThreshold,
  judgeOf,
  oneVaried,
  searchThreshold,
  type Threshold,
  type ThresholdProgress,
  type Varied,
} from './threshold.js';
export { fieldOfTreatment, treatmentOf, treatmentSchema } from './treatment.js';
export { pressedAlone } from './weakest.js';
export { describeAxon, extentWords, figure, placeUnit } from './words.js';
export { experimentText, type PlayedExperiment } from './write.js';
