/** Whatever is done to a rig, any moment of its tape can be made the present again: nothing that was done is missed. */
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/controller/contract.js';
import type { LiveExperiment } from '../../src/experiment/live-experiment.js';
import { SQUID_AXON } from '../../src/model/index.js';
import { Dice } from '../model/random-play.js';
import { createBenchRig, LESSON } from './bench-rig.js';

const SQUID: LiveExperiment = {
  ...LESSON,
  name: 'squid',
  title: 'Squid',
  geometry: { ...SQUID_AXON.axon, compartments: 60 } as LiveExperiment['geometry'],
  membrane: SQUID_AXON.membrane,
  stimuli: [{ kind: 'pulse', at: 0, startMs: 0, durationMs: 0.2, currentNa: 20_000 }],
  electrodes: { blue: 20, yellow: 60 },
  stepMs: 0.01,
};

function commandOf(dice: Dice, experiment: LiveExperiment): Command {
  const onSquid = experiment.name === 'squid';
  const last = onSquid ? 100 : 59;
  const commands: readonly Command[] = [
    { do: 'stimulate' },
    { do: 'stimulate', at: dice.below(last) },
    { do: 'stimulate', held: true },
    { do: 'release' },
    { do: 'channels', on: dice.below(3) > 0 },
    { do: 'lens', roomMsPerAxonMs: dice.of([1, 2, 5, 10, 200, 300, 500, 700]) },
    { do: 'run', running: dice.below(3) > 0 },
    { do: 'step' },
    { do: 'electrode', name: 'blue', at: dice.below(last) },
    { do: 'treat', id: 'a', treatment: { kind: 'ttx', from: 10, to: 20, sodiumFraction: dice.part() } },
    { do: 'treat', id: 'a', treatment: null },
    { do: 'treat', id: 'b', treatment: { kind: 'dead', from: 30, to: 30 + dice.below(9) } },
    ...(onSquid
      ? [
          {
            do: 'treat',
            id: 'c',
            treatment: { kind: 'temperature', temperatureC: 5 + dice.below(12) },
          } as const,
        ]
      : []),
    { do: 'reset' },
  ];
  return dice.of(commands);
}

function play(experiment: LiveExperiment, seed: number): { wrong: string[]; jumps: number } {
  const dice = new Dice(seed);
  const rig = createBenchRig({ experiments: [experiment] });
  const { controller, timers } = rig;
  const was = new Map<number, number[]>();
  const bits = () => [
    rig.axon.modelMs,
    ...rig.axon.potentialMv,
    rig.axon.treatments.length,
    Number(rig.axon.channelsFrozen),
    controller.snapshot().treatments.length,
  ];
  controller.observe({
    picture({ picture, lookingBack }) {
      if (!lookingBack) was.set(picture, bits());
    },
  });
  controller.start();
  const wrong: string[] = [];
  let jumps = 0;
  let newest = 1;
  for (let i = 0; i < 120; i++) {
    timers.advance(dice.below(500));
    for (let k = dice.below(3); k > 0; k--) controller.command(commandOf(dice, experiment));
    if (dice.below(3) > 0) continue;
    timers.advance(17);
    newest = Math.max(...was.keys());
    const picture = 1 + dice.below(newest);
    if (controller.command({ do: 'seek', picture }) !== undefined) continue;
    timers.advance(dice.below(100));
    // The picture of the moment itself is not yet gone on from.
    controller.command({ do: 'runOn' });
    jumps++;
    const now = bits();
    const then = was.get(picture)!;
    const differing = now.filter((value, k) => !Object.is(value, then[k])).length;
    if (differing > 0) wrong.push(`seed ${seed}, jump ${jumps} to picture ${picture}: ${differing}`);
  }
  expect(rig.crashes).toEqual([]);
  return { wrong, jumps };
}

describe('a rig to which random things are done', () => {
  it.each([LESSON, SQUID])('$title: 0 differing bits at any moment that is run on from', (experiment) => {
    const plays = Array.from({ length: 2 }, (_, seed) => play(experiment, seed));
    expect(plays.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(plays.reduce((sum, { jumps }) => sum + jumps, 0)).toBeGreaterThan(20);
  });
});
