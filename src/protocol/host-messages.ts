/**
 * Host → board: messages as values, and the bytes of each (firmware-protocol.md, "Host to board").
 * No I/O; a number out of its range is a `RangeError` when encoding, and a refusal when decoding.
 */
import { PALETTE_STOPS } from '../units.js';
import { cobsDecode, cobsEncode } from './cobs.js';
import { MAX_FRAME_BYTES, PROTOCOL_MAJOR } from './constants.js';
import { CRC32_START, crc32Add, crc32Finish } from './crc32.js';

export const COLOUR_ORDERS = ['grb', 'rgb', 'brg', 'rbg', 'gbr', 'bgr'] as const;
export type ColourOrder = (typeof COLOUR_ORDERS)[number];

/** A servo's pulse at level 0 and at level 255 [µs, 500 to 2500]; `lowUs` may be the larger: a mirrored dial. */
export interface NeedleSetup {
  readonly lowUs: number;
  readonly highUs: number;
}

/** What is fitted to the board and within which limits it may act. */
export interface BoardSetup {
  /** LEDs on the strip, 1 to the board's `max`. */
  readonly ledCount: number;
  readonly colourOrder: ColourOrder;
  /** Most that the strip may draw [mA, 0 to 3000]. */
  readonly currentLimitMa: number;
  /** Silence of the host after which the board goes dark [ms, multiple of 100, 500 to 5000]. */
  readonly silenceMs: number;
  /** Linear blend from frame to frame [ms, multiple of 4, 0 to 1020]; not 0 only if the board's caps have F. */
  readonly fadeMs: number;
  /** Level that a needle shows when nobody says otherwise. */
  readonly needleRestLevel: number;
  /** Fastest that a needle's pulse may change [µs per 20 ms, 1 to 255]. */
  readonly needleSlewUs: number;
  /** Which of the buttons 1 to 4 report. */
  readonly buttons: readonly [boolean, boolean, boolean, boolean];
  /** Which of the dials 0 and 1 report. */
  readonly dials: readonly [boolean, boolean];
  /** The needles A and B; `null` where none is fitted: no pulse. */
  readonly needles: readonly [NeedleSetup | null, NeedleSetup | null];
}

/** An LED that shows a fixed colour, so that the strip itself says where a voltmeter's electrode is. */
export interface Mark {
  readonly led: number;
  readonly rgb: readonly [number, number, number];
}

interface RealTime {
  readonly seq: number;
  /** Levels of the needles A and B. */
  readonly needleLevels: readonly [number, number];
  /** Id of the last input event that this frame already takes into account; 0 if none. */
  readonly inputId: number;
}

export type HostMessage =
  | { readonly type: 'ident'; readonly seq: number }
  | { readonly type: 'ping'; readonly seq: number; readonly token: number }
  | { readonly type: 'config'; readonly seq: number; readonly setup: BoardSetup }
  | { readonly type: 'palette'; readonly seq: number; readonly stops: Uint8Array }
  | { readonly type: 'marks'; readonly seq: number; readonly marks: readonly [Mark | null, Mark | null] }
  | { readonly type: 'safe'; readonly seq: number }
  | ({ readonly type: 'level'; readonly levels: Uint8Array } & RealTime)
  | ({
      readonly type: 'profile';
      readonly knots: readonly (readonly [led: number, level: number])[];
    } & RealTime)
  | ({ readonly type: 'rgb'; readonly first: number; readonly rgb: Uint8Array } & RealTime);

export type HostMessageType = HostMessage['type'];

/** First byte of each message. */
export const HOST_TYPE_CODES: Readonly<Record<HostMessageType, number>> = {
  ident: 0x01,
  ping: 0x02,
  config: 0x03,
  palette: 0x04,
  marks: 0x05,
  safe: 0x0f,
  level: 0x10,
  profile: 0x11,
  rgb: 0x12,
};

/** Why bytes between two zeros are no message. `seq` is there once the check was right. */
export type FrameProblem =
  | { readonly problem: 'too-long' | 'stuffing' | 'too-short' | 'check' }
  | { readonly problem: 'type' | 'length' | 'range'; readonly seq: number; readonly text: string };

const NO_MARK = 255;
const CONFIG_BYTES = 17;
const REAL_TIME_BYTES = 3;
const CRC_BYTES = 4;
/** Type, sequence number and check. */
const LEAST_BYTES = 2 + CRC_BYTES;

function whole(name: string, value: number, low: number, high: number, step = 1): number {
  if (Number.isInteger(value) && value >= low && value <= high && value % step === 0) return value;
  const steps = step === 1 ? '' : ` in steps of ${step}`;
  throw new RangeError(`${name} is ${value}, expected a whole number from ${low} to ${high}${steps}`);
}

function u16(value: number): [number, number] {
  return [value & 0xff, value >> 8];
}

