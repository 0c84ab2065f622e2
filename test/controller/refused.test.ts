/** A command that is refused does nothing: not to the axon, nor to what is known of it, nor to what is looked at. */
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/controller/contract.js';
import type { LiveExperiment } from '../../src/experiment/live-experiment.js';
import { ModelRefusal } from '../../src/model/index.js';
import { Dice } from '../model/random-play.js';
import { createBenchRig, LESSON } from './bench-rig.js';
import { PATCH, SQUID } from './live-axons.js';

const CONDUCTANCE: LiveExperiment = {
  ...LESSON,
  stimuli: [{ kind: 'conductance', at: 0, startMs: 0, durationMs: 0.5, conductanceMs: 2.4, reversalMv: 60 }],
};
/** Treatments that come and go are worked out again whenever the axon is put back. */
const TIMED: LiveExperiment = {
  ...SQUID,
  treatments: [{ kind: 'ttx', from: 40, to: 46, sodiumFraction: 0, startMs: 3, endMs: 6 }],
};

const REFUSED: readonly Command[] = [
  { do: 'treat', id: 'nobody', treatment: null },
  { do: 'treat', id: 'off', treatment: { kind: 'dead', from: 1e6, to: 2e6 } },
  { do: 'treat', id: 'hot', treatment: { kind: 'temperature', temperatureC: 1e6 } },
  { do: 'treat', id: 'odd', treatment: { kind: 'bogus' } as never },
  // Warm enough for a shorter step, on a stretch that is not there.
  { do: 'treat', id: 'warm', treatment: { kind: 'temperature', from: 1e6, to: 2e6, temperatureC: 30 } },
  { do: 'stimulate', at: 1000 },
  { do: 'stimulate', at: [0, 1000] },
  { do: 'stimulate', strength: -1e12 },
  { do: 'stimulate', durationMs: 1e12 },
  { do: 'strength', strength: 1e12 },
  { do: 'membrane', kind: 'bogus' },
  { do: 'load', name: 'bogus' },
  { do: 'weakest', at: 1000 },
  { do: 'weakest', at: [0, 1000] },
  { do: 'electrode', name: 'blue', at: 1000 },
  { do: 'pauseWhen' },
  { do: 'seek', picture: 1e9 },
  { do: 'seek' },
];

/** The axon as it is, but for the numbers that stimuli will have. */
function standOf(rig: ReturnType<typeof createBenchRig>) {
  const { tapeMs, ...snapshot } = rig.controller.snapshot();
  const { stimuli, ...axon } = rig.axon.snapshot();
  const { lastId: _, ...under } = stimuli;
  return structuredClone({ tapeMs, snapshot, ghost: rig.controller.ghost(), axon, under });
}

function played(experiment: LiveExperiment) {
  const rig = createBenchRig({ experiments: [experiment] });
  const { controller, timers } = rig;
  controller.start();
  timers.advance(400);
  controller.command({ do: 'treat', id: 'a', treatment: { kind: 'tea', potassiumFraction: 0.5 } });
  controller.command({ do: 'stimulate' });
  timers.advance(500);
  controller.command({ do: 'treat', id: 'b', treatment: { kind: 'rest', shiftMv: 1 } });
  controller.command({ do: 'stimulate' });
  timers.advance(500);
  return rig;
}

describe.each([
  ['the lesson', LESSON],
  ['a lattice that lets sodium in', CONDUCTANCE],
  ['the squid’s axon', SQUID],
  ['a treatment that comes and goes', TIMED],
  ['a patch', PATCH],
])('on %s a refused command', (_, experiment) => {
  it('leaves the present as it was, to the bit', () => {
    const rig = played(experiment);
    // Every step that is due is taken.
    rig.controller.command({ do: 'channels', on: true });
    expectRefusals(rig);
  });

  it('leaves what was, the future after it and its ghost as they were', () => {
    const rig = played(experiment);
    const { controller, timers } = rig;
    // A future that did not come, so that there is a ghost.
    controller.command({ do: 'seek', backMs: 300 });
    controller.command({ do: 'runOn' });
    timers.advance(200);
    controller.command({ do: 'weakest' });
    controller.command({ do: 'seek', backMs: 600 });
    timers.advance(20);
    expect(controller.ghost()).not.toBeNull();
    expect(controller.snapshot()).toMatchObject({ look: { kind: 'looking-back' } });
    expectRefusals(rig);
  });
});

