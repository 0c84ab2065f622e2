import { describe, expect, it } from 'vitest';
import { type AxonSnapshot, createAxon, ModelRefusal, SET_A } from '../../src/model/index.js';
import {
  type Action,
  actionOf,
  another,
  Dice,
  differing,
  fresh,
  KINDS,
  type Kind,
  type Played,
  quiet,
  wait,
  watched,
} from './random-play.js';

/** Moments in all; `AXON_MOMENTS=1000` for the long form. */
const MOMENTS = Number(process.env.AXON_MOMENTS ?? 128);
/** The long form takes longer, and the more so on a busy machine. */
const PATIENCE_MS = Math.max(60_000, 600 * MOMENTS);
/** Things that are done after a snapshot. */
const AFTER = 10;

/** An axon that some things have been done to. */
function busy(kind: Kind, dice: Dice): Played {
  const played = watched(fresh(kind));
  const before = 2 + dice.below(14);
  for (let k = 0; k < before; k++) actionOf(kind, dice)(played);
  return played;
}

/** Plays to some moment, and on from there; then again from the snapshot, in the same axon and in another one. */
function moment(kind: Kind, seed: number) {
  const dice = new Dice(seed);
  const isQuiet = seed % 2 === 0;
  const played = isQuiet ? quiet(kind, dice) : busy(kind, dice);
  const { axon } = played;
  const snapshot = axon.snapshot();
  const ids = [...played.ids];
  const actions: Action[] = Array.from({ length: AFTER }, () => (isQuiet ? wait : actionOf)(kind, dice));
  const from = (of: typeof axon) => {
    const again = watched(of, ids);
    again.seen.push(of.modelMs, of.stepMs, of.treatments.length, Number(of.channelsFrozen));
    again.seen.push(...of.potentialMv, ...of.restMv);
    for (const action of actions) action(again);
    return again.seen;
  };
  const once = from(axon);
  axon.restore(snapshot);
  const sameAxon = differing(once, from(axon));
  const other = another(kind, dice);
  other.restore(snapshot);
  return { sameAxon, otherAxon: differing(once, from(other)), numbers: once.length };
}

describe('restored and played on', () => {
  it.each(KINDS.map((kind, k) => [kind.name, kind, k] as const))(
    'no bit of %s differs, in the same axon or in another',
    (_name, kind, k) => {
      const wrong: string[] = [];
      let numbers = 0;
      for (let n = 0; n < Math.ceil(MOMENTS / KINDS.length); n++) {
        const seed = 1000 * k + n;
        const found = moment(kind, seed);
        numbers += found.numbers;
        if (found.sameAxon + found.otherAxon > 0)
          wrong.push(`seed ${seed}: ${found.sameAxon} in the same axon, ${found.otherAxon} in another`);
      }
      expect(wrong).toEqual([]);
      expect(numbers).toBeGreaterThan(1000);
    },
    PATIENCE_MS,
  );
});

type Parts = Record<string, unknown>;

/** What a snapshot is made of, but for what says of what: names, and after a point the names within. */
function partsOf({ geometry: _geometry, stimuli, engine, ...own }: AxonSnapshot): string[] {
  const { lastId: _lastId, ...flow } = stimuli;
  const { kind: _kind, ...state } = engine;
  const within = (name: string, part: object) => Object.keys(part).map((key) => `${name}.${key}`);
  return [...Object.keys(own), ...within('stimuli', flow), ...within('engine', state)];
}

/** A snapshot with one part of a later one: as if `restore` left that part out. */
function without(part: string, snapshot: AxonSnapshot, later: AxonSnapshot): AxonSnapshot {
  const [name, inner] = part.split('.') as [string, string?];
  const [from, to] = [later, snapshot].map((each) => each as unknown as Parts) as [Parts, Parts];
  const value =
    inner === undefined ? from[name] : { ...(to[name] as Parts), [inner]: (from[name] as Parts)[inner] };
  return { ...to, [name]: value } as unknown as AxonSnapshot;
}

/** Moments that chance does not find. */
const CORNERS: readonly (() => Played)[] = [
  // Thawed just above the threshold, on the way down: channels open at once, or never.
  () => {
    const played = watched(fresh(KINDS[0]!));
    const { axon } = played;
    axon.freezeChannels(true);
    axon.inject({ kind: 'pulse', at: 30, startMs: 0, durationMs: 0.5, currentUa: 200 });
    axon.advanceTo(0.6);
    while (axon.potentialMv[30]! > -54.5) axon.step();
    axon.freezeChannels(false);
    axon.stepMs = 0.25;
    return played;
  },
  // Opened so close to the end of a step that nothing has been computed since.
  () => {
    const played = watched(fresh(KINDS[2]!));
    const { axon } = played;
    axon.inject({
      kind: 'conductance',
      at: 30,
      startMs: 1 - 4e-13,
      durationMs: 0.5,
      conductanceMs: 50,
      reversalMv: 60,
    });
    axon.advanceTo(1);
    return played;
  },
];

function anyMoment(
  n: number,
  kind: Kind,
  dice: Dice,
): { readonly played: Played; readonly next: typeof wait } {
  if (n < CORNERS.length) return { played: CORNERS[n]!(), next: wait };
  return n % 8 < 4 ? { played: quiet(kind, dice), next: wait } : { played: busy(kind, dice), next: actionOf };
}

