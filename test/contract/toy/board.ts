/** The far end of a toy device: a board on a line in memory, which takes plain values and answers with some. */
import type { Timers } from '../../../src/devices/timers.js';
import { REST_LEVEL } from '../../../src/units.js';

const DARK_AFTER_MS = 1000;

export interface ToyPicture {
  readonly rgb: Uint8Array;
  readonly needleLevels: readonly [number, number];
  readonly inputId: number;
}

export type FromToy =
  | { readonly say: 'shown'; readonly inputId: number }
  | { readonly say: 'button'; readonly button: number; readonly pressed: boolean }
  | { readonly say: 'dial'; readonly dial: number; readonly position: number };

/** One connection; what the board says comes later, never from inside a call. */
export interface ToyLine {
  show(picture: ToyPicture): void;
  /** Dark, needles at rest, and nothing more is said. */
  close(): void;
}

export class ToyBoard {
  rgb: Uint8Array;
  needleLevels: readonly [number, number] = [REST_LEVEL, REST_LEVEL];
  plugged = true;
  readonly #timers: Timers;
  #hear: ((said: FromToy) => void) | undefined;
  #gone: (() => void) | undefined;
  #cancelSilence = () => {};

  constructor(ledCount: number, timers: Timers) {
    this.rgb = new Uint8Array(3 * ledCount);
    this.#timers = timers;
  }

  /** Undefined while it is not plugged in. `gone` is called when the plug is pulled. */
  open(hear: (said: FromToy) => void, gone: () => void): ToyLine | undefined {
    if (!this.plugged) return undefined;
    this.#hear = hear;
    this.#gone = gone;
    return {
      show: (picture) => this.#show(picture),
      close: () => this.#release(),
    };
  }

  unplug(): void {
    const gone = this.#gone;
    this.plugged = false;
    this.#release();
    gone?.();
  }

  press(button: number): void {
    this.#say({ say: 'button', button, pressed: true });
  }

  release(button: number): void {
    this.#say({ say: 'button', button, pressed: false });
  }

  turn(dial: number, position: number): void {
    this.#say({ say: 'dial', dial, position });
  }

  #show({ rgb, needleLevels, inputId }: ToyPicture): void {
    this.rgb = rgb.slice();
    this.needleLevels = [...needleLevels];
    this.#cancelSilence();
    this.#cancelSilence = this.#timers.after(DARK_AFTER_MS, () => this.#goDark());
    this.#say({ say: 'shown', inputId });
  }

  #say(said: FromToy): void {
    const hear = this.#hear;
    queueMicrotask(() => this.#hear === hear && hear?.(said));
  }

  #release(): void {
    this.#hear = this.#gone = undefined;
    this.#goDark();
  }

  #goDark(): void {
    this.#cancelSilence();
    this.rgb.fill(0);
    this.needleLevels = [REST_LEVEL, REST_LEVEL];
  }
}
