/**
 * An upload, step by step, without port or clock: a generator that yields what to ask or how far it is, and is handed
 * the answers. Nothing that the line can do to a question or an answer leaves a board that runs half a program:
 * first its first page becomes a program that does nothing, then the others are written and read back, and the first
 * page comes last. (STK500 has no check sums; a damaged address may put a page anywhere, and reading back finds it.)
 */
import {
  ENTER_PROGRAMMING,
  GET_SYNC,
  LEAVE_PROGRAMMING,
  loadAddress,
  PAGE_BYTES,
  programPage,
  type Question,
  READ_SIGNATURE,
  readPage,
} from './stk500.js';

/** Bytes of flash of an ATmega328, and the most that a program may take beside the larger bootloader, of 2 KiB. */
export const FLASH_BYTES = 0x8000;
export const PROGRAM_BYTES = FLASH_BYTES - 0x800;

export interface UploadProgress {
  readonly phase: 'writing' | 'reading';
  readonly donePages: number;
  readonly pages: number;
}

export type UploadStep =
  | { readonly kind: 'ask'; readonly question: Question }
  | ({ readonly kind: 'progress' } & UploadProgress);

/** How it ended: all was read back as it should be, or why that cannot be. */
export type UploadEnd =
  | { readonly kind: 'done'; readonly pagesWrittenAgain: number }
  | { readonly kind: 'other-chip'; readonly signature: readonly [number, number, number] }
  /** Pages that do not keep what is written: a worn or write-protected flash. */
  | { readonly kind: 'differs'; readonly pages: readonly number[] };

/** ATmega328P and ATmega328: the same but for an instruction that no program of ours has. */
const SIGNATURES: readonly (readonly number[])[] = [
  [0x1e, 0x95, 0x0f],
  [0x1e, 0x95, 0x14],
];
/** Times that pages which came out wrong are written. */
const MOST_ROUNDS = 4;

/** cli; rjmp .-2: nothing is driven, nothing is said, and the bootloader still listens after each reset. */
const WAITING = [0xf8, 0x94, 0xff, 0xcf] as const;

type Steps<T> = Generator<UploadStep, T, Uint8Array>;

/**
 * From the first answer of a bootloader to its last. `program`: at most PROGRAM_BYTES, from address 0 on.
 * Throws RangeError if it is longer, or empty.
 */
export function* upload(program: Uint8Array): Steps<UploadEnd> {
  if (program.length === 0 || program.length > PROGRAM_BYTES)
    throw new RangeError(`the program: expected 1 to ${PROGRAM_BYTES} bytes, got ${program.length}`);
  const pages = pagesOf(program);
  yield* ask(GET_SYNC);
  const [first = 0, second = 0, third = 0] = yield* ask(READ_SIGNATURE);
  const signature = [first, second, third] as const;
  if (!SIGNATURES.some((known) => known.every((byte, k) => byte === signature[k])))
    return { kind: 'other-chip', signature };
  yield* ask(ENTER_PROGRAMMING);

  const waiting = yield* settle([pageOf(WAITING)], [0]);
  if (waiting.length > 0) return { kind: 'differs', pages: waiting };
  let again = 0;
  for (let round = 0; ; round++) {
    const rest = pages.map((_, page) => page).slice(1);
    const wrong = yield* settle(pages, rest, round === 0 ? 'all' : 'wrong', (count) => {
      again += count;
    });
    if (wrong.length > 0) return { kind: 'differs', pages: wrong };
    yield* write(pages, 0);
    if (yield* isRight(pages, 0)) break;
    // It went elsewhere, perhaps onto one of the others: all are looked at once more.
    again++;
    if (round === MOST_ROUNDS) return { kind: 'differs', pages: [0] };
  }
  yield* ask(LEAVE_PROGRAMMING);
  return { kind: 'done', pagesWrittenAgain: again };
}

/** Writes pages and reads them back until all are right. @returns those that never were. */
function* settle(
  pages: readonly Uint8Array[],
  wanted: readonly number[],
  begin: 'all' | 'wrong' = 'all',
  onAgain: (count: number) => void = () => {},
): Steps<readonly number[]> {
  let wrong = begin === 'all' ? wanted : [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (const [done, page] of wrong.entries()) {
      yield* write(pages, page);
      if (wanted.length > 1)
        yield { kind: 'progress', phase: 'writing', donePages: done + 1, pages: wrong.length };
    }
    wrong = yield* wrongOnes(pages, wanted);
    if (wrong.length === 0) return [];
    onAgain(wrong.length);
  }
  return wrong;
}

function* wrongOnes(pages: readonly Uint8Array[], wanted: readonly number[]): Steps<readonly number[]> {
  const wrong: number[] = [];
  for (const [done, page] of wanted.entries()) {
    if (!(yield* isRight(pages, page))) wrong.push(page);
    if (wanted.length > 1)
      yield { kind: 'progress', phase: 'reading', donePages: done + 1, pages: wanted.length };
  }
  return wrong;
}

function* write(pages: readonly Uint8Array[], page: number): Steps<void> {
  yield* ask(loadAddress(page * PAGE_BYTES));
  yield* ask(programPage(pages[page]!));
}

function* isRight(pages: readonly Uint8Array[], page: number): Steps<boolean> {
  yield* ask(loadAddress(page * PAGE_BYTES));
  const there = yield* ask(readPage());
  return pages[page]!.every((byte, k) => there[k] === byte);
}

function* ask(question: Question): Steps<Uint8Array> {
  return yield { kind: 'ask', question };
}

/** The program in whole pages, the last one filled up as erased flash. */
function pagesOf(program: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.ceil(program.length / PAGE_BYTES) }, (_, page) =>
    pageOf(program.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES)),
  );
}

function pageOf(bytes: ArrayLike<number>): Uint8Array {
  const page = new Uint8Array(PAGE_BYTES).fill(0xff);
  page.set(bytes);
  return page;
}
