import { COLOUR_ORDERS } from '../../../src/units.js';
import { lightsOf } from '../strip-bytes.js';
import { type BoardState, Orders, tell } from './orders.js';
import { HostProcess } from './process.js';
import type { Outcome, Target, Trial } from './target.js';

/** The real program, compiled for this computer. The caller closes it. */
export class HostTarget implements Target {
  readonly name = 'the real program compiled for this computer';
  readonly thinkingUs = 0;
  readonly #process: HostProcess;
  readonly #orders = new Orders();

  /** @param startUs how long the board has run already. */
  constructor(program?: string, startUs = 0) {
    this.#process = new HostProcess(program);
    if (startUs > 0) this.#process.batch(this.#orders.passSlowly(startUs).take());
  }

  play(trials: readonly Trial[]): Outcome[] {
    for (const trial of trials) {
      for (const { fingers, bytes, thenUs } of trial) {
        if (fingers) this.#orders.pins(fingers.pins).dial(fingers.dial, fingers.reading);
        this.#orders.send(bytes).pass(thenUs);
      }
      this.#orders.tellState().mark();
    }
    const outcomes: Outcome[] = [];
    let text = '';
    let shows: Uint8Array[] = [];
    let state: BoardState | undefined;
    tell(this.#process.batch(this.#orders.take()), {
      serial: (bytes) => {
        text += bytes.toString('latin1');
      },
      show: (raw) => {
        shows.push(lightsOf(raw, COLOUR_ORDERS[0]));
      },
      state: (told) => {
        state = told;
      },
      mark: () => {
        outcomes.push({ text, shows, state });
        text = '';
        shows = [];
      },
    });
    return outcomes;
  }

  close(): void {
    this.#process.close();
  }
}