function needleBytes(name: string, needle: NeedleSetup | null): number[] {
  if (!needle) return [0, 0, 0, 0];
  return [
    ...u16(whole(`${name}.lowUs`, needle.lowUs, 500, 2500)),
    ...u16(whole(`${name}.highUs`, needle.highUs, 500, 2500)),
  ];
}

function setupBytes(setup: BoardSetup): number[] {
  const bits = [...setup.buttons, ...setup.dials];
  return [
    whole('ledCount', setup.ledCount, 1, 255),
    whole(`colour order "${setup.colourOrder}"`, COLOUR_ORDERS.indexOf(setup.colourOrder), 0, 5),
    ...u16(whole('currentLimitMa', setup.currentLimitMa, 0, 3000)),
    whole('silenceMs', setup.silenceMs, 500, 5000, 100) / 100,
    whole('fadeMs', setup.fadeMs, 0, 1020, 4) / 4,
    whole('needleRestLevel', setup.needleRestLevel, 0, 255),
    whole('needleSlewUs', setup.needleSlewUs, 1, 255),
    bits.reduce((sum, on, bit) => sum | (on ? 1 << bit : 0), 0),
    ...needleBytes('needle A', setup.needles[0]),
    ...needleBytes('needle B', setup.needles[1]),
  ];
}

function markBytes(mark: Mark | null): number[] {
  if (!mark) return [NO_MARK, 0, 0, 0];
  return [
    whole('mark.led', mark.led, 0, 254),
    ...mark.rgb.map((channel) => whole('mark.rgb', channel, 0, 255)),
  ];
}

function realTimeBytes(message: RealTime): number[] {
  return [
    whole('needle level', message.needleLevels[0], 0, 255),
    whole('needle level', message.needleLevels[1], 0, 255),
    whole('inputId', message.inputId, 0, 255),
  ];
}

function bodyBytes(message: HostMessage): number[] {
  switch (message.type) {
    case 'ident':
    case 'safe':
      return [];
    case 'ping':
      return u16(whole('token', message.token, 0, 0xffff));
    case 'config':
      return setupBytes(message.setup);
    case 'palette':
      whole('palette length', message.stops.length, 3 * PALETTE_STOPS, 3 * PALETTE_STOPS);
      return [...message.stops];
    case 'marks':
      return [...markBytes(message.marks[0]), ...markBytes(message.marks[1])];
    case 'level':
      whole('number of levels', message.levels.length, 1, MAX_FRAME_BYTES);
      return [...realTimeBytes(message), ...message.levels];
    case 'profile':
      return [...realTimeBytes(message), ...knotBytes(message.knots)];
    case 'rgb':
      whole('number of channels', message.rgb.length, 3, MAX_FRAME_BYTES, 3);
      return [...realTimeBytes(message), whole('first', message.first, 0, 254), ...message.rgb];
  }
}

function knotBytes(knots: readonly (readonly [number, number])[]): number[] {
  whole('number of knots', knots.length, 2, MAX_FRAME_BYTES);
  return knots.flatMap(([led, level], index) => [
    whole('LED of a knot', led, index === 0 ? 0 : knots[index - 1]![0] + 1, index === 0 ? 0 : 255),
    whole('level of a knot', level, 0, 255),
  ]);
}

function frameCheck(content: Uint8Array): number {
  let remainder = crc32Add(CRC32_START, PROTOCOL_MAJOR);
  for (const byte of content) remainder = crc32Add(remainder, byte);
  return crc32Finish(remainder);
}

/** The bytes of one message on the wire, closing zero included. */
export function encodeHostMessage(message: HostMessage): Uint8Array {
  const body = bodyBytes(message);
  const content = new Uint8Array(2 + body.length + CRC_BYTES);
  content[0] = HOST_TYPE_CODES[message.type];
  content[1] = whole('seq', message.seq, 0, 255);
  content.set(body, 2);
  new DataView(content.buffer).setUint32(
    content.length - CRC_BYTES,
    frameCheck(content.subarray(0, -CRC_BYTES)),
    true,
  );
  const stuffed = cobsEncode(content);
  whole('frame length', stuffed.length, 1, MAX_FRAME_BYTES);
  const wire = new Uint8Array(stuffed.length + 1);
  wire.set(stuffed);
  return wire;
}

/**
 * The message in the bytes between two zeros (the zeros not included), as a board reads it. What depends on
 * the board's own setup (number of LEDs, fitted needles) is checked by the board, not here.
 */
