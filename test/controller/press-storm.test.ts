/** A storm of presses: whatever comes, it is known of each in the end what it did. */
import { describe, expect, it } from 'vitest';
import { LESSON } from './bench-rig.js';
import { FROG, SQUID, watchedRig } from './live-axons.js';

/**
 * 200 presses, so many at a time, with so much of the axon's time between; long storms at a lens that has them over
 * soon, with a press every few pictures, the others at the experiment's own.
 */
const STORMS = [
  ['at once', 200, 0, null],
  ['20 at a time', 20, 0.3, null],
  ['one each 0.2 ms', 1, 0.2, 250],
  ['one each 0.7 ms', 1, 0.7, 250],
] as const;
/** Within this of the room's time the last outcome is known [ms]. */
const KNOWN_MS = 12_000;

describe.each([
  ['the lesson', LESSON],
  ['the squid', SQUID],
  ['the frog', FROG],
])('200 presses of %s', (_name, experiment) => {
  it.each(STORMS)('%s: each of the latest 64 has an outcome', (_words, atOnce, betweenMs, lens) => {
    const roomMsPerAxonMs = lens ?? experiment.roomMsPerAxonMs;
    const { controller, pass, rig } = watchedRig({ ...experiment, roomMsPerAxonMs });
    const { lastPlace } = controller.snapshot().axon;
    for (let press = 0; press < 200; press++) {
      const at = Math.round((((press * 7) % 60) / 59) * lastPlace);
      controller.command({ do: 'stimulate', at });
      if ((press + 1) % atOnce === 0) pass(betweenMs);
    }
    const unknown = () => controller.snapshot().presses.filter(({ outcome }) => outcome === null);
    rig.timers.advance(500);
    for (let ms = 500; ms < KNOWN_MS && unknown().length > 0; ms += 500) rig.timers.advance(500);
    expect(unknown().map(({ press }) => press)).toEqual([]);
    const { presses } = controller.snapshot();
    expect(presses.length).toBeGreaterThanOrEqual(16);
    expect(presses.at(-1)!.press).toBe(200);
  });
});

it('what 60 presses did is known within a picture or two, so that a reset right after it cuts off the one signal alone', () => {
  const { controller, rig } = watchedRig(LESSON);
  for (let press = 0; press < 60; press++) controller.command({ do: 'stimulate' });
  rig.timers.advance(50);
  const outcomes = () => controller.snapshot().presses.map(({ outcome }) => outcome);
  const known = outcomes();
  expect(known.filter((outcome) => outcome === null)).toHaveLength(1);
  controller.command({ do: 'reset' });
  rig.timers.advance(50);
  expect(outcomes()).toEqual(known.map((outcome) => outcome ?? { kind: 'cut-off' }));
});
