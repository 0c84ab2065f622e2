import type { AVRInterruptConfig, CPU } from './avr.js';

const TWBR = 0xb8;
const TWSR = 0xb9;
const TWDR = 0xbb;
const TWCR = 0xbc;
const VECTOR_TWI = 0x30;

const TWINT = 0x80;
const TWEA = 0x40;
const TWSTA = 0x20;
const TWSTO = 0x10;
const TWEN = 0x04;
const TWIE = 0x01;
const PRESCALER = 0x03;

/** Status codes of a bus master (datasheet tables 22-2 and 22-3). */
const STARTED = 0x08;
const STARTED_AGAIN = 0x10;
const WRITE_ADDRESS = { ack: 0x18, nack: 0x20 };
const WRITE_DATA = { ack: 0x28, nack: 0x30 };
const READ_ADDRESS = { ack: 0x40, nack: 0x48 };
const READ_DATA = { ack: 0x50, nack: 0x58 };
const NOTHING = 0xf8;

/** A byte on the bus is eight bits and an acknowledge. */
const BYTE_BITS = 9;

/** A chip on the bus. Every answer is for its own address. */
export interface TwiSlave {
  /** A start and an address of seven bits; true: it is mine, I acknowledge. */
  address(address: number, read: boolean): boolean;
  /** A byte of the master; true: acknowledged. */
  write(byte: number): boolean;
  read(): number;
  /** A stop, or a start for somebody else. */
  stop(): void;
}

type Phase = 'idle' | 'started' | 'writing' | 'reading' | 'refused';

/**
 * The two-wire interface of the ATmega328P as the only master of a bus (datasheet chapter 22): start, repeated start,
 * stop, write and read at the speed that TWBR and the prescaler give, TWINT as a level interrupt. Not modelled: slave
 * mode, arbitration, clock stretching, write collisions.
 *
 * It takes the place of the simulator's own, in which a stop raises TWINT and every byte takes one cycle.
 */
export class Twi {
  readonly #cpu: CPU;
  readonly #slaves: readonly TwiSlave[];
  readonly #interrupt: AVRInterruptConfig = {
    address: VECTOR_TWI,
    flagRegister: TWCR,
    flagMask: TWINT,
    enableRegister: TWCR,
    enableMask: TWIE,
    constant: true,
  };
  #phase: Phase = 'idle';
  #addressed: TwiSlave[] = [];
  #busy = false;
  #onDone: (() => void) | null = null;

  constructor(cpu: CPU, slaves: readonly TwiSlave[]) {
    this.#cpu = cpu;
    this.#slaves = slaves;
    const { data } = cpu;
    data[TWSR] = NOTHING;
    data[TWDR] = 0xff;
    cpu.writeHooks[TWSR] = (value) => {
      data[TWSR] = (data[TWSR]! & ~PRESCALER) | (value & PRESCALER);
      return true;
    };
    cpu.writeHooks[TWCR] = (value, old) => {
      this.#control(value, old);
      return true;
    };
  }

  /** Clock of the bus as the program has set it [cycles of the chip a bit]; section 22.5.2. */
  get bitCycles(): number {
    const { data } = this.#cpu;
    return 16 + 2 * data[TWBR]! * 4 ** (data[TWSR]! & PRESCALER);
  }

  #control(value: number, old: number): void {
    const { data } = this.#cpu;
    const acts = (value & TWINT) !== 0;
    const flag = acts ? 0 : old & TWINT;
    data[TWCR] = (value & ~(TWINT | TWSTO)) | (old & TWSTO) | flag;
    if (flag === 0) this.#cpu.clearInterrupt(this.#interrupt);
    this.#cpu.updateInterruptEnable(this.#interrupt, value);
    if (!(value & TWEN)) {
      this.#release();
      data[TWCR]! &= ~TWSTO;
      return;
    }
    if (!acts || this.#busy) return;
    if (value & TWSTO) this.#stop(value);
    else if (value & TWSTA) this.#start();
    else this.#transfer(value);
  }

  #start(): void {
    const again = this.#phase !== 'idle';
    this.#after(1, () => {
      this.#phase = 'started';
      this.#say(again ? STARTED_AGAIN : STARTED);
    });
  }

  /** A stop frees the bus and raises nothing; a start asked for with it follows. */
  #stop(value: number): void {
    this.#cpu.data[TWCR]! |= TWSTO;
    this.#after(1, () => {
      this.#release();
      const { data } = this.#cpu;
      data[TWCR]! &= ~TWSTO;
      data[TWSR] = (data[TWSR]! & PRESCALER) | NOTHING;
      if (value & TWSTA) this.#start();
    });
  }

  #transfer(value: number): void {
    const byte = this.#cpu.data[TWDR]!;
    switch (this.#phase) {
      case 'started':
        this.#after(BYTE_BITS, () => this.#select(byte >> 1, (byte & 1) === 1));
        break;
      case 'writing':
        this.#after(BYTE_BITS, () => {
          // Every chip of a general call gets the byte, whether or not the first has acknowledged.
          let acknowledged = false;
          for (const slave of this.#addressed) acknowledged = slave.write(byte) || acknowledged;
          this.#say(acknowledged ? WRITE_DATA.ack : WRITE_DATA.nack);
        });
        break;
      case 'reading':
        this.#after(BYTE_BITS, () => {
          this.#cpu.data[TWDR] = this.#addressed[0]?.read() ?? 0xff;
          this.#say(value & TWEA ? READ_DATA.ack : READ_DATA.nack);
        });
        break;
      case 'idle':
      case 'refused':
        break;
    }
  }

  #select(address: number, read: boolean): void {
    for (const slave of this.#addressed) slave.stop();
    this.#addressed = this.#slaves.filter((slave) => slave.address(address, read));
    const acknowledged = this.#addressed.length > 0;
    this.#phase = acknowledged ? (read ? 'reading' : 'writing') : 'refused';
    const codes = read ? READ_ADDRESS : WRITE_ADDRESS;
    this.#say(acknowledged ? codes.ack : codes.nack);
  }

  #release(): void {
    if (this.#onDone !== null) this.#cpu.clearClockEvent(this.#onDone);
    this.#onDone = null;
    this.#busy = false;
    this.#phase = 'idle';
    for (const slave of this.#addressed) slave.stop();
    this.#addressed = [];
  }

  #after(bits: number, act: () => void): void {
    this.#busy = true;
    const done = () => {
      this.#onDone = null;
      this.#busy = false;
      act();
    };
    this.#onDone = done;
    this.#cpu.addClockEvent(done, bits * this.bitCycles);
  }

  #say(status: number): void {
    const { data } = this.#cpu;
    data[TWSR] = (data[TWSR]! & PRESCALER) | status;
    this.#cpu.setInterruptFlag(this.#interrupt);
  }
}
