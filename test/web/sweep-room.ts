/** A rig in a few lines, for tests of sweeps: presses, pictures, a tape, and the store that hears of them. */
import type { PressMark } from '../../src/controller/contract.js';
import type { PagePicture, PageState } from '../../src/server/messages.js';
import { Sweeps } from '../../src/web/sweeps.js';
import type { TapeTraces } from '../../src/web/tape-queue.js';
import { LOOKING_BACK, PRESS_MARK, STATE } from './page-state.js';

export const PICTURE: PagePicture = {
  picture: 1,
  lookingBack: false,
  channelsOn: true,
  modelMs: 0,
  blueMv: -70,
  yellowMv: -70,
  blueHighestMv: -70,
  yellowHighestMv: -70,
  currentMa: 0,
  currentLimitActing: false,
  flashLimitActing: false,
  rgb: new Uint8Array(180),
  potentialMv: new Float32Array(60).fill(-70),
  highestMv: new Float32Array(60).fill(-70),
  gates: new Uint8Array(120),
  inside: new Float32Array(6),
  samples: new Float64Array(0),
};

/** Axon time of a picture, and of a sample [ms]. */
const PICTURE_MS = 0.5;
const SAMPLE_MS = 0.1;

/** A triangle of 110 mV: its crest after 0.2 ms, its end after 0.7 ms. */
function spikeMv(sinceMs: number): number {
  return 110 * Math.max(0, sinceMs < 0.2 ? sinceMs / 0.2 : 1 - (sinceMs - 0.2) / 0.5) - 70;
}

export class SweepRoom {
  readonly asked: { readonly picture: number; readonly reachMs: number }[] = [];
  answer: TapeTraces | null = null;
  readonly store: Sweeps;
  state: PageState = { ...STATE, electrodes: { blue: 4, yellow: 40 } };
  modelMs = 0;
  nowMs = 0;
  #picture = 0;
  #run = 0;
  #press = 0;
  #sweep = 0;
  #pressedMs: number[] = [];

  constructor() {
    this.store = new Sweeps(
      async (picture, reachMs) => {
        this.asked.push({ picture, reachMs });
        return this.answer;
      },
      () => {},
      () => this.nowMs,
    );
    this.store.link(true);
    this.tell({});
  }

  get picture(): number {
    return this.#picture;
  }

  tell(change: Partial<PageState>): void {
    this.state = { ...this.state, ...change };
    this.store.state(this.state);
  }

  /** What an electrode reads: a spike at 5 sites a millisecond, or with channels off a bump of 5 mV at site 4 alone. */
  mv(place: PageState['electrodes']['blue'], ms: number): number {
    if (place === 'bath') return 0;
    const since = (pressedMs: number) => ms - pressedMs - place / 5;
    const rises = this.#pressedMs.map((at) => spikeMv(since(at)) + 70);
    const rise = Math.max(0, ...rises);
    return -70 + (this.state.channelsOn ? rise : place < 10 ? rise / 22 : 0);
  }

  /** The axon goes on, and pictures come. */
  run(ms: number): void {
    for (let i = 0; i < Math.round(ms / PICTURE_MS); i++) {
      this.modelMs += PICTURE_MS;
      this.show();
    }
  }

  show(): void {
    const { blue, yellow } = this.state.electrodes;
    const samples: number[] = [];
    for (let ms = this.modelMs - PICTURE_MS + SAMPLE_MS; ms < this.modelMs + 1e-9; ms += SAMPLE_MS)
      samples.push(ms, this.mv(blue, ms), this.mv(yellow, ms));
    this.store.picture({
      ...PICTURE,
      picture: ++this.#picture,
      modelMs: this.modelMs,
      blueMv: this.mv(blue, this.modelMs),
      yellowMv: this.mv(yellow, this.modelMs),
      potentialMv: Float32Array.from({ length: 60 }, (_, led) => this.mv(led, this.modelMs)),
      samples: Float64Array.from(samples),
    });
  }

  lookAt(picture: number, axonMs: number): void {
    this.store.picture({ ...PICTURE, picture, modelMs: axonMs, lookingBack: true });
    this.tell({
      look: {
        ...LOOKING_BACK,
        picture,
        axonMs,
        tapeMs: picture * 16,
        from: { picture: 1, axonMs: 0, tapeMs: 0 },
        to: { picture: this.#picture, axonMs: this.modelMs, tapeMs: this.#picture * 16 },
      },
    });
  }

  /** @param isNew nothing of an earlier press goes on. */
  press(isNew = true, told: Partial<PressMark> = {}): PressMark {
    if (isNew) this.#sweep++;
    this.#pressedMs.push(this.modelMs);
    const mark: PressMark = {
      ...PRESS_MARK,
      press: ++this.#press,
      sweep: this.#sweep,
      atMs: this.modelMs,
      untilMs: this.modelMs + 0.5,
      strength: this.state.strength,
      run: this.#run,
      picture: this.#picture + 1,
      outcome: null,
      ...told,
    };
    this.tell({ presses: [...this.state.presses, mark], activity: 'signal' });
    return mark;
  }

  quiet(): void {
    this.tell({ activity: 'none' });
  }

  /** A press from rest, and its sweep to the end. */
  sweep(): void {
    this.press();
    this.run(13);
    this.quiet();
    this.run(3);
  }

  reset(): void {
    this.#run++;
    this.modelMs = 0;
    this.#pressedMs = [];
    this.show();
    this.tell({ resets: this.state.resets + 1 });
  }

  /** Runs on from an earlier picture, at a time of the axon. @param change what is set otherwise at the same time. */
  runOn(picture: number, axonMs: number, change: Partial<PageState> = {}): void {
    this.modelMs = axonMs;
    this.#pressedMs = this.#pressedMs.filter((ms) => ms <= axonMs);
    this.tell({
      look: { kind: 'live' },
      ghostFromPicture: picture,
      presses: this.state.presses.filter((mark) => mark.picture <= picture),
      ...change,
    });
  }
}
