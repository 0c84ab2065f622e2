import { STRIP_ORDERS, type StripOrder } from '../../units.js';
import { ByteWriter, whole } from '../byte-writer.js';
import { type AnyHostMessage, type HostMessageEntry, outOfRange, wrongLength } from './entry.js';

/** A servo's pulse at level 0 and at level 255 [µs, 500 to 2500]; `lowUs` may be the larger: a mirrored dial. */
export interface NeedleSetup {
  readonly lowUs: number;
  readonly highUs: number;
  /** At level 128, between the two [µs]; absent: half-way along. Only if the board's caps have X. */
  readonly midUs?: number | undefined;
}

/** What is fitted to the board and within which limits it may act. */
export interface BoardSetup {
  /** LEDs of a picture, 1 to the board's `max`. */
  readonly ledCount: number;
  /** One with a w, four bytes an LED, only if the board's caps have X. */
  readonly colourOrder: StripOrder;
  /** Most that the strip may draw [mA, 0 to 3000]. */
  readonly currentLimitMa: number;
  /** Silence of the host after which the board goes dark [ms, multiple of 100, 500 to 5000]. */
  readonly silenceMs: number;
  /** Linear blend from picture to picture [ms, multiple of 4, 0 to 1020]; not 0 only if the board's caps have F. */
  readonly fadeMs: number;
  /** Level that a needle shows when nobody says otherwise. */
  readonly needleRestLevel: number;
  /** Fastest that a needle's pulse may change [µs per 20 ms, 1 to 255]. */
  readonly needleSlewUs: number;
  /** Which of the buttons 1 to 4 report. */
  readonly buttons: readonly [boolean, boolean, boolean, boolean];
  /** Which of the dials 0 and 1 report. */
  readonly dials: readonly [boolean, boolean];
  /**
   * Whether the line of an input event is followed by so many empty ones that an adapter's packet is full: for one that
   * holds short lines back. Only if the board's caps have A.
   */
  readonly fillsPackets?: boolean;
  /** The needles A and B; `null` where none is fitted: no pulse. */
  readonly needles: readonly [NeedleSetup | null, NeedleSetup | null];
  /** LEDs before the first of a picture, which stay dark; with `ledCount` up to the board's `max`. Not 0 only with X. */
  readonly skip?: number;
  /** Which of the buttons 1 to 4 are high when pressed; absent: none. Any only with X. */
  readonly pressedHigh?: readonly [boolean, boolean, boolean, boolean];
  /** A needle that has rested so long has no pulse [s, 1 to 255]; absent: it always has. Only with X. */
  readonly holdS?: number | undefined;
}

export interface Config extends AnyHostMessage<'config'> {
  readonly setup: BoardSetup;
}

const SILENCE_STEP_MS = 100;
const FADE_STEP_MS = 4;
/** Buttons and dials have a bit each, and one more says that events fill a packet. */
const ALL_INPUTS = 0x7f;
const FILLS_PACKETS_BIT = 6;
/** What every board takes, and what one with X in its caps takes as well. */
const SHORT_BYTES = 17;
const LONG_BYTES = 24;
const ALL_BUTTONS = 0x0f;

/** Whether a set-up has something that only a long CONFIG can say. */
export function isLongSetup({ skip = 0, pressedHigh, holdS = 0, needles }: BoardSetup): boolean {
  const hasMid = needles.some((needle) => needle?.midUs !== undefined);
  return skip > 0 || holdS > 0 || hasMid || pressedHigh?.includes(true) === true;
}

const bitsOf = (flags: readonly boolean[]) => flags.reduce((sum, on, bit) => sum | (on ? 1 << bit : 0), 0);

function writeNeedle(name: string, needle: NeedleSetup | null, body: ByteWriter): void {
  body.u16(needle ? whole(`${name}.lowUs`, needle.lowUs, 500, 2500) : 0);
  body.u16(needle ? whole(`${name}.highUs`, needle.highUs, 500, 2500) : 0);
}

function readNeedle(view: DataView, at: number): NeedleSetup | null {
  const lowUs = view.getUint16(at, true);
  const highUs = view.getUint16(at + 2, true);
  return lowUs === 0 && highUs === 0 ? null : { lowUs, highUs };
}

function readMid(needle: NeedleSetup | null, midUs: number): NeedleSetup | null {
  return needle && midUs > 0 ? { ...needle, midUs } : needle;
}

function writeMid(name: string, needle: NeedleSetup | null, body: ByteWriter): void {
  const { lowUs = 0, highUs = 0, midUs } = needle ?? {};
  const [least, most] = [Math.min(lowUs, highUs) + 1, Math.max(lowUs, highUs) - 1];
  body.u16(midUs === undefined ? 0 : whole(`${name}.midUs`, midUs, least, most));
}

