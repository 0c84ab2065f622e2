import type { CPU } from 'avr8js';
import { baudsAgree, misread } from './baud.js';
import type { LineReceiver } from './host-line.js';
import {
  UBRR0H,
  UBRR0L,
  UCSR0A,
  UCSR0B,
  UCSR0C,
  UDR0,
  VECTOR_USART_RX,
  VECTOR_USART_TX,
  VECTOR_USART_UDRE,
} from './registers.js';

const RXC = 0x80;
const TXC = 0x40;
const UDRE = 0x20;
const FE = 0x10;
const DOR = 0x08;
const U2X = 0x02;
const MPCM = 0x01;
const RXEN = 0x10;
const TXEN = 0x08;
const UCSZ_8_BITS = 0x06;
/** Bits of a character on the line: start, eight data, stop. */
const LINE_BITS = 10;

/**
 * USART0 of the ATmega328P in asynchronous mode, 8N1 (datasheet chapter 20): two characters of receive buffer
 * and a third in the shift register; overrun as in section 20.7.5; RXC and UDRE as level interrupts; one
 * character of transmit buffer, and `onTransmit` at the end of the stop bit.
 *
 * It takes the place of the simulator's own, whose receiver is one byte deep and knows no overrun.
 */
export class Usart implements LineReceiver {
  /** Characters lost to overrun, whether or not the program looked at DOR. */
  overruns = 0;
  framingErrors = 0;
  /** Longest time that a character stood in the receiver before the program took it [cycles]. May be set to 0. */
  longestUnread = 0;
  /** `endCycle` is the end of the stop bit; `bitCycles` the length of one bit. */
  onTransmit: ((byte: number, endCycle: number, bitCycles: number) => void) | null = null;

  readonly #cpu: CPU;
  // Receive buffer: up to two characters, each with its FE and DOR flags.
  readonly #fifo = new Uint8Array(2);
  readonly #fifoFlags = new Uint8Array(2);
  /** When the characters of the buffer, and the one in the shift register, were complete [cycles]. */
  readonly #sinceCycle = [0, 0, 0];
  #fifoCount = 0;
  /** A complete character that waits in the shift register for room in the buffer; −1: none. */
  #shiftByte = -1;
  #shiftFlags = 0;
  /** DOR for the next character that completes. */
  #dorNext = false;
  /** Until when a receiver of the wrong baud is busy with a character it misreads [cycles]. */
  #deafUntil = 0;

  #sending = false;
  #sendByte = 0;
  #sendEndCycle = 0;
  /** The character in the transmit buffer; −1: empty. */
  #sendNext = -1;

  readonly #rxc = level(VECTOR_USART_RX, RXC, 0x80);
  readonly #udre = level(VECTOR_USART_UDRE, UDRE, 0x20);
  readonly #txc = { ...level(VECTOR_USART_TX, TXC, 0x40), constant: false };

