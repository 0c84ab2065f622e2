import { AVRIOPort, portBConfig, portCConfig, portDConfig } from 'avr8js';
import type { AVRInterruptConfig, CPU } from './avr.js';
import { PCICR, PCIFR } from './registers.js';

/** What an outsider sees of a pin; called on every change of an output. */
export type EdgeListener = (high: boolean, cycle: number) => void;

/** A pin by its Arduino number: 0 to 7 are port D, 8 to 13 port B, 14 to 19 (A0 to A5) port C. */
interface Place {
  readonly port: 'B' | 'C' | 'D';
  readonly bit: number;
}

export function placeOf(pin: number): Place {
  if (!Number.isInteger(pin) || pin < 0 || pin > 19) {
    throw new RangeError(`pin: expected an Arduino number from 0 to 19, got ${pin}`);
  }
  if (pin < 8) return { port: 'D', bit: pin };
  return pin < 14 ? { port: 'B', bit: pin - 8 } : { port: 'C', bit: pin - 14 };
}

const CONFIG = { B: portBConfig, C: portCConfig, D: portDConfig };

/** Their pin-change interrupts: vectors (word addresses) and mask registers (datasheet section 13 and table 12-6). */
const PIN_CHANGE = [
  { bit: 0, vector: 0x06, PCMSK: 0x6b },
  { bit: 1, vector: 0x08, PCMSK: 0x6c },
  { bit: 2, vector: 0x0a, PCMSK: 0x6d },
] as const;

/** The simulator looks at the enable bits only when a pin changes, and takes a mask register for them. */
function mendPinChangeInterrupts(cpu: CPU): void {
  const interrupts = PIN_CHANGE.map(({ bit, vector }): AVRInterruptConfig => {
    const mask = 1 << bit;
    return {
      address: vector,
      flagRegister: PCIFR,
      flagMask: mask,
      enableRegister: PCICR,
      enableMask: mask,
    };
  });
  cpu.writeHooks[PCICR] = (value) => {
    cpu.data[PCICR] = value;
    for (const interrupt of interrupts) cpu.updateInterruptEnable(interrupt, value);
    return true;
  };
  for (const { PCMSK } of PIN_CHANGE) {
    cpu.writeHooks[PCMSK] = (value) => {
      cpu.data[PCMSK] = value;
      return true;
    };
  }
}

/**
 * The three ports and what is wired to them. An input that nothing drives reads high through the chip's own
 * pull-up if the program has switched that on, and low otherwise (a floating pin must not pass for a button
 * at rest). A contact to ground always reads low, a pad that is touched high.
 */
export class Pins {
  readonly ports: Readonly<Record<'B' | 'C' | 'D', AVRIOPort>>;
  readonly #cpu: CPU;
  /** Per port: bits that an outside contact pulls to ground. Shared with the board: contacts outlast a reset. */
  readonly #grounded: Record<'B' | 'C' | 'D', number>;
  readonly #high: Record<'B' | 'C' | 'D', number>;
  readonly #inputs = { B: 0, C: 0, D: 0 };

  constructor(cpu: CPU, grounded: Record<'B' | 'C' | 'D', number>, high: Record<'B' | 'C' | 'D', number>) {
    this.#cpu = cpu;
    this.#grounded = grounded;
    this.#high = high;
    this.ports = {
      B: new AVRIOPort(cpu, portBConfig),
      C: new AVRIOPort(cpu, portCConfig),
      D: new AVRIOPort(cpu, portDConfig),
    };
    mendPinChangeInterrupts(cpu);
    for (const port of ['B', 'C', 'D'] as const) {
      this.ports[port].addListener((value) => {
        // The port hands us its output latch; where a pin is an input, that bit is the pull-up.
        const pullUps = value & ~cpu.data[CONFIG[port].DDR]!;
        if (pullUps !== this.#inputs[port]) this.#settle(port, pullUps);
      });
    }
  }

  /** Reports every edge that the program or a timer drives onto `pin`. A pin that is an input counts as low. */
  watch(pin: number, listener: EdgeListener): void {
    const { port, bit } = placeOf(pin);
    const cpu = this.#cpu;
    const mask = 1 << bit;
    const { DDR } = CONFIG[port];
    let high = false;
    this.ports[port].addListener((value) => {
      const level = (value & cpu.data[DDR]! & mask) !== 0;
      if (level === high) return;
      high = level;
      listener(level, cpu.cycles);
    });
  }

  /** To be called after `grounded` or `high` has changed. */
  refresh(port: 'B' | 'C' | 'D'): void {
    this.#settle(port, this.#inputs[port]);
  }

  #settle(port: 'B' | 'C' | 'D', pullUps: number): void {
    this.#inputs[port] = pullUps;
    const levels = (pullUps | this.#high[port]) & ~this.#grounded[port];
    for (let bit = 0; bit < 8; bit++) this.ports[port].setPin(bit, (levels & (1 << bit)) !== 0);
  }
}
