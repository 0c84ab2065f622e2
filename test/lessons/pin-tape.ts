/** The light of a strip, picture after picture, as it came off the pin, read as potentials by the palette in force. */
import type { ColourReader, MvReading } from '../harness/light/level-reader.js';

interface Frame {
  /** When its last bit was out [ms of the board]. */
  readonly ms: number;
  readonly rgb: Uint8Array;
}

/** When an LED was brightest, and what that says. */
export interface Crest extends MvReading {
  readonly ms: number;
}

export class PinTape {
  readonly #frames: Frame[] = [];

  add(ms: number, rgb: Uint8Array): void {
    this.#frames.push({ ms, rgb });
  }

  /** Forgets what was shown, but for what is shown now. */
  cut(): void {
    this.#frames.splice(0, this.#frames.length - 1);
  }

  /** What an LED shows now. */
  now(read: ColourReader, led: number): MvReading {
    return read(this.#frames.at(-1)!.rgb, led);
  }

  /** The highest that an LED has shown since the tape was cut, at first. */
  crest(read: ColourReader, led: number): Crest {
    let best: Crest | undefined;
    for (const { ms, rgb } of this.#frames) {
      const reading = read(rgb, led);
      if (best === undefined || reading.mv > best.mv) best = { ...reading, ms };
    }
    return best!;
  }

  /** When an LED first rose over a potential [ms of the board]. */
  risesMs(read: ColourReader, led: number, overMv: number): number {
    return this.#rises(read, led, overMv)[0] ?? Number.NaN;
  }

  /** How often an LED rose over a potential. */
  spikes(read: ColourReader, led: number, overMv: number): number {
    return this.#rises(read, led, overMv).length;
  }

  #rises(read: ColourReader, led: number, overMv: number): number[] {
    const isOver = this.#frames.map(({ rgb }) => read(rgb, led).mv > overMv);
    return this.#frames.flatMap(({ ms }, n) => (n > 0 && isOver[n]! && !isOver[n - 1]! ? [ms] : []));
  }
}
