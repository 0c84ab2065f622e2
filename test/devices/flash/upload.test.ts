import { describe, expect, it } from 'vitest';
import { PROGRAM_BYTES, upload } from '../../../src/devices/flash/upload.js';
import { FakeBootloader } from '../../harness/fake-bootloader.js';
import { diceOf } from '../../harness/faults/dice.js';
import { attemptUpload, faultyUploads, type LineFault } from '../../harness/faulty-uploads.js';

const program = Uint8Array.from({ length: 1000 }, (_, k) => (k * 31 + 7) & 0xff);
const quiet: LineFault = (bytes) => bytes;

/** A line which does something to one question alone, counted from 0. */
function atQuestion(n: number, fault: LineFault): LineFault {
  let k = 0;
  return (bytes) => (k++ === n ? fault(bytes) : bytes);
}

describe('an upload', () => {
  it('writes 1000 bytes as 8 pages and one that waits, reads all back, and says that it is done', () => {
    const board = new FakeBootloader();
    expect(attemptUpload(program, board)).toEqual({ kind: 'done', pagesWrittenAgain: 0 });
    expect(board.pagesWritten).toBe(9);
    expect([...board.flash.subarray(0, 1000)]).toEqual([...program]);
    expect(board.flash.subarray(1000).every((byte) => byte === 0xff)).toBe(true);
  });

  it('leaves a board that waits, and runs nothing, wherever it is cut before its last page', () => {
    let questions = 0;
    attemptUpload(program, new FakeBootloader(), (bytes) => {
      questions++;
      return bytes;
    });
    // Sync, signature, enter, load and write of the waiting page; and at the end load and write of the first, load,
    // read, leave.
    for (let cut = 5; cut < questions - 4; cut++) {
      const board = new FakeBootloader();
      board.flash.fill(0x55);
      expect(
        attemptUpload(
          program,
          board,
          atQuestion(cut, () => 'cut'),
        ),
      ).toEqual({ kind: 'cut' });
      expect([...board.flash.subarray(0, 4)], `cut at question ${cut}`).toEqual([0xf8, 0x94, 0xff, 0xcf]);
    }
  });

  it('touches nothing of another chip, and tells its signature', () => {
    const board = new FakeBootloader();
    board.signature = [0x1e, 0x98, 0x01];
    expect(attemptUpload(program, board)).toEqual({ kind: 'other-chip', signature: [0x1e, 0x98, 0x01] });
    expect(board.pagesWritten).toBe(0);
  });

  it('writes a page again that came out wrong', () => {
    const board = new FakeBootloader();
    let damaged = 0;
    const damage: LineFault = (bytes) => {
      if (bytes[0] !== 0x64 || damaged++ !== 3) return bytes;
      return bytes.with(50, bytes[50]! ^ 1);
    };
    expect(attemptUpload(program, board, damage)).toEqual({ kind: 'done', pagesWrittenAgain: 1 });
    expect([...board.flash.subarray(0, 1000)]).toEqual([...program]);
  });

  it('finds a page that a damaged address has put onto another', () => {
    for (const wrongAddress of [0, 0x40, 0x80, 0x100, 0x3f00]) {
      for (let nth = 0; nth < 9; nth++) {
        const board = new FakeBootloader();
        let writes = -1;
        const elsewhere: LineFault = (bytes) => {
          // As if the address before this page had been damaged.
          if (bytes[0] === 0x64 && ++writes === nth)
            board.take([0x55, wrongAddress & 0xff, wrongAddress >> 8, 0x20]);
          return bytes;
        };
        expect(attemptUpload(program, board, elsewhere).kind).toBe('done');
        expect([...board.flash.subarray(0, 1000)]).toEqual([...program]);
      }
    }
  });

  it('gives up on a page that keeps nothing, and says which', () => {
    const board = new FakeBootloader();
    const worn: LineFault = (bytes) => {
      const there = board.flash.subarray(256, 384);
      there[5] = 0;
      return bytes;
    };
    expect(attemptUpload(program, board, worn)).toEqual({ kind: 'differs', pages: [2] });
    expect([...board.flash.subarray(0, 4)]).toEqual([0xf8, 0x94, 0xff, 0xcf]);
  });

  it('is lost where an answer is no answer, and the next one from a reset succeeds', () => {
    const board = new FakeBootloader();
    expect(
      attemptUpload(
        program,
        board,
        quiet,
        atQuestion(7, (bytes) => bytes.with(0, 0)),
      ),
    ).toEqual({
      kind: 'lost',
    });
    expect(attemptUpload(program, board).kind).toBe('done');
  });

  it('takes up to 30 720 bytes, which is beside the larger bootloader', () => {
    expect(PROGRAM_BYTES).toBe(30_720);
    expect(() => upload(new Uint8Array(PROGRAM_BYTES + 1)).next()).toThrow(/1 to 30720 bytes, got 30721/);
    expect(() => upload(new Uint8Array(0)).next()).toThrow(RangeError);
    expect(attemptUpload(new Uint8Array(PROGRAM_BYTES), new FakeBootloader()).kind).toBe('done');
  });

  it('over 300 bad lines: none says done that differs, none is dead, none runs half a program', () => {
    const result = faultyUploads(300, () => new FakeBootloader(), program, diceOf(4));
    expect(result).toEqual({
      uploads: 300,
      spoiled: result.spoiled,
      falseDone: 0,
      dead: 0,
      halfPrograms: 0,
    });
    expect(result.spoiled).toBeGreaterThan(50);
    expect(result.spoiled).toBeLessThan(290);
  });
});