function readSetup(body: Uint8Array): BoardSetup {
  const view = new DataView(body.buffer, body.byteOffset);
  const bit = (index: number) => (body[8]! & (1 << index)) !== 0;
  const isLong = body.length === LONG_BYTES;
  const high = (index: number) => isLong && (body[18]! & (1 << index)) !== 0;
  const mid = (needle: NeedleSetup | null, at: number) =>
    isLong ? readMid(needle, view.getUint16(at, true)) : needle;
  return {
    ledCount: body[0]!,
    colourOrder: STRIP_ORDERS[body[1]!] ?? ('unknown' as StripOrder),
    currentLimitMa: view.getUint16(2, true),
    silenceMs: body[4]! * SILENCE_STEP_MS,
    fadeMs: body[5]! * FADE_STEP_MS,
    needleRestLevel: body[6]!,
    needleSlewUs: body[7]!,
    buttons: [bit(0), bit(1), bit(2), bit(3)],
    dials: [bit(4), bit(5)],
    ...(bit(FILLS_PACKETS_BIT) && { fillsPackets: true }),
    needles: [mid(readNeedle(view, 9), 20), mid(readNeedle(view, 13), 22)],
    ...(isLong && body[17]! > 0 && { skip: body[17]! }),
    ...(isLong && body[18]! > 0 && { pressedHigh: [high(0), high(1), high(2), high(3)] }),
    ...(isLong && body[19]! > 0 && { holdS: body[19]! }),
  };
}

function writeSetup(setup: BoardSetup, body: ByteWriter): void {
  const inputs = [...setup.buttons, ...setup.dials, setup.fillsPackets === true];
  body.u8(whole('ledCount', setup.ledCount, 1, 255));
  const order = STRIP_ORDERS.indexOf(setup.colourOrder);
  body.u8(whole(`colour order "${setup.colourOrder}"`, order, 0, STRIP_ORDERS.length - 1));
  body.u16(whole('currentLimitMa', setup.currentLimitMa, 0, 3000));
  body.u8(whole('silenceMs', setup.silenceMs, 500, 5000, SILENCE_STEP_MS) / SILENCE_STEP_MS);
  body.u8(whole('fadeMs', setup.fadeMs, 0, 1020, FADE_STEP_MS) / FADE_STEP_MS);
  body.u8(whole('needleRestLevel', setup.needleRestLevel, 0, 255));
  body.u8(whole('needleSlewUs', setup.needleSlewUs, 1, 255));
  body.u8(bitsOf(inputs));
  writeNeedle('needle A', setup.needles[0], body);
  writeNeedle('needle B', setup.needles[1], body);
  if (!isLongSetup(setup)) return;
  body.u8(whole('skip', setup.skip ?? 0, 0, 254));
  body.u8(bitsOf(setup.pressedHigh ?? []));
  body.u8(whole('holdS', setup.holdS ?? 0, 0, 255));
  writeMid('needle A', setup.needles[0], body);
  writeMid('needle B', setup.needles[1], body);
}

/** Pulses for the middle of a needle that is not there. */
function strayMid(body: Uint8Array): boolean {
  const view = new DataView(body.buffer, body.byteOffset);
  return [0, 1].some(
    (index) => view.getUint16(20 + 2 * index, true) > 0 && readNeedle(view, 9 + 4 * index) === null,
  );
}

export const config: HostMessageEntry<Config> = {
  type: 'config',
  code: 0x03,
  encode({ setup }, body) {
    writeSetup(setup, body);
  },
  decode(body, seq) {
    if (body.length !== SHORT_BYTES && body.length !== LONG_BYTES)
      return wrongLength('config', body, `${SHORT_BYTES} or ${LONG_BYTES}`);
    if (body[1]! >= STRIP_ORDERS.length) return outOfRange(`colour order ${body[1]}`);
    if (body[8]! > ALL_INPUTS) return outOfRange(`inputs ${body[8]}`);
    if (body.length === LONG_BYTES) {
      if (body[18]! > ALL_BUTTONS) return outOfRange(`pressedHigh ${body[18]}`);
      if (strayMid(body)) return outOfRange('mid without a needle');
    }
    const setup = readSetup(body);
    try {
      // What may not be sent is not taken either.
      writeSetup(setup, new ByteWriter());
    } catch (error) {
      return outOfRange((error as RangeError).message);
    }
    return { type: 'config', seq, setup };
  },
  example: {
    message: {
      type: 'config',
      seq: 2,
      setup: {
        ledCount: 5,
        colourOrder: 'grb',
        currentLimitMa: 200,
        silenceMs: 1000,
        fadeMs: 0,
        needleRestLevel: 40,
        needleSlewUs: 255,
        buttons: [true, true, true, true],
        dials: [false, false],
        needles: [
          { lowUs: 1000, highUs: 2000 },
          { lowUs: 2000, highUs: 1000 },
        ],
      },
    },
    wire: '04 03 02 05 02 c8 02 0a 10 28 ff 0f e8 03 d0 07 d0 07 e8 03 69 95 e3 a6 00',
  },
};
