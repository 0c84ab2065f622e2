import { MAX_FRAME_BYTES } from './constants.js';

/** More than any message takes before the length of its frame is checked: PROFILE has 2 bytes a knot. */
const ROOM_BYTES = 4 * MAX_FRAME_BYTES;

/** Bytes that are written one after the other; its memory is used again after `clear`. */
export class ByteWriter {
  readonly #bytes = new Uint8Array(ROOM_BYTES);
  #length = 0;

  /** What has been written since `clear`: a view, good until the next one. */
  get written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  u8(value: number): void {
    this.#bytes[this.#length++] = value;
  }

  /** Little-endian, as are all numbers of the wire. */
  u16(value: number): void {
    this.u8(value & 0xff);
    this.u8(value >>> 8);
  }

  u32(value: number): void {
    this.u16(value & 0xffff);
    this.u16(value >>> 16);
  }

  bytes(values: ArrayLike<number>): void {
    this.#bytes.set(values, this.#length);
    this.#length += values.length;
  }
}

/** @returns `value`, if it is a whole number from `low` to `high`. @throws RangeError with `name` in it otherwise. */
export function whole(name: string, value: number, low: number, high: number, step = 1): number {
  if (Number.isInteger(value) && value >= low && value <= high && value % step === 0) return value;
  const steps = step === 1 ? '' : ` in steps of ${step}`;
  throw new RangeError(`${name} is ${value}, expected a whole number from ${low} to ${high}${steps}`);
}
