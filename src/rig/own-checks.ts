/** What is wrong with the experiment that a rig file describes itself, and with where it names others. */
import {
  currentOf,
  currentProblem,
  type ElectrodePosition,
  type Experiment,
  experimentProblems,
  type Geometry,
  MAX_SITES,
  membraneProblems,
  placeProblem,
  pressProblems,
  settleAxon,
  settleExperiment,
  type WrittenStimulus,
} from '../experiment/index.js';
import type { FilePath, Problem } from '../files/index.js';
import { numberOrWordRefusal, numberRefusal } from '../files/number-field.js';
import { METERS } from '../units.js';
import { isList, OWN_KEYS, ownWritten } from './own-experiment.js';
import type { WrittenRig } from './schema.js';
import { speedProblems } from './speed-checks.js';

/** What is wrong with a place off the axon. Of a lattice places are sites, and any figure may have been written. */
export function ownPlaceProblem(
  path: FilePath,
  at: ElectrodePosition,
  geometry: Geometry,
  orBath = false,
): Problem[] {
  if (at === 'bath') return [];
  if (geometry.kind !== 'lattice') return placeProblem(path, at, geometry, orBath);
  const high = geometry.siteCount - 1;
  if (Number.isInteger(at) && at <= high) return [];
  const site = { low: 0, high, whole: true };
  if (!Number.isInteger(at) || at >= MAX_SITES)
    return [{ path, ...(orBath ? numberOrWordRefusal(site, 'bath') : numberRefusal(site))(at) }];
  const expected = `0 to ${high}${orBath ? ', or bath' : ''}`;
  const advice = `the axon has ${geometry.siteCount} sites, counted from 0`;
  return [{ path, expected, got: String(at), advice }];
}

/** Electrodes and the press, each by its name. */
export function ownPlaceProblems(
  { electrodes, stimulus, stimuli }: WrittenRig,
  { geometry, electrodes: settled }: Experiment,
): Problem[] {
  const pair = isList(electrodes)
    ? []
    : METERS.flatMap((name) => {
        const at = settled.find((electrode) => electrode.name === name)?.at ?? 'bath';
        return ownPlaceProblem(['electrodes', name], at, geometry, true);
      });
  if (stimulus === undefined || stimuli.length > 0) return pair;
  return [...pair, ...ownPlaceProblem(['stimulus', 'at'], stimulus.at, geometry)];
}

/** The short form of a stimulus that does not go with its axon, or is there beside the long form. */
function shortFormProblems(
  { stimulus, stimuli }: WrittenRig,
  { geometry, stimuli: settled }: Experiment,
): Problem[] {
  if (stimulus === undefined) return [];
  if (stimuli.length > 0) {
    return [
      {
        path: ['stimulus'],
        expected: 'stimulus or stimuli',
        got: 'both',
        advice: 'stimulus is the short form for one; remove one of the two',
      },
    ];
  }
  const both = pressProblems(stimulus, ['stimulus']);
  if (both.length > 0) return both;
  const opens = (['conductanceMs', 'reversalMv'] as const).find((key) => stimulus[key] !== undefined);
  const { key, unit } = currentOf(geometry.kind);
  if (opens !== undefined && geometry.kind !== 'lattice') {
    return [
      {
        path: ['stimulus', opens],
        expected: `${key} on a ${geometry.kind}`,
        got: opens,
        advice: `the membrane opens for an ion on a lattice only; write ${key} with the current in ${unit}`,
      },
    ];
  }
  const named = (['currentUa', 'currentNa', 'currentUaPerCm2'] as const).some(
    (name) => stimulus[name] !== undefined,
  );
  if (geometry.kind === 'lattice' && !named) return [];
  const current = settled[0] as Extract<WrittenStimulus, { kind: 'pulse' }>;
  const written = { ...current, ...stimulus };
  return currentProblem(written, ['stimulus'], geometry.kind);
}

/** Presses of buttons that are written as two things at once. */
export function buttonPressProblems({ buttons }: WrittenRig): Problem[] {
  return ([1, 2, 3, 4] as const).flatMap((number) => {
    const action = buttons[number];
    return action?.do === 'stimulate' ? pressProblems({ ...action, at: 0 }, ['buttons', String(number)]) : [];
  });
}

/** What of the own lattice can be said although other parts of the file are wrong. */
export function ownLatticeProblems(written: WrittenRig, { geometry, membrane }: Experiment): Problem[] {
  const { axon } = ownWritten(written);
  if (axon.kind !== 'lattice') return [];
  return [...membraneProblems(membrane, settleAxon(axon)), ...speedProblems(geometry)];
}

/** Everything about it that cannot work. `has`: what the file itself has. */
export function ownProblems(
  written: WrittenRig,
  experiment: Experiment,
  has: (path: FilePath) => boolean,
): Problem[] {
  const plain = ownWritten(written);
  // The short forms are looked at by their own names.
  const settled = { ...settleExperiment(plain), stimuli: written.stimuli };
  const { electrodes } = written;
  // A lattice has the step of the rig, unless it is written.
  const hasStep = plain.axon.kind !== 'lattice' || has(['stepMs']);
  const inRig = { latticeProblems: membraneProblems, hasStep };
  const long = { ...settled, electrodes: isList(electrodes) ? settled.electrodes : [] };
  return [
    ...shortFormProblems(written, experiment),
    ...ownPlaceProblems(written, experiment),
    ...experimentProblems(plain, long, has, inRig),
    ...speedProblems(experiment.geometry),
  ];
}

/** Experiments that are named in two ways, or beside what the file describes itself. */
export function namingProblems(
  { experiment, experiments }: WrittenRig,
  has: (path: FilePath) => boolean,
): Problem[] {
  if (experiment !== undefined && experiments !== undefined) {
    const advice = 'experiment is the short form for one; put it into the list';
    return [{ path: ['experiment'], expected: 'experiment or experiments', got: 'both', advice }];
  }
  const key = experiment === undefined ? 'experiments' : 'experiment';
  const twice = (experiments ?? []).flatMap((name, i, all) =>
    all.indexOf(name) < i
      ? [
          {
            path: ['experiments', i],
            expected: 'each experiment once',
            got: `"${name}" again`,
            advice: 'remove one of them',
          },
        ]
      : [],
  );
  const beside = OWN_KEYS.filter((own) => has([own])).map((own) => ({
    path: [own],
    expected: `${own} or ${key}`,
    got: 'both',
    advice: `an experiment that is named brings its own; remove one of the two, or write ${own === 'stimulus' ? 'stimuli' : own} into a copy of its file`,
  }));
  return [...twice, ...beside];
}
