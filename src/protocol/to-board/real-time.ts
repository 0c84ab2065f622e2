import { type ByteWriter, whole } from '../byte-writer.js';

/** What every picture says beside its light. */
export interface RealTime {
  readonly seq: number;
  /** Levels of the needles A and B. */
  readonly needleLevels: readonly [number, number];
  /** Id of the last input event that this picture already takes into account; 0 if none. */
  readonly inputId: number;
}

/** It comes first in the body. */
export const REAL_TIME_BYTES = 3;

export function writeRealTime({ needleLevels, inputId }: RealTime, body: ByteWriter): void {
  body.u8(whole('needle level', needleLevels[0], 0, 255));
  body.u8(whole('needle level', needleLevels[1], 0, 255));
  body.u8(whole('inputId', inputId, 0, 255));
}

export function readRealTime(body: Uint8Array, seq: number): RealTime {
  return { seq, needleLevels: [body[0]!, body[1]!], inputId: body[2]! };
}
