/** What a person reads of ports, and of boards that lose them, whatever is to speak there. Pure. */
import type { PortFault } from '../fault.js';
import { ON_A_TERMINAL } from './advice.js';
import type { PortFound } from './byte-port.js';

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

export function unpluggedFault(path: string, { plugIn } = ON_A_TERMINAL): PortFault {
  return {
    fault: 'unplugged',
    words: `${path} is gone: the cable is out or the board has no power. ${plugIn}`,
  };
}

/** A port that comes and goes: the board's own USB bridge loses its power. */
export function comesAndGoesFault(path: string): PortFault {
  return {
    fault: 'unplugged',
    words: `${path} comes and goes: the board loses its power, or the plug is loose. Give strip and servos a 5 V supply of their own, lower currentLimitMa in the rig file, try another USB cable and no hub.`,
  };
}

/** It has answered before, and does not any more. */
export function silentFault(path: string): PortFault {
  return {
    fault: 'silent',
    words: `The board on ${path} has stopped answering: it is opened again. If that does not help, press its reset button.`,
  };
}

/** What is wanted of the board, it cannot do. */
export function refusedFault(path: string, what: string): PortFault {
  return { fault: 'refused', words: `The board on ${path} cannot do what the rig file wants: ${what}.` };
}

/** Said of a board that has restarted by itself, again and again, if it does not know why. */
export const RESTARTS_WORDS =
  'It restarts again and again: mostly because its supply voltage drops. Give strip and servos a 5 V supply of their own, lower currentLimitMa in the rig file, try another USB cable and no hub, and leave its RESET pin free.';

/** It never gets as far as its first picture. */
export function restartingFault(path: string, restartsWords = RESTARTS_WORDS): PortFault {
  return { fault: 'restarting', words: `The board on ${path} cannot be set up. ${restartsWords}` };
}

/** What a board with Firmata says of itself. */
export interface Firmata {
  /** Of the protocol, like "2.5". */
  readonly version: string;
  /** Name of the sketch, like "StandardFirmata.ino"; empty if it did not say. */
  readonly sketch: string;
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
