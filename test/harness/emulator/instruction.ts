/**
 * The simulator's own instructions, found by a table. avr8js asks of each instruction up to 99 questions, one after the
 * other, which of them it is. Here that is asked once of each of the 65,536 opcodes, and a `switch` over the answer runs
 * the very text of avr8js: half of the emulated board's time is saved, and no instruction is ours.
 */
import { avrInstruction, type CPU } from 'avr8js';

export type Execute = (cpu: CPU) => void;

const OPCODES = 0x10000;
const QUESTION = /^ {4}(?:else )?if \(([^{]+)\) \{\n([\s\S]*?)^ {4}\}$/gm;
/** The only name of avr8js that its instructions use. */
const TWO_WORDS = [
  [0xfe0f, 0x9000],
  [0xfe0f, 0x9200],
  [0xfe0e, 0x940e],
  [0xfe0e, 0x940c],
] as const;
const isTwoWordInstruction = (opcode: number): boolean =>
  TWO_WORDS.some(([mask, value]) => (opcode & mask) === value);

/** Throws where the text is not built as that of avr8js 0.21.1 is: a new version of it wants a look here. */
export function byTable(text: string): Execute {
  const questions = [...text.matchAll(QUESTION)].map(([, asked, body]) => ({ asked: asked!, body: body! }));
  const left = text.replace(QUESTION, '').replaceAll(/\s+/g, ' ');
  const parts =
    /^function avrInstruction\(cpu\) \{ const opcode = cpu\.progMem\[cpu\.pc\]; (cpu\.pc = .*; cpu\.cycles\+\+;) \}$/;
  const goOn = parts.exec(left)?.[1];
  if (questions.length === 0 || goOn === undefined)
    throw new Error(`avr8js is not built as it was: what is no instruction is "${left.slice(0, 400)}"`);
  const find = new Function(
    'opcode',
    questions.map(({ asked }, k) => `if (${asked}) return ${k};`).join('\n'),
  ) as (opcode: number) => number | undefined;
  const kinds = Uint8Array.from({ length: OPCODES }, (_, opcode) => find(opcode) ?? questions.length);
  const cases = questions.map(({ body }, k) => `case ${k}: {\n${body}break; }`).join('\n');
  return new Function(
    'kinds',
    'isTwoWordInstruction',
    `return function execute(cpu) {
const opcode = cpu.progMem[cpu.pc];
switch (kinds[opcode]) {
${cases}
}
${goOn}
}`,
  )(kinds, isTwoWordInstruction) as Execute;
}

export const executeInstruction: Execute = byTable(avrInstruction.toString());
