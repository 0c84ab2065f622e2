/** What pictures tell of the channels: gates along the axon, and what goes on at both electrodes, now and looked back. */
import { describe, expect, it } from 'vitest';
import type { LivePicture } from '../../src/controller/contract.js';
import type { LiveExperiment } from '../../src/experiment/live-experiment.js';
import { type MembraneSpec, SET_A } from '../../src/model/index.js';
import { Dice } from '../model/random-play.js';
import { createBenchRig, LESSON } from './bench-rig.js';
import { FROG, PATCH, SQUID } from './live-axons.js';

const APART: LiveExperiment = {
  ...LESSON,
  name: 'apart',
  membrane: { ...SET_A.membrane, channelEvery: 2 } as MembraneSpec,
};
const PASSIVE: LiveExperiment = { ...LESSON, name: 'passive', membrane: { kind: 'passive' } };

interface Kept {
  readonly modelMs: number;
  readonly gates: number[];
  readonly inside: number[];
}

/** A running rig, and the latest picture of each number as it was told first. */
function rigOf(...experiments: LiveExperiment[]) {
  const rig = createBenchRig({ experiments });
  const kept = new Map<number, Kept>();
  let latest: Kept & Pick<LivePicture, 'picture' | 'lookingBack'>;
  rig.controller.observe({
    picture({ picture, lookingBack, modelMs, gates, inside }) {
      latest = { picture, lookingBack, modelMs, gates: [...gates], inside: [...inside] };
      if (!lookingBack) kept.set(picture, latest);
    },
  });
  rig.controller.start();
  return {
    ...rig,
    kept,
    latest: () => latest,
    facts: () => rig.controller.snapshot().axon.gates,
    pass: (axonMs: number) => rig.timers.advance(axonMs * rig.controller.snapshot().roomMsPerAxonMs),
  };
}

describe('the places that a picture tells gates of', () => {
  it.each<[string, LiveExperiment, readonly number[], object]>([
    ['each site of the lesson', LESSON, range(60), { kind: 'switching', names: [] }],
    ['each channel site where sites are apart', APART, range(30).map((k) => 2 * k), { kind: 'switching' }],
    ['each LED of a cable', SQUID, range(60).map((led) => ((led + 0.5) * 100) / 60), { kind: 'rates' }],
    ['each node', FROG, range(41), { names: ['m', 'h', 'n', 'p'] }],
    ['the one of a patch', PATCH, [0], { names: ['m', 'h', 'n'], ions: ['sodium', 'potassium', 'leak'] }],
    ['none without channels', PASSIVE, [], { names: [], ions: [] }],
  ])('are %s', (_name, experiment, places, more) => {
    const { facts, latest } = rigOf(experiment);
    expect(facts()).toMatchObject({ places, ...more });
    expect(latest().gates).toHaveLength(2 * places.length);
    expect(latest().inside).toHaveLength(
      places.length === 0 ? 0 : 2 * (facts().names.length + facts().ions.length),
    );
  });

  it('of a fibre of 2500 nodes are every third: 834 pairs', () => {
    const many = { ...FROG, geometry: { ...FROG.geometry, nodes: 2500 } as LiveExperiment['geometry'] };
    expect(rigOf(many).facts().places).toEqual(range(834).map((k) => 3 * k));
  });
});

it('the gates and the inside of a picture are those of the axon at the very time that the picture tells', () => {
  const rig = createBenchRig({ experiments: [SQUID] });
  const compartments = Int32Array.from(range(60), (led) => 3 * led + 1);
  const [bytes, numbers] = [new Uint8Array(120), new Float64Array(12)];
  let open = 0;
  rig.controller.observe({
    picture({ modelMs, gates, inside }) {
      expect(modelMs).toBe(rig.axon.modelMs);
      rig.axon.gatesInto(compartments, bytes);
      rig.axon.insideInto(rig.axon.compartmentAt(40), numbers, 0);
      rig.axon.insideInto(rig.axon.compartmentAt(60), numbers, 6);
      expect([...gates]).toEqual([...bytes]);
      expect([...inside]).toEqual([...numbers]);
      if (gates.some((byte) => byte >> 6 === 1)) open++;
    },
  });
  rig.controller.start();
  rig.controller.command({ do: 'stimulate' });
  rig.timers.advance(2000);
  expect(open).toBeGreaterThan(100);
});

it('inside follows the electrodes: nothing in the bath, sodium rushes in at site 3 as its gate opens', () => {
  const { controller, latest, pass } = rigOf(LESSON);
  controller.command({ do: 'electrode', name: 'yellow', at: 'bath' });
  controller.command({ do: 'stimulate' });
  let mostUa = 0;
  for (let k = 0; k < 100; k++) {
    pass(0.05);
    const { gates, inside } = latest();
    expect(inside.slice(3)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(inside[0]! < 0).toBe(gates[2 * 3]! >> 6 === 1);
    mostUa = Math.min(mostUa, inside[0]!);
  }
  expect(mostUa).toBeLessThan(-100);
});

it('with channels off every gate is shut, and inside has the leak alone', () => {
  const { controller, latest, pass } = rigOf(LESSON);
  controller.command({ do: 'channels', on: false });
  controller.command({ do: 'stimulate' });
  pass(2);
  expect(latest().gates.every((byte) => byte === 0)).toBe(true);
  const [sodium, potassium, leak] = latest().inside;
  expect([sodium, potassium]).toEqual([0, 0]);
  expect(leak).toBeGreaterThan(0.5);
});

/** What somebody does, by the throw of a die. */
function act({ controller }: ReturnType<typeof rigOf>, dice: Dice, last: number): void {
  const place = () => dice.below(last + 1);
  const what = dice.below(6);
  if (what <= 1) controller.command({ do: 'stimulate', at: place() });
  else if (what === 2) controller.command({ do: 'channels', on: dice.part() < 0.5 });
  else if (what === 3)
    controller.command({ do: 'electrode', name: 'blue', at: dice.part() < 0.25 ? 'bath' : place() });
  else if (what === 4)
    controller.command({
      do: 'treat',
      id: 'x',
      treatment: { kind: 'ttx', from: 0, to: last, sodiumFraction: 0 },
    });
  else controller.command({ do: 'reset' });
}

it.each([
  ['the lesson', LESSON, 59],
  ['a squid axon', SQUID, 100],
  ['a frog fibre', FROG, 40],
])(
  'looked back, each of 200 pictures of %s has the gates and the inside of then, to the last bit',
  (_name, experiment, last) => {
    const dice = new Dice(13);
    const room = rigOf(experiment);
    for (let k = 0; k < 40; k++) {
      act(room, dice, last);
      room.timers.advance(20 + dice.below(280));
    }
    const numbers = [...room.kept.keys()];
    const open = [...room.kept.values()].filter(({ gates }) => gates.some((byte) => byte >> 6 === 1));
    expect(open.length).toBeGreaterThan(20);
    for (let k = 0; k < 200; k++) {
      const picture = numbers[dice.below(numbers.length)]!;
      expect(room.controller.command({ do: 'seek', picture })).toBeUndefined();
      room.timers.advance(20);
      expect(room.latest()).toEqual({ ...room.kept.get(picture)!, lookingBack: true });
    }
  },
);

function range(count: number): number[] {
  return Array.from({ length: count }, (_, k) => k);
}