  constructor(cpu: CPU) {
    this.#cpu = cpu;
    const { data } = cpu;
    data[UCSR0A] = UDRE;
    data[UCSR0B] = 0;
    data[UCSR0C] = UCSZ_8_BITS;
    cpu.writeHooks[UCSR0A] = (value) => {
      if (value & TXC) cpu.clearInterrupt(this.#txc);
      data[UCSR0A] = (data[UCSR0A]! & ~(U2X | MPCM)) | (value & (U2X | MPCM));
      return true;
    };
    cpu.writeHooks[UCSR0B] = (value, oldValue) => {
      data[UCSR0B] = value;
      if (oldValue & RXEN && !(value & RXEN)) this.#flushReceiver();
      cpu.updateInterruptEnable(this.#rxc, value);
      cpu.updateInterruptEnable(this.#udre, value);
      cpu.updateInterruptEnable(this.#txc, value);
      return true;
    };
    cpu.readHooks[UDR0] = () => this.#readData();
    cpu.writeHooks[UDR0] = (value) => {
      this.#writeData(value);
      return true;
    };
  }

  /** Length of one bit as the program has set it [cycles]. */
  get bitCycles(): number {
    const { data } = this.#cpu;
    const divisor = ((data[UBRR0H]! & 0x0f) << 8) | data[UBRR0L]!;
    return (divisor + 1) * (data[UCSR0A]! & U2X ? 8 : 16);
  }

  startBit(): void {
    if (this.#shiftByte < 0) return;
    // The buffer is full and the shift register is needed for the new character: the waiting one is lost.
    this.#shiftByte = -1;
    this.#dorNext = true;
    this.overruns++;
  }

  character(byte: number, senderBitCycles: number): void {
    const cpu = this.#cpu;
    if (!(cpu.data[UCSR0B]! & RXEN)) return;
    const bitCycles = this.bitCycles;
    let value = byte;
    let flags = 0;
    if (!baudsAgree(bitCycles, senderBitCycles)) {
      if (cpu.cycles < this.#deafUntil) return;
      // At another baud one character of the sender becomes at most one of ours, and always with a framing error.
      this.#deafUntil = cpu.cycles + LINE_BITS * (bitCycles - senderBitCycles);
      value = misread(byte, bitCycles, senderBitCycles);
      flags = FE;
      this.framingErrors++;
    }
    if (this.#dorNext) {
      flags |= DOR;
      this.#dorNext = false;
    }
    this.#sinceCycle[this.#fifoCount] = cpu.cycles;
    if (this.#fifoCount < 2) this.#push(value, flags);
    else {
      this.#shiftByte = value;
      this.#shiftFlags = flags;
    }
  }

  #push(byte: number, flags: number): void {
    this.#fifo[this.#fifoCount] = byte;
    this.#fifoFlags[this.#fifoCount] = flags;
    this.#fifoCount++;
    if (this.#fifoCount === 1) this.#showHead();
  }

  /** RXC, FE and DOR describe the character that a read of UDR0 would return. */
  #showHead(): void {
    const cpu = this.#cpu;
    cpu.data[UCSR0A] = (cpu.data[UCSR0A]! & ~(FE | DOR)) | this.#fifoFlags[0]!;
    cpu.setInterruptFlag(this.#rxc);
  }

  #readData(): number {
    const cpu = this.#cpu;
    if (this.#fifoCount === 0) return this.#fifo[0]!;
    const byte = this.#fifo[0]!;
    const since = this.#sinceCycle;
    this.longestUnread = Math.max(this.longestUnread, cpu.cycles - since[0]!);
    since[0] = since[1]!;
    since[1] = since[2]!;
    this.#fifo[0] = this.#fifo[1]!;
    this.#fifoFlags[0] = this.#fifoFlags[1]!;
    this.#fifoCount--;
    if (this.#shiftByte >= 0) {
      this.#fifo[this.#fifoCount] = this.#shiftByte;
      this.#fifoFlags[this.#fifoCount] = this.#shiftFlags;
      this.#fifoCount++;
      this.#shiftByte = -1;
    }
    if (this.#fifoCount > 0) this.#showHead();
    else {
      cpu.clearInterrupt(this.#rxc);
      cpu.data[UCSR0A]! &= ~(FE | DOR);
    }
    return byte;
  }

  #flushReceiver(): void {
    this.#fifoCount = 0;
    this.#shiftByte = -1;
    this.#dorNext = false;
    this.#cpu.clearInterrupt(this.#rxc);
    this.#cpu.data[UCSR0A]! &= ~(FE | DOR);
  }

  #writeData(value: number): void {
    const cpu = this.#cpu;
    if (!(cpu.data[UCSR0B]! & TXEN)) return;
    if (!this.#sending) {
      this.#send(value, cpu.cycles);
    } else if (this.#sendNext < 0) {
      this.#sendNext = value;
      cpu.clearInterrupt(this.#udre);
    }
    // A write while UDRE is clear is ignored by the chip.
  }

  #send(byte: number, startCycle: number): void {
    const cpu = this.#cpu;
    this.#sending = true;
    this.#sendByte = byte;
    this.#sendEndCycle = startCycle + LINE_BITS * this.bitCycles;
    cpu.addClockEvent(this.#onSent, this.#sendEndCycle - cpu.cycles);
  }

  readonly #onSent = (): void => {
    const cpu = this.#cpu;
    const byte = this.#sendByte;
    const endCycle = this.#sendEndCycle;
    const next = this.#sendNext;
    this.#sending = false;
    this.#sendNext = -1;
    if (next >= 0) {
      this.#send(next, endCycle);
      cpu.setInterruptFlag(this.#udre);
    } else {
      cpu.setInterruptFlag(this.#txc);
    }
    this.onTransmit?.(byte, endCycle, this.bitCycles);
  };
}

function level(address: number, flagMask: number, enableMask: number) {
  return {
    address,
    flagRegister: UCSR0A,
    flagMask,
    enableRegister: UCSR0B,
    enableMask,
    constant: true,
  };
}
