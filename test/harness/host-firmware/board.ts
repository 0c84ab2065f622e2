import { type BoardState, Orders, tell } from './orders.js';
import { HostProcess } from './process.js';

const MAX_LEDS = 150;
/** Port D with all contacts open, and the bit of button 1. */
const OPEN_PINS = 0xff;
const FIRST_BUTTON_BIT = 2;

/**
 * The real program, compiled for this computer and run in a process of its own, as a board that a test can write to
 * and look at. Time passes only in `run`. Whoever makes one closes it.
 */
export class HostBoard {
  /** `timeUs` is the end of the `run` in which the byte has come. */
  onSerial: ((byte: number, timeUs: number) => void) | null = null;
  onShow: ((shown: { readonly rgb: Uint8Array }) => void) | null = null;
  /** R, G, B per LED as they shine. */
  readonly leds = new Uint8Array(3 * MAX_LEDS);
  readonly #process: HostProcess;
  readonly #orders = new Orders();
  #pins = OPEN_PINS;
  #nowUs = 0;
  #state: BoardState | undefined;

  constructor(program?: string) {
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

  press(button: number): void {
    this.#pins &= ~(1 << (FIRST_BUTTON_BIT + button - 1));
    this.#orders.pins(this.#pins);
  }

  release(button: number): void {
    this.#pins |= 1 << (FIRST_BUTTON_BIT + button - 1);
    this.#orders.pins(this.#pins);
  }

  dial(dial: number, value: number): void {
    this.#orders.dial(dial, value);
  }

  close(): void {
    this.#process.close();
  }

  #carryOut(): void {
    tell(this.#process.batch(this.#orders.take()), {
      serial: (bytes) => {
        for (const byte of bytes) this.onSerial?.(byte, this.#nowUs);
      },
      show: (rgb) => {
        this.leds.set(rgb);
        this.onShow?.({ rgb: Uint8Array.from(rgb) });
      },
      state: (state) => {
        this.#state = state;
      },
    });
  }
}
