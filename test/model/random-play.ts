/** Axons that random things are done to, the same things for the same seed, and what is seen of them to the last bit. */
import {
  type Axon,
  createAxon,
  FRANKENHAEUSER_HUXLEY,
  type Geometry,
  HODGKIN_HUXLEY,
  type MembraneSpec,
  ModelRefusal,
  SET_A,
  SET_B,
  SET_M1,
  SET_M2,
  SQUID_AXON,
  type StimulusSpec,
  type Treatment,
} from '../../src/model/index.js';

/** Whole numbers below `below`, and numbers from 0 to 1: a generator of Lehmer's kind, the same on every computer. */
export class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = ((seed + 1) * 48271) % 2147483647;
    for (let k = 0; k < 5; k++) this.part();
  }
  part(): number {
    this.#state = (this.#state * 48271) % 2147483647;
    return this.#state / 2147483647;
  }
  below(below: number): number {
    return Math.floor(this.part() * below);
  }
  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }
}

/** An axon, and what may be done to it. */
export interface Kind {
  readonly name: string;
  readonly geometry: Geometry;
  /** The first is what it begins with. */
  readonly membranes: readonly MembraneSpec[];
  readonly stepsMs: readonly number[];
  readonly treatments: readonly Treatment['kind'][];
  readonly lastPlace: number;
  readonly current: 'currentUa' | 'currentNa' | 'currentUaPerCm2';
  /** A current that fires it. */
  readonly strong: number;
}

const LATTICE = {
  treatments: ['ttx', 'tea', 'dead', 'rest'],
  current: 'currentUa',
  strong: 200,
  stepsMs: [0.025, 0.1, 0.0137, 0.25],
} as const;
const HH_TREATMENTS = ['ttx', 'tea', 'temperature', 'dead', 'potassium', 'rest'] as const;

export const KINDS: readonly Kind[] = [
  {
    ...LATTICE,
    name: 'gated, set A, 60 sites',
    geometry: SET_A.axon,
    membranes: [
      SET_A.membrane,
      { kind: 'passive' },
      { ...SET_A.membrane, channelEvery: 2 } as MembraneSpec,
      { ...SET_A.membrane, sodiumOpensMv: -65, recoveryBelowMv: -66 } as MembraneSpec,
    ],
    lastPlace: 59,
  },
  {
    ...LATTICE,
    name: 'gated, set B, 150 sites',
    geometry: { ...SET_B.axon, siteCount: 150 } as Geometry,
    membranes: [SET_B.membrane],
    lastPlace: 149,
  },
  {
    ...LATTICE,
    name: 'passive lattice, 60 sites',
    geometry: SET_A.axon,
    membranes: [{ kind: 'passive' }],
    treatments: ['rest'],
    lastPlace: 59,
  },
  {
    name: 'squid, 60 compartments',
    geometry: { ...SQUID_AXON.axon, compartments: 60 } as Geometry,
    membranes: [
      SQUID_AXON.membrane,
      { ...SQUID_AXON.membrane, temperatureC: 16 } as MembraneSpec,
      { kind: 'passive', leakConductanceMsPerCm2: 0.68, leakReversalMv: -65 },
      FRANKENHAEUSER_HUXLEY,
    ],
    stepsMs: [0.01, 0.025, 0.0037],
    treatments: HH_TREATMENTS,
    lastPlace: 100,
    current: 'currentNa',
    strong: 20_000,
  },
  {
    name: 'passive cable, 40 compartments',
    geometry: { ...SQUID_AXON.axon, compartments: 40 } as Geometry,
    membranes: [{ kind: 'passive', leakConductanceMsPerCm2: 0.1, leakReversalMv: -70 }],
    stepsMs: [0.01, 0.05],
    treatments: ['rest'],
    lastPlace: 100,
    current: 'currentNa',
    strong: 2000,
  },
  {
    name: 'frog fibre, 11 nodes',
    geometry: { ...SET_M1.axon, nodes: 11 } as Geometry,
    membranes: [SET_M1.membrane, HODGKIN_HUXLEY],
    stepsMs: [0.005, 0.01, 0.0023],
    treatments: HH_TREATMENTS,
    lastPlace: 10,
    current: 'currentNa',
    strong: 20,
  },
  {
    name: 'squid channels under myelin, 5 nodes',
    geometry: { ...SET_M2.axon, nodes: 5, internodeCompartments: 4 } as Geometry,
    membranes: [SET_M2.membrane],
    stepsMs: [0.005, 0.01],
    treatments: ['ttx', 'tea', 'dead', 'rest', 'bare'],
    lastPlace: 4,
    current: 'currentNa',
    strong: 20,
  },
  {
    name: 'squid patch',
    geometry: { kind: 'patch', capacitanceUfPerCm2: 1 },
    membranes: [HODGKIN_HUXLEY],
    stepsMs: [0.01, 0.025],
    treatments: HH_TREATMENTS,
    lastPlace: 0,
    current: 'currentUaPerCm2',
    strong: 50,
  },
];

