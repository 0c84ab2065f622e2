/**
 * Compares three things with each other, by rules of its own: what the display says that is to be seen, what the host sends
 * of it, and what the strip shows. A picture is wrong where two of them do not agree.
 */
import type { LivePicture } from '../../../src/controller/contract.js';
import type { Picture } from '../../../src/display/stage.js';
import { expandProfile } from '../../../src/protocol/index.js';
import type { Sent } from '../faults/tapped-line.js';
import { plainCurrentMa, plainLevel, plainLight } from '../independent/board-light.js';

/** A PROFILE may be so many levels off (firmware-protocol.md, "PROFILE"). */
const PROFILE_OFF = 2;
/** Pictures of the display, and of the host, that are remembered; more than can be under way. */
const REMEMBERED = 64;
const PALETTES = 4;
/** A host that has sent nothing for so long is silent: the strip fades [ms]. */
const SILENT_MS = 400;
/** A board that has lost its power or was reset may have ended in mid-picture; it has begun again by then [ms]. */
const BEGINS_WITHIN_MS = 5000;

interface Said {
  readonly levels: Uint8Array;
  stops: Uint8Array;
}

interface SentPicture {
  readonly number: number;
  readonly levels: Uint8Array;
}

export interface ShownOptions {
  readonly ledCount: number;
  readonly limitMa: number;
  readonly reversed: boolean;
  /** The last LED may be a lamp. */
  readonly hasLamp: boolean;
  readonly nowMs: () => number;
}

export class ShownPictures {
  /** Pictures of the display, of the host, and on the strip. */
  said = 0;
  sent = 0;
  shown = 0;
  /** Light of the display that is not that of its levels; levels that are not those of the potentials, where nothing limits them. */
  wrongLight = 0;
  wrongLevels = 0;
  /** The host sent what the display had not said; the strip showed what the host had not sent, or something older than before. */
  wrongSent = 0;
  wrongShown = 0;
  /** Shows of a strip that fades since nobody speaks to it, and of the beginning of a picture as its board loses power. */
  faded = 0;
  torn = 0;
  /** Most that the strip drew [mA]. */
  mostMa = 0;
  /** The first that was wrong, in words. */
  firstWrong = '';
  readonly #options: ShownOptions;
  readonly #said: Said[] = [];
  readonly #sent: SentPicture[] = [];
  readonly #palettes: Uint8Array[] = [];
  readonly #plain: Uint8Array;
  readonly #latest: Uint8Array;
  /** What the host has sent of a picture that the display has yet to tell of: the device is shown it first. */
  #early: { readonly levels: Uint8Array; readonly off: number } | undefined;
  #resetMs = Number.NEGATIVE_INFINITY;
  #newest = -1;
  #sentMs = Number.NEGATIVE_INFINITY;

  constructor(options: ShownOptions) {
    this.#options = options;
    this.#plain = new Uint8Array(3 * options.ledCount);
    this.#latest = new Uint8Array(3 * options.ledCount);
  }

  get wrong(): number {
    return this.wrongLight + this.wrongLevels + this.wrongSent + this.wrongShown;
  }

