import {
  type BoardSetup,
  cobsDecode,
  crc32,
  encodeHostMessage,
  type FrameProblem,
  type HostMessage,
  type Mark,
} from '../../../src/protocol/index.js';
import { COLOUR_ORDERS } from '../../../src/units.js';
import { lightOf, misfit, pictureOf, type RealTimeMessage } from '../mock/picture.js';
import { behindDark, bytesFor, lightsOf } from '../strip-bytes.js';
import type { BoardState } from './orders.js';

const CHECK_BYTES = 4;
const MAX_LEDS = 150;
/** Layout, set-up and check of one that keeps nothing. */
const NOTHING_KEPT = new Uint8Array(29).fill(255);
/** Of a set-up with all that it may say. */
const SETUP_BYTES = 24;
const NO_MARKS = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0);

/** The body of a message as it stands between seq and check. */
export function bodyOf(message: HostMessage): Uint8Array {
  return cobsDecode(encodeHostMessage(message).subarray(0, -1))!.slice(2, -CHECK_BYTES);
}

export function isPicture(message: HostMessage): message is RealTimeMessage {
  return message.type === 'level' || message.type === 'profile' || message.type === 'rgb';
}

/** What a board answers to a message, besides its credit: done, refused, or nothing to a picture that is taken. */
export type Answer = 'A' | 'N type' | 'N length' | 'N range' | undefined;

/** What a board goes by; the marks only where the picture that is shown has them. */
export interface ExpectedState {
  readonly setup: Uint8Array;
  readonly palette: Uint8Array;
  readonly marks: Uint8Array | undefined;
  readonly kept: Uint8Array;
}

/** What a board must go by after the messages that it has taken: firmware-protocol.md, by the host's own code. */
export class BoardModel {
  #setup: BoardSetup;
  #setupBody: Uint8Array;
  #stops: Uint8Array;
  #marks: readonly [Mark | null, Mark | null] = [null, null];
  #marksBody: Uint8Array = NO_MARKS;
  #drawnMarks: Uint8Array | undefined;
  #kept: Uint8Array = NOTHING_KEPT;

  constructor(setup: BoardSetup, stops: Uint8Array) {
    this.#setup = setup;
    this.#stops = stops;
    this.#setupBody = bodyOf({ type: 'config', seq: 0, setup });
  }

  get setup(): BoardSetup {
    return this.#setup;
  }

  get state(): ExpectedState {
    return { setup: this.#setupBody, palette: this.#stops, marks: this.#drawnMarks, kept: this.#kept };
  }

  /** Takes a message or refuses it. */
  hear(message: HostMessage | FrameProblem): Answer {
    if ('problem' in message) return 'seq' in message ? `N ${message.problem}` : undefined;
    const { ledCount } = this.#setup;
    if (isPicture(message)) {
      const wrong = misfit(message, ledCount);
      if (wrong) return `N ${wrong.code}`;
      if (message.type === 'rgb') this.#drawnMarks = undefined;
      else this.#drawnMarks = this.#marksBody;
      return undefined;
    }
    switch (message.type) {
      case 'config':
        if (message.setup.ledCount + (message.setup.skip ?? 0) > MAX_LEDS) return 'N range';
        this.#setup = message.setup;
        this.#setupBody = bodyOf(message);
        break;
      case 'palette':
        this.#stops = message.stops;
        break;
      case 'marks':
        if (message.marks.some((mark) => mark && mark.led >= ledCount)) return 'N range';
        this.#marks = message.marks;
        this.#marksBody = bodyOf(message);
        break;
      case 'save':
        this.#kept = recordOf(this.#setupBody);
        break;
      case 'ident':
      case 'ping':
      case 'safe':
        break;
      default:
        message satisfies never;
    }
    return 'A';
  }

  /** R, G, B per LED of a picture on a strip that wants green first. */
  light(picture: RealTimeMessage): Uint8Array {
    const asked = pictureOf(picture, this.#setup.ledCount);
    const { rgb } = lightOf(asked, this.#setup, this.#stops, this.#marks);
    return lightsOf(bytesFor(behindDark(rgb, this.#setup), this.#setup.colourOrder), COLOUR_ORDERS[0]);
  }
}

/** What a board keeps of a set-up: its length, the set-up, and the check of both. */
export function recordOf(body: Uint8Array): Uint8Array {
  const setup = new Uint8Array(SETUP_BYTES);
  setup.set(body);
  const content = Uint8Array.of(setup.length, ...setup);
  const record = new Uint8Array(content.length + CHECK_BYTES);
  record.set(content);
  new DataView(record.buffer).setUint32(content.length, crc32(content), true);
  return record;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** What differs in a board's state from what is expected; undefined if nothing does. */
export function difference(state: BoardState, expected: ExpectedState): string | undefined {
  const { length } = expected.setup;
  // What a short CONFIG does not say is 0.
  const rest = state.setup.subarray(length);
  if (!sameBytes(state.setup.subarray(0, length), expected.setup) || rest.some((byte) => byte !== 0))
    return 'set-up';
  if (!sameBytes(state.palette, expected.palette)) return 'palette';
  if (!sameBytes(state.kept, expected.kept)) return 'record of what is kept';
  if (!expected.marks) return undefined;
  for (const mark of [0, 1]) {
    const [led, ...rgb] = expected.marks.subarray(4 * mark, 4 * mark + 4);
    // A mark that is not there has no colour.
    if (state.markLeds[mark] !== led) return 'marks';
    if (led !== 255 && !sameBytes(state.markRgb.subarray(3 * mark, 3 * mark + 3), Uint8Array.from(rgb))) {
      return 'marks';
    }
  }
  return undefined;
}