export function decodeHostMessage(stuffed: Uint8Array): HostMessage | FrameProblem {
  if (stuffed.length > MAX_FRAME_BYTES) return { problem: 'too-long' };
  const content = cobsDecode(stuffed);
  if (!content) return { problem: 'stuffing' };
  if (content.length < LEAST_BYTES) return { problem: 'too-short' };
  const end = content.length - CRC_BYTES;
  const sent = new DataView(content.buffer, content.byteOffset).getUint32(end, true);
  if (sent !== frameCheck(content.subarray(0, end))) return { problem: 'check' };
  return parseBody(content[0]!, content[1]!, content.slice(2, end));
}

function parseBody(code: number, seq: number, body: Uint8Array): HostMessage | FrameProblem {
  const found = Object.entries(HOST_TYPE_CODES).find(([, known]) => known === code);
  if (!found) return { problem: 'type', seq, text: `unknown type ${code.toString(16).padStart(2, '0')}` };
  const type = found[0] as HostMessageType;
  const wrongLength = (expected: string): FrameProblem => ({
    problem: 'length',
    seq,
    text: `${type} of ${body.length} bytes, expected ${expected}`,
  });
  const realTime = () => ({
    seq,
    needleLevels: [body[0]!, body[1]!] as const,
    inputId: body[2]!,
  });
  const rest = body.slice(REAL_TIME_BYTES);
  switch (type) {
    case 'ident':
    case 'safe':
      return body.length === 0 ? { type, seq } : wrongLength('0');
    case 'ping':
      return body.length === 2 ? { type, seq, token: body[0]! | (body[1]! << 8) } : wrongLength('2');
    case 'config':
      return body.length === CONFIG_BYTES ? parseSetup(seq, body) : wrongLength(`${CONFIG_BYTES}`);
    case 'palette':
      return body.length === 3 * PALETTE_STOPS
        ? { type, seq, stops: body }
        : wrongLength(`${3 * PALETTE_STOPS}`);
    case 'marks':
      return body.length === 8
        ? { type, seq, marks: [parseMark(body.subarray(0, 4)), parseMark(body.subarray(4))] }
        : wrongLength('8');
    case 'level':
      return rest.length >= 1 ? { type, ...realTime(), levels: rest } : wrongLength('at least 4');
    case 'profile':
      return parseProfile(seq, body, realTime, wrongLength);
    case 'rgb':
      return rest.length >= 4 && rest.length % 3 === 1
        ? { type, ...realTime(), first: rest[0]!, rgb: rest.slice(1) }
        : wrongLength('4 and a multiple of 3');
  }
}

function parseProfile(
  seq: number,
  body: Uint8Array,
  realTime: () => RealTime,
  wrongLength: (expected: string) => FrameProblem,
): HostMessage | FrameProblem {
  const rest = body.slice(REAL_TIME_BYTES);
  if (rest.length < 4 || rest.length % 2 !== 0) return wrongLength('3 and at least two pairs');
  const knots: [number, number][] = [];
  for (let at = 0; at < rest.length; at += 2) {
    const led = rest[at]!;
    const previous = knots.at(-1)?.[0] ?? -1;
    if (knots.length === 0 ? led !== 0 : led <= previous) {
      return { problem: 'range', seq, text: `profile knot at LED ${led} after ${previous}` };
    }
    knots.push([led, rest[at + 1]!]);
  }
  return { type: 'profile', ...realTime(), knots };
}

function parseMark(bytes: Uint8Array): Mark | null {
  if (bytes[0] === NO_MARK) return null;
  return { led: bytes[0]!, rgb: [bytes[1]!, bytes[2]!, bytes[3]!] };
}

function parseSetup(seq: number, body: Uint8Array): HostMessage | FrameProblem {
  const view = new DataView(body.buffer, body.byteOffset);
  const needle = (at: number): NeedleSetup | null => {
    const lowUs = view.getUint16(at, true);
    const highUs = view.getUint16(at + 2, true);
    return lowUs === 0 && highUs === 0 ? null : { lowUs, highUs };
  };
  const bits = body[8]!;
  const bit = (index: number) => (bits & (1 << index)) !== 0;
  const setup: BoardSetup = {
    ledCount: body[0]!,
    colourOrder: COLOUR_ORDERS[body[1]!] ?? ('unknown' as ColourOrder),
    currentLimitMa: view.getUint16(2, true),
    silenceMs: body[4]! * 100,
    fadeMs: body[5]! * 4,
    needleRestLevel: body[6]!,
    needleSlewUs: body[7]!,
    buttons: [bit(0), bit(1), bit(2), bit(3)],
    dials: [bit(4), bit(5)],
    needles: [needle(9), needle(13)],
  };
  if (body[1]! >= COLOUR_ORDERS.length) return { problem: 'range', seq, text: `colour order ${body[1]}` };
  if (bits > 0x3f) return { problem: 'range', seq, text: `inputs ${bits}` };
  try {
    setupBytes(setup);
  } catch (error) {
    return { problem: 'range', seq, text: (error as RangeError).message };
  }
  return { type: 'config', seq, setup };
}
