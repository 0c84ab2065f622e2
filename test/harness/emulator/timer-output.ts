import type { AVRInterruptConfig, AVRIOPort, CPU } from './avr.js';
import type { WaveMode } from './timer-modes.js';

/** What a port does with a pin that a timer has taken over; the simulator's own numbers. */
const RELEASE = 0;
const SET = 2;
const CLEAR = 3;

/** One compare unit of a timer: its value, the buffer in front of it, its flag and its pin. */
export class OutputUnit {
  readonly flag: AVRInterruptConfig;
  readonly #cpu: CPU;
  readonly #port: AVRIOPort;
  readonly #pin: number;
  #compare = 0;
  #written = 0;
  /** COM bits in force; 0: the pin is the program's. */
  #com = 0;
  #level = false;
  #bottomSets = false;

  constructor(cpu: CPU, port: AVRIOPort, pin: number, flag: AVRInterruptConfig) {
    this.#cpu = cpu;
    this.#port = port;
    this.#pin = pin;
    this.flag = flag;
  }

  /** The value that the counter is compared with now. */
  get compare(): number {
    return this.#compare;
  }

  /** The value that the program wrote last. */
  get written(): number {
    return this.#written;
  }

  get connected(): boolean {
    return this.#com !== 0;
  }

  write(value: number, buffered: boolean): void {
    this.#written = value;
    if (!buffered) this.#compare = value;
  }

  load(): void {
    this.#compare = this.#written;
  }

  connect(com: number, mode: WaveMode): void {
    const pwm = mode.fastPwm || mode.dualSlope;
    // Toggling belongs to the non-PWM modes, and to output A where the top is adjustable.
    const used = com === 1 && pwm && !mode.toggleA ? 0 : com;
    this.#bottomSets = used === 2;
    if (used === this.#com) return;
    const wasConnected = this.#com !== 0;
    this.#com = used;
    if (used === 0) this.#port.timerOverridePin(this.#pin, RELEASE);
    else if (!wasConnected) this.#drive(this.#level);
  }

  /**
   * The counter has met the compare value. `wraps`: on the very tick on which a fast PWM period ends; the
   * level of the bottom then wins and the pin must not move twice.
   */
  match(mode: WaveMode, up: boolean, wraps: boolean): void {
    this.#cpu.setInterruptFlag(this.flag);
    if (this.#com === 0) return;
    if (this.#com === 1) this.#drive(!this.#level);
    else if (mode.dualSlope) this.#drive((this.#com === 2) !== up);
    else if (!(mode.fastPwm && wraps)) this.#drive(this.#com === 3);
  }

  /** A fast PWM period begins. */
  bottom(): void {
    if (this.#com >= 2) this.#drive(this.#bottomSets);
  }

  #drive(level: boolean): void {
    this.#level = level;
    this.#port.timerOverridePin(this.#pin, level ? SET : CLEAR);
  }
}
