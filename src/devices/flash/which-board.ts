/** What a USB bridge's ids say of the board behind it: whether our firmware can run there, and what else it could do. */
import type { PortFound } from '../port/byte-port.js';

/** How our firmware and a board fit. `perhaps`: the bridge is on boards of many kinds. */
export type Fit =
  | { readonly kind: 'yes'; readonly board: string }
  | { readonly kind: 'perhaps' }
  | { readonly kind: 'no'; readonly board: string; readonly instead: string };

const FIRMATA = 'load StandardFirmata onto it with the Arduino IDE, and use a rig of kind firmata';
const NOTHING_YET = 'take an Uno or a Nano: this program has nothing for it yet';
const no = (board: string, instead: string): Fit => ({ kind: 'no', board, instead });
const UNO: Fit = { kind: 'yes', board: 'an Arduino Uno' };
const MEGA = no('an Arduino Mega 2560', FIRMATA);
const LEONARDO = no('an Arduino Leonardo', FIRMATA);
const MICRO = no('an Arduino Micro', FIRMATA);
const R4 = (which: string) => no(`an Arduino Uno R4 ${which}`, NOTHING_YET);

/** Vendor and product as Arduino's own lists of boards have them (boards.txt of each core). */
const BOARDS: Readonly<Record<string, Fit>> = {
  '2341:0043': UNO,
  '2341:0001': UNO,
  '2341:0243': UNO,
  '2a03:0043': UNO,
  '2341:0010': MEGA,
  '2341:0042': MEGA,
  '2341:0210': MEGA,
  '2341:0242': MEGA,
  '2a03:0010': MEGA,
  '2a03:0042': MEGA,
  '2341:0036': LEONARDO,
  '2341:8036': LEONARDO,
  '2a03:0036': LEONARDO,
  '2a03:8036': LEONARDO,
  '2341:0037': MICRO,
  '2341:8037': MICRO,
  '2a03:0037': MICRO,
  '2a03:8037': MICRO,
  '2341:0069': R4('Minima'),
  '2341:1002': R4('WiFi'),
  '2341:0058': no('an Arduino Nano Every', NOTHING_YET),
  '2341:003d': no('an Arduino Due', NOTHING_YET),
  '2341:003e': no('an Arduino Due', NOTHING_YET),
  '2341:804d': no('an Arduino Zero', NOTHING_YET),
  '2341:8057': no('an Arduino Nano 33 IoT', NOTHING_YET),
  '2341:805a': no('an Arduino Nano 33 BLE', NOTHING_YET),
  '2e8a:0005': no('a Raspberry Pi Pico', NOTHING_YET),
  '2e8a:000a': no('a Raspberry Pi Pico', NOTHING_YET),
  '16c0:0483': no('a Teensy', NOTHING_YET),
  '0d28:0204': no('a BBC micro:bit', NOTHING_YET),
  '303a:1001': no('an ESP32', NOTHING_YET),
};

export function fitOf({ vendorId, productId }: PortFound): Fit {
  return BOARDS[`${vendorId}:${productId}`] ?? { kind: 'perhaps' };
}

/** What to flash of what is connected. */
export type Choice =
  | { readonly kind: 'port'; readonly port: PortFound }
  | { readonly kind: 'none' }
  /** Only boards that our firmware does not run on. */
  | { readonly kind: 'others'; readonly ports: readonly PortFound[] }
  | { readonly kind: 'several'; readonly ports: readonly PortFound[] };

/** `path`: where somebody says that it is; else the only one that may be an Uno or a Nano. */
export function choosePort(ports: readonly PortFound[], path: string | undefined): Choice {
  if (path !== undefined) {
    const port = ports.find((found) => found.path === path) ?? { path };
    return fitOf(port).kind === 'no' ? { kind: 'others', ports: [port] } : { kind: 'port', port };
  }
  const fitting = ports.filter((port) => fitOf(port).kind !== 'no');
  const [only] = fitting;
  if (only === undefined) return ports.length === 0 ? { kind: 'none' } : { kind: 'others', ports };
  return fitting.length === 1 ? { kind: 'port', port: only } : { kind: 'several', ports: fitting };
}

/** `/dev/ttyACM0 is an Arduino Leonardo. Our firmware …` */
export function otherBoardWords(port: PortFound): string {
  const fit = fitOf(port);
  if (fit.kind !== 'no') return `${port.path} may be an Uno or a Nano.`;
  return `${port.path} is ${fit.board}; our firmware is for an Uno or a Nano. Instead: ${fit.instead}.`;
}

/** Chips of other boards, by what their bootloader says. Source: the data sheets, "Signature bytes". */
const CHIPS: Readonly<Record<string, string>> = {
  '1e9406': 'an ATmega168, of an older Uno or Nano',
  '1e940b': 'an ATmega168P',
  '1e9307': 'an ATmega8',
  '1e9801': 'an ATmega2560, of an Arduino Mega',
  '1e9703': 'an ATmega1280, of an older Arduino Mega',
  '1e9587': 'an ATmega32U4, of a Leonardo or Micro',
  '1e9516': 'an ATmega328PB',
};

export function chipWords(signature: readonly number[]): string {
  const hex = signature.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return CHIPS[hex] ?? `a chip with the signature ${hex}`;
}
