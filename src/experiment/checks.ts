/**
 * What no single value shows: whether the parts of an experiment work together. Each check refuses what cannot
 * work, with the reason.
 */

import type { FilePath, Problem, Wrong } from '../files/index.js';
import { type Axon, lengthConstantSites } from './axon.js';
import type { ElectrodePosition } from './electrode.js';
import { type Membrane, membranePair } from './membrane.js';

type Gated = Extract<Membrane, { kind: 'gated' }>;

/** A potential as read in a message: at most two places. */
function mv(value: number): string {
  return `${Math.round(value * 100) / 100} mV`;
}

/** What is wrong with a place off the axon, or nothing. */
export function siteProblem(path: FilePath, at: ElectrodePosition, axon: Axon, orBath = false): Problem[] {
  if (at === 'bath' || at < axon.sites) return [];
  const expected = `0 to ${axon.sites - 1}${orBath ? ', or bath' : ''}`;
  return [{ path, expected, got: String(at), advice: `the axon has ${axon.sites} sites, counted from 0` }];
}

/** Where a site comes to rest while one kind of channel is open beside the leak [mV]. */
function settlesAtMv(conductanceMs: number, reversalMv: number, axon: Axon): number {
  const total = conductanceMs + axon.leakConductanceMs;
  return (conductanceMs * reversalMv + axon.leakConductanceMs * axon.leakReversalMv) / total;
}

/** What is wrong with options of the membrane, the likeliest first. */
type Misfit = Wrong & {
  readonly keys: readonly (keyof Gated)[];
  /** The axon's resting potential is part of it. */
  readonly withRest?: boolean;
};

/** A named potential with its value, as messages quote it. */
function named(
  membrane: Gated,
  key: 'sodiumOpensMv' | 'sodiumClosesMv' | 'potassiumClosesMv' | 'recoveryBelowMv',
) {
  return `${key} (${mv(membrane[key])})`;
}

/**
 * Rest must lie below the threshold, and where a site that settled at it can recover.
 * @param when ends the reason where the axon has no channels yet.
 */
function restMisfits(membrane: Gated, axon: Axon, when = ''): Misfit[] {
  const misfits: Misfit[] = [];
  const rest = `the resting potential (axon.leakReversalMv, ${mv(axon.leakReversalMv)})`;
  if (membrane.sodiumOpensMv <= axon.leakReversalMv) {
    misfits.push({
      keys: ['sodiumOpensMv'],
      withRest: true,
      expected: `${named(membrane, 'sodiumOpensMv')} above ${rest}`,
      advice: `as it is, the axon would fire without a stimulus${when}`,
    });
  }
  if (membrane.recoveryBelowMv < axon.leakReversalMv) {
    misfits.push({
      keys: ['recoveryBelowMv'],
      withRest: true,
      expected: `${named(membrane, 'recoveryBelowMv')} not below ${rest}`,
      advice: `as it is, a site that is back at rest too soon would never fire again${when}`,
    });
  }
  return misfits;
}

/** From below: potassium closes, recovery, sodium opens, sodium closes. Any other order leaves out a part of the spike. */
function orderMisfits(membrane: Gated): Misfit[] {
  const pairs = [
    ['potassiumClosesMv', 'recoveryBelowMv', 'only a second undershoot would let a site recover'],
    ['recoveryBelowMv', 'sodiumOpensMv', 'a site would recover above its threshold and fire at once'],
    ['sodiumOpensMv', 'sodiumClosesMv', 'the sodium channels would close as they open'],
  ] as const;
  return pairs
    .filter(([low, high]) => membrane[low] >= membrane[high])
    .map(([low, high, otherwise]) => ({
      keys: [low, high],
      expected: `${named(membrane, low)} below ${named(membrane, high)}`,
      advice: `as it is, ${otherwise}`,
    }));
}

/** Open channels must carry a site beyond the potential at which they close, or only the guards would close them. */
function reachMisfits(membrane: Gated, axon: Axon): Misfit[] {
  const misfits: Misfit[] = [];
  const peak = settlesAtMv(membrane.sodiumConductanceMs, membrane.sodiumReversalMv, axon);
  if (peak <= membrane.sodiumClosesMv) {
    misfits.push({
      keys: ['sodiumReversalMv', 'sodiumConductanceMs', 'sodiumClosesMv'],
      said: `expected open sodium channels to carry a site beyond ${named(membrane, 'sodiumClosesMv')}, but it would stop at ${mv(peak)}`,
      advice: 'raise sodiumReversalMv or sodiumConductanceMs',
    });
  }
  const trough = settlesAtMv(membrane.potassiumConductanceMs, membrane.potassiumReversalMv, axon);
  if (trough >= membrane.potassiumClosesMv) {
    misfits.push({
      keys: ['potassiumReversalMv', 'potassiumConductanceMs', 'potassiumClosesMv'],
      said: `expected open potassium channels to carry a site below ${named(membrane, 'potassiumClosesMv')}, but it would stop at ${mv(trough)}`,
      advice: 'lower potassiumReversalMv or raise potassiumConductanceMs',
    });
  }
  return misfits;
}

function spreadMisfits({ channelEvery }: Gated, { sites }: Axon): Misfit[] {
  if (channelEvery === 1 || channelEvery < sites) return [];
  const expected = `less than the axon's ${sites} sites`;
  return [
    {
      keys: ['channelEvery'],
      expected,
      got: String(channelEvery),
      advice: 'only site 0 would have channels',
    },
  ];
}

function problemOf({ keys, withRest, ...wrong }: Misfit, at: FilePath): Problem {
  const paths: FilePath[] = keys.map((key) => [...at, key]);
  if (withRest) paths.push(['axon', 'leakReversalMv']);
  return { ...wrong, path: paths[0]!, or: paths.slice(1) };
}

/**
 * Everything about a membrane on its axon that cannot work. `at` is the path of the membrane's section.
 * A passive membrane always works; but as its channels can be switched on (`membranePair`), the axon must be one
 * that rests with them too.
 */
export function membraneProblems(membrane: Membrane, axon: Axon, at: FilePath = ['membrane']): Problem[] {
  const misfits =
    membrane.kind === 'passive'
      ? restMisfits(membranePair(membrane).gated, axon, ' once its channels are switched on')
      : [
          ...restMisfits(membrane, axon),
          ...orderMisfits(membrane),
          ...reachMisfits(membrane, axon),
          ...spreadMisfits(membrane, axon),
        ];
  return misfits.map((misfit) => problemOf(misfit, at));
}

/** What works, but perhaps not as its owner expects. */
export function membraneNotes(membrane: Membrane, axon: Axon, at: FilePath = ['membrane']): Problem[] {
  if (membrane.kind !== 'gated' || membrane.channelEvery === 1) return [];
  const lengthConstant = lengthConstantSites(axon);
  if (membrane.channelEvery < lengthConstant / 2) return [];
  const share = (membrane.channelEvery / lengthConstant).toFixed(2);
  const said = `channels ${share} length constants apart may be too far to pass a spike on: the signal then dissipates, as the lesson shows`;
  return [{ path: [...at, 'channelEvery'], said }];
}
