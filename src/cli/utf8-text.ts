/** Bytes → text, strictly: a byte that is not UTF-8 is a mistake in the file, not a replacement character. */

export type Utf8Result =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      /** Where the first character that is not UTF-8 begins, from 1. */
      readonly line: number;
      readonly column: number;
      /** Its first byte. */
      readonly byte: number;
    };

/** The text of a start of a file; a character that is cut off at its end is left out, a mark stays. Throws TypeError. */
function startText(bytes: Uint8Array, length: number): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return decoder.decode(bytes.subarray(0, length), { stream: true });
}

function isUtf8(bytes: Uint8Array, length: number): boolean {
  try {
    startText(bytes, length);
    return true;
  } catch {
    return false;
  }
}

/** Reads bytes as UTF-8, with or without a byte order mark. */
export function utf8Text(bytes: Uint8Array): Utf8Result {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, ...firstWrong(bytes) };
  }
}

/** Halves the stretch between a start that is UTF-8 and one that is not. */
function firstWrong(bytes: Uint8Array): { line: number; column: number; byte: number } {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isUtf8(bytes, middle)) good = middle;
    else bad = middle;
  }
  const before = startText(bytes, good);
  const lines = before.replace('\uFEFF', '').split('\n');
  const wrong = new TextEncoder().encode(before).length;
  return { line: lines.length, column: lines.at(-1)!.length + 1, byte: bytes[wrong]! };
}
