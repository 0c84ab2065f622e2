/** Uploads over a line that does what lines do, against the fake bootloader: no port, no time. */
import { answerBytes, bodyOf } from '../../src/devices/flash/stk500.js';
import { type UploadEnd, upload } from '../../src/devices/flash/upload.js';
import type { FakeBootloader } from './fake-bootloader.js';

/** What the line makes of bytes on their way; `cut` ends the attempt, as a pulled cable does. */
export type LineFault = (bytes: Uint8Array) => Uint8Array | 'cut' | 'reset';

export type Attempt = UploadEnd | { readonly kind: 'lost' } | { readonly kind: 'cut' };

/** One attempt from a reset on. */
export function attemptUpload(
  program: Uint8Array,
  board: FakeBootloader,
  toBoard: LineFault = (bytes) => bytes,
  toHost: LineFault = (bytes) => bytes,
): Attempt {
  board.reset();
  const steps = upload(program);
  let next = steps.next();
  while (!next.done) {
    const step = next.value;
    if (step.kind === 'progress') {
      next = steps.next(new Uint8Array(0));
      continue;
    }
    const sent = toBoard(step.question.bytes);
    if (sent === 'cut') return { kind: 'cut' };
    if (sent === 'reset') {
      board.reset();
      return { kind: 'lost' };
    }
    const heard = toHost(Uint8Array.from(board.take(sent)));
    if (heard === 'cut') return { kind: 'cut' };
    if (heard === 'reset') return { kind: 'lost' };
    const length = answerBytes(step.question);
    const body = heard.length >= length ? bodyOf(heard.subarray(0, length)) : null;
    if (body === null) return { kind: 'lost' };
    next = steps.next(body);
  }
  return next.value;
}

/** Faults at random: with `each` probability a byte is changed, lost or doubled; now and then the cable is pulled. */
export function randomFault(random: () => number, each: number): LineFault {
  return (bytes) => {
    if (random() < each / 4) return random() < 0.5 ? 'cut' : 'reset';
    const sent: number[] = [];
    for (const byte of bytes) {
      const fault = random() < each ? Math.floor(random() * 3) : -1;
      if (fault === 0) sent.push(byte ^ (1 << Math.floor(random() * 8)));
      else if (fault === 2) sent.push(byte, byte);
      else if (fault !== 1) sent.push(byte);
    }
    return Uint8Array.from(sent);
  };
}

export interface FaultyUploads {
  readonly uploads: number;
  /** Attempts that the line spoiled. */
  readonly spoiled: number;
  /** Uploads that said "done" and left something else in the flash. */
  readonly falseDone: number;
  /** Boards that a further upload over a quiet line did not bring back. */
  readonly dead: number;
  /** Attempts broken off after which the chip would have run half a program. */
  readonly halfPrograms: number;
}

/** Uploads over a bad line, each to a board with an old program, and then once more over a quiet one. */
export function faultyUploads(
  count: number,
  newBoard: () => FakeBootloader,
  program: Uint8Array,
  random: () => number,
): FaultyUploads {
  let spoiled = 0;
  let falseDone = 0;
  let dead = 0;
  let halfPrograms = 0;
  const old = Uint8Array.from({ length: 20_000 }, (_, k) => (k * 7 + 3) & 0xff);
  const has = (board: FakeBootloader, bytes: Uint8Array) =>
    Buffer.from(board.flash.buffer, 0, bytes.length).equals(bytes);
  for (let k = 0; k < count; k++) {
    const board = newBoard();
    board.flash.set(old);
    const fault = randomFault(random, 10 ** (-2 - 4 * random()));
    const end = attemptUpload(program, board, fault, fault);
    if (end.kind === 'done') falseDone += has(board, program) ? 0 : 1;
    else {
      spoiled++;
      // The first page is the old program's with all of the old program, the one that waits, or the last to be new.
      const waits = board.flash[0] === 0xf8 && board.flash[2] === 0xff && board.flash[3] === 0xcf;
      if (!waits && !has(board, old) && !has(board, program)) halfPrograms++;
    }
    const again = attemptUpload(program, board);
    if (again.kind !== 'done' || !has(board, program)) dead++;
  }
  return { uploads: count, spoiled, falseDone, dead, halfPrograms };
}
