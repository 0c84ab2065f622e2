/** Plays a shipped experiment on the rig without hardware, in virtual time. */
import { PICTURE_MS } from '../../src/controller/contract.js';
import type { RigOf } from '../../src/devices/rig-of.js';
import { virtualFromRig } from '../../src/devices/virtual/from-rig.js';
import { readingOf } from '../harness/light/level-reader.js';
import { VirtualTimers } from '../harness/virtual-timers.js';
import { controllerOf, Eyes, type Played, rigThatPlays, turnLens, type Wishes } from './played.js';

/** A look falls between two pictures. */
const LOOK_AFTER_MS = PICTURE_MS / 2;
/** Steps of the axon are a third of a picture at most. */
const UNEVEN_MS = PICTURE_MS / 3;
const SETTLE_MS = 200;

/** The button is held all the time. */
export async function playOnVirtualRig(name: string, { axonMs, ...wishes }: Wishes): Promise<Played> {
  const rig = rigThatPlays(name, '{kind: virtual}');
  const [live] = rig.experiments;
  const roomMsPerAxonMs = wishes.roomMsPerAxonMs ?? live!.roomMsPerAxonMs;
  const timers = new VirtualTimers();
  const device = virtualFromRig(rig as RigOf<'virtual'>, timers);
  const controller = controllerOf(rig, device, timers);
  const eyes = new Eyes(live!, roomMsPerAxonMs, { levelsOff: 0, unevenMs: UNEVEN_MS });
  controller.start();
  turnLens(controller, roomMsPerAxonMs);
  timers.advance(LOOK_AFTER_MS);
  const lookDuring = (roomMs: number) => {
    for (const endMs = timers.nowMs() + roomMs; timers.nowMs() < endMs; timers.advance(PICTURE_MS))
      eyes.look(
        timers.nowMs(),
        device.shownRgb,
        device.shownNeedles.map((level) => readingOf(level, level)),
      );
  };
  lookDuring(SETTLE_MS);
  const pressRoomMs = timers.nowMs();
  device.press(1);
  lookDuring(axonMs * roomMsPerAxonMs);
  device.release(1);
  await controller.close();
  return eyes.played(pressRoomMs);
}
