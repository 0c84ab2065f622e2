import type { AVRInterruptConfig, AVRIOPort, CPU } from './avr.js';
import { type TimerRegisters, type WaveMode, waveMode } from './timer-modes.js';
import { OutputUnit } from './timer-output.js';

const NEVER = Infinity;

/**
 * A timer/counter of the ATmega328P on its internal clock (datasheet chapters 15, 16, 18): all waveform modes,
 * both compare outputs, flags and interrupts. Not modelled: external clock, input capture, force compare.
 *
 * The count is worked out when somebody looks at it, and an event is set only for a tick on which a pin or an
 * interrupt may change. A free-running or PWM timer thus costs next to nothing. The prescaler runs on from
 * reset, as on the chip, and is not restarted when the program selects it.
 */
export class Timer {
  readonly #cpu: CPU;
  readonly #r: TimerRegisters;
  readonly #max: number;
  readonly #epoch: number;
  readonly #a: OutputUnit;
  readonly #b: OutputUnit;

  #mode: WaveMode;
  #divider = 0;
  /** Whole prescaled ticks since the epoch that the count includes. */
  #tick = 0;
  #count = 0;
  #up = true;
  /** Ticks from the present count to the next one on which something happens. */
  #eventIn = NEVER;
  #icr = 0;
  #highByte = 0;
  #scheduled = false;

  readonly #ovf: AVRInterruptConfig;

  constructor(cpu: CPU, registers: TimerRegisters, portA: AVRIOPort, portB: AVRIOPort) {
    this.#cpu = cpu;
    this.#r = registers;
    this.#max = registers.bits === 16 ? 0xffff : 0xff;
    this.#epoch = cpu.cycles;
    this.#mode = waveMode(registers.bits, 0);
    const flag = (address: number, mask: number): AVRInterruptConfig => ({
      address,
      flagRegister: registers.TIFR,
      flagMask: mask,
      enableRegister: registers.TIMSK,
      enableMask: mask,
    });
    this.#ovf = flag(registers.vectors.ovf, 1);
    this.#a = new OutputUnit(cpu, portA, registers.pinA, flag(registers.vectors.compA, 2));
    this.#b = new OutputUnit(cpu, portB, registers.pinB, flag(registers.vectors.compB, 4));
    this.#hook();
  }