/** An axon with all that has been seen of it. */
export interface Played {
  readonly axon: Axon;
  /** Numbers of its stimuli, in the order in which they were given. */
  readonly ids: number[];
  /** Times, potentials and gate events. */
  readonly seen: number[];
}

const GATE_STATES = ['rest', 'sodium-open', 'potassium-open', 'refractory'];

export function watched(axon: Axon, ids: readonly number[] = []): Played {
  const seen: number[] = [];
  axon.onGate = ({ timeMs, site, state }) => {
    seen.push(timeMs, site, GATE_STATES.indexOf(state), axon.potentialMv[site]!);
  };
  return { axon, ids: [...ids], seen };
}

/** Something that is done to an axon; what makes no sense at that moment is not done. */
export type Action = (played: Played) => void;

function step(steps: number): Action {
  return ({ axon, seen }) => {
    for (let k = 0; k < steps; k++) {
      axon.step();
      seen.push(axon.modelMs);
    }
    for (const mv of axon.potentialMv) seen.push(mv);
  };
}

function unlessRefused(action: Action): Action {
  return (played) => {
    try {
      action(played);
    } catch (error) {
      if (!(error instanceof ModelRefusal)) throw error;
      played.seen.push(-1);
    }
  };
}

function stimulus(kind: Kind, dice: Dice): Action {
  const places = kind.lastPlace + 1;
  const place = () => (kind.geometry.kind === 'cable' ? kind.lastPlace * dice.part() : dice.below(places));
  const at = dice.below(3) === 0 ? [place(), place()] : place();
  const durationMs = 0.1 + dice.part();
  const strength = kind.strong * (0.2 + dice.part()) * (dice.below(5) === 0 ? -0.3 : 1);
  const current = { [kind.current]: strength } as { currentUa: number };
  const laterMs = dice.below(2) * dice.part();
  const shape = dice.below(kind.geometry.kind === 'lattice' ? 6 : 5);
  return ({ axon, ids }) => {
    const startMs = axon.modelMs + laterMs;
    const from = { at, startMs };
    const spec: StimulusSpec = (
      [
        { kind: 'pulse', ...from, durationMs, ...current },
        { kind: 'pulse', ...from, durationMs, ...current },
        { kind: 'step', ...from, [kind.current]: strength * 0.1 } as StimulusSpec,
        { kind: 'ramp', ...from, riseMs: durationMs, durationMs: 2 * durationMs, ...current },
        { kind: 'train', ...from, durationMs: 0.1, intervalMs: 0.3, count: 4, ...current },
        { kind: 'conductance', ...from, durationMs, conductanceMs: 2.4, reversalMv: 60 },
      ] satisfies StimulusSpec[]
    )[shape]!;
    ids.push(axon.inject(spec));
  };
}

/** One treatment of this kind, somewhere. */
export function treatmentOf(name: Treatment['kind'], kind: Kind, dice: Dice): Treatment {
  const a = Math.floor(dice.part() * kind.lastPlace);
  const b = Math.min(kind.lastPlace, a + 1 + Math.floor((dice.part() * kind.lastPlace) / 2));
  const stretch = dice.below(4) === 0 || kind.lastPlace === 0 ? {} : { from: a, to: b };
  switch (name) {
    case 'ttx':
      return { kind: name, ...stretch, sodiumFraction: dice.part() };
    case 'tea':
      return { kind: name, ...stretch, potassiumFraction: dice.part() };
    case 'temperature':
      return { kind: name, ...stretch, temperatureC: Math.round(5 + 15 * dice.part()) };
    case 'potassium':
      return { kind: name, ...stretch, outsideMillimolar: 5 + 20 * dice.part() };
    case 'rest':
      return { kind: name, ...stretch, shiftMv: -6 + 8 * dice.part() };
    default:
      return { kind: name, ...stretch };
  }
}

