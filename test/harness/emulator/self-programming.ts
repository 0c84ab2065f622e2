import type { CPU } from './avr.js';
import { CYCLES_PER_US, SPMCSR } from './registers.js';

const ENABLE = 0x01;
const ERASE = 0x02;
const WRITE = 0x04;
/** Operation bits; the two above them are read-while-write and its interrupt. */
const OPERATION = 0x3f;
const PAGE_WORDS = 64;
const ERASED = 0xffff;
/** Erasing or writing a page takes 3.7 to 4.5 ms (datasheet table 26-17). */
const PAGE_CYCLES = 4100 * CYCLES_PER_US;
const Z = 30;

export const OPCODE_SPM = 0x95e8;

/**
 * A chip that writes its own flash, as a bootloader does (datasheet chapter 26). The boot section is locked against it,
 * as the boards that are sold are (lock bits 0x0F).
 */
export class SelfProgramming {
  readonly #cpu: CPU;
  readonly #bootWord: number;
  readonly #page = new Uint16Array(PAGE_WORDS).fill(ERASED);
  #busyUntil = 0;

  constructor(cpu: CPU, bootWord: number) {
    this.#cpu = cpu;
    this.#bootWord = bootWord;
    cpu.data[SPMCSR] = 0;
    cpu.readHooks[SPMCSR] = () => {
      const busy = cpu.cycles < this.#busyUntil ? ENABLE : 0;
      return (cpu.data[SPMCSR]! & ~ENABLE) | busy;
    };
  }

  /** Carries out the instruction SPM with what stands in SPMCSR, Z and r1:r0; the program counter is the caller's. */
  spm(): void {
    const { data, progMem, cycles } = this.#cpu;
    if (cycles < this.#busyUntil) return;
    const byteAddress = data[Z]! | (data[Z + 1]! << 8);
    const word = byteAddress >> 1;
    const pageStart = word & ~(PAGE_WORDS - 1);
    switch (data[SPMCSR]! & OPERATION) {
      case ENABLE:
        this.#page[word % PAGE_WORDS] = data[0]! | (data[1]! << 8);
        break;
      case ENABLE | ERASE:
        if (pageStart < this.#bootWord) progMem.fill(ERASED, pageStart, pageStart + PAGE_WORDS);
        this.#busyUntil = cycles + PAGE_CYCLES;
        break;
      case ENABLE | WRITE:
        // Writing only clears bits.
        if (pageStart < this.#bootWord)
          for (let k = 0; k < PAGE_WORDS; k++) progMem[pageStart + k]! &= this.#page[k]!;
        this.#page.fill(ERASED);
        this.#busyUntil = cycles + PAGE_CYCLES;
        break;
      default: // Read-while-write enabled again, lock bits: nothing of it shows here.
        break;
    }
    data[SPMCSR] = 0;
  }
}
