import type { BoardSetup } from '../../../src/protocol/index.js';
import { lightOf, pictureOf } from '../mock/picture.js';
import type { Sent } from './tapped-line.js';

/** Pictures that are remembered; far more than can be under way. */
const REMEMBERED = 512;
/** Pictures sent after another that was shown can show that one lost. */
const SETTLED = 8;

/**
 * Compares what a strip shows with what its host has sent, to the last bit. A picture is lost when later ones were
 * shown and it never was; wrong when nobody sent it.
 */
export class PicturesShown {
  /** Real-time frames that the host has sent. */
  sent = 0;
  shown = 0;
  /** Shows of what the host never sent; darkness is never wrong. */
  wrong = 0;
  /** Shows of the latest picture as it fades out, because the host is silent. */
  faded = 0;
  /** Shows of the beginning of a picture: the board was reset in the middle. */
  torn = 0;
  /** Shows of a picture that is older than one shown before. */
  backwards = 0;
  /** Of the pictures sent since the board was set up last, those that were never shown. */
  lost = 0;
  readonly #setup: BoardSetup;
  readonly #stops: Uint8Array;
  /** Number of the latest picture with this light. */
  readonly #numbers = new Map<string, number>();
  readonly #waiting = new Map<number, Uint8Array>();
  #newest = -1;
  #latest: Uint8Array = new Uint8Array(0);

  constructor(setup: BoardSetup, stops: Uint8Array) {
    this.#setup = setup;
    this.#stops = stops;
  }

  send(message: Sent): void {
    if (message === 'zero') return;
    // A board that begins again owes nothing of what was before.
    if (message.type === 'ident') this.#waiting.clear();
    if (message.type !== 'level' && message.type !== 'profile' && message.type !== 'rgb') return;
    const light = lightOf(pictureOf(message, this.#setup.ledCount), this.#setup, this.#stops, []).rgb;
    const key = light.toString();
    // One that is sent again is no other picture.
    if (this.#numbers.has(key)) return;
    this.#numbers.set(key, this.sent);
    this.#waiting.set(this.sent, light);
    this.sent++;
    if (this.#numbers.size > REMEMBERED) this.#numbers.delete(this.#numbers.keys().next().value!);
  }

  show(rgb: Uint8Array): void {
    const light = rgb.subarray(0, 3 * this.#setup.ledCount);
    if (light.every((channel) => channel === 0)) return;
    const number = this.#numbers.get(light.toString());
    if (number === undefined) {
      this.#judge(light);
      return;
    }
    this.shown++;
    this.#latest = light.slice();
    if (number < this.#newest) this.backwards++;
    this.#newest = Math.max(this.#newest, number);
    this.#waiting.delete(number);
    for (const waiting of this.#waiting.keys()) {
      if (waiting > this.#newest - SETTLED) break;
      this.#waiting.delete(waiting);
      this.lost++;
    }
  }

  #judge(light: Uint8Array): void {
    // The reset may have cut the last 1 short: then it reads as a 0.
    const last = light.length - 1;
    const begins = (whole: Uint8Array) =>
      light.every((channel, at) => channel === whole[at] || (at === last && channel === (whole[at]! & ~1)));
    if (light.length === this.#latest.length && light.every((channel, at) => channel <= this.#latest[at]!)) {
      this.faded++;
    } else if (light.length < this.#latest.length && [this.#latest, ...this.#waiting.values()].some(begins)) {
      this.torn++;
    } else this.wrong++;
  }

  /** Takes stock: all that was sent before the newest shown and never shown is lost, from now on. */
  settle(): void {
    for (const waiting of this.#waiting.keys()) {
      if (waiting >= this.#newest) break;
      this.#waiting.delete(waiting);
      this.lost++;
    }
  }
}
