import { placeOf } from './pins.js';
import { CYCLES_PER_US } from './registers.js';

/** Buttons 1 to 4 connect these pins to ground. */
const BUTTON_PINS = [2, 3, 4, 5];

/** A contact opens or closes at a given cycle, whatever the program does. */
interface Appointment {
  readonly cycle: number;
  readonly act: () => void;
}

/** The buttons: which contacts are closed, and the bounces that are still to come. They outlast resets. */
export class Contacts {
  /** Per port, the bits that a closed contact pulls to ground. */
  readonly grounded = { B: 0, C: 0, D: 0 };
  /** Per port, the bits that a touched pad brings to 5 V. */
  readonly high = { B: 0, C: 0, D: 0 };
  readonly #pads: readonly number[];
  readonly #onChange: (port: 'B' | 'C' | 'D') => void;
  readonly #appointments: Appointment[] = [];

  /**
   * `onChange` is called after `grounded` or `high` has changed.
   * @param pads buttons that drive their pin: to ground while nobody touches them, to 5 V then.
   */
  constructor(onChange: (port: 'B' | 'C' | 'D') => void, pads: readonly number[] = []) {
    this.#onChange = onChange;
    this.#pads = pads.map((button) => BUTTON_PINS[button - 1]!);
    for (const pin of this.#pads) {
      const { port, bit } = placeOf(pin);
      this.grounded[port] |= 1 << bit;
    }
  }

  /** When the next bounce is due [cycles]; Infinity if none is. */
  get nextCycle(): number {
    return this.#appointments[0]?.cycle ?? Infinity;
  }

  /** Does what is due at `cycle`. */
  catchUp(cycle: number): void {
    while (this.nextCycle <= cycle) this.#appointments.shift()!.act();
  }

  /**
   * Sets button 1 to 4. With `bounceUs` the contact flips at once, and again after each of these lengths,
   * before it stays as told.
   */
  set(button: number, closed: boolean, nowCycle: number, bounceUs: readonly number[]): void {
    const pin = BUTTON_PINS[button - 1];
    if (pin === undefined) throw new RangeError(`button: expected 1 to 4, got ${button}`);
    this.setPin(pin, closed, nowCycle, bounceUs);
  }

  /** The same for a contact on any pin, by its Arduino number. */
  setPin(pin: number, closed: boolean, nowCycle: number, bounceUs: readonly number[]): void {
    const { port, bit } = placeOf(pin);
    const isPad = this.#pads.includes(pin);
    const put = (made: boolean) => {
      const low = made !== isPad;
      this.grounded[port] = low ? this.grounded[port] | (1 << bit) : this.grounded[port] & ~(1 << bit);
      if (isPad) this.high[port] = low ? this.high[port] & ~(1 << bit) : this.high[port] | (1 << bit);
      this.#onChange(port);
    };
    put(closed);
    let cycle = nowCycle;
    for (let i = 0; i <= bounceUs.length && bounceUs.length > 0; i++) {
      const last = i === bounceUs.length;
      const state = last || i % 2 === 1 ? closed : !closed;
      this.#appoint(cycle, () => put(state));
      if (!last) cycle += bounceUs[i]! * CYCLES_PER_US;
    }
  }

  #appoint(cycle: number, act: () => void): void {
    const later = this.#appointments.findIndex((other) => other.cycle > cycle);
    this.#appointments.splice(later < 0 ? this.#appointments.length : later, 0, { cycle, act });
  }
}
