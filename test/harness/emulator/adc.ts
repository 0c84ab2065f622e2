import type { AVRInterruptConfig, CPU } from './avr.js';
import { ADCH, ADCL, ADCSRA, ADMUX, VECTOR_ADC } from './registers.js';

const ADEN = 0x80;
const ADSC = 0x40;
const ADATE = 0x20;
const ADIF = 0x10;
const ADIE = 0x08;
const ADLAR = 0x20;
/** ADC clocks of the first conversion after switching on, and of every later one (datasheet table 24-1). */
const FIRST_CLOCKS = 25;
const LATER_CLOCKS = 13;

/**
 * The analogue-to-digital converter (datasheet chapter 24): single conversions and free running, flag and
 * interrupt, ADLAR. Channels A0 to A7 as readings of 0 to 1023, independent of the reference; every other
 * channel reads 0. Auto triggers other than free running are not modelled.
 */
export class Adc {
  readonly #cpu: CPU;
  /** Readings of channels 0 to 7, shared with the board: they outlast a reset. */
  readonly #readings: Uint16Array;
  readonly #interrupt: AVRInterruptConfig = {
    address: VECTOR_ADC,
    flagRegister: ADCSRA,
    flagMask: ADIF,
    enableRegister: ADCSRA,
    enableMask: ADIE,
  };
  #converting = false;
  #fresh = true;
  #sample = 0;

  constructor(cpu: CPU, readings: Uint16Array) {
    this.#cpu = cpu;
    this.#readings = readings;
    cpu.writeHooks[ADCSRA] = (value, old, _address, mask) => {
      const { data } = cpu;
      const enabled = (value & ADEN) !== 0;
      // ADIF is cleared by writing a one; ADSC stays set until the conversion is over.
      const flag = value & mask & ADIF ? 0 : old & ADIF;
      const busy = enabled ? (value & ADSC) | (this.#converting ? ADSC : 0) : 0;
      if (flag === 0) cpu.clearInterrupt(this.#interrupt);
      data[ADCSRA] = (value & ~(ADIF | ADSC)) | flag | busy;
      cpu.updateInterruptEnable(this.#interrupt, value);
      if (!enabled) {
        if (this.#converting) cpu.clearClockEvent(this.#onDone);
        this.#converting = false;
        this.#fresh = true;
      } else if (busy !== 0 && !this.#converting) {
        this.#start();
      }
      return true;
    };
  }

  #start(): void {
    const { data } = this.#cpu;
    const channel = data[ADMUX]! & 0x0f;
    this.#sample = channel < 8 ? this.#readings[channel]! : 0;
    this.#converting = true;
    const clocks = this.#fresh ? FIRST_CLOCKS : LATER_CLOCKS;
    this.#fresh = false;
    const select = data[ADCSRA]! & 7;
    this.#cpu.addClockEvent(this.#onDone, clocks * (select === 0 ? 2 : 1 << select));
  }

  readonly #onDone = (): void => {
    const { data } = this.#cpu;
    this.#converting = false;
    const result = data[ADMUX]! & ADLAR ? this.#sample << 6 : this.#sample;
    data[ADCL] = result & 0xff;
    data[ADCH] = result >> 8;
    this.#cpu.setInterruptFlag(this.#interrupt);
    if (data[ADCSRA]! & ADATE) this.#start();
    else data[ADCSRA]! &= ~ADSC;
  };
}
