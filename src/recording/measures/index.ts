/** Measures as values: of a voltmeter's trace, between two of them, and along the axon. */
export { HighestPerPlace, LockedSites, PressGap } from './fed.js';
export { known, type Measure, type SweepMeasures, type TraceMeasures, unknown } from './measure.js';
export { type MeasureNews, newsIn } from './news.js';
export { createSweepReader, type RecordedSweep, type SweepReader } from './of-recording.js';
export {
  type AlongAxon,
  frontOf,
  lengthOf,
  litStretch,
  lockedStretch,
  type Stretch,
} from './stretch.js';
export { Sweep } from './sweep.js';
export { fallThrough, figuresOf, type MeterTrace, traceMeasures } from './trace.js';
export { type Passage, type PressedAt, velocityBetween } from './velocity.js';
