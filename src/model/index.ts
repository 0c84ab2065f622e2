/** The model by itself: an axon, its membranes, stimuli and electrodes. No clock, no I/O. */

export { type Axon, type AxonOptions, createAxon, type GateEvent } from './axon.js';
export { type ElectrodePosition, readElectrodeMv } from './electrodes.js';
export type { LatticeGeometry } from './geometry.js';
export type {
  GatedMembraneSpec,
  GateState,
  MembraneSpec,
  PassiveMembraneSpec,
} from './membranes/membrane-spec.js';
export { type AxonSet, SET_A, SET_B } from './sets.js';
export type { PulseStimulus } from './stimuli.js';
