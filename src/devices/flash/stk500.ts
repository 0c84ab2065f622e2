/**
 * STK500 version 1, as the bootloaders of Uno and Nano speak it: each question as its bytes, and what comes back.
 * No port, no clock.
 *
 * Source: Atmel AVR061, "STK500 Communication Protocol" (2003); what Optiboot and ATmegaBOOT answer was tried on both.
 */

/** Resp_STK_INSYNC begins every answer, Resp_STK_OK ends it. */
const IN_SYNC = 0x14;
const OK = 0x10;
/** Sync_CRC_EOP ends every question. */
const END_OF_QUESTION = 0x20;
/** 'F': the page is one of flash. */
const FLASH = 0x46;

/** A page of flash of an ATmega328 [bytes]. */
export const PAGE_BYTES = 128;

/** One question to the bootloader. */
export interface Question {
  readonly bytes: Uint8Array;
  /** Bytes of the answer between its first and its last, which are always the same. */
  readonly bodyBytes: number;
}

const question = (bytes: readonly number[], bodyBytes = 0): Question => ({
  bytes: Uint8Array.of(...bytes, END_OF_QUESTION),
  bodyBytes,
});

export const GET_SYNC = question([0x30]);
export const ENTER_PROGRAMMING = question([0x50]);
export const LEAVE_PROGRAMMING = question([0x51]);
export const READ_SIGNATURE = question([0x75], 3);

/** The page that the next question is about begins at this byte of flash; it is sent as the address of a word. */
export function loadAddress(byteAddress: number): Question {
  const word = byteAddress >> 1;
  return question([0x55, word & 0xff, word >> 8]);
}

/** Writes a whole page, which the bootloader erases first. */
export function programPage(page: Uint8Array): Question {
  return question([0x64, page.length >> 8, page.length & 0xff, FLASH, ...page]);
}

export function readPage(bytes = PAGE_BYTES): Question {
  return question([0x74, bytes >> 8, bytes & 0xff, FLASH], bytes);
}

/** Bytes of the whole answer. */
export const answerBytes = ({ bodyBytes }: Question): number => bodyBytes + 2;

/** The body of an answer that has all its bytes; null if it is none. */
export function bodyOf(answer: Uint8Array): Uint8Array | null {
  return answer[0] === IN_SYNC && answer.at(-1) === OK ? answer.subarray(1, -1) : null;
}

/** Where in a stream the last answer without a body ends; 0 if there is none. */
export function afterSync(bytes: Uint8Array): number {
  for (let end = bytes.length; end >= 2; end--)
    if (bytes[end - 2] === IN_SYNC && bytes[end - 1] === OK) return end;
  return 0;
}