it('whatever part of a snapshot is left out, some of 300 moments notice it: nothing in it is idle', () => {
  const noticed = new Set<string>();
  const all = new Set<string>();
  const missed = () => [...all].filter((part) => !noticed.has(part));
  for (let n = 0; n < 300 && (n < 16 || missed().length > 0); n++) {
    const kind = KINDS[n % 4]!;
    const dice = new Dice(9000 + n);
    const { played, next } = anyMoment(n, kind, dice);
    const { axon, ids } = played;
    const snapshot = axon.snapshot();
    const actions = Array.from({ length: 4 }, () => next(kind, dice));
    const from = () => {
      const again = watched(axon, ids);
      for (const action of actions) action(again);
      return again.seen;
    };
    const once = from();
    const later = axon.snapshot();
    for (const part of partsOf(snapshot)) {
      all.add(part);
      const elsewhere = part.startsWith('engine.') && snapshot.engine.kind !== later.engine.kind;
      if (noticed.has(part) || elsewhere) continue;
      try {
        axon.restore(without(part, snapshot, later));
        if (differing(once, from()) > 0) noticed.add(part);
      } catch (error) {
        if (!(error instanceof ModelRefusal)) throw error;
        noticed.add(part);
      }
      axon.restore(snapshot);
    }
  }
  expect(missed()).toEqual([]);
  expect(all.size).toBeGreaterThan(20);
});

describe('a snapshot', () => {
  const lattice = (siteCount = 60) =>
    createAxon({ ...SET_A.axon, siteCount }, SET_A.membrane, { stepMs: 0.025 });

  it('of an axon with another geometry is refused, with both in words, and changes nothing', () => {
    const axon = lattice();
    const before = axon.snapshot();
    expect(() => axon.restore(lattice(61).snapshot())).toThrow(
      /^snapshot\.geometry: expected the snapshot of an axon like this one: a lattice with siteCount 60, .*, got a lattice with siteCount 61, .* – restore it in an axon that is made with its geometry$/,
    );
    expect(axon.snapshot()).toEqual(before);
  });

  it.each<[string, (snapshot: AxonSnapshot) => object, string]>([
    ['a time before 0', () => ({ modelMs: -1 }), 'snapshot.modelMs: expected a number from 0'],
    ['no time', () => ({ originMs: Number.NaN }), 'snapshot.originMs: expected a number from 0'],
    ['half a step', () => ({ stepsSinceOrigin: 0.5 }), 'snapshot.stepsSinceOrigin: expected a whole number'],
    [
      'too few potentials',
      () => ({ potentialMv: new Float64Array(3) }),
      'snapshot.potentialMv.length: expected',
    ],
    ['a step that is too long', () => ({ stepMs: 2 }), 'stepMs: expected'],
    [
      'gates of another membrane',
      () => ({ engine: { kind: 'kinetic', gates: new Float64Array(3), gatesLateMs: 0 } }),
      'snapshot.engine: expected the state of a gated membrane with 60 numbers, got that of a kinetic one with 3',
    ],
    [
      'a stimulus off the axon',
      ({ stimuli }) => ({
        stimuli: {
          ...stimuli,
          given: [
            { id: 1, fromMs: 0, endedMs: null, stimulus: { kind: 'step', at: 99, startMs: 0, currentUa: 1 } },
          ],
        },
      }),
      'stimulus.at',
    ],
    [
      'less flow than stimuli',
      ({ stimuli }) => ({
        stimuli: {
          ...stimuli,
          given: [
            { id: 1, fromMs: 0, endedMs: null, stimulus: { kind: 'step', at: 9, startMs: 0, currentUa: 1 } },
          ],
        },
      }),
      'snapshot.stimuli.flow.length: expected',
    ],
    [
      'a treatment that makes no sense',
      () => ({ treatments: [{ kind: 'potassium', outsideMillimolar: 5 }] }),
      'treatments[0]: expected',
    ],
  ])('with %s is refused and changes nothing', (_name, change, message) => {
    const axon = lattice();
    axon.inject({ kind: 'step', at: 5, startMs: 0, currentUa: 1 });
    axon.advanceTo(1);
    const before = axon.snapshot();
    const other = lattice().snapshot();
    expect(() => axon.restore({ ...other, ...change(other) } as AxonSnapshot)).toThrow(message);
    expect(axon.snapshot()).toEqual(before);
  });

  it('stays as it is, whatever becomes of the axon and of what was handed to it', () => {
    const axon = lattice();
    const at = [3, 5];
    axon.inject({ kind: 'pulse', at, startMs: 0, durationMs: 0.5, currentUa: 200 });
    axon.advanceTo(0.3);
    const snapshot = axon.snapshot();
    const copy = structuredClone(snapshot);
    at[0] = 50;
    axon.advanceTo(9);
    axon.treat([{ kind: 'rest', shiftMv: -3 }]);
    axon.reset();
    expect(snapshot).toEqual(copy);
    axon.restore(copy);
    expect(axon.snapshot()).toEqual(copy);
  });

  it('does not grow with what is over: after 500 presses as many stimuli as after one', () => {
    const axon = lattice();
    for (let k = 0; k < 500; k++) {
      const id = axon.inject({ kind: 'step', at: 5, startMs: axon.modelMs, currentUa: 1 });
      axon.step();
      axon.endStimulus(id);
    }
    expect(axon.snapshot().stimuli.given.length).toBeLessThan(2);
  });
});
