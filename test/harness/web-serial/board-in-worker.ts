/** Runs in a worker of a page: a board over the worker's own `navigator.serial`, with 60 pictures a second. */
import { webBoard } from '../../../src/browser/serial/web-board.js';
import type { WebSerial } from '../../../src/browser/serial/web-serial.js';
import type { DeviceState } from '../../../src/devices/device.js';
import { parseHex } from '../../../src/devices/flash/hex.js';
import { PROGRAM_BYTES } from '../../../src/devices/flash/upload.js';
import type { RigOf } from '../../../src/devices/rig-of.js';
import { systemTimers } from '../../../src/devices/system/timers.js';

export type ToBoardWorker =
  | { readonly type: 'play'; readonly rig: RigOf<'serial'> }
  | { readonly type: 'close' }
  | { readonly type: 'flash'; readonly hex: string };
export type FromBoardWorker =
  | { readonly type: 'state'; readonly state: DeviceState }
  | { readonly type: 'flashed'; readonly ok: boolean; readonly words: string };

const { serial } = navigator as unknown as { serial: WebSerial };
const board = webBoard({ serial, timers: systemTimers });
const say = (message: FromBoardWorker) => self.postMessage(message);
let close = async (): Promise<void> => {};

function play(rig: RigOf<'serial'>): void {
  const device = board.device(rig);
  device.open({ input() {}, state: (state) => say({ type: 'state', state }) });
  const { ledCount } = device.capabilities;
  const rgb = new Uint8Array(3 * ledCount);
  let n = 0;
  const stop = systemTimers.every(1000 / 60, () => {
    n++;
    const levels = new Uint8Array(ledCount).fill(100 + (n % 100));
    device.show({ levels, rgb, needleLevels: [40, 40], inputId: 0 });
  });
  close = () => {
    stop();
    return device.close();
  };
}

self.onmessage = async ({ data }: MessageEvent<ToBoardWorker>) => {
  switch (data.type) {
    case 'play':
      play(data.rig);
      break;
    case 'close':
      await close();
      break;
    case 'flash': {
      const parsed = parseHex(data.hex, PROGRAM_BYTES);
      if (!parsed.ok) throw new Error(parsed.problem);
      const end = await board.flash(parsed.bytes, () => {}, new AbortController().signal);
      say({ type: 'flashed', ...end });
      break;
    }
  }
};
