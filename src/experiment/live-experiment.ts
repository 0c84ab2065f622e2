/** An experiment as a rig plays it: without an end, on as many LEDs as there are, at a lens of its own. */
import type { ElectrodePosition, Geometry, MembraneSpec, StimulusSpec, Treatment } from '../model/index.js';
import type { MeterName } from '../units.js';

export interface LiveExperiment {
  /** What it is asked for by: the name of a shipped one, a path, or what the rig file calls it. */
  readonly name: string;
  /** What a person reads. */
  readonly title: string;
  /** In compartments chosen for the LEDs. */
  readonly geometry: Geometry;
  readonly membrane: MembraneSpec;
  /** Their times count from the last reset. */
  readonly treatments: readonly Treatment[];
  /** What one press plays, the earliest at the press; a step lasts while the button is held. */
  readonly stimuli: readonly StimulusSpec[];
  readonly electrodes: Readonly<Record<MeterName, ElectrodePosition>>;
  /** It begins with its channels frozen. */
  readonly channelsOff: boolean;
  /** No step of the model is longer [ms]. */
  readonly stepMs: number;
  /** How long the file runs without a rig [ms]; how long a search for the weakest press looks. */
  readonly durationMs: number;
  /** The lens that suits it: a spike takes some seconds from end to end. */
  readonly roomMsPerAxonMs: number;
  /** The fastest lens that the computer keeps up with, and why it is no faster; null where that is real time. */
  readonly fastestRoomMsPerAxonMs: number;
  readonly fastestBecause: string | null;
}
