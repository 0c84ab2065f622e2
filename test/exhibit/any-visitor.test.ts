/** Whatever visitors do, the next one finds the exhibit as its file has it, and a press runs to the end. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/controller/contract.js';
import { createExhibitDesk } from '../../src/exhibit/desk.js';
import type { Treatment } from '../../src/model/index.js';
import { VISITOR_USES } from '../../src/rig/index.js';
import { createExhibitRig } from './exhibit-rig.js';

type Act =
  | { readonly kind: 'asks'; readonly page: number; readonly command: Command }
  | { readonly kind: 'button'; readonly button: number; readonly down: boolean }
  | { readonly kind: 'dial'; readonly position: number }
  | { readonly kind: 'waits'; readonly ms: number };

const place = fc.integer({ min: 0, max: 19 });
const treatment: fc.Arbitrary<Treatment> = fc.constantFrom<Treatment>(
  { kind: 'dead', from: 3, to: 8 },
  { kind: 'dead', from: 0, to: 19 },
);
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    do: fc.constant('stimulate' as const),
    at: place,
    strength: fc.double({ min: 0, max: 1000, noNaN: true }),
    held: fc.boolean(),
  }),
  fc.constant({ do: 'release' } as const),
  fc.record({ do: fc.constant('lens' as const), roomMsPerAxonMs: fc.integer({ min: 1, max: 5000 }) }),
  fc.record({ do: fc.constant('channels' as const), on: fc.boolean() }),
  fc.record({
    do: fc.constant('treat' as const),
    id: fc.constantFrom('a', 'b'),
    treatment: fc.option(treatment),
  }),
  fc.record({
    do: fc.constant('electrode' as const),
    name: fc.constantFrom('blue' as const, 'yellow' as const),
    at: place,
  }),
  fc.record({ do: fc.constant('aim' as const), at: fc.option(place) }),
  fc.record({ do: fc.constant('strength' as const), strength: fc.option(fc.integer({ min: 0, max: 300 })) }),
  fc.record({ do: fc.constant('run' as const), running: fc.boolean() }),
  fc.record({ do: fc.constant('step' as const), back: fc.boolean() }),
  fc.record({ do: fc.constant('seek' as const), backMs: fc.integer({ min: 0, max: 5000 }) }),
  fc.constantFrom<Command>(
    { do: 'runOn' },
    { do: 'now' },
    { do: 'weakest' },
    { do: 'membrane', kind: 'passive' },
  ),
  fc.record({
    do: fc.constant('pauseWhen' as const),
    name: fc.constant('blue' as const),
    crossesMv: fc.integer({ min: -80, max: 40 }),
  }),
);
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('asks' as const),
      page: fc.integer({ min: 1, max: 3 }),
      command,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('button' as const),
      button: fc.integer({ min: 1, max: 4 }),
      down: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('dial' as const),
      position: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('waits' as const), ms: fc.integer({ min: 1, max: 1500 }) }),
  },
);

function fresh() {
  const rig = createExhibitRig({ policy: { idleS: 10, attractS: 0 } });
  const desk = createExhibitDesk({
    controller: rig.controller,
    clock: rig.timers,
    policy: rig.policy,
    lensOf: () => 500,
    zone: null,
    visitors: VISITOR_USES,
    languages: ['en'],
    volume: 0.5,
    trail: null,
  });
  return { ...rig, desk };
}

type Rig = ReturnType<typeof fresh>;

function does({ desk, controller, device, timers }: Rig, act: Act): void {
  switch (act.kind) {
    case 'asks':
      desk.hand();
      if (desk.refusal(act.page, act.command, null) !== undefined) break;
      if (controller.command(act.command, `page ${act.page}`) === undefined) desk.done(act.page, act.command);
      break;
    case 'button':
      if (act.down) device.press(act.button);
      else device.release(act.button);
      break;
    case 'dial':
      device.turn(0, act.position);
      break;
    case 'waits':
      timers.advance(act.ms);
      break;
  }
}

function stateOf({ controller }: Rig) {
  const now = controller.snapshot();
  const { activity, experiment, channelsOn, treatments, strength, held, look, running, pauseWhen } = now;
  const { weakest, stimulusWaits, roomMsPerAxonMs, electrodes, axon } = now;
  return {
    ...{ activity, experiment, channelsOn, treatments, strength, held, look, running, pauseWhen },
    ...{ weakest, stimulusWaits, roomMsPerAxonMs, electrodes, places: axon.stimulusPlaces },
  };
}

describe('whatever visitors do', () => {
  it.each([1, 2, 3, 4])(
    'everything is as the file has it 45 s after the last hand at the latest, and a press runs out (seed %i)',
    (seed) => {
      const asNew = stateOf(fresh());
      const property = fc.property(fc.array(act, { minLength: 5, maxLength: 40 }), (acts) => {
        const rig = fresh();
        for (const one of acts) does(rig, one);
        rig.desk.hand();
        rig.until(({ kind }) => kind === 'attracting', 45);
        expect(stateOf(rig)).toEqual(asNew);
        rig.controller.command({ do: 'stimulate' });
        rig.seconds(4);
        expect(rig.controller.snapshot().lastPress?.outcome).toMatchObject({
          kind: 'signal',
          end: 'ran-out',
        });
        expect(rig.crashes).toEqual([]);
      });
      fc.assert(property, { seed, numRuns: 5 });
    },
  );
});
