/** Something that is turned with the arrow keys, and moves meanwhile. */
import type { Readable } from 'node:stream';
import type { Turnable } from '../maker/calibrate/index.js';
import { clamp } from '../units.js';
import type { AskedOn } from './asker.js';

type Key = 'less' | 'more' | 'much less' | 'much more' | 'take' | 'stop';

/** What terminals send; longer ones first. */
const KEYS: readonly (readonly [string, Key])[] = [
  ['\x1b[1;2D', 'much less'],
  ['\x1b[1;2C', 'much more'],
  ['\x1b[5~', 'much more'],
  ['\x1b[6~', 'much less'],
  ['\x1b[D', 'less'],
  ['\x1b[C', 'more'],
  ['\x1b[B', 'much less'],
  ['\x1b[A', 'much more'],
  ['\x1bOD', 'less'],
  ['\x1bOC', 'more'],
  ['\x1bOB', 'much less'],
  ['\x1bOA', 'much more'],
  ['-', 'less'],
  ['+', 'more'],
  ['\r', 'take'],
  ['\n', 'take'],
  ['\x03', 'stop'],
  ['\x04', 'stop'],
];

/** The keys in what came from a terminal; what is none is left out. */
export function keysOf(typed: string): Key[] {
  if (typed === '\x1b') return ['stop'];
  const keys: Key[] = [];
  for (let rest = typed; rest.length > 0; ) {
    const [sent, key] = KEYS.find(([each]) => rest.startsWith(each)) ?? [rest[0]!, undefined];
    if (key !== undefined) keys.push(key);
    rest = rest.slice(sent.length);
  }
  return keys;
}

interface RawInput extends Readable {
  setRawMode?(isRaw: boolean): unknown;
}

/**
 * @param moved is told of each value, the first of all.
 * @param until calls it off.
 * @returns the value that was taken; `null` after Ctrl-C, Ctrl-D or Esc, and where there is nobody any more.
 */
export function turnOn(
  { input, output }: AskedOn,
  question: string,
  { low, high, step, bigStep, start, unit }: Turnable,
  moved: (value: number) => void,
  until: AbortSignal,
): Promise<number | null> {
  return new Promise((resolve) => {
    const raw = input as RawInput;
    let value = clamp(start, low, high);
    const draw = (hint: string) => output.write(`\r\x1b[2K│  ${value}${unit && ` ${unit}`}${hint}`);
    const hint = `   (← → by ${step}, ↑ ↓ by ${bigStep}; Enter takes it)`;

    const finish = (answer: number | null) => {
      draw('');
      output.write(answer === null ? '\n└  Stopped; nothing was written.\n' : '\n');
      input.off('data', hear);
      input.off('end', end);
      until.removeEventListener('abort', end);
      raw.setRawMode?.(false);
      input.pause();
      resolve(answer);
    };
    const end = () => finish(null);
    const by: Partial<Record<Key, number>> = {
      less: -step,
      more: step,
      'much less': -bigStep,
      'much more': bigStep,
    };
    const hear = (chunk: Buffer | string) => {
      for (const key of keysOf(chunk.toString())) {
        if (key === 'take') return finish(value);
        if (key === 'stop') return finish(null);
        const next = clamp(value + by[key]!, low, high);
        if (next === value) continue;
        value = next;
        moved(value);
      }
      draw(hint);
    };

    output.write(`◆  ${question}\n`);
    moved(value);
    draw(hint);
    raw.setRawMode?.(true);
    input.on('data', hear);
    input.on('end', end);
    until.addEventListener('abort', end);
    input.resume();
    if (until.aborted) end();
  });
}
