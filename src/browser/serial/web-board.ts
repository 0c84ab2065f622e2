/** The board of a rig in a browser: a device on it, and our firmware onto it. */
import type { Device } from '../../devices/device.js';
import { type FlashEnd, flash } from '../../devices/flash/flash.js';
import type { UploadProgress } from '../../devices/flash/upload.js';
import { chipWords, choosePort, otherBoardWords } from '../../devices/flash/which-board.js';
import type { Ports } from '../../devices/port/ports.js';
import { whenThere } from '../../devices/port/soon.js';
import { portWords } from '../../devices/port/words.js';
import type { RigOf } from '../../devices/rig-of.js';
import { serialFromRig } from '../../devices/serial/from-rig.js';
import type { Timers } from '../../devices/timers.js';
import { webPorts } from './web-ports.js';
import type { WebSerial } from './web-serial.js';
import { NO_BOARD } from './words.js';

export interface WebBoard {
  /** On whichever port a board answers: that of the rig file means nothing in a browser. */
  device(rig: RigOf<'serial'>): Device;
  /**
   * Puts a program on the board. A device must be closed before, and a new one made after it. Aborted, it rejects when
   * the port is closed.
   */
  flash(
    program: Uint8Array,
    tell: (now: { readonly progress: UploadProgress | null; readonly words: string }) => void,
    signal: AbortSignal,
  ): Promise<{ readonly ok: boolean; readonly words: string }>;
}

export function webBoard({
  serial,
  timers,
}: {
  readonly serial: WebSerial;
  readonly timers: Timers;
}): WebBoard {
  const ports = webPorts(serial, timers);
  return {
    device: (rig) => serialFromRig({ ...rig, device: { ...rig.device, port: 'auto' } }, timers, ports),
    async flash(program, tell, signal) {
      const chosen = await whenThere(() => choose(ports), timers, signal);
      if ('words' in chosen) return { ok: false, words: chosen.words };
      const { path } = chosen;
      let words = `Flashing the board on ${path}.`;
      const end = await flash(
        {
          path,
          program,
          ports,
          timers,
          onProgress: (progress) => tell({ progress, words }),
          onWords: (now) => {
            words = now;
            tell({ progress: null, words });
          },
        },
        signal,
      );
      return { ok: end.kind === 'done', words: endWords(path, end, program.length) };
    },
  };
}

/** The port of the board that is meant, or why there is none. */
async function choose(
  ports: Ports,
): Promise<{ readonly path: string } | { readonly fault: string; readonly words: string }> {
  const choice = choosePort(await ports.listPorts().catch(() => []), undefined);
  switch (choice.kind) {
    case 'port':
      return { path: choice.port.path };
    case 'none':
      return NO_BOARD;
    case 'others':
      return { fault: 'other-board', words: choice.ports.map(otherBoardWords).join(' ') };
    case 'several':
      return {
        fault: 'several',
        words: `This page may use several boards: ${choice.ports.map(portWords).join(', ')}. Unplug all but the one that is meant, and press Flash again.`,
      };
  }
}

function endWords(path: string, end: FlashEnd, bytes: number): string {
  switch (end.kind) {
    case 'done':
      return `The firmware is on the board: all ${bytes} bytes were read back as they should be.`;
    case 'no-port':
      return end.words;
    case 'unplugged':
      return `${path} is gone: the cable is out. Plug it in and press Flash again; until then the board waits, dark.`;
    case 'no-bootloader':
      return `No bootloader answers on ${path}. Is it an Uno or a Nano? Keep its pins 0 and 1 free, press its reset button, and just after it press Flash again.`;
    case 'other-chip':
      return `The board on ${path} has ${chipWords(end.signature)}; our firmware is for the ATmega328P of an Uno or a Nano. Nothing was written.`;
    case 'differs':
      return `The board on ${path} does not keep what is written to it: its flash is worn out, or its supply too weak. Try another USB cable and no hub; then another board.`;
    case 'lost':
      return `The line to ${path} is too bad: ${end.attempts} attempts failed. Try another, shorter USB cable and no hub, pull every other wire off the board, and press Flash again. If writing had begun, the board waits until then, dark.`;
  }
}
