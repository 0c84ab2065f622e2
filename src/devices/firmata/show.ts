import type { Picture } from '../device.js';
import type { Timers } from '../timers.js';
import { CLICK_MS, type Fittings } from './fittings.js';
import { SERVO_MS } from './needle.js';
import type { Lights } from './outputs.js';
import type { Transport } from './transport.js';

/** A board with nothing to do is asked whether it is still there, and told a few of its outputs again. */
const IDLE_MS = 250;

/** What is wired to the board. */
export interface Fitted {
  readonly lights: Lights;
  readonly fittings: Fittings;
}

export interface ShowParts {
  readonly timers: Timers;
  readonly transport: Transport;
  readonly silenceMs: number;
  /** Sends what `fill` writes; returns how many bytes that were. */
  readonly batch: (fill: () => void, picture: boolean) => number;
  /** Asks for another `step` in so many milliseconds. */
  readonly again: (ms: number) => void;
  /** A picture is complete on the board: `inputId` if it is the first that knows of that input, otherwise 0. */
  readonly shown: (inputId: number) => void;
}

/** Pictures, needles and clicks on the board. What it cannot keep up with is left out: the latest picture wins. */
export class Show {
  readonly stats = { pictureBytes: 0, sent: 0, acked: 0, superseded: 0, repeated: 0 };
  readonly #parts: ShowParts;
  #shownId = 0;
  #pendingId = 0;
  #picture: Picture | undefined;
  #lastPictureMs = 0;
  #dark = true;

  constructor(parts: ShowParts) {
    this.#parts = parts;
  }

  /** From now on a board without pictures is a silent one. */
  begin(): void {
    this.#lastPictureMs = this.#parts.timers.nowMs();
  }

  take(picture: Picture): void {
    if (this.#picture) this.stats.superseded++;
    this.#picture = picture;
    this.begin();
  }

  goDark({ lights, fittings }: Fitted): void {
    this.#dark = true;
    lights.dark();
    fittings.rest();
  }

  /** No picture any more: dark, needles at rest. */
  leave(fitted: Fitted): void {
    this.#picture = undefined;
    this.goDark(fitted);
  }

  /** Dark when no pictures come; an idle board is told again what the line may have lost. */
  tick(fitted: Fitted, { sinceBatchMs, leaving }: { sinceBatchMs: number; leaving: boolean }): void {
    const { timers, silenceMs } = this.#parts;
    if (!this.#dark && timers.nowMs() - this.#lastPictureMs >= silenceMs) this.goDark(fitted);
    if (leaving || sinceBatchMs < IDLE_MS) return;
    this.stats.repeated += fitted.lights.forget();
    fitted.fittings.forgetLamp();
  }

  /** Sends what there is to send. Returns how many bytes that were. */
  step({ lights, fittings }: Fitted): number {
    const { timers, transport, batch, again } = this.#parts;
    const nowMs = timers.nowMs();
    const picture = this.#picture;
    this.#picture = undefined;
    if (picture) {
      this.#dark = false;
      this.#pendingId = picture.inputId;
      lights.set(picture.levels, picture.rgb, nowMs);
      fittings.aim(picture.needleLevels);
      fittings.lightLamp(picture.faultLamp === true);
    }
    let stepMs = nowMs;
    let stepBytes = 0;
    const bytes = batch(() => {
      // First of all what must not come after a strip's picture, while the board is deaf.
      fittings.stepNeedles(nowMs);
      fittings.stepLamp();
      if (fittings.stepClick(nowMs)) again(CLICK_MS);
      lights.write(() => {
        // A picture of a long strip takes many times 20 ms: the needles move on in the midst of it.
        const passedMs = transport.lineMs(transport.batchBytes - stepBytes);
        if (passedMs < SERVO_MS) return;
        stepBytes = transport.batchBytes;
        stepMs += passedMs;
        fittings.stepNeedles(stepMs);
      });
    }, picture !== undefined);
    if (picture) {
      this.stats.pictureBytes += bytes;
      this.stats.sent++;
      // It looks like the one before: the board shows it already.
      if (bytes === 0) this.complete();
    }
    return bytes;
  }

  /** The picture that was sent last is complete on the board. */
  complete(): void {
    this.stats.acked++;
    const isNews = this.#pendingId !== this.#shownId;
    this.#shownId = this.#pendingId;
    this.#parts.shown(isNews ? this.#shownId : 0);
  }
}
