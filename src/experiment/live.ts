/** An experiment as a rig plays it: without an end, on as many LEDs as there are, at a lens of its own. */
import { type Geometry, membraneOf, SET_A } from '../model/index.js';
import { METERS, type MeterName } from '../units.js';
import { liveGeometry } from './live-compartments.js';
import type { LiveExperiment } from './live-experiment.js';
import { lensesOf } from './live-lens.js';
import { defaultStepMs, type Electrode, type Experiment } from './settle.js';
import { stimulusSpec } from './stimuli.js';

export type { LiveExperiment } from './live-experiment.js';

/** Longest step of a lattice [ms]: the lesson's axon is then right within 0.1 %. */
const LATTICE_STEP_MS = 0.025;

/**
 * The experiment as a rig with so many LEDs plays it. An experiment that no rig can play is made all the same: whether it
 * can be shown, the rig file says.
 */
export function liveExperiment(name: string, experiment: Experiment, ledCount: number): LiveExperiment {
  const { treatments, stimuli, electrodes, durationMs } = experiment;
  const geometry = liveGeometry(experiment, ledCount);
  const live = {
    name,
    title: experiment.name ?? name,
    geometry,
    ...liveMembrane(geometry, experiment),
    treatments,
    stimuli: stimuli.map((stimulus) => stimulusSpec(stimulus, geometry.kind)),
    electrodes: liveElectrodes(electrodes),
    stepMs: liveStepMs(experiment),
    durationMs,
  };
  return { ...live, ...lensesOf(live, experiment.roomMsPerAxonMs) };
}

/** A lattice without channels gets those of set A, switched off, if it is an axon on which they make sense. */
function liveMembrane(
  geometry: Geometry,
  { membrane, channelsOff }: Experiment,
): Pick<LiveExperiment, 'membrane' | 'channelsOff'> {
  if (membrane.kind !== 'passive' || geometry.kind !== 'lattice') return { membrane, channelsOff };
  const channels = SET_A.membrane;
  const suit = (membraneOf(channels).objections?.(channels, geometry) ?? []).length === 0;
  return { membrane: suit ? channels : membrane, channelsOff: true };
}

/** Channels of a lattice switch when they switch, whatever the step; a step that was written is kept. */
function liveStepMs({ geometry, membrane, stepMs }: Experiment): number {
  const isWritten = stepMs !== defaultStepMs(membrane.kind);
  return geometry.kind === 'lattice' && !isWritten ? LATTICE_STEP_MS : stepMs;
}

/** Those named blue and yellow; where there are none, the first that are in the axon. One that is left over is in the bath. */
function liveElectrodes(electrodes: readonly Electrode[]): LiveExperiment['electrodes'] {
  const isNamed = ({ name }: Electrode) => (METERS as readonly string[]).includes(name);
  const others = electrodes.filter((electrode) => !isNamed(electrode) && electrode.at !== 'bath');
  const of = (meter: MeterName) =>
    (electrodes.find(({ name }) => name === meter) ?? others.shift())?.at ?? 'bath';
  return { blue: of('blue'), yellow: of('yellow') };
}