  #hook(): void {
    const { writeHooks, readHooks, data } = this.#cpu;
    const r = this.#r;
    const wide = r.bits === 16;
    const word = (low: number) => (wide ? (this.#highByte << 8) | low : low);

    writeHooks[r.TCCRA] = (value) => this.#configure(() => (data[r.TCCRA] = value));
    writeHooks[r.TCCRB] = (value) => this.#configure(() => (data[r.TCCRB] = value & 0x1f));
    writeHooks[r.OCRA] = (value) => this.#change(() => this.#a.write(word(value), this.#mode.buffered));
    writeHooks[r.OCRB] = (value) => this.#change(() => this.#b.write(word(value), this.#mode.buffered));
    readHooks[r.OCRA] = () => this.#a.written & 0xff;
    readHooks[r.OCRB] = () => this.#b.written & 0xff;
    writeHooks[r.TCNT] = (value) => this.#change(() => (this.#count = word(value)));
    readHooks[r.TCNT] = () => {
      this.#sync();
      this.#highByte = this.#count >> 8;
      return this.#count & 0xff;
    };
    writeHooks[r.TIMSK] = (value) =>
      this.#change(() => {
        data[r.TIMSK] = value;
        for (const interrupt of [this.#ovf, this.#a.flag, this.#b.flag]) {
          this.#cpu.updateInterruptEnable(interrupt, value);
        }
      });
    readHooks[r.TIFR] = () => {
      this.#sync();
      return data[r.TIFR]!;
    };
    writeHooks[r.TIFR] = (value, _old, _address, mask) =>
      this.#change(() => {
        for (const interrupt of [this.#ovf, this.#a.flag, this.#b.flag]) {
          this.#cpu.clearInterruptByFlag(interrupt, value & mask);
        }
      });
    if (!wide) return;
    // One temporary register serves every high byte of the timer (section 16.3).
    const keepHigh = (value: number) => {
      this.#highByte = value;
      return true;
    };
    writeHooks[r.TCNT + 1] = keepHigh;
    writeHooks[r.OCRA + 1] = keepHigh;
    writeHooks[r.OCRB + 1] = keepHigh;
    writeHooks[r.ICR + 1] = keepHigh;
    readHooks[r.TCNT + 1] = () => this.#highByte;
    readHooks[r.OCRA + 1] = () => this.#a.written >> 8;
    readHooks[r.OCRB + 1] = () => this.#b.written >> 8;
    writeHooks[r.ICR] = (value) => this.#change(() => (this.#icr = word(value)));
    readHooks[r.ICR] = () => {
      this.#highByte = this.#icr >> 8;
      return this.#icr & 0xff;
    };
    readHooks[r.ICR + 1] = () => this.#highByte;
  }

  /** A register write: the count is brought up to date first, and the next event is worked out again. */
  #change(write: () => void): true {
    this.#sync();
    write();
    this.#eventIn = this.#ticksToEvent();
    this.#schedule();
    return true;
  }

  #configure(write: () => void): true {
    return this.#change(() => {
      write();
      const { data } = this.#cpu;
      const control = data[this.#r.TCCRA]!;
      const select = data[this.#r.TCCRB]!;
      const wgmMask = this.#r.bits === 16 ? 0x18 : 0x08;
      this.#mode = waveMode(this.#r.bits, ((select & wgmMask) >> 1) | (control & 3));
      if (!this.#mode.buffered) {
        this.#a.load();
        this.#b.load();
      }
      if (!this.#mode.dualSlope) this.#up = true;
      const divider = this.#r.dividers[select & 7]!;
      if (divider !== this.#divider) {
        this.#divider = divider;
        this.#tick = this.#ticksNow();
      }
      this.#a.connect((control >> 6) & 3, this.#mode);
      this.#b.connect((control >> 4) & 3, this.#mode);
    });
  }

  #ticksNow(): number {
    return this.#divider === 0 ? 0 : Math.floor((this.#cpu.cycles - this.#epoch) / this.#divider);
  }

  get #top(): number {
    const { top } = this.#mode;
    return top === 'OCRA' ? this.#a.compare : top === 'ICR' ? this.#icr : top;
  }

  #ticksToEvent(): number {
    const count = this.#count;
    const top = this.#top;
    if (this.#mode.dualSlope) return this.#ticksToDualEvent(top);
    // A counter beyond its top runs on to its largest value.
    let last = count <= top ? top : this.#max;
    const a = this.#a.compare;
    const b = this.#b.compare;
    if (a >= count && a < last) last = a;
    if (b >= count && b < last) last = b;
    return last - count + 1;
  }

  #ticksToDualEvent(top: number): number {
    const count = this.#count;
    if (top === 0) return NEVER;
    let ticks = this.#up ? Math.max(1, top - count) : Math.max(1, count);
    const toA = this.#up ? this.#a.compare - count : count - this.#a.compare;
    const toB = this.#up ? this.#b.compare - count : count - this.#b.compare;
    if (toA > 0 && toA < ticks) ticks = toA;
    if (toB > 0 && toB < ticks) ticks = toB;
    return ticks;
  }

  #sync(): void {
    if (this.#divider === 0) return;
    let left = this.#ticksNow() - this.#tick;
    while (left >= this.#eventIn) {
      const ticks = this.#eventIn;
      left -= ticks;
      this.#tick += ticks;
      if (this.#mode.dualSlope) this.#stepDual(ticks);
      else this.#stepSingle(ticks);
      this.#eventIn = this.#ticksToEvent();
    }
    this.#tick += left;
    if (this.#eventIn === NEVER) return;
    this.#count += this.#up ? left : -left;
    this.#eventIn -= left;
  }

  /** Goes to the tick on which the count leaves a compare value or wraps: flags and pins change then. */
  #stepSingle(ticks: number): void {
    const top = this.#top;
    const last = this.#count + ticks - 1;
    const wraps = last === top || last === this.#max;
    if (last === this.#a.compare) this.#a.match(this.#mode, true, wraps);
    if (last === this.#b.compare) this.#b.match(this.#mode, true, wraps);
    if (!wraps) {
      this.#count = last + 1;
      return;
    }
    this.#count = 0;
    if (last === this.#max || this.#mode.fastPwm) this.#cpu.setInterruptFlag(this.#ovf);
    if (this.#mode.buffered) {
      this.#a.load();
      this.#b.load();
    }
    if (this.#mode.fastPwm) {
      this.#a.bottom();
      this.#b.bottom();
    }
  }

  #stepDual(ticks: number): void {
    this.#count += this.#up ? ticks : -ticks;
    const top = this.#top;
    if (this.#count === this.#a.compare) this.#a.match(this.#mode, this.#up, false);
    if (this.#count === this.#b.compare) this.#b.match(this.#mode, this.#up, false);
    if (this.#up && this.#count >= top) {
      this.#up = false;
      if (this.#mode.loadAtTop) this.#loadBoth();
    } else if (!this.#up && this.#count <= 0) {
      this.#up = true;
      this.#cpu.setInterruptFlag(this.#ovf);
      if (!this.#mode.loadAtTop) this.#loadBoth();
    }
  }

  #loadBoth(): void {
    this.#a.load();
    this.#b.load();
  }

  /** Sets one event for the next tick that can change a pin or raise an interrupt. */
  #schedule(): void {
    const cpu = this.#cpu;
    if (this.#scheduled) cpu.clearClockEvent(this.#onEvent);
    this.#scheduled = false;
    if (this.#divider === 0) return;
    const watched = this.#a.connected || this.#b.connected || (cpu.data[this.#r.TIMSK]! & 7) !== 0;
    if (!watched) return;
    if (this.#eventIn === NEVER) return;
    this.#scheduled = true;
    cpu.addClockEvent(this.#onEvent, this.#epoch + (this.#tick + this.#eventIn) * this.#divider - cpu.cycles);
  }

  readonly #onEvent = (): void => {
    this.#scheduled = false;
    this.#sync();
    this.#schedule();
  };
}
