/** What is said of presses, held to spikes that are counted apart from it, at every place and after every step. */
import { describe, expect, it } from 'vitest';
import type { PressOutcome } from '../../src/controller/index.js';
import type { LiveExperiment } from '../../src/experiment/live-experiment.js';
import { SpikeFinder } from '../../src/experiment/spikes.js';
import type { Axon, Treatment } from '../../src/model/index.js';
import { Dice } from '../model/random-play.js';
import { LESSON, pulse } from './bench-rig.js';
import { SQUID, squidPulse, watchedRig } from './live-axons.js';

/** A few; of 25 of each none was wrong. */
const PLAYS = 3;

interface Kind {
  readonly experiment: LiveExperiment;
  readonly last: number;
  /** Fails at any place at rest; and fires at any. */
  readonly weak: number;
  readonly strong: readonly number[];
  /** Places at the edge of a stretch without channels, where either may be so [unit of the axon]. */
  readonly edge: number;
  readonly lenses: readonly number[];
}

const KINDS: readonly Kind[] = [
  {
    experiment: { ...LESSON, stimuli: [pulse({ at: 0, currentUa: 200, durationMs: 0.5 })] },
    last: 59,
    weak: 10,
    strong: [150, 200],
    edge: 3,
    lenses: [30, 250, 500],
  },
  {
    experiment: {
      ...SQUID,
      geometry: { ...SQUID.geometry, compartments: 120 } as LiveExperiment['geometry'],
      stimuli: [squidPulse(0)],
    },
    last: 100,
    weak: 1500,
    strong: [12_000, 16_000],
    edge: 8,
    lenses: [30, 250, 1000],
  },
];

/** Counts the spikes of every compartment. */
function countSpikes(axon: Axon): (compartment: number) => readonly number[] {
  const finders = Array.from(axon.potentialMv, () => new SpikeFinder());
  const step = axon.step.bind(axon);
  let row = 0;
  axon.step = () => {
    step();
    row++;
    finders.forEach((finder, at) => {
      const inwardMvPerMs = -axon.ionicUa(at) / axon.membraneAt(at).capacitanceUf;
      finder.add(row, axon.modelMs, axon.potentialMv[at]!, inwardMvPerMs);
    });
  };
  return (at) => finders[at]!.upswings.filter(({ carried }) => carried).map(({ peakMs }) => peakMs);
}

function play(kind: Kind, seed: number): string[] {
  const dice = new Dice(seed);
  const { last, edge } = kind;
  const from = Math.round(last * (0.2 + 0.7 * dice.part()));
  const to = dice.below(3) === 0 ? last : Math.min(last, from + edge + dice.below(2 * edge));
  const stretches: readonly Treatment[] = [
    { kind: 'dead', from, to },
    { kind: 'ttx', from, to, sodiumFraction: 0 },
  ];
  const treatments = dice.below(2) === 0 ? [] : [dice.of(stretches)];
  const isIn = (at: number) => treatments.length > 0 && at >= from && at <= to;
  const isNearEdge = (at: number) =>
    treatments.length > 0 && Math.min(Math.abs(at - from), Math.abs(at - to)) < edge;
  const place = (allowed: (at: number) => boolean): number => {
    for (;;) {
      const at = dice.below(last + 1);
      if (allowed(at)) return at;
    }
  };
  const blue = place((at) => !isIn(at));
  const yellow = place((at) => !isIn(at));
  const { rig, controller, told, pass } = watchedRig({
    ...kind.experiment,
    treatments,
    electrodes: { blue, yellow },
    roomMsPerAxonMs: dice.of(kind.lenses),
  });
  const { axon } = rig;
  const spikesAt = countSpikes(axon);
  const spikes = (at: number) => spikesAt(axon.compartmentAt(at));
  const presses = Array.from({ length: 1 + dice.below(4) }, () => {
    const at = place((where) => !isNearEdge(where) || (isIn(where) && to === last && where > from + edge));
    const strong = dice.below(3) > 0;
    const strength = strong ? dice.of(kind.strong) : kind.weak;
    const refusal = controller.command({ do: 'stimulate', at, strength });
    expect(refusal).toBeUndefined();
    const atMs = axon.modelMs;
    pass(dice.of([0.3, 1.5, 2.5, 5, 9, 14]) * (0.5 + dice.part()));
    return { at, strong, atMs };
  });
  pass(45);
  const wrong: string[] = [];
  const say = (what: string) =>
    wrong.push(`seed ${seed}: ${what} ${JSON.stringify({ presses, treatments, blue, yellow, told })}`);
  if (told.length !== presses.length) say(`${told.length} of ${presses.length} told`);
  const outcomes = told.map(([press, outcome]) => ({ ...presses[press - 1]!, outcome }));
  for (const { at, strong, atMs, outcome } of outcomes) {
    const firedBefore = spikes(at).some((ms) => ms > atMs - 20 && ms < atMs + 1);
    if (outcome.kind === 'too-weak' && (strong || isIn(at))) say('not too weak');
    if (outcome.kind === 'refractory' && !firedBefore) say('not refractory');
    if ((outcome.kind === 'cannot-fire') !== isIn(at)) say('can it fire?');
    if (outcome.kind === 'signal') {
      if (!strong) say('fired by another');
      if (spikes(outcome.lastPlace).length === 0) say('never was at its last place');
      const isEnd = [0, axon.compartmentCount - 1].includes(axon.compartmentAt(outcome.lastPlace));
      if (outcome.end === 'ran-out' && !isEnd) say('did not run out');
    }
  }
  for (const [name, at] of [
    ['blue', blue],
    ['yellow', yellow],
  ] as const) {
    const passed = outcomes.filter(({ outcome }) => hasPassed(outcome, name)).length;
    if (passed !== spikes(at).length) say(`${passed} passed ${name}, not ${spikes(at).length}:`);
  }
  expect(rig.crashes).toEqual([]);
  return wrong;
}

function hasPassed(outcome: PressOutcome, name: 'blue' | 'yellow'): boolean {
  return outcome.kind === 'signal' && outcome.reached[name] === true;
}

describe('what is said of random presses on an axon with a random stretch that cannot fire', () => {
  it.each(KINDS.map((kind) => [kind.experiment.title, kind] as const))(
    '%s: every spike at an electrode is of one press, every failure has its true reason',
    (_, kind) => {
      const seeds = Array.from({ length: PLAYS }, (__, k) => k + 1);
      expect(seeds.flatMap((seed) => play(kind, seed))).toEqual([]);
    },
  );
});
