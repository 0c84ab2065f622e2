/** Below so many pictures a second a light that travels is seen to jump: then the board blends from one to the next. */
const BLEND_BELOW_PER_S = 40;
/** From here on it stops again; the gap keeps it from going to and fro. */
const STOP_FROM_PER_S = 44;
/** How long is looked back [ms]. */
const WINDOW_MS = 2000;
/** Step of the CONFIG field `fade`. */
const STEP_MS = 4;
const MS_PER_S = 1000;

interface Look {
  readonly atMs: number;
  readonly picturesSent: number;
  readonly picturesSuperseded: number;
}

/**
 * How long the board should blend: not at all where the line brings 40 pictures a second or where nobody makes more
 * than it brings, else for the time between two pictures, at most as long as the rig allows.
 */
export class FadeControl {
  readonly #mostMs: number;
  #last: Look | undefined;
  #fadeMs = 0;

  /** @param mostMs longest blend that the rig allows; 0 never blends. */
  constructor(mostMs: number) {
    this.#mostMs = mostMs;
  }

  /** Looks at the counters now and then. @returns the blend that there should be [ms, a multiple of 4]. */
  look(now: Look): number {
    const last = this.#last;
    if (last && now.atMs - last.atMs < WINDOW_MS) return this.#fadeMs;
    this.#last = now;
    if (!last) return this.#fadeMs;
    const perS = ((now.picturesSent - last.picturesSent) * MS_PER_S) / (now.atMs - last.atMs);
    const lineIsSlow = now.picturesSuperseded > last.picturesSuperseded;
    const below = this.#fadeMs > 0 ? STOP_FROM_PER_S : BLEND_BELOW_PER_S;
    if (!lineIsSlow || perS >= below) this.#fadeMs = 0;
    else if (perS > 0) this.#fadeMs = STEP_MS * Math.floor(Math.min(MS_PER_S / perS, this.#mostMs) / STEP_MS);
    return this.#fadeMs;
  }
}
