import { diceOf } from '../faults/dice.js';
import { StrangerBoard } from '../stranger-board.js';
import type { WireBoard } from '../wire-board.js';
import { createFirmataBoard, FIRMATA_BAUD, type FirmataBoardOptions } from './board.js';
import { FirmataLine } from './line.js';

const START_SYSEX = 0xf0;
const END_SYSEX = 0xf7;
const REPORT_VERSION = 0xf9;
const CAPABILITY_RESPONSE = 0x6c;
const ANALOG_MAPPING_RESPONSE = 0x6a;
const REPORT_FIRMWARE = 0x79;
const STRING_DATA = 0x71;
const NOTHING: readonly number[] = [];

const sysexOf = (message: readonly number[]) => (message[0] === START_SYSEX ? message[1] : undefined);

const realBoard = (options: Partial<FirmataBoardOptions>) =>
  createFirmataBoard({ hex: 'standard', ...options });

/** A board that says nothing at all. */
export function silentBoard(): WireBoard {
  return new StrangerBoard({ baud: FIRMATA_BAUD });
}

/** A board that says its version, 2.2, and its name, and has never heard of a capability query. */
export function oldFirmata(): WireBoard {
  const line = new FirmataLine(realBoard({}));
  line.toHost = (message) => {
    if (message[0] === REPORT_VERSION) return [REPORT_VERSION, 2, 2];
    switch (sysexOf(message)) {
      case REPORT_FIRMWARE:
        return [START_SYSEX, REPORT_FIRMWARE, 2, 2, ...message.slice(4)];
      case CAPABILITY_RESPONSE:
      case ANALOG_MAPPING_RESPONSE:
        return NOTHING;
      default:
        return message;
    }
  };
  return line;
}

/** The real program, of which one answer never arrives. */
export function boardWithout(
  answer: 'capabilities' | 'analog-mapping' | 'firmware' | 'version',
  options: Partial<FirmataBoardOptions> = {},
): WireBoard {
  const missing = {
    capabilities: CAPABILITY_RESPONSE,
    'analog-mapping': ANALOG_MAPPING_RESPONSE,
    firmware: REPORT_FIRMWARE,
    version: REPORT_VERSION,
  }[answer];
  const line = new FirmataLine(realBoard(options));
  line.toHost = (message) => ((sysexOf(message) ?? message[0]) === missing ? NOTHING : message);
  return line;
}

export interface Garbage {
  /** Chance that a message of the board is followed by some garbage. */
  readonly chance: number;
  readonly seed: number;
  readonly options?: Partial<FirmataBoardOptions>;
  /** Wraps a board that is there already instead of making one. */
  readonly board?: WireBoard;
}

/**
 * The real program on a line that puts garbage between its messages: sysexes that nobody knows, empty ones, ones that a
 * command cuts off, some of 5000 bytes, answers of a wrong length, text without end, data bytes out of nowhere.
 */
export function garbledBoard({ chance, seed, options = {}, board }: Garbage): FirmataLine {
  const line = new FirmataLine(board ?? realBoard(options));
  const roll = diceOf(seed);
  const below = (limit: number) => Math.floor(roll() * limit);
  const data = (length: number) => Array.from({ length }, () => below(0x80));
  const kinds: (() => number[])[] = [
    () => [START_SYSEX, below(0x80), ...data(below(40)), END_SYSEX],
    () => [START_SYSEX, END_SYSEX],
    () => [START_SYSEX, below(0x80), ...data(below(40))],
    () => [START_SYSEX, below(0x80), ...data(5000), END_SYSEX],
    () => [START_SYSEX, CAPABILITY_RESPONSE, ...data(below(9)), END_SYSEX],
    () => [START_SYSEX, ANALOG_MAPPING_RESPONSE, ...data(below(60)), END_SYSEX],
    () => [START_SYSEX, STRING_DATA, ...data(below(200)), END_SYSEX],
    () => [START_SYSEX, REPORT_FIRMWARE, END_SYSEX],
    () => data(1 + below(20)),
    () => [END_SYSEX],
    () => [0xe0 | below(16), ...data(below(3))],
    () => [0x90 | below(16), ...data(below(3))],
    () => Array.from({ length: 1 + below(30) }, () => below(256)),
  ];
  line.toHost = (message) => (roll() < chance ? [...message, ...kinds[below(kinds.length)]!()] : message);
  return line;
}
