/** The model by itself: an axon, its membranes, treatments, stimuli and electrodes. No clock, no I/O. */

export { type Axon, type AxonOptions, type CompartmentMembrane, createAxon, type GateEvent } from './axon.js';
export { compartmentAt, compartmentPlaces } from './checked-places.js';
export { type ElectrodePosition, readElectrodeMv } from './electrodes.js';
export type { GateState } from './engine.js';
export type { GatedMembraneSpec } from './gated/spec.js';
export type {
  CableGeometry,
  Geometry,
  LatticeGeometry,
  MyelinatedGeometry,
  PatchGeometry,
} from './geometry.js';
export { longestStepMs } from './longest-step.js';
export type { FrankenhaeuserHuxleyMembraneSpec } from './membranes/frankenhaeuser-huxley-run.js';
export type { HodgkinHuxleyMembraneSpec } from './membranes/hodgkin-huxley.js';
export type { MembraneKind, MembraneSpec } from './membranes/index.js';
export type { PassiveMembraneSpec } from './membranes/passive.js';
export { nernstMv, nernstPerDecadeMv } from './nernst.js';
export { type FieldPath, ModelRefusal } from './refusal.js';
export {
  type AxonSet,
  FRANKENHAEUSER_HUXLEY,
  HODGKIN_HUXLEY,
  SET_A,
  SET_B,
  SET_M1,
  SET_M2,
  SQUID_AXON,
} from './sets.js';
export type {
  ConductanceStimulus,
  CurrentStimulus,
  PulseStimulus,
  RampStimulus,
  StepStimulus,
  StimulusCurrent,
  StimulusPlace,
  StimulusSpec,
  TrainStimulus,
} from './stimulus-spec.js';
export type {
  BareTreatment,
  DeadTreatment,
  PotassiumTreatment,
  RestTreatment,
  Stretch,
  TeaTreatment,
  TemperatureTreatment,
  Treatment,
  TtxTreatment,
} from './treatments.js';
