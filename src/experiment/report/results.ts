/** Figures of an experiment as data, for `--json` and for the table on a terminal. */
import type { ElectrodePosition, MembraneSpec, Treatment } from '../../model/index.js';
import { along, velocityUnit } from '../along.js';
import { type PairVelocity, pairVelocities, recordingFigures, type TraceFigures } from '../analysis.js';
import { type AxonKeys, axonKeys } from '../axon-keys.js';
import { isOneSpike, type Source } from '../one-spike.js';
import type { Recording } from '../recording.js';
import type { Experiment } from '../settle.js';
import { stimulusSpans, strengthOf, type WrittenStimulus } from '../stimuli.js';
import { placeUnit } from '../words.js';

export interface ElectrodeResult extends TraceFigures {
  readonly name: string;
  readonly at: ElectrodePosition;
  /** Of `at`; `null` on a patch and in the bath. */
  readonly unit: 'mm' | 'site' | 'node' | null;
}

export interface Results {
  readonly name: string | null;
  /** What was computed, in the words of an experiment file and with nothing left out: they make one again. */
  readonly axon: AxonKeys;
  readonly membrane: MembraneSpec;
  readonly channels: 'on' | 'off';
  readonly treatments: readonly Treatment[];
  readonly stimuli: readonly WrittenStimulus[];
  readonly durationMs: number;
  readonly stepMs: number;
  /** False: the axon did not stay at rest by itself, and started where it rests without treatments. */
  readonly restIsStable: boolean;
  readonly electrodes: readonly ElectrodeResult[];
  /** Between each two electrodes in the axon; `null` unless one spike passed both. */
  readonly velocities: readonly (PairVelocity & { readonly unit: 'm/s' | 'sites/ms' })[];
}

/**
 * Every place at which a spike may start: where a current enters (one that hyperpolarises, when it ends), and where the
 * axon fires by itself, which from the first to the last of such places may be anywhere: at an electrode as well.
 */
function sourcesOf(
  { geometry, stimuli, electrodes, durationMs }: Experiment,
  { pacemakers }: Recording,
): Source[] {
  const own = pacemakers.flatMap(([first, last]) => {
    const inside = electrodes.flatMap(({ at }) => (at !== 'bath' && at >= first && at <= last ? [at] : []));
    return [first, last, ...inside].map((place) => ({ along: along(geometry, place)!, startMs: 0 }));
  });
  const stimulated = stimuli.flatMap((stimulus) => {
    const { value, depolarises } = strengthOf(stimulus, geometry.kind);
    const [first] = stimulusSpans(stimulus, durationMs);
    if (value === 0 || first === undefined) return [];
    const startMs = depolarises ? first.startMs : first.endMs;
    return [stimulus.at].flat().map((place) => ({ along: along(geometry, place)!, startMs }));
  });
  return [...own, ...stimulated];
}

function velocitiesOf(
  experiment: Experiment,
  recording: Recording,
  figures: readonly TraceFigures[],
): Results['velocities'] {
  const { geometry, electrodes } = experiment;
  const unit = velocityUnit(geometry.kind);
  if (unit === null) return [];
  const sources = sourcesOf(experiment, recording);
  const places = electrodes.map(({ name, at }) => ({ name, along: along(geometry, at) }));
  const indexOf = (name: string) => places.findIndex((place) => place.name === name);
  const arrivalAt = (name: string) => ({
    along: places[indexOf(name)]!.along!,
    ms: figures[indexOf(name)]!.spikesMs[0]!,
  });
  // Where the stimulus itself lifts the membrane, that is no arrival.
  const arrived = (name: string) => recording.traces[indexOf(name)]!.spikes[0]!.carried;
  return pairVelocities(places, figures).map(({ from, to, velocity }) => {
    const known =
      velocity !== null &&
      arrived(from) &&
      arrived(to) &&
      isOneSpike(arrivalAt(from), arrivalAt(to), sources);
    return { from, to, velocity: known ? velocity : null, unit };
  });
}

export function resultsOf(experiment: Experiment, recording: Recording): Results {
  const { name, geometry, membrane, channelsOff, treatments, stimuli, electrodes, durationMs, stepMs } =
    experiment;
  const figures = recordingFigures(recording);
  return {
    name: name ?? null,
    axon: axonKeys(geometry),
    membrane,
    channels: channelsOff ? 'off' : 'on',
    treatments,
    stimuli,
    durationMs,
    stepMs,
    restIsStable: recording.restIsStable,
    electrodes: electrodes.map(({ name: electrode, at }, i) => ({
      name: electrode,
      at,
      unit: at === 'bath' ? null : placeUnit(geometry.kind),
      ...figures[i]!,
    })),
    velocities: velocitiesOf(experiment, recording, figures),
  };
}
