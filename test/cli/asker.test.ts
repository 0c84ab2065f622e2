import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { askerOn } from '../../src/cli/asker.js';

/** A person at a terminal: what is shown is kept. */
function terminal() {
  const input = new PassThrough();
  const output = new PassThrough();
  let shown = '';
  output.on('data', (piece: Buffer) => {
    shown += piece.toString();
  });
  return {
    asker: askerOn({ input, output }),
    type: (keys: string) => input.write(keys),
    end: () =>
      new Promise((ended) => {
        input.on('end', ended);
        input.end();
        input.resume();
      }),
    shown: () => shown,
  };
}

const COUNTS = [0, 1, 2].map((value) => ({ value, label: `${value} needles` }));
const CTRL_C = '\x03';
const DOWN = '\x1b[B';
const ENTER = '\r';

describe('a question on the terminal', () => {
  it('is answered with what is usual by Enter, and with the next one by an arrow', async () => {
    const { asker, type, shown } = terminal();
    const first = asker.choose('How many?', COUNTS, 1);
    type(ENTER);
    expect(await first).toBe(1);
    const second = asker.choose('How many?', COUNTS, 1);
    type(DOWN);
    type(ENTER);
    expect(await second).toBe(2);
    expect(shown()).toContain('2 needles');
  });

  it('takes a figure within its range, and says so of any other', async () => {
    const { asker, type, shown } = terminal();
    const answer = asker.figure('How many LEDs?', 1, 150, 60);
    type('0');
    type(ENTER);
    await new Promise(setImmediate);
    expect(shown()).toContain('Type a whole number from 1 to 150.');
    type('\x7f');
    type(ENTER);
    expect(await answer).toBe(60);
  });

  it('goes away when it is not wanted any more, without an answer, and writes nothing when that comes late', async () => {
    const { asker, type, shown } = terminal();
    const gone = new AbortController();
    const open = asker.choose('What do you see?', COUNTS, 1, gone.signal);
    gone.abort();
    expect(await open).toBeNull();
    expect(shown()).not.toContain('Stopped');
    const late = new AbortController();
    const answered = asker.choose('And now?', COUNTS, 1, late.signal);
    type(ENTER);
    expect(await answered).toBe(1);
    const before = shown();
    late.abort();
    await new Promise(setImmediate);
    expect(shown()).toBe(before);
  });

  it('takes a figure back too when it is not wanted any more', async () => {
    const { asker, shown } = terminal();
    const gone = new AbortController();
    const open = asker.figure('How many mA?', 0, 3000, 60, gone.signal);
    gone.abort();
    expect(await open).toBeNull();
    expect(shown()).not.toContain('Stopped');
  });

  it('is left by an end of input too, typed or not', async () => {
    for (const kind of ['choose', 'figure'] as const) {
      for (const end of ['typed', 'ended', 'ended before'] as const) {
        const { asker, type, end: endInput, shown } = terminal();
        if (end === 'ended before') await endInput();
        const answer =
          kind === 'choose' ? asker.choose('How many?', COUNTS, 1) : asker.figure('How many?', 1, 9, 6);
        if (end === 'typed') type('\x04');
        if (end === 'ended') void endInput();
        expect(await answer).toBeNull();
        expect(shown()).toContain('Stopped; nothing was written.');
      }
    }
  });

  it('is left by Ctrl-C without an answer, and the terminal says that nothing was written', async () => {
    const { asker, type, shown } = terminal();
    const choice = asker.choose('How many?', COUNTS, 1);
    type(CTRL_C);
    expect(await choice).toBeNull();
    const figure = asker.figure('How many LEDs?', 1, 150, 60);
    type(CTRL_C);
    expect(await figure).toBeNull();
    expect(shown()).toContain('Stopped; nothing was written.');
  });
});
