/** Numbers as text: base64 of RFC 4648 over little-endian bytes, whatever the computer. */

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PAD = '=';
const VALUES = new Int8Array(128).fill(-1);
for (let value = 0; value < 64; value++) VALUES[DIGITS.charCodeAt(value)] = value;

export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const three = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += DIGITS[three >> 18]! + DIGITS[(three >> 12) & 63]!;
    text += left > 1 ? DIGITS[(three >> 6) & 63]! : PAD;
    text += left > 2 ? DIGITS[three & 63]! : PAD;
  }
  return text;
}

/** The bytes of a text; `undefined` if it is no base64 or more than `most` bytes. */
export function bytesOfBase64(text: string, most: number): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const pads = text.endsWith(PAD + PAD) ? 2 : text.endsWith(PAD) ? 1 : 0;
  const length = (text.length / 4) * 3 - pads;
  if (length > most) return undefined;
  const bytes = new Uint8Array(length);
  for (let from = 0, at = 0; from < text.length; from += 4, at += 3) {
    const digits = from + 4 === text.length ? 4 - pads : 4;
    let three = 0;
    for (let digit = 0; digit < 4; digit++) {
      const value = digit < digits ? (VALUES[text.charCodeAt(from + digit)] ?? -1) : 0;
      if (value < 0) return undefined;
      three = (three << 6) | value;
    }
    bytes[at] = three >> 16;
    // What lies beyond the end of the array is not kept.
    bytes[at + 1] = three >> 8;
    bytes[at + 2] = three;
  }
  return bytes;
}
