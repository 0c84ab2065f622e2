/** What a person reads when there is no link: what is wrong, and what to do. Pure; callers branch on the code. */
import { type BootCause, PROTOCOL_MAJOR } from '../../protocol/index.js';
import type { Fault, PortCode } from '../fault.js';
import { ON_A_TERMINAL } from '../port/advice.js';
import {
  type Firmata,
  firmataName,
  restartingFault as portRestartingFault,
  RESTARTS_WORDS,
  rigsForFirmata,
} from '../port/words.js';

/** What may be wrong with a board of ours, or with what is there instead. */
export type SerialCode =
  | PortCode
  | 'no-answer'
  | 'bootloader'
  | 'garbage'
  | 'wrong-baud'
  | 'damaged'
  | 'firmata'
  | 'other-major';

export interface SerialFault extends Fault<SerialCode> {
  /** What a board with Firmata says of itself. */
  readonly firmata?: Firmata;
}

/** For the second and a half before it is given up. */
export function notAnsweringWords(path: string): string {
  return `The board on ${path} is not answering.`;
}

export function noAnswerFault(path: string, { flash } = ON_A_TERMINAL): SerialFault {
  return {
    fault: 'no-answer',
    words: `${path} is open, but no board answers, and no bootloader. Press its reset button; keep its pins 0 and 1 free. ${flash}`,
  };
}

/** A board of ours has served at this port since the program began, and says nothing more. */
export function hungFault(path: string): SerialFault {
  return {
    fault: 'no-answer',
    words: `${path} is open, but the board that worked there does not answer any more. Pull its USB cable out for five seconds; if that does not help, pull every other wire off the board and try again.`,
  };
}

/** Its bootloader speaks after a reset, and then nobody does. */
export function bootloaderFault(path: string, { flash } = ON_A_TERMINAL): SerialFault {
  return {
    fault: 'bootloader',
    words: `On the board on ${path} only the bootloader answers: an upload was broken off, or its program says nothing. ${flash}`,
  };
}

/** It greets, but acts on nothing that it is sent. */
export function deafFault(path: string): SerialFault {
  return {
    fault: 'no-answer',
    words: `The board on ${path} greets but does not hear: nothing else may be wired to its pin 0 (RX).`,
  };
}

/** Somebody speaks, but nobody of ours. `text`: a line of it, if it can be read at this baud. */
export function strangerFault(
  path: string,
  baud: number,
  text: string | undefined,
  { flash, orFlash } = ON_A_TERMINAL,
): SerialFault {
  return text === undefined
    ? {
        fault: 'wrong-baud',
        words: `Something speaks on ${path}, but at a baud that is not ours: another program is on the board, or the line is disturbed. Try another USB cable, and keep the board's pins 0 and 1 free. If that does not help: ${orFlash}`,
      }
    : {
        fault: 'garbage',
        words: `Another program is on the board on ${path}: at ${baud} baud it says "${text}". ${flash}`,
      };
}

/** Lines of ours come, and none of them whole. */
export function damagedFault(path: string, { orFlashSlow } = ON_A_TERMINAL): SerialFault {
  return {
    fault: 'damaged',
    words: `Our board is on ${path}, but what it says comes damaged. Use another, shorter USB cable and no hub; keep its pins 0 and 1 free. If that does not help: ${orFlashSlow}`,
  };
}

export function firmataFault(path: string, firmata: Firmata, advice = ON_A_TERMINAL): SerialFault {
  return {
    fault: 'firmata',
    words: `The board on ${path} runs ${firmataName(firmata)}, not our firmware. ${advice.firmata(rigsForFirmata(firmata)[0]!)}`,
    firmata,
  };
}

export function otherMajorFault(path: string, major: number, { flash } = ON_A_TERMINAL): SerialFault {
  const older = major < PROTOCOL_MAJOR;
  return {
    fault: 'other-major',
    words: `The board on ${path} speaks Axon Wire ${major}, this program ${PROTOCOL_MAJOR}. ${
      older ? flash : 'Update this program, or put its own firmware on the board.'
    }`,
  };
}

/** Said of a board that works, but at another baud than the one tried first. */
export function otherBaudWords(baud: number): string {
  return `Its firmware is built for ${baud} baud: write "baud: ${baud}" under "device" in the rig file, and it is found at once.`;
}

/** Said of a board that has restarted by itself, again and again. */
export function restartsWords(cause: BootCause | undefined, { flash } = ON_A_TERMINAL): string {
  switch (cause) {
    case 'brownout':
      return 'It restarts again and again because its supply voltage drops: give strip and servos a 5 V supply of their own, or lower currentLimitMa in the rig file.';
    case 'watchdog':
      return `It restarts again and again because its program hangs. ${flash}`;
    default:
      return RESTARTS_WORDS;
  }
}

/** It never gets as far as its first picture. */
export function restartingFault(path: string, cause: BootCause, advice = ON_A_TERMINAL): SerialFault {
  return portRestartingFault(path, restartsWords(cause, advice));
}