  /** The display says that this is to be seen. */
  say({ light, potentialMv }: LivePicture): void {
    this.said++;
    const { levels, palette, rgb } = light;
    const before = this.#said.at(-1);
    const stops = before && isSame(before.stops, palette.stops) ? before.stops : palette.stops.slice();
    if (!before || before.stops !== stops || !isSame(before.levels, levels)) {
      plainLight(levels, stops, this.#options.limitMa, this.#plain);
      if (!isSame(this.#plain, rgb))
        this.#complain('wrongLight', 'the display’s light is not that of its levels');
      this.#said.push({ levels: levels.slice(), stops });
      if (this.#said.length > REMEMBERED) this.#said.shift();
    }
    if (this.#early && !isWithin(levels, this.#early.levels, this.#early.off))
      this.#complain('wrongSent', 'the host has sent what the display did not say');
    this.#early = undefined;
    if (!light.flashLimitActing && !this.#areLevelsOf(light, potentialMv))
      this.#complain('wrongLevels', 'levels are not those of the potentials');
  }

  /** The host sends this. */
  send(message: Sent): void {
    if (message === 'zero') return;
    if (message.type === 'palette') {
      this.#palettes.push(message.stops.slice());
      if (this.#palettes.length > PALETTES) this.#palettes.shift();
      return;
    }
    // Dark is asked for.
    if (message.type === 'safe') this.#sentMs = Number.NEGATIVE_INFINITY;
    if (message.type !== 'level' && message.type !== 'profile') return;
    this.#sentMs = this.#options.nowMs();
    const levels = message.type === 'level' ? message.levels : new Uint8Array(this.#options.ledCount);
    if (message.type === 'profile') expandProfile(message.knots, levels);
    const off = message.type === 'profile' ? PROFILE_OFF : 0;
    if (!this.#said.some((said) => isWithin(said.levels, levels, off)))
      this.#early = { levels: levels.slice(), off };
    this.#sent.push({ number: this.sent++, levels: levels.slice() });
    if (this.#sent.length > REMEMBERED) this.#sent.shift();
  }

  /** The board loses its power, or is reset. */
  boardBegins(): void {
    this.#resetMs = this.#options.nowMs();
  }

  /** The strip shows this. */
  show(whole: Uint8Array): void {
    const rgb = whole.subarray(0, this.#latest.length);
    this.mostMa = Math.max(this.mostMa, plainCurrentMa(rgb));
    if (rgb.every((channel) => channel === 0)) return;
    const number = this.#numberOf(rgb);
    if (number === undefined) {
      this.#judge(rgb);
      return;
    }
    this.shown++;
    this.#latest.set(rgb);
    if (number < this.#newest)
      this.#complain('wrongShown', 'the strip shows a picture older than one before');
    this.#newest = Math.max(this.#newest, number);
  }

  /** The first picture sent that looks so, from the one on that was shown last; else an older one; undefined if none does. */
  #numberOf(rgb: Uint8Array): number | undefined {
    const from = this.#sent.findIndex(({ number }) => number >= this.#newest);
    const count = this.#sent.length;
    for (let n = 0; n < count; n++) {
      const sent = this.#sent[(Math.max(0, from) + n) % count]!;
      if (this.#looksSo(sent.levels, rgb)) return sent.number;
    }
    return undefined;
  }

  #looksSo(levels: Uint8Array, rgb: Uint8Array): boolean {
    for (let p = this.#palettes.length - 1; p >= 0; p--) {
      plainLight(levels, this.#palettes[p]!, this.#options.limitMa, this.#plain);
      if (isSame(this.#plain, rgb)) return true;
    }
    return false;
  }

  #judge(rgb: Uint8Array): void {
    const isDimmer =
      rgb.length === this.#latest.length && rgb.every((channel, i) => channel <= this.#latest[i]!);
    if (isDimmer && this.#options.nowMs() - this.#sentMs >= SILENT_MS) this.faded++;
    else if (this.#isTorn(rgb)) this.torn++;
    else this.#complain('wrongShown', 'the strip shows what the host has not sent');
  }

  /** The beginning of a picture, and dark behind it, as its board was reset; the last channel of it may be cut short. */
  #isTorn(rgb: Uint8Array): boolean {
    if (this.#options.nowMs() - this.#resetMs > BEGINS_WITHIN_MS) return false;
    const lit = rgb.findLastIndex((channel) => channel > 0);
    return this.#sent.some(({ levels }) =>
      this.#palettes.some((stops) => {
        plainLight(levels, stops, this.#options.limitMa, this.#plain);
        return isWithin(this.#plain.subarray(0, lit), rgb.subarray(0, lit), 0);
      }),
    );
  }

  #areLevelsOf({ levels }: Picture, potentialMv: Float64Array): boolean {
    const last = levels.length - 1;
    const { reversed, hasLamp } = this.#options;
    return potentialMv.every((mv, place) => {
      const led = reversed ? last - place : place;
      return (hasLamp && led === last) || levels[led] === plainLevel(mv);
    });
  }

  #complain(kind: 'wrongLight' | 'wrongLevels' | 'wrongSent' | 'wrongShown', words: string): void {
    this[kind]++;
    if (this.firstWrong === '')
      this.firstWrong = `${words}, at ${(this.#options.nowMs() / 1000).toFixed(3)} s`;
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return isWithin(a, b, 0);
}

function isWithin(a: Uint8Array, b: Uint8Array, off: number): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (Math.abs(a[i]! - b[i]!) > off) return false;
  return true;
}
