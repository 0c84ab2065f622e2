import { avrInstruction, CPU } from 'avr8js';
import { describe, expect, it } from 'vitest';
import { byTable, executeInstruction } from '../harness/emulator/instruction.js';
import { FLASH_BYTES, SRAM_BYTES } from '../harness/emulator/registers.js';
import { Dice } from '../model/random-play.js';

const FLASH_WORDS = FLASH_BYTES / 2;
/** High bytes of X, Y, Z and of the stack pointer: with these they point into the SRAM. */
const POINTERS = [27, 29, 31, 94];
const AT = 5000;

function chip() {
  const cpu = new CPU(new Uint16Array(FLASH_WORDS), SRAM_BYTES);
  const { data, progMem } = cpu;
  return {
    cpu,
    run(execute: (cpu: CPU) => void, opcode: number, bytes: Uint8Array) {
      data.set(bytes);
      progMem[AT] = opcode;
      // The second word of CALL, JMP, LDS and STS; or what a skip leaves out, here one of two words.
      progMem[AT + 1] = opcode & 1 ? 0x0345 : 0x940e;
      cpu.pc = AT;
      cpu.cycles = 1000;
      execute(cpu);
      return { pc: cpu.pc, cycles: cpu.cycles };
    },
  };
}

describe('an instruction that is found by a table', () => {
  it('does what avr8js does, each of 65,536 opcodes on registers and memory of its own: 0 differ', () => {
    const dice = new Dice(1);
    const [theirs, ours] = [chip(), chip()];
    const bytes = new Uint8Array(theirs.cpu.data.length);
    const differing: string[] = [];
    for (let opcode = 0; opcode < 0x10000; opcode++) {
      for (let k = 0; k < 96; k++) bytes[k] = dice.below(256);
      for (let k = 0; k < 8; k++) bytes[256 + dice.below(SRAM_BYTES)] = dice.below(256);
      for (const high of POINTERS) bytes[high] = 2 + dice.below(6);
      const expected = theirs.run(avrInstruction, opcode, bytes);
      const found = ours.run(executeInstruction, opcode, bytes);
      const same =
        expected.pc === found.pc &&
        expected.cycles === found.cycles &&
        Buffer.compare(theirs.cpu.data, ours.cpu.data) === 0;
      if (!same) differing.push(opcode.toString(16));
    }
    expect(differing).toEqual([]);
  });

  it('is refused where the text has a part that is no question: 1 line more', () => {
    const text = avrInstruction.toString().replace('cpu.cycles++;\n}', 'cpu.cycles++;\n    cpu.tick();\n}');
    expect(() => byTable(text)).toThrow(/avr8js is not built as it was: .*cpu\.tick\(\)/);
  });
});
