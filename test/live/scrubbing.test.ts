/** The handle of the last minute on the rig without hardware: what a page names is what is lit. */
import { expect, it } from 'vitest';
import type { RigOf } from '../../src/devices/rig-of.js';
import { virtualFromRig } from '../../src/devices/virtual/from-rig.js';
import { VirtualTimers } from '../harness/virtual-timers.js';
import { Dice } from '../model/random-play.js';
import { controllerOf, rigThatPlays } from './played.js';
import { scrub } from './scrubbing.js';

const MOVES = 1000;

it(`after each of ${MOVES} moves of the handle the picture that the page names is the one whose light is on the strip`, async () => {
  const rig = rigThatPlays('lesson', '{kind: virtual}');
  const timers = new VirtualTimers();
  const device = virtualFromRig(rig as RigOf<'virtual'>, timers);
  const controller = controllerOf(rig, device, timers);
  const { past, free, toldApart } = await scrub(
    {
      controller,
      ready: async () => {},
      wait: async (roomMs) => timers.advance(roomMs),
      pinRgb: () => device.shownRgb,
      levelsOff: 0,
    },
    new Dice(1),
    MOVES,
  );
  await controller.close();
  expect(past).toBeGreaterThan(0.7 * MOVES);
  expect(free).toBeGreaterThan(0.5 * MOVES);
  // The picture before and the one after would have been seen.
  expect(toldApart).toBeGreaterThan(0.9 * free);
});
