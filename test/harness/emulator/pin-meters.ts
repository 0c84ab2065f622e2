import type { CPU } from './avr.js';
import type { Pins } from './pins.js';
import { CYCLES_PER_US } from './registers.js';

const PINS = 20;
/** Pin of bit 0 of each port, by Arduino numbers. */
const FIRST_PIN = { B: 8, C: 14, D: 0 } as const;
const DDR = { B: 0x24, C: 0x27, D: 0x2a } as const;
/** Without an edge for so long a pin counts as resting: twice the period of the slowest PWM of the Arduino core [µs]. */
const RESTS_AFTER_US = 4096;
/** Half a step of analogWrite: a duty that differs by less is the same. */
const SAME_DUTY = 0.5 / 255;

/** What one pin does: pulses and the PWM that they may be. */
class PinMeter {
  high = false;
  riseCycle = -1;
  fallCycle = -1;
  /** High part of the last pulse that ended [cycles]; −1 before the first. */
  pulseCycles = -1;
  duty = 0;
  /** The duty that counted as a change last, and when. */
  settledDuty = 0;
  dutyCycle = 0;
  changes = 0;
  minPulseCycles = Infinity;
  maxPulseCycles = 0;
  pulses = 0;

  edge(high: boolean, cycle: number): void {
    this.high = high;
    if (high) {
      const period = cycle - this.riseCycle;
      const whole = this.riseCycle >= 0 && period <= RESTS_AFTER_US * CYCLES_PER_US;
      if (whole) this.note((this.fallCycle - this.riseCycle) / period, cycle);
      this.riseCycle = cycle;
      return;
    }
    this.fallCycle = cycle;
    this.pulseCycles = cycle - this.riseCycle;
    this.pulses++;
    if (this.pulseCycles < this.minPulseCycles) this.minPulseCycles = this.pulseCycles;
    if (this.pulseCycles > this.maxPulseCycles) this.maxPulseCycles = this.pulseCycles;
  }

  /** Looks whether the pin has come to rest. */
  look(cycle: number): void {
    if (cycle - Math.max(this.riseCycle, this.fallCycle) <= RESTS_AFTER_US * CYCLES_PER_US) return;
    this.note(this.high ? 1 : 0, cycle);
  }

  note(duty: number, cycle: number): void {
    this.duty = duty;
    if (Math.abs(duty - this.settledDuty) <= SAME_DUTY) return;
    this.settledDuty = duty;
    this.dutyCycle = cycle;
    this.changes++;
  }

  clearStats(): void {
    this.changes = 0;
    this.pulses = 0;
    this.minPulseCycles = Infinity;
    this.maxPulseCycles = 0;
  }
}

/** Pulses on a pin since the last `clearStats` [µs]; the widths are 0 while there are none. */
export interface PulseStats {
  readonly pulses: number;
  readonly minUs: number;
  readonly maxUs: number;
}

/**
 * An eye on every pin of an Uno, by Arduino number (14 to 19 are A0 to A5): how much of the time it is high, and
 * how long its last pulse was. One listener a port: a bit-banged strip makes a million edges a minute.
 */
export class PinMeters {
  /** Called at the end of every pulse of any pin, with its width [µs]. */
  onPulse: ((pin: number, widthUs: number) => void) | null = null;
  readonly #meters = Array.from({ length: PINS }, () => new PinMeter());
  #cpu: CPU | null = null;

  /** Wires the meters to a chip that has just started; its pins are inputs and count as low. */
  attach(pins: Pins, cpu: CPU): void {
    this.#cpu = cpu;
    for (const meter of this.#meters) if (meter.high) meter.edge(false, cpu.cycles);
    for (const port of ['B', 'C', 'D'] as const) {
      const first = FIRST_PIN[port];
      let driven = 0;
      pins.ports[port].addListener((value) => {
        const now = value & cpu.data[DDR[port]]!;
        let changed = now ^ driven;
        driven = now;
        for (let bit = 0; changed !== 0; bit++, changed >>= 1) {
          if (changed & 1) this.#edge(first + bit, (now & (1 << bit)) !== 0, cpu.cycles);
        }
      });
    }
  }

  /**
   * The part of the time that the pin is high, 0 to 1: of the last whole period, or of its level where it rests.
   * Timer 0 (pins 5 and 6) makes (n + 1)/256 of an analogWrite of n, the others n/255; all within 1/255.
   */
  duty(pin: number): number {
    return this.#at(pin).duty;
  }

  /** When `duty` changed last [µs of board time]. */
  dutySinceUs(pin: number): number {
    return this.#at(pin).dutyCycle / CYCLES_PER_US;
  }

  /** How often `duty` changed since the last `clearStats`. */
  dutyChanges(pin: number): number {
    return this.#at(pin).changes;
  }

  /** Width of the last pulse that ended [µs]; null before the first. */
  pulseUs(pin: number): number | null {
    const { pulseCycles } = this.#at(pin);
    return pulseCycles < 0 ? null : pulseCycles / CYCLES_PER_US;
  }

  /** When that pulse ended [µs of board time]; a servo that gets none for some 100 ms lets go. */
  pulseEndUs(pin: number): number {
    return Math.max(0, this.#at(pin).fallCycle) / CYCLES_PER_US;
  }

  pulseStats(pin: number): PulseStats {
    const { pulses, minPulseCycles, maxPulseCycles } = this.#at(pin);
    const minUs = pulses === 0 ? 0 : minPulseCycles / CYCLES_PER_US;
    return { pulses, minUs, maxUs: maxPulseCycles / CYCLES_PER_US };
  }

  clearStats(): void {
    for (const meter of this.#meters) meter.clearStats();
  }

  #edge(pin: number, high: boolean, cycle: number): void {
    const meter = this.#meters[pin];
    if (meter === undefined) return;
    meter.edge(high, cycle);
    if (!high) this.onPulse?.(pin, meter.pulseCycles / CYCLES_PER_US);
  }

  #at(pin: number): PinMeter {
    const meter = this.#meters[pin];
    if (meter === undefined) throw new RangeError(`pin: expected an Arduino number from 0 to 19, got ${pin}`);
    meter.look(this.#cpu?.cycles ?? 0);
    return meter;
  }
}
