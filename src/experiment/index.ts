/** What is set up on an axon, as data: schema, presets, checks, and the way to the model's own types. */
export {
  type Axon,
  type AxonSection,
  axonSchema,
  geometryOf,
  lengthConstantSites,
  MAX_SITES,
  settleAxon,
} from './axon.js';
export { membraneComplaints, membraneNotes, siteComplaint } from './checks.js';
export {
  DEFAULT_BLUE_SITE,
  DEFAULT_YELLOW_SITE,
  type ElectrodePosition,
  electrodeField,
} from './electrode.js';
export { type Membrane, type MembranePair, membraneOf, membranePair, membraneSchema } from './membrane.js';
export { PRESETS, type Preset, type PresetName } from './presets.js';
export {
  currentField,
  DEFAULT_PULSE,
  durationField,
  type Pulse,
  pulseSchema,
  siteField,
  stimulusOf,
} from './stimulus.js';
