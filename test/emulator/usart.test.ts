import { describe, expect, it } from 'vitest';
import { avrGccPath, lacks } from '../harness/tools.js';
import { boardWith } from './board-with.js';

/** One character at 500000 baud [µs]. */
const CHARACTER_US = 20;

/**
 * Sends 60 bytes back to back to a program that looks away, from before the first start bit until
 * `blindCharacters` after it. Returns what the program then found.
 */
function lookAway(blindCharacters: number) {
  const { board, said } = boardWith('blind');
  board.run(1000);
  said.length = 0;
  board.press(1);
  board.run(200);
  board.write(Uint8Array.from({ length: 60 }, (_, i) => i));
  board.run(blindCharacters * CHARACTER_US);
  board.release(1);
  board.run(5000);
  const [count = 0, dorFlags, , ...bytes] = said;
  return { lost: 60 - count, dorFlags, bytes, overruns: board.overruns };
}

describe.skipIf(lacks(avrGccPath))('receiving at 500000 baud while the program looks away', () => {
  it('loses nothing of 60 bytes in a window of 2.8 characters', () => {
    expect(lookAway(2.8)).toMatchObject({ lost: 0, dorFlags: 0, overruns: 0 });
  });

  it('loses 18 of 60 bytes in a window of 20.7 characters, and 19 when it ends 0.4 later', () => {
    const early = lookAway(20.7);
    expect(early).toMatchObject({ lost: 18, dorFlags: 1, overruns: 18 });
    // Two in the buffer, then the one that was under way when the program looked again.
    expect(early.bytes.slice(0, 4)).toEqual([0, 1, 20, 21]);
    const late = lookAway(21.1);
    expect(late).toMatchObject({ lost: 19, dorFlags: 1, overruns: 19 });
    expect(late.bytes.slice(0, 4)).toEqual([0, 1, 21, 22]);
  });

  it('keeps three of 60 bytes when all fall into the window, and marks the third with DOR', () => {
    expect(lookAway(61)).toEqual({ lost: 57, dorFlags: 1, bytes: [0, 1, 59], overruns: 57 });
  });
});

describe.skipIf(lacks(avrGccPath))('the USART', () => {
  it('echoes 5000 bytes through interrupts that rewrite UCSR0B for every byte, at line rate', () => {
    const { board, said } = boardWith('echo-interrupt');
    board.run(100);
    board.write(Uint8Array.from({ length: 5000 }, (_, i) => i));
    board.run(5000 * CHARACTER_US + 200);
    expect(said.length).toBe(5000);
    expect(said.every((byte, i) => byte === (i & 255))).toBe(true);
    expect(board.overruns).toBe(0);
    expect(board.pendingBytes).toBe(0);
  });

  it('hands a byte to the host at the end of its stop bit, and sends back to back without gaps', () => {
    const { board } = boardWith('blind');
    board.run(1000);
    const times: number[] = [];
    board.onSerial = (_byte, timeUs) => times.push(timeUs);
    board.press(1);
    board.run(100);
    board.write(Uint8Array.of(1, 2));
    board.run(200);
    board.release(1);
    board.run(5000);
    expect(times.length).toBe(5);
    for (let i = 1; i < times.length; i++) expect(times[i]! - times[i - 1]!).toBe(CHARACTER_US);
  });

  it('keeps fractional byte times: 1000 bytes at 115200 baud take 86.8 ms, not 87', () => {
    const { board, said } = boardWith('echo-interrupt', { baud: 115_200 }, ['UBRR=16']);
    board.run(100);
    board.write(new Uint8Array(1000).fill(0x55));
    board.run(86_805 - 100);
    expect(board.pendingBytes).toBe(2);
    board.run(300);
    expect(board.pendingBytes).toBe(0);
    // 115200 is 117647 on an Uno, 2.1 % off: still understood.
    expect(said.every((byte) => byte === 0x55)).toBe(true);
    expect(board.framingErrors).toBe(0);
  });

  it('makes framing errors of a host 8.5 % off, and none of one 4 % off', () => {
    for (const [baud, errors] of [
      [480_000, 0],
      [542_500, 20],
    ] as const) {
      const { board } = boardWith('blind', { baud });
      board.run(1000);
      board.write(new Uint8Array(20).fill(0x41));
      board.run(3000);
      expect(board.framingErrors).toBe(errors);
    }
  });

  it('gives a host at 115200 garbage of what a board says at 500000', () => {
    const { board, said } = boardWith('blind', { baud: 115_200 });
    board.run(1000);
    expect(said.length).toBe(1);
    expect(said[0]).not.toBe('!'.charCodeAt(0));
  });

  it('forgets what has not begun to travel when the host discards it', () => {
    const { board, said } = boardWith('echo-interrupt');
    board.run(100);
    board.write(Uint8Array.of(1, 2, 3, 4));
    board.run(CHARACTER_US * 1.5);
    board.discardPending();
    board.run(1000);
    expect(said).toEqual([1, 2]);
  });
});
