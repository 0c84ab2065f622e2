/** About how much memory a value of plain data takes [bytes]: arrays of numbers exactly, what else there is as a guess. */
const WORD_BYTES = 16;

export function bytesOfData(value: unknown): number {
  if (ArrayBuffer.isView(value)) return WORD_BYTES + value.byteLength;
  if (typeof value !== 'object' || value === null) return WORD_BYTES;
  let bytes = WORD_BYTES;
  for (const part of Object.values(value)) bytes += bytesOfData(part);
  return bytes;
}