function expectRefusals(rig: ReturnType<typeof createBenchRig>): void {
  for (const command of REFUSED) {
    const before = standOf(rig);
    expect(rig.controller.command(command), JSON.stringify(command)).toMatch(/^\w+: /);
    expect(standOf(rig), JSON.stringify(command)).toEqual(before);
  }
  expect(rig.crashes).toEqual([]);
}

it('a step back from the first picture of the tape leaves the axon running, or shows what it showed', () => {
  const rig = createBenchRig();
  const { controller, timers } = rig;
  controller.start();
  const back = { do: 'step', back: true } as const;
  expect(controller.command(back)).toMatch(/the tape holds .* from 0 to 0 ms/);
  expect(controller.snapshot()).toMatchObject({ look: { kind: 'live' }, running: true });
  timers.advance(100);
  controller.command({ do: 'seek', picture: 1 });
  const { look } = controller.snapshot();
  expect(controller.command(back)).toMatch(/^step: the tape begins at 0 ms/);
  expect(controller.snapshot().look).toEqual(look);
});

it('whatever the model refuses is said in words, to a page and of a button, and the light goes on', () => {
  const rig = createBenchRig();
  const { controller, timers, device } = rig;
  const notices: string[] = [];
  controller.observe({ notice: (words) => notices.push(words) });
  controller.start();
  rig.axon.freezeChannels = () => {
    throw new ModelRefusal(['treatments', 0], 'something else');
  };
  const words = 'channels: treatments[0]: expected something else';
  expect(controller.command({ do: 'channels', on: false })).toBe(words);
  device.press(2);
  expect(notices).toEqual([words]);
  const { picturesSent } = device.stats;
  timers.advance(17);
  expect(device.stats.picturesSent).toBeGreaterThan(picturesSent);
  expect(rig.crashes).toEqual([]);
});

/** A press at a stimulator that is busy adds nothing, whatever its strength: that is no refusal. */
const ALWAYS_REFUSED = REFUSED.filter((command) => !('strength' in command || 'durationMs' in command));

/** What a rig shows, bit by bit, while somebody asks for what it refuses; nothing is asked of its twin. */
function shown(seed: number, experiment: LiveExperiment, asks: boolean): number[] {
  const dice = new Dice(seed);
  const rig = createBenchRig({ experiments: [experiment] });
  const { controller, timers } = rig;
  const bits: number[] = [];
  controller.observe({
    picture: ({ picture, modelMs, potentialMv, samples }) =>
      bits.push(picture, modelMs, ...potentialMv, ...samples()),
  });
  controller.start();
  for (let n = 0; n < 40; n++) {
    timers.advance(dice.below(60));
    const wanted = dice.of(ALWAYS_REFUSED);
    const does = dice.of<Command | null>([
      null,
      { do: 'stimulate' },
      { do: 'seek', backMs: 100 },
      { do: 'runOn' },
      { do: 'now' },
      { do: 'treat', id: 'a', treatment: { kind: 'tea', potassiumFraction: dice.part() } },
    ]);
    if (asks) expect(controller.command(wanted)).toBeDefined();
    // A press begins where the axon is: at the picture after what was refused.
    timers.advance(17);
    if (does) controller.command(does);
  }
  return bits;
}

describe('commands that are refused, however many', () => {
  it.each([
    ['the lesson', LESSON],
    ['the squid’s axon', SQUID],
    ['a treatment that comes and goes', TIMED],
  ])('change no bit of what %s shows', (_, experiment) => {
    for (let seed = 1; seed <= 2; seed++)
      expect(shown(seed, experiment, true)).toEqual(shown(seed, experiment, false));
  });
});
