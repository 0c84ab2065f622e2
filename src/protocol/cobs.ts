/**
 * Consistent overhead byte stuffing: bytes without any zero, so that a zero can end a frame.
 * Source: Cheshire & Baker, "Consistent Overhead Byte Stuffing", IEEE/ACM Transactions on Networking 7 (2), 1999.
 */

const LONGEST_RUN = 254;

/** The stuffed form, without the closing zero: `bytes.length + 1` bytes, and one more for each further 254. */
export function cobsEncode(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length + 1 + Math.floor(bytes.length / LONGEST_RUN));
  let codeAt = 0;
  let end = 1;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index]!;
    if (byte !== 0) out[end++] = byte;
    const run = end - codeAt;
    if (byte === 0 || (run === LONGEST_RUN + 1 && index < bytes.length - 1)) {
      out[codeAt] = run;
      codeAt = end++;
    }
  }
  out[codeAt] = end - codeAt;
  return out.subarray(0, end);
}

/** The bytes behind a stuffed form (without its closing zero), or `undefined` when no encoder can have made it. */
export function cobsDecode(stuffed: Uint8Array): Uint8Array | undefined {
  const out = new Uint8Array(stuffed.length);
  let end = 0;
  for (let at = 0; at < stuffed.length; ) {
    const code = stuffed[at]!;
    if (code === 0 || at + code > stuffed.length) return undefined;
    for (let i = 1; i < code; i++) {
      const byte = stuffed[at + i]!;
      if (byte === 0) return undefined;
      out[end++] = byte;
    }
    at += code;
    if (code <= LONGEST_RUN && at < stuffed.length) out[end++] = 0;
  }
  return out.subarray(0, end);
}
