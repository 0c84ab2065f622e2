/** What a person reads when a Firmata rig has no board. Pure; callers branch on the code. */
import type { Fault, PortCode } from '../fault.js';

/** What may be wrong with a board with Firmata, or with what is there instead. */
export type FirmataCode = PortCode | 'no-answer' | 'garbage' | 'firmata' | 'own-firmware';

export type FirmataFault = Fault<FirmataCode>;

const UPLOAD =
  "Put a Firmata sketch on it: in the Arduino IDE File > Examples > Firmata > StandardFirmata, or for a pixel strip node-pixel's node_pixel_firmata.";

/** The port opens, and nobody says a word that could be read. */
export function noFirmataFault(path: string): FirmataFault {
  return {
    fault: 'no-answer',
    words: `${path} is open, but no board answers as Firmata. Press its reset button; keep its pins 0 and 1 free. ${UPLOAD}`,
  };
}

/** Bytes come, but none of them are Firmata's. */
export function strangerSketchFault(path: string, baud: number): FirmataFault {
  return {
    fault: 'garbage',
    words: `Something speaks on ${path} at ${baud} baud, but it is not Firmata: another sketch is on the board, or another baud. ${UPLOAD}`,
  };
}

/** It is Firmata, but from before boards could say what their pins can do. */
export function oldFirmataFault(path: string, version: string): FirmataFault {
  return {
    fault: 'firmata',
    words: `The board on ${path} runs Firmata ${version}, which does not say what its pins can do: it is too old, or cut down. ${UPLOAD}`,
  };
}

/** Our own firmware is on the board. */
export function ownFirmwareFault(path: string): FirmataFault {
  return {
    fault: 'own-firmware',
    words: `The board on ${path} runs the firmware of this project, not Firmata: it wants a rig with "device: {kind: serial}". Try "npx axon-rig run uno-60"; or put StandardFirmata on it with the Arduino IDE.`,
  };
}

export function noExpander(address: number): string {
  return `no PCA9685 answers at 0x${address.toString(16)} – check its 5 V, its ground, SDA and SCL, and the solder bridges of its address`;
}

export function restartedFault(path: string): FirmataFault {
  return {
    fault: 'silent',
    words: `The board on ${path} has restarted by itself: it is set up again.`,
  };
}

/** The library that speaks with the board has met what it did not expect. */
export function johnnyFiveFault(path: string, why: string): FirmataFault {
  return { fault: 'port-error', words: `johnny-five gave up on ${path}: ${why}.` };
}

/** The program that speaks with the board has ended by itself. */
export function processEndedFault(path: string, why: string): FirmataFault {
  return {
    fault: 'port-error',
    words: `What speaks Firmata with ${path} has ended by itself and is started again${why === '' ? '' : ` (${why})`}.`,
  };
}
