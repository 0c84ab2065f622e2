/**
 * Heap of the whole rig without hardware over ten minutes of virtual time: real model, display, device and the
 * page's frames, with a press every two seconds. What grows here grows in an exhibit that runs for weeks.
 */

import { createVirtualDevice } from '../src/devices/virtual/index.js';
import { composeController } from '../src/playing/compose.js';
import { parseRig } from '../src/rig/index.js';
import { encodePagePicture } from '../src/server/messages.js';
import { collectGarbage } from '../test/harness/garbage.js';
import { VirtualTimers } from '../test/harness/virtual-timers.js';

const PRESS_EVERY_MS = 2000;
const MINUTE_MS = 60_000;

export interface HeapFigures {
  /** Heap in use after each minute, garbage collected [bytes]; the first is the start. */
  readonly usedBytes: readonly number[];
  readonly pictures: number;
}

/** Runs the virtual rig for a minute to settle, and then for `minutes`. */
export async function measureHeap(minutes: number): Promise<HeapFigures> {
  const parsed = parseRig('device: {kind: virtual}', 'heap.yaml');
  if (!parsed.ok) throw new Error('the shortest rig file is refused');
  const timers = new VirtualTimers();
  const device = createVirtualDevice({
    capabilities: { ledCount: parsed.rig.strip.leds, needleCount: 0, buttonCount: 1, dialCount: 0 },
    timers,
  });
  const controller = composeController(parsed.rig, device, timers, (error) => {
    throw error;
  });
  let pictures = 0;
  controller.observe({
    picture: ({ light, samples, ...readings }) => {
      pictures += encodePagePicture({ ...readings, ...light, samples: samples() }).length > 0 ? 1 : 0;
    },
  });
  controller.start();

  const usedBytes: number[] = [];
  for (let minute = 0; minute <= minutes; minute++) {
    for (let ms = 0; ms < MINUTE_MS; ms += PRESS_EVERY_MS) {
      device.press(1);
      timers.advance(PRESS_EVERY_MS / 2);
      device.release(1);
      timers.advance(PRESS_EVERY_MS / 2);
    }
    collectGarbage();
    usedBytes.push(process.memoryUsage().heapUsed);
  }
  await controller.close();
  return { usedBytes, pictures };
}

export async function heap(): Promise<void> {
  const { usedBytes, pictures } = await measureHeap(10);
  const kilobytes = usedBytes.map((bytes) => Math.round(bytes / 1024));
  console.log(`heap after each of 10 virtual minutes [kB]: ${kilobytes.join(' ')}`);
  const growth = kilobytes.at(-1)! - kilobytes[0]!;
  console.log(`growth ${growth} kB over ${pictures} pictures (asked: none)`);
}
