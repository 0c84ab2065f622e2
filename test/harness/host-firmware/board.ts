import { COLOUR_ORDERS, type StripOrder } from '../../../src/units.js';
import { lightsOf } from '../strip-bytes.js';
import { type BoardState, Orders, tell } from './orders.js';
import { HostProcess } from './process.js';

const MAX_LEDS = 150;
/** Port D with all contacts open, and the bit of button 1. */
const OPEN_PINS = 0xff;
const FIRST_BUTTON_BIT = 2;
const CYCLES_PER_US = 16;

/**
 * The real program, compiled for this computer and run in a process of its own, as a board that a test can write to
 * and look at. Time passes only in `run`. The caller closes it.
 */
export class HostBoard {
  /** `timeUs` is the end of the `run` in which the byte has come. */
  onSerial: ((byte: number, timeUs: number) => void) | null = null;
  onShow: ((shown: { readonly rgb: Uint8Array }) => void) | null = null;
  /** R, G, B per LED as they shine, and W of a strip with white. */
  readonly leds = new Uint8Array(4 * MAX_LEDS);
  readonly #wants: StripOrder;
  readonly #process: HostProcess;
  readonly #orders = new Orders();
  #pins = OPEN_PINS;
  #nowUs = 0;
  #state: BoardState | undefined;

  constructor(program?: string, wants: StripOrder = COLOUR_ORDERS[0]) {
    this.#wants = wants;
    this.#process = new HostProcess(program);
  }

  get timeUs(): number {
    return this.#nowUs;
  }

  get state(): BoardState {
    this.#orders.tellState();
    this.#carryOut();
    return this.#state!;
  }

  get servoUs(): [number | null, number | null] {
    const [a, b] = this.state.pulsesUs;
    return [a || null, b || null];
  }

  write(bytes: Uint8Array): void {
    this.#orders.send(bytes);
  }

  run(us: number): void {
    this.#nowUs += us;
    this.#orders.pass(us);
    this.#carryOut();
  }

  /** Closes the contact. `bounceUs`: lengths of open, closed, open, … before it stays closed, as the time passes. */
  press(button: number, bounceUs: readonly number[] = []): void {
    this.#contact(button, true, bounceUs);
  }

  release(button: number, bounceUs: readonly number[] = []): void {
    this.#contact(button, false, bounceUs);
  }

  dial(dial: number, value: number): void {
    this.#orders.dial(dial, value);
  }

  close(): void {
    this.#process.close();
  }

  #contact(button: number, closed: boolean, bounceUs: readonly number[]): void {
    const bit = 1 << (FIRST_BUTTON_BIT + button - 1);
    const levels = (low: boolean) => (low ? this.#pins & ~bit : this.#pins | bit);
    for (let n = 0; n < bounceUs.length; n++) {
      const before = n === 0 ? 0 : bounceUs[n - 1]!;
      this.#orders.pinsLater(CYCLES_PER_US * before, levels(n % 2 === 0 ? !closed : closed));
    }
    this.#pins = levels(closed);
    if (bounceUs.length > 0) this.#orders.pinsLater(CYCLES_PER_US * bounceUs.at(-1)!, this.#pins);
    else this.#orders.pins(this.#pins);
  }

  #carryOut(): void {
    tell(this.#process.batch(this.#orders.take()), {
      serial: (bytes) => {
        for (const byte of bytes) this.onSerial?.(byte, this.#nowUs);
      },
      show: (raw) => {
        const rgb = lightsOf(raw, this.#wants);
        this.leds.set(rgb);
        this.onShow?.({ rgb });
      },
      state: (state) => {
        this.#state = state;
      },
    });
  }
}
