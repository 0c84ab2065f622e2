/** Measures as values: of a voltmeter's trace, between two of them, and along the axon. */
export { HighestPerPlace, LockedSites, PressGap } from './fed.js';
export { known, type Measure, unknown } from './measure.js';
export {
  type AlongAxon,
  frontOf,
  lengthOf,
  litStretch,
  lockedStretch,
  type Stretch,
} from './stretch.js';
export { Sweep, type SweepMeasures } from './sweep.js';
export { fallThrough, figuresOf, type MeterTrace, type TraceMeasures, traceMeasures } from './trace.js';
export { type Passage, type PressedAt, velocityBetween } from './velocity.js';
