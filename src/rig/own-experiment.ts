/** The experiment that a rig file itself describes, with the keys of an experiment file. */
import {
  DEFAULT_BLUE_SITE,
  DEFAULT_YELLOW_SITE,
  type Electrode,
  type Experiment,
  type MembraneSpec,
  membranePair,
  type Press,
  settleExperiment,
  settlePress,
  stimulusOf,
  usualPress,
  type WrittenExperiment,
  type WrittenStimulus,
} from '../experiment/index.js';
import { METERS } from '../units.js';
import { usualSites } from './light.js';
import type { WrittenRig } from './schema.js';

/** The lens of a lattice of which nothing is said: six seconds along sixty sites. */
const USUAL_LENS = 500;

/** The keys of a rig file that describe an experiment. */
export const OWN_KEYS = [
  'axon',
  'membrane',
  'channels',
  'treatments',
  'stimuli',
  'stimulus',
  'electrodes',
  'durationMs',
  'stepMs',
  'sampleMs',
] as const;

/** What an experiment file would say. A lattice has as many sites as there are LEDs; short forms are not in it. */
export function ownWritten(written: WrittenRig): WrittenExperiment {
  const { name, axon, membrane, channels, treatments, stimuli, electrodes } = written;
  const { durationMs, stepMs, sampleMs, lens } = written;
  return {
    name,
    axon: axon.kind === 'lattice' ? { ...axon, sites: axon.sites ?? usualSites(written) } : axon,
    membrane,
    channels,
    treatments,
    stimuli,
    electrodes: isList(electrodes) ? electrodes : undefined,
    durationMs,
    stepMs,
    sampleMs,
    lens,
  };
}

type WrittenElectrodes = WrittenRig['electrodes'];
type ElectrodeList = Extract<WrittenElectrodes, readonly unknown[]>;

export function isList(electrodes: WrittenElectrodes): electrodes is ElectrodeList {
  return Array.isArray(electrodes);
}

/** The press of a lattice, and the channels that it goes with; `null` where the file has a set of stimuli, or another axon. */
export function ownPress({ axon, stimuli, stimulus }: WrittenRig, membrane: MembraneSpec) {
  if (axon.kind !== 'lattice' || stimuli.length > 0) return null;
  const { channelsOn } = membranePair(membrane);
  const press: Press = settlePress(stimulus ?? {}, usualPress(channelsOn), channelsOn);
  return { press, channelsOn };
}

/** The short form on an axon that is no lattice: a current. */
function ownCurrent({ at, durationMs, currentUa, currentNa, currentUaPerCm2 }: ShortForm): WrittenStimulus {
  return { kind: 'pulse', at, startMs: 0, durationMs, currentUa, currentNa, currentUaPerCm2 };
}

type ShortForm = NonNullable<WrittenRig['stimulus']>;

function ownStimuli(written: WrittenRig, membrane: MembraneSpec): readonly WrittenStimulus[] {
  const { stimuli, stimulus } = written;
  if (stimuli.length > 0) return stimuli;
  const own = ownPress(written, membrane);
  if (own !== null) return [stimulusOf(own.press)];
  return stimulus === undefined ? [] : [ownCurrent(stimulus)];
}

/** A short axon that says nothing of electrodes has them on its last site rather than an error. */
function ownElectrodes({ electrodes }: WrittenRig, settled: Experiment): readonly Electrode[] {
  if (isList(electrodes)) return settled.electrodes;
  const { geometry } = settled;
  const last = geometry.kind === 'lattice' ? geometry.siteCount - 1 : 0;
  const usual =
    geometry.kind === 'lattice'
      ? { blue: Math.min(DEFAULT_BLUE_SITE, last), yellow: Math.min(DEFAULT_YELLOW_SITE, last) }
      : { blue: settled.electrodes[0]?.at ?? 'bath', yellow: settled.electrodes[1]?.at ?? 'bath' };
  return METERS.map((name) => ({ name, at: electrodes[name] ?? usual[name] }));
}

/** The experiment with everything settled. */
export function ownExperiment(written: WrittenRig): Experiment {
  const settled = settleExperiment(ownWritten(written));
  return {
    ...settled,
    stimuli: ownStimuli(written, settled.membrane),
    electrodes: ownElectrodes(written, settled),
    roomMsPerAxonMs:
      settled.roomMsPerAxonMs ?? (settled.geometry.kind === 'lattice' ? USUAL_LENS : undefined),
  };
}
