/** The model by itself: an axon, its membranes, treatments, stimuli and electrodes. No clock, no I/O. */

export { createAxon } from './axon.js';
export type { Axon, AxonOptions, CompartmentMembrane, GateEvent } from './axon-contract.js';
export { compartmentAt, compartmentPlaces } from './checked-places.js';
export { type ElectrodePosition, readElectrodeMv } from './electrodes.js';
export type { GateState } from './engine.js';
export type { EngineState, GatedState, KineticState, PassiveState } from './engine-state.js';
export type { FieldsOf, NumberField } from './field.js';
export type { GatedMembraneSpec } from './gated/spec.js';
export {
  type CableGeometry,
  GEOMETRY_FIELDS,
  type Geometry,
  type LatticeGeometry,
  MOST_COMPARTMENTS,
  type MyelinatedGeometry,
  type PatchGeometry,
} from './geometry.js';
export type { ChannelFacts, Gate, Inside, Ion, IonCurrent, Switching, SwitchingChannel } from './inside.js';
export { longestStepMs } from './longest-step.js';
export type {
  FigureSteps,
  MembraneDescriptor,
  Objection,
  SwitchingChannels,
} from './membranes/descriptor.js';
export type { FrankenhaeuserHuxleyMembraneSpec } from './membranes/frankenhaeuser-huxley-run.js';
export type { HodgkinHuxleyMembraneSpec } from './membranes/hodgkin-huxley.js';
export {
  type AnyMembrane,
  channelsOf,
  hasSwitchingChannels,
  isExcitable,
  type MembraneKind,
  type MembraneSpec,
  membraneOf,
  membranes,
  membranesOn,
} from './membranes/index.js';
export type { PassiveMembraneSpec } from './membranes/passive.js';
export { nernstMv, nernstPerDecadeMv } from './nernst.js';
export { type GivenStimulus, stimulusRefusal } from './pending-stimulus.js';
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
export type { AxonSnapshot } from './snapshot.js';
export type { StimuliState } from './stimuli.js';
export {
  type ConductanceStimulus,
  CURRENT_FIELDS,
  CURRENT_OF,
  type CurrentName,
  type CurrentStimulus,
  type PulseStimulus,
  type RampStimulus,
  STIMULUS_FIELDS,
  type StepStimulus,
  type StimulusCurrent,
  type StimulusPlace,
  type StimulusSpec,
  type TrainStimulus,
} from './stimulus-spec.js';
export { treatmentRefusal } from './treatment-checks.js';
export {
  BARE_MEMBRANE,
  type BareTreatment,
  type DeadTreatment,
  type PotassiumTreatment,
  type RestTreatment,
  type Stretch,
  type TeaTreatment,
  type TemperatureTreatment,
  TREATMENT_FIELDS,
  TREATMENT_TIME_FIELDS,
  type Treatment,
  type TreatmentTimes,
  type TtxTreatment,
} from './treatments.js';
