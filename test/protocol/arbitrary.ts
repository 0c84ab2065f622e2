/** Messages and lines at random, each within its ranges. */
import fc from 'fast-check';
import {
  BOOT_CAUSES,
  type BoardLine,
  type BoardSetup,
  type HostMessage,
  REFUSAL_CODES,
} from '../../src/protocol/index.js';
import { STRIP_ORDERS } from '../../src/units.js';

const byte = fc.integer({ min: 0, max: 255 });
const bytes = (minLength: number, maxLength: number) => fc.uint8Array({ minLength, maxLength });
const pulseUs = fc.integer({ min: 500, max: 2500 });
const needle = fc.option(fc.record({ lowUs: pulseUs, highUs: pulseUs }), { nil: null });
const bool = fc.boolean();

export const anySetup: fc.Arbitrary<BoardSetup> = fc.record({
  ledCount: fc.integer({ min: 1, max: 255 }),
  colourOrder: fc.constantFrom(...STRIP_ORDERS),
  currentLimitMa: fc.integer({ min: 0, max: 3000 }),
  silenceMs: fc.integer({ min: 5, max: 50 }).map((n) => n * 100),
  fadeMs: byte.map((n) => n * 4),
  needleRestLevel: byte,
  needleSlewUs: fc.integer({ min: 1, max: 255 }),
  buttons: fc.tuple(bool, bool, bool, bool),
  dials: fc.tuple(bool, bool),
  needles: fc.tuple(needle, needle),
});

const mark = fc.option(
  fc.record({ led: fc.integer({ min: 0, max: 254 }), rgb: fc.tuple(byte, byte, byte) }),
  { nil: null },
);
const realTime = { seq: byte, needleLevels: fc.tuple(byte, byte), inputId: byte };
const knots = fc
  .tuple(
    byte,
    fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 254 }), byte), {
      selector: ([led]) => led,
      minLength: 1,
      maxLength: 80,
    }),
  )
  .map(([first, rest]): [number, number][] => [[0, first], ...rest.sort(([a], [b]) => a - b)]);
const type = <T extends string>(name: T) => fc.constant(name);

export const anyMessage: fc.Arbitrary<HostMessage> = fc.oneof(
  fc.record({ type: fc.constantFrom('ident' as const, 'save' as const, 'safe' as const), seq: byte }),
  fc.record({ type: type('ping'), seq: byte, token: fc.integer({ min: 0, max: 0xffff }) }),
  fc.record({ type: type('config'), seq: byte, setup: anySetup }),
  fc.record({ type: type('palette'), seq: byte, stops: bytes(99, 99) }),
  fc.record({ type: type('marks'), seq: byte, marks: fc.tuple(mark, mark) }),
  fc.record({ type: type('level'), ...realTime, levels: bytes(1, 150) }),
  fc.record({ type: type('profile'), ...realTime, knots }),
  fc.record({
    type: type('rgb'),
    ...realTime,
    first: fc.integer({ min: 0, max: 254 }),
    rgb: fc.integer({ min: 1, max: 50 }).chain((leds) => bytes(3 * leds, 3 * leds)),
  }),
);

const u32 = fc.integer({ min: 0, max: 0xffffffff });
const seq = byte;
const id = fc.integer({ min: 1, max: 255 });
const word = fc.stringMatching(/^[a-z0-9.]{1,8}$/);
const prose = fc.stringMatching(/^[ -~]{0,60}$/);

export const anyLine: fc.Arbitrary<BoardLine> = fc.oneof(
  fc.record({
    verb: type('H'),
    major: byte,
    firmware: word,
    board: word,
    ledCount: byte,
    maxLeds: byte,
    windowBytes: fc.integer({ min: 0, max: 0xffff }),
    caps: fc.stringMatching(/^[A-Z]{0,8}$/),
    boot: fc.constantFrom(...BOOT_CAUSES),
  }),
  fc.record({
    verb: type('S'),
    upS: fc.integer({ min: 0, max: 99999 }),
    framesOk: byte,
    framesBad: byte,
    overruns: byte,
    overflows: byte,
    showUs: byte,
    freeRamBytes: byte,
    framesDimmed: byte,
    eventsLost: byte,
  }),
  fc.record({ verb: fc.constantFrom('K' as const, 'A' as const), seq }),
  fc.record({ verb: type('N'), seq, code: fc.constantFrom(...REFUSAL_CODES), text: prose }),
  fc.record({ verb: type('B'), id, deviceUs: u32, button: fc.integer({ min: 1, max: 4 }), pressed: bool }),
  fc.record({
    verb: type('D'),
    id,
    deviceUs: u32,
    dial: fc.integer({ min: 0, max: 1 }),
    value: fc.integer({ min: 0, max: 1023 }),
  }),
  fc.record({ verb: type('L'), id, latencyUs: u32 }),
  fc.record({ verb: type('T'), token: fc.integer({ min: 0, max: 0xffff }), receivedUs: u32, sentUs: u32 }),
  fc.record({ verb: type('#'), text: prose }),
);
