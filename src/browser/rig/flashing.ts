/** Puts the firmware that comes with the page on the board at a port that the page may use. */
import { type FlashEnd, flash } from '../../devices/flash/flash.js';
import { parseHex } from '../../devices/flash/hex.js';
import { PROGRAM_BYTES, type UploadProgress } from '../../devices/flash/upload.js';
import { chipWords, choosePort, otherBoardWords } from '../../devices/flash/which-board.js';
import { noPortFault } from '../../devices/port/open-fault.js';
import { portsFound, portsOf, type SomePorts } from '../../devices/port/ports.js';
import type { Timers } from '../../devices/timers.js';

export interface FlashingParts {
  /** Of the firmware, as Intel HEX. */
  readonly hex: string;
  readonly ports: SomePorts;
  readonly timers: Timers;
  readonly tell: (progress: UploadProgress | null, words: string) => void;
}

export interface Flashed {
  readonly ok: boolean;
  readonly words: string;
}

/** So often a bar of progress moves, of all pages. */
const STEPS = 64;

/** Never rejects but with the signal's reason. */
export async function flashBoard(parts: FlashingParts, signal: AbortSignal): Promise<Flashed> {
  const { hex, timers, tell } = parts;
  const program = parseHex(hex, PROGRAM_BYTES);
  if (!program.ok) return { ok: false, words: `The firmware in this page is damaged: ${program.problem}.` };
  const ports = portsOf(parts.ports);
  const choice = choosePort(await portsFound(ports), undefined);
  if (choice.kind === 'none')
    return {
      ok: false,
      words: (ports.noPort ?? noPortFault('auto', [], await ports.inspectPort('auto'))).words,
    };
  if (choice.kind === 'others') return { ok: false, words: choice.ports.map(otherBoardWords).join(' ') };
  if (choice.kind === 'several')
    return {
      ok: false,
      words:
        'This page may use several boards, and they look alike: pull out all but the one that is to get the firmware, then press Flash again.',
    };
  const { path } = choice.port;
  let progress: UploadProgress | null = null;
  let words = 'Looking for the board.';
  let toldStep = -1;
  tell(progress, words);
  const end = await flash(
    {
      path,
      program: program.bytes,
      ports,
      timers,
      onProgress(next) {
        progress = next;
        const step =
          Math.floor((next.donePages / next.pages) * STEPS) + (next.phase === 'writing' ? 0 : STEPS + 1);
        if (step === toldStep) return;
        toldStep = step;
        tell(progress, words);
      },
      onWords(next) {
        words = next;
        tell(progress, words);
      },
    },
    signal,
  );
  if (end.kind !== 'done') return { ok: false, words: failureWords(path, end) };
  return {
    ok: true,
    words: `The firmware is on the board: all ${program.bytes.length} bytes were read back as they should be.`,
  };
}

function failureWords(path: string, end: Exclude<FlashEnd, { readonly kind: 'done' }>): string {
  switch (end.kind) {
    case 'no-port':
      return end.words;
    case 'unplugged':
      return 'The cable is out. Plug it in and press Flash again; until then the board waits, dark.';
    case 'no-bootloader':
      return `No bootloader answers on ${path}. Is it an Uno or a Nano? Keep its pins 0 and 1 free. If it does not restart when a program opens its port, press its reset button just after you press Flash.`;
    case 'other-chip':
      return `The board has ${chipWords(end.signature)}; the firmware is for the ATmega328P of an Uno or a Nano. Nothing was written.`;
    case 'differs':
      return `The board does not keep what is written to it (page ${end.pages[0]}): its flash is worn out, or its supply too weak. Try another USB cable and no hub; then another board.`;
    case 'lost':
      return `The line to the board is too bad: ${end.attempts} attempts failed. Try another, shorter USB cable and no hub, pull every other wire off the board, and press Flash again. Until then the board waits, dark.`;
  }
}
