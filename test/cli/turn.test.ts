import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { keysOf, turnOn } from '../../src/cli/turn.js';

const PULSE = { low: 500, high: 2500, step: 5, bigStep: 50, start: 1000, unit: 'µs' };
const [LEFT, RIGHT, UP, DOWN, ENTER, CTRL_C, ESC] = [
  '\x1b[D',
  '\x1b[C',
  '\x1b[A',
  '\x1b[B',
  '\r',
  '\x03',
  '\x1b',
];

function turning(what = PULSE) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let shown = '';
  output.on('data', (piece: Buffer) => {
    shown += piece.toString();
  });
  const moves: number[] = [];
  const until = new AbortController();
  const answer = turnOn({ input, output }, 'Turn it.', what, (value) => moves.push(value), until.signal);
  return { answer, input, type: (keys: string) => input.write(keys), moves, until, shown: () => shown };
}

describe('something that is turned on the terminal', () => {
  it('moves with each key, by 5 or by 50, and is taken by Enter', async () => {
    const { answer, type, moves, shown } = turning();
    type(RIGHT + RIGHT + UP);
    type(LEFT);
    type(DOWN + ENTER);
    expect(await answer).toBe(1005);
    expect(moves).toEqual([1000, 1005, 1010, 1060, 1055, 1005]);
    expect(shown()).toContain('Turn it.');
    expect(shown()).toContain('1055 µs');
  });

  it('stays within its range, and does not move what stands at its end', async () => {
    const { answer, type, moves } = turning({ ...PULSE, start: 2490 });
    type(RIGHT + RIGHT + RIGHT + UP + ENTER);
    expect(await answer).toBe(2500);
    expect(moves).toEqual([2490, 2495, 2500]);
  });

  it.each([
    ['Ctrl-C', CTRL_C],
    ['Esc', ESC],
  ])('is left by %s without an answer', async (_, key) => {
    const { answer, type, shown } = turning();
    type(key);
    expect(await answer).toBeNull();
    expect(shown()).toContain('Stopped; nothing was written.');
  });

  it('is left when the terminal is closed, and when it is called off, and hears nothing more', async () => {
    const closed = turning();
    closed.input.end();
    expect(await closed.answer).toBeNull();
    const off = turning();
    off.until.abort();
    expect(await off.answer).toBeNull();
    expect(off.input.listenerCount('data')).toBe(0);
  });

  it('takes keys out of whatever else was typed', () => {
    expect(keysOf('abc\x1b[Cx\x1b[1;2D\x1b[99~+')).toEqual(['more', 'much less', 'more']);
  });
});
