import type { AVRInterruptConfig, CPU } from './avr.js';
import { CLOCK_HZ, MCUSR, VECTOR_WDT, WDTCSR } from './registers.js';

const WDIF = 0x80;
const WDIE = 0x40;
const WDP3 = 0x20;
const WDCE = 0x10;
const WDE = 0x08;
const WDP = WDP3 | 0x07;
const WDRF = 0x08;
const OSCILLATOR_HZ = 128_000;
/** How long WDCE keeps the door open [cycles]. */
const CHANGE_CYCLES = 4;

/**
 * The watchdog (datasheet section 11.8), with its timed change sequence, interrupt mode, and the trap that a
 * watchdog reset leaves it running with its shortest time-out until the program clears WDRF and stops it.
 */
export class Watchdog {
  readonly #cpu: CPU;
  readonly #onBite: () => void;
  readonly #interrupt: AVRInterruptConfig = {
    address: VECTOR_WDT,
    flagRegister: WDTCSR,
    flagMask: WDIF,
    enableRegister: WDTCSR,
    enableMask: WDIE,
  };
  #changeUntil = -1;
  #deadline = 0;
  #scheduled = false;

  /** `onBite` is called when the chip is to be reset. */
  constructor(cpu: CPU, onBite: () => void) {
    this.#cpu = cpu;
    this.#onBite = onBite;
    if (cpu.data[MCUSR]! & WDRF) cpu.data[WDTCSR] = WDE;
    cpu.onWatchdogReset = () => this.#rewind();
    cpu.writeHooks[WDTCSR] = (value, old) => {
      this.#write(value, old);
      return true;
    };
    this.#rewind();
    this.#schedule();
  }

  #write(value: number, old: number): void {
    const cpu = this.#cpu;
    const mayChange = cpu.cycles <= this.#changeUntil;
    if (value & WDCE && value & WDE) this.#changeUntil = cpu.cycles + CHANGE_CYCLES;
    const timing = mayChange ? value & WDP : old & WDP;
    // WDE can always be set; clearing it takes the sequence, and does not work while WDRF stands.
    const forced = (cpu.data[MCUSR]! & WDRF) !== 0;
    const enable = value & WDE || forced || (!mayChange && old & WDE) ? WDE : 0;
    const flag = value & WDIF ? 0 : old & WDIF;
    if (flag === 0) cpu.clearInterrupt(this.#interrupt);
    cpu.data[WDTCSR] = flag | (value & WDIE) | timing | enable;
    cpu.updateInterruptEnable(this.#interrupt, value);
    if (timing !== (old & WDP) || (old & (WDE | WDIE)) === 0) this.#rewind();
    this.#schedule();
  }

  get #running(): boolean {
    return (this.#cpu.data[WDTCSR]! & (WDE | WDIE)) !== 0;
  }

  #rewind(): void {
    const value = this.#cpu.data[WDTCSR]!;
    const prescaler = ((value & WDP3) >> 2) | (value & 7);
    this.#deadline = this.#cpu.cycles + (CLOCK_HZ / OSCILLATOR_HZ) * (2048 << Math.min(prescaler, 9));
  }

  /** One event at a time; a reset of the counter only moves the deadline that the event looks at. */
  #schedule(): void {
    if (this.#scheduled || !this.#running) return;
    this.#scheduled = true;
    this.#cpu.addClockEvent(this.#onEvent, this.#deadline - this.#cpu.cycles);
  }

  readonly #onEvent = (): void => {
    this.#scheduled = false;
    const cpu = this.#cpu;
    if (!this.#running) return;
    if (cpu.cycles >= this.#deadline) {
      const value = cpu.data[WDTCSR]!;
      if (value & WDIE) {
        cpu.setInterruptFlag(this.#interrupt);
        // In interrupt-and-reset mode the next time-out resets, unless the program sets WDIE again.
        if (value & WDE) cpu.data[WDTCSR]! &= ~WDIE;
      } else {
        this.#onBite();
        return;
      }
      this.#rewind();
    }
    this.#schedule();
  };
}
