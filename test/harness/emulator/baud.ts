/** Beyond this difference of baud a receiver misreads the last bits of a character (datasheet section 20.8.3). */
export const BAUD_TOLERANCE = 0.045;

/** Whether a receiver of one bit length can follow a sender of another; the unit does not matter. */
export function baudsAgree(receiverBit: number, senderBit: number): boolean {
  return Math.abs(receiverBit / senderBit - 1) <= BAUD_TOLERANCE;
}

/**
 * What a receiver makes of a character sent at another baud: it samples in the middle of its own bits,
 * counted from the falling edge of the start bit. After the stop bit the line rests high.
 */
export function misread(byte: number, receiverBit: number, senderBit: number): number {
  const ratio = receiverBit / senderBit;
  let value = 0;
  for (let bit = 0; bit < 8; bit++) {
    const senderIndex = Math.floor((bit + 1.5) * ratio);
    const high = senderIndex === 0 ? 0 : senderIndex <= 8 ? (byte >> (senderIndex - 1)) & 1 : 1;
    value |= high << bit;
  }
  return value;
}
