/** What a person reads when there is no link: what is wrong, and what to do. Pure; callers branch on the code. */
import { type BootCause, PROTOCOL_MAJOR } from '../../protocol/index.js';
import type { LinkFault } from '../device.js';
import type { PortFound } from './port.js';

/** Why there is no link. */
export interface Fault {
  readonly fault: LinkFault;
  readonly words: string;
  /** What a board with Firmata says of itself. */
  readonly firmata?: Firmata;
}

export interface Firmata {
  /** Of the protocol, like "2.5". */
  readonly version: string;
  /** Name of the sketch, like "StandardFirmata.ino"; empty if it did not say. */
  readonly sketch: string;
}

const FLASH = 'Put the firmware on it: "make -C firmware flash" or the Arduino IDE, see firmware/README.md.';

/** A port in a list: `/dev/ttyACM0 (Arduino, 2341:0043)`. */
export function portWords({ path, manufacturer, vendorId, productId }: PortFound): string {
  const ids = vendorId && `${vendorId}:${productId ?? '?'}`;
  const about = [manufacturer, ids].filter(Boolean).join(', ');
  return about ? `${path} (${about})` : path;
}

/** What is connected, as a sentence. */
export function connectedWords(ports: readonly PortFound[]): string {
  return ports.length === 0
    ? 'No USB serial port is connected: plug the board in with a cable that carries data, not only power.'
    : `Connected: ${ports.map(portWords).join(', ')}.`;
}

export function unpluggedFault(path: string): Fault {
  return {
    fault: 'unplugged',
    words: `${path} is gone: the cable is out or the board has no power. Plug it in and it goes on by itself.`,
  };
}

export function silentFault(path: string): Fault {
  return {
    fault: 'silent',
    words: `The board on ${path} has stopped answering: it is opened again. If that does not help, press its reset button.`,
  };
}

/** For the second and a half before it is given up. */
export function notAnsweringWords(path: string): string {
  return `The board on ${path} is not answering.`;
}

export function noAnswerFault(path: string): Fault {
  return {
    fault: 'no-answer',
    words: `${path} is open, but no board answers, and no bootloader. Press its reset button; keep its pins 0 and 1 free. ${FLASH}`,
  };
}

/** A board of ours has served at this port since the program began, and says nothing more. */
export function hungFault(path: string): Fault {
  return {
    fault: 'no-answer',
    words: `${path} is open, but the board that worked there does not answer any more. Pull its USB cable out for five seconds; if that does not help, pull every other wire off the board and try again.`,
  };
}

/** Its bootloader speaks after a reset, and then nobody does. */
export function bootloaderFault(path: string): Fault {
  return {
    fault: 'bootloader',
    words: `On the board on ${path} only the bootloader answers: an upload was broken off, or its program says nothing. ${FLASH}`,
  };
}

/** It greets, but acts on nothing that it is sent. */
export function deafFault(path: string): Fault {
  return {
    fault: 'no-answer',
    words: `The board on ${path} greets but does not hear: nothing else may be wired to its pin 0 (RX).`,
  };
}

/** Somebody speaks, but nobody of ours. `text`: a line of it, if it can be read at this baud. */
export function strangerFault(path: string, baud: number, text: string | undefined): Fault {
  return text === undefined
    ? {
        fault: 'wrong-baud',
        words: `Something speaks on ${path}, but at a baud that is not ours: another program is on the board, or the line is disturbed. Try another USB cable, and keep the board's pins 0 and 1 free. If that does not help: ${FLASH.charAt(0).toLowerCase()}${FLASH.slice(1)}`,
      }
    : {
        fault: 'garbage',
        words: `Another program is on the board on ${path}: at ${baud} baud it says "${text}". ${FLASH}`,
      };
}

/** Lines of ours come, and none of them whole. */
export function damagedFault(path: string): Fault {
  return {
    fault: 'damaged',
    words: `Our board is on ${path}, but what it says comes damaged. Use another, shorter USB cable and no hub; keep its pins 0 and 1 free. If that does not help: "make -C firmware flash VARIANT=-115200", and "baud: 115200" in the rig file.`,
  };
}

/** Rig files that come with the package, for boards with Firmata: with any of it, and with node-pixel's sketch. */
const FIRMATA_RIGS = ['uno-firmata-5-leds', 'uno-firmata-rgb', 'uno-firmata-pca9685'];
const NODE_PIXEL_RIGS = ['uno-firmata-strip', ...FIRMATA_RIGS];

/** The shipped rigs that a board with this sketch can be, the likeliest first. */
export function rigsForFirmata({ sketch }: Firmata): readonly string[] {
  return /node_?pixel/i.test(sketch) ? NODE_PIXEL_RIGS : FIRMATA_RIGS;
}

/** `Firmata 2.5 (StandardFirmata.ino)`. */
export function firmataName({ version, sketch }: Firmata): string {
  return `Firmata ${version}${sketch === '' ? '' : ` (${sketch})`}`;
}

export function firmataFault(path: string, version: string, sketch = ''): Fault {
  const firmata = { version, sketch };
  return {
    fault: 'firmata',
    words: `The board on ${path} runs ${firmataName(firmata)}, not our firmware. Use it as it is with a rig of kind firmata: "axon-rig run ${rigsForFirmata(firmata)[0]}". Or put our firmware on it: "make -C firmware flash" or the Arduino IDE, see firmware/README.md.`,
    firmata,
  };
}

export function otherMajorFault(path: string, major: number): Fault {
  const older = major < PROTOCOL_MAJOR;
  return {
    fault: 'other-major',
    words: `The board on ${path} speaks Axon Wire ${major}, this program ${PROTOCOL_MAJOR}. ${
      older ? FLASH : 'Update this program, or put its own firmware on the board.'
    }`,
  };
}

export function refusedFault(path: string, what: string): Fault {
  return { fault: 'refused', words: `The board on ${path} cannot do what the rig file wants: ${what}.` };
}

/** Said of a board that works, but at another baud than the one tried first. */
export function otherBaudWords(baud: number): string {
  return `Its firmware is built for ${baud} baud: write "baud: ${baud}" under "device" in the rig file, and it is found at once.`;
}

/** Said of a board that has restarted by itself, again and again. */
export function restartsWords(cause: BootCause | undefined): string {
  switch (cause) {
    case 'brownout':
      return 'It restarts again and again because its supply voltage drops: give strip and servos a 5 V supply of their own, or lower currentLimitMa in the rig file.';
    case 'watchdog':
      return `It restarts again and again because its program hangs. ${FLASH}`;
    default:
      return 'It restarts again and again: mostly because its supply voltage drops. Give strip and servos a 5 V supply of their own, lower currentLimitMa in the rig file, try another USB cable and no hub, and leave its RESET pin free.';
  }
}

/** It never gets as far as its first picture. */
export function restartingFault(path: string, cause: BootCause): Fault {
  return { fault: 'restarting', words: `The board on ${path} cannot be set up. ${restartsWords(cause)}` };
}

/** A port that comes and goes: the board's own USB bridge loses its power. */
export function comesAndGoesFault(path: string): Fault {
  return {
    fault: 'unplugged',
    words: `${path} comes and goes: the board loses its power, or the plug is loose. Give strip and servos a 5 V supply of their own, lower currentLimitMa in the rig file, try another USB cable and no hub.`,
  };
}
