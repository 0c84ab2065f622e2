/** An experiment with everything settled: what its file leaves out comes from the model's own sets. */
import {
  type CableGeometry,
  type ElectrodePosition,
  type Geometry,
  type MembraneKind,
  type MembraneSpec,
  type MyelinatedGeometry,
  membraneOf,
  SET_M2,
  SQUID_AXON,
  type Treatment,
} from '../model/index.js';
import { geometryOf, settleAxon } from './axon.js';
import type { WrittenAxon } from './axon-kinds.js';
import type { WrittenElectrode } from './electrodes.js';
import type { WrittenExperiment } from './schema.js';
import type { WrittenStimulus } from './stimuli.js';
import { treatmentOf } from './treatment.js';

/** Where a potential is recorded. */
export interface Electrode {
  readonly name: string;
  readonly at: ElectrodePosition;
}

/** An experiment, ready to run. */
export interface Experiment {
  /** Title of its figure; `undefined` if the file has none. */
  readonly name: string | undefined;
  readonly geometry: Geometry;
  readonly membrane: MembraneSpec;
  /** Its channels stay as they are at rest. */
  readonly channelsOff: boolean;
  readonly treatments: readonly Treatment[];
  readonly stimuli: readonly WrittenStimulus[];
  readonly electrodes: readonly Electrode[];
  readonly durationMs: number;
  readonly stepMs: number;
  readonly sampleMs: number;
  /** The time lens that suits it in a rig; `undefined` if the file says nothing. */
  readonly roomMsPerAxonMs?: number | undefined;
}

/** The membrane that an axon has if its file names none. */
const USUAL_MEMBRANE: Readonly<Record<WrittenAxon['kind'], MembraneKind>> = {
  lattice: 'gated',
  cable: 'hodgkin-huxley',
  myelinated: 'frankenhaeuser-huxley',
  patch: 'hodgkin-huxley',
};

/** Short enough for most membranes [ms]. */
const USUAL_STEP_MS = 0.01;

/** `base` with what was written in its place. */
function over<T extends object>(base: T, written: { readonly [K in keyof T]?: T[K] | undefined }): T {
  return { ...base, ...written };
}

/** The values that a membrane has on an axon where its file says nothing. */
export function membraneDefaults(axon: WrittenAxon['kind'], kind: MembraneKind): MembraneSpec {
  return membraneOf({ kind }).defaults(axon);
}

/** The values of a myelinated axon where its file says nothing: those of its membrane, or else of set M2. */
export function myelinatedDefaults(kind: MembraneKind): MyelinatedGeometry {
  return membraneOf({ kind }).usualAxon?.myelinated ?? SET_M2.axon;
}

/** Capacitance of a patch that does not say [µF/cm²]. */
export function patchCapacitance(kind: MembraneKind): number {
  return membraneOf({ kind }).usualAxon?.patch?.capacitanceUfPerCm2 ?? 1;
}

/** Step of an experiment that does not say [ms]: short enough for figures that one quotes. */
export function defaultStepMs(kind: MembraneKind): number {
  return membraneOf({ kind }).usualStepMs ?? USUAL_STEP_MS;
}

function settleGeometry(axon: WrittenAxon, kind: MembraneKind): Geometry {
  switch (axon.kind) {
    case 'lattice':
      return geometryOf(settleAxon(axon));
    case 'cable':
      return over<CableGeometry>(SQUID_AXON.axon, axon);
    case 'myelinated':
      return over<MyelinatedGeometry>(myelinatedDefaults(kind), axon);
    case 'patch':
      return { kind: 'patch', capacitanceUfPerCm2: axon.capacitanceUfPerCm2 ?? patchCapacitance(kind) };
  }
}

/** Two along the axon, where a signal passes the one and then the other. */
function defaultElectrodes(geometry: Geometry): Electrode[] {
  const at = (places: readonly [number, number]): Electrode[] => [
    { name: 'near', at: places[0] },
    { name: 'far', at: places[1] },
  ];
  switch (geometry.kind) {
    case 'lattice':
      return at([Math.min(3, geometry.siteCount - 1), Math.min(8, geometry.siteCount - 1)]);
    case 'cable':
      return at([0.4 * geometry.lengthMm, 0.6 * geometry.lengthMm]);
    case 'myelinated':
      return at([Math.floor((geometry.nodes - 1) * 0.25), Math.floor((geometry.nodes - 1) * 0.75)]);
    case 'patch':
      return [{ name: 'patch', at: 0 }];
  }
}

function settleElectrode({ name, at }: WrittenElectrode, index: number): Electrode {
  return { name: name ?? `electrode ${index + 1}`, at };
}

/** Fills in everything that depends on another part of the file. */
export function settleExperiment(written: WrittenExperiment): Experiment {
  const kind = written.membrane?.kind ?? USUAL_MEMBRANE[written.axon.kind];
  const geometry = settleGeometry(written.axon, kind);
  const stepMs = written.stepMs ?? defaultStepMs(kind);
  return {
    name: written.name,
    geometry,
    membrane: { ...membraneDefaults(geometry.kind, kind), ...written.membrane } as MembraneSpec,
    channelsOff: written.channels === 'off',
    treatments: written.treatments.map(treatmentOf),
    stimuli: written.stimuli,
    electrodes: written.electrodes?.map(settleElectrode) ?? defaultElectrodes(geometry),
    durationMs: written.durationMs,
    stepMs,
    sampleMs: written.sampleMs ?? stepMs,
    roomMsPerAxonMs: written.lens?.roomMsPerAxonMs,
  };
}