/** Some treatments at once, every second one of them with times that are about to come. */
function treat(kind: Kind, dice: Dice): Action {
  const names = kind.treatments.filter(() => dice.below(3) === 0);
  const given = names.map((name) => ({
    treatment: treatmentOf(name, kind, dice),
    startsInMs: dice.below(2) === 0 ? null : 1.5 * dice.part() - 0.5,
    lastsMs: dice.below(2) === 0 ? null : 0.1 + dice.part(),
  }));
  return ({ axon }) => {
    const nowMs = axon.modelMs;
    axon.treat(
      given.map(({ treatment, startsInMs, lastsMs }) => {
        const startMs = startsInMs === null ? undefined : Math.max(0, nowMs + startsInMs);
        const endMs = lastsMs === null ? undefined : (startMs ?? nowMs) + lastsMs;
        return {
          ...treatment,
          ...(startMs === undefined ? {} : { startMs }),
          ...(endMs === undefined ? {} : { endMs }),
        };
      }),
    );
  };
}

export function actionOf(kind: Kind, dice: Dice): Action {
  const roll = dice.below(100);
  if (roll < 42) return step(1 + dice.below(kind.geometry.kind === 'lattice' ? 30 : 60));
  if (roll < 50) {
    const lookMs = 0.01 + 2 * dice.part();
    return ({ axon, seen }) => {
      axon.advanceTo(axon.modelMs + lookMs);
      seen.push(axon.modelMs, ...axon.potentialMv);
    };
  }
  if (roll < 70) return unlessRefused(stimulus(kind, dice));
  if (roll < 76) {
    const which = dice.part();
    return ({ axon, ids }) => axon.endStimulus(ids[Math.floor(which * ids.length)] ?? 0);
  }
  if (roll < 82) {
    return unlessRefused(treat(kind, dice));
  }
  if (roll < 87) {
    const membrane = dice.of(kind.membranes);
    return unlessRefused(({ axon }) => axon.setMembrane(membrane));
  }
  if (roll < 92) {
    const frozen = dice.below(2) === 0;
    return ({ axon }) => axon.freezeChannels(frozen);
  }
  if (roll < 98) {
    const stepMs = dice.of(kind.stepsMs);
    return unlessRefused(({ axon }) => {
      axon.stepMs = stepMs;
    });
  }
  return ({ axon, ids }) => {
    axon.reset();
    ids.length = 0;
  };
}

/**
 * An axon at rest with one stimulus and nothing else, at any time from its start until all is still again, at times with
 * something changed at the very last. Who marks more of it alive than is loses only the last bits.
 */
export function quiet(kind: Kind, dice: Dice): Played {
  const played = watched(fresh(kind));
  const { axon } = played;
  const change = dice.below(12);
  if (change === 3) axon.freezeChannels(true);
  unlessRefused(stimulus(kind, dice))(played);
  const longestMs = kind.geometry.kind === 'lattice' ? 500 : 10;
  axon.advanceTo(dice.below(2) === 0 ? dice.part() : longestMs ** dice.part());
  if (change === 3) axon.freezeChannels(false);
  if (change === 0) axon.setMembrane(dice.of(kind.membranes));
  if (change === 1) axon.treat([treatmentOf('rest', kind, dice)]);
  if (change === 2) axon.freezeChannels(!axon.channelsFrozen);
  return played;
}

/** Nothing is done any more. */
export function wait(kind: Kind, dice: Dice): Action {
  return step(1 + dice.below(kind.geometry.kind === 'lattice' ? 30 : 60));
}

export function fresh(kind: Kind, membrane = kind.membranes[0]!): Axon {
  return createAxon(kind.geometry, membrane, { stepMs: kind.stepsMs[0]! });
}

/** An axon of the same geometry that has been through something else. */
export function another(kind: Kind, dice: Dice): Axon {
  const axon = fresh(kind, dice.of(kind.membranes));
  const played = watched(axon);
  const actions = dice.below(4);
  for (let k = 0; k < actions; k++) actionOf(kind, dice)(played);
  return axon;
}

/** How many of two lists of numbers differ, in any bit. */
export function differing(a: readonly number[], b: readonly number[]): number {
  let count = Math.abs(a.length - b.length);
  for (let k = 0; k < Math.min(a.length, b.length); k++) if (!Object.is(a[k], b[k])) count++;
  return count;
}
