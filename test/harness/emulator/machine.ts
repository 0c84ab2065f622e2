import { AVREEPROM, CPU, type EEPROMMemoryBackend } from 'avr8js';
import { Adc } from './adc.js';
import type { ClockEvents } from './avr.js';
import { type Execute, executeInstruction } from './instruction.js';
import { Pins } from './pins.js';
import { MCUSR, SRAM_BYTES, SRAM_START, SREG } from './registers.js';
import { OPCODE_SPM, SelfProgramming } from './self-programming.js';
import { Timer } from './timer.js';
import { TIMER0, TIMER1, TIMER2 } from './timer-modes.js';
import { Usart } from './usart.js';
import { Watchdog } from './watchdog.js';

/** Fills the SRAM before a start: what still holds it later was never written, and nobody may rely on zeros. */
export const SRAM_PAINT = 0xa5;
const INTERRUPTS_ENABLED = 0x80;
const OPCODE_SEI = 0x9478;
const OPCODE_RETI = 0x9518;
/** The simulator counts 2 cycles for entering an interrupt, the chip takes 4 (datasheet section 7.7.1). */
const MISSING_ENTRY_CYCLES = 2;

/** What outlives a reset of the chip, and what is wired to it. */
export interface Surroundings {
  readonly flash: Uint16Array;
  /** Word where the bootloader begins, which is where the chip starts; null if it has none. */
  readonly bootWord: number | null;
  readonly eeprom: EEPROMMemoryBackend;
  readonly adcReadings: Uint16Array;
  readonly grounded: Record<'B' | 'C' | 'D', number>;
  /** Likewise, bits that something brings to 5 V. */
  readonly high: Record<'B' | 'C' | 'D', number>;
  /** The watchdog has bitten. */
  onBite(): void;
}

/**
 * One life of an ATmega328P, from a reset to the next. A reset makes a new one: the simulator's own leaves
 * interrupts enabled and peripherals running.
 */
export class Machine {
  readonly cpu: CPU;
  readonly usart: Usart;
  readonly pins: Pins;
  #stopCycle = 0;
  readonly #execute: Execute;

  /** `resetFlags`: what MCUSR holds at the start. */
  constructor(around: Surroundings, startCycle: number, resetFlags: number) {
    const cpu = new CPU(around.flash, SRAM_BYTES);
    this.cpu = cpu;
    cpu.cycles = startCycle;
    cpu.data.fill(SRAM_PAINT, SRAM_START);
    cpu.data[MCUSR] = resetFlags;
    this.pins = new Pins(cpu, around.grounded, around.high);
    const { B, D } = this.pins.ports;
    new Timer(cpu, TIMER0, D, D);
    new Timer(cpu, TIMER1, B, B);
    new Timer(cpu, TIMER2, B, D);
    this.usart = new Usart(cpu);
    new Adc(cpu, around.adcReadings);
    new AVREEPROM(cpu, around.eeprom);
    new Watchdog(cpu, () => around.onBite());
    this.#execute = executeInstruction;
    if (around.bootWord !== null) {
      cpu.pc = around.bootWord;
      const programming = new SelfProgramming(cpu, around.bootWord);
      this.#execute = (each) => {
        if (each.progMem[each.pc] === OPCODE_SPM) programming.spm();
        executeInstruction(each);
      };
    }
  }

  /** Executes instructions until `cycle` is reached or passed, or `stop` is called. */
  runUntil(cycle: number): void {
    const { cpu } = this;
    const { data } = cpu;
    const events = cpu as unknown as ClockEvents;
    // Under vitest an import is looked up at every use, which costs more than the instruction itself.
    const execute = this.#execute;
    const status = SREG;
    this.#stopCycle = cycle;
    while (cpu.cycles < this.#stopCycle) {
      const { pc } = cpu;
      execute(cpu);
      const event = events.nextClockEvent;
      if (event !== null && event.cycles <= cpu.cycles) {
        do this.#tick(pc);
        while (events.nextClockEvent !== null && events.nextClockEvent.cycles <= cpu.cycles);
      } else if (cpu.nextInterrupt >= 0 && data[status]! & INTERRUPTS_ENABLED) {
        this.#tick(pc);
      }
    }
  }

  /** Ends `runUntil` after the present instruction. */
  stop(): void {
    this.#stopCycle = 0;
  }

  /** Runs one due event, then enters an interrupt if one is pending and may be served. */
  #tick(lastPc: number): void {
    const { cpu } = this;
    const { data } = cpu;
    const wasEnabled = data[SREG]! & INTERRUPTS_ENABLED;
    if (wasEnabled === 0) {
      cpu.tick();
      return;
    }
    const opcode = cpu.progMem[lastPc];
    if (opcode === OPCODE_SEI || opcode === OPCODE_RETI) {
      // The chip executes one more instruction first (datasheet sections 7.7 and 30: SEI, RETI).
      data[SREG]! &= ~INTERRUPTS_ENABLED;
      cpu.tick();
      data[SREG]! |= INTERRUPTS_ENABLED;
      return;
    }
    cpu.tick();
    if ((data[SREG]! & INTERRUPTS_ENABLED) === 0) cpu.cycles += MISSING_ENTRY_CYCLES;
  }
}
