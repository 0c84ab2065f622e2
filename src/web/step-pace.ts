/**
 * For who wants less motion: pictures of a running axon are shown in steps. One is shown where the crest is five LEDs
 * further on, where time has run back, where the rig has something to tell, and at last once it has waited for half a
 * second. Pure.
 */
import type { PagePicture } from '../server/messages.js';

const STEP_LEDS = 5;
const LONGEST_WAIT_MS = 500;

export class StepPace {
  #shown: PagePicture | undefined;
  #shownAtMs = Number.NEGATIVE_INFINITY;

  /** The rig tells of something that is another, such as a press: the next picture answers it. */
  hurry(): void {
    this.#shown = undefined;
  }

  /** What is shown at this moment of the room. @param latest as it came. @param running the axon's time goes on. */
  at(latest: PagePicture, running: boolean, wallMs: number): PagePicture {
    const shown = this.#shown;
    const waits =
      shown !== undefined &&
      running &&
      !latest.lookingBack &&
      !shown.lookingBack &&
      latest.modelMs >= shown.modelMs &&
      latest.potentialMv.length === shown.potentialMv.length &&
      Math.abs(crestOf(latest) - crestOf(shown)) < STEP_LEDS &&
      wallMs - this.#shownAtMs < LONGEST_WAIT_MS;
    if (waits) return shown;
    this.#shown = latest;
    this.#shownAtMs = wallMs;
    return latest;
  }
}

/** The LED that is highest. */
function crestOf({ potentialMv }: PagePicture): number {
  let crest = 0;
  for (let led = 1; led < potentialMv.length; led++) if (potentialMv[led]! > potentialMv[crest]!) crest = led;
  return crest;
}
