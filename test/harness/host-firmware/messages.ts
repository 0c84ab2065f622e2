/** Messages at random, each right for a strip of so many LEDs and always of the same length. */
import {
  type BoardSetup,
  HOST_MESSAGES,
  type HostMessage,
  type HostMessageType,
  type Mark,
  type NeedleSetup,
} from '../../../src/protocol/index.js';
import { PALETTE_STOPS, REST_LEVEL } from '../../../src/units.js';
import type { RealTimeMessage } from '../mock/picture.js';
import type { Dice } from './dice.js';

export const MESSAGE_TYPES: readonly HostMessageType[] = HOST_MESSAGES.map(({ type }) => type);

function entryOf(type: HostMessageType) {
  return HOST_MESSAGES.find((entry) => entry.type === type)!;
}

/** The byte that stands for a type on the wire. */
export function codeOf(type: HostMessageType): number {
  return entryOf(type).code;
}

/** Most that fits into a frame. */
const MOST_KNOTS = 94;
const MOST_COLOURS = 63;

/** A set-up in which every picture has its own light: no fade, and a limit that leaves most of them as they are. */
export function plainSetup(ledCount: number): BoardSetup {
  return {
    ledCount,
    colourOrder: 'grb',
    currentLimitMa: 3000,
    silenceMs: 1000,
    fadeMs: 0,
    needleRestLevel: REST_LEVEL,
    needleSlewUs: 255,
    buttons: [true, true, true, true],
    dials: [false, false],
    needles: [
      { lowUs: 1000, highUs: 2000 },
      { lowUs: 2000, highUs: 1000 },
    ],
  };
}

function anyNeedle(roll: Dice): NeedleSetup | null {
  return roll.below(5) === 0 ? null : { lowUs: roll.from(500, 2500), highUs: roll.from(500, 2500) };
}

/** Another set-up for the same strip. */
function anySetup(roll: Dice, ledCount: number): BoardSetup {
  const bit = () => roll.below(2) === 1;
  return {
    ...plainSetup(ledCount),
    currentLimitMa: roll.below(3) === 0 ? roll.from(0, 3000) : 3000,
    silenceMs: 100 * roll.from(5, 50),
    needleRestLevel: roll.byte(),
    needleSlewUs: roll.from(1, 255),
    buttons: [bit(), bit(), bit(), bit()],
    needles: [anyNeedle(roll), anyNeedle(roll)],
  };
}

function anyMark(roll: Dice, ledCount: number): Mark | null {
  if (roll.below(4) === 0) return null;
  return { led: roll.below(ledCount), rgb: [roll.byte(), roll.byte(), roll.byte()] };
}

function anyKnots(roll: Dice, ledCount: number): [number, number][] {
  const count = Math.min(MOST_KNOTS, Math.ceil(ledCount / 2));
  const leds = new Set([0, ledCount - 1]);
  while (leds.size < count) leds.add(roll.below(ledCount));
  return [...leds].sort((a, b) => a - b).map((led) => [led, roll.byte()]);
}

export function anyPicture(
  type: RealTimeMessage['type'],
  seq: number,
  roll: Dice,
  ledCount: number,
): RealTimeMessage {
  const common = { seq, needleLevels: [roll.byte(), roll.byte()] as const, inputId: 0 };
  if (type === 'level') return { type, ...common, levels: roll.bytes(ledCount) };
  if (type === 'profile') return { type, ...common, knots: anyKnots(roll, ledCount) };
  const count = Math.min(MOST_COLOURS, Math.ceil(ledCount / 2));
  return { type, ...common, first: roll.below(ledCount - count + 1), rgb: roll.bytes(3 * count) };
}

export function anyMessage(type: HostMessageType, seq: number, roll: Dice, ledCount: number): HostMessage {
  switch (type) {
    case 'ident':
    case 'save':
    case 'safe':
      return { type, seq };
    case 'ping':
      return { type, seq, token: roll.below(0x10000) };
    case 'config':
      return { type, seq, setup: anySetup(roll, ledCount) };
    case 'palette':
      return { type, seq, stops: roll.bytes(3 * PALETTE_STOPS) };
    case 'marks':
      return { type, seq, marks: [anyMark(roll, ledCount), anyMark(roll, ledCount)] };
    case 'level':
    case 'profile':
    case 'rgb':
      return anyPicture(type, seq, roll, ledCount);
    default:
      return { ...entryOf(type).example.message, seq };
  }
}
