/** What can happen to bytes on the line, at a given byte of a frame. The frame is followed by another one. */
import type { Dice } from './dice.js';

export const FAULT_KINDS = [
  'drop',
  'lose',
  'insert',
  'flip',
  'burst',
  'duplicate',
  'truncate',
  'reorder',
  'pause',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Longest burst, and longest piece that is doubled or changes places. */
export const MOST_BURST = 16;
const MOST_PIECE = 12;
/** So many bytes behind the faulty one may be touched too. */
export const MOST_TOUCHED = 2 * MOST_PIECE;

/** Bytes `from` to `to` (excluded) of the stream have become `instead`; or nothing has changed but for a pause there. */
export interface Damage {
  readonly from: number;
  readonly to: number;
  readonly instead: Uint8Array;
  readonly pause: boolean;
}

const NOTHING = new Uint8Array(0);

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** Noise; a wrong byte is never the right one. */
function noise(roll: Dice, right: Uint8Array): Uint8Array {
  return right.map((byte) => byte ^ roll.from(1, 255));
}

/**
 * @param stream the frame, its zero included, and what follows it: at least MOST_TOUCHED bytes.
 * @param length bytes of the frame.
 */
export function damage(kind: FaultKind, stream: Uint8Array, length: number, at: number, roll: Dice): Damage {
  const replaced = (to: number, instead: Uint8Array): Damage => ({ from: at, to, instead, pause: false });
  switch (kind) {
    case 'drop':
      return replaced(at + 1, NOTHING);
    case 'lose':
      return replaced(at + roll.from(2, MOST_BURST), NOTHING);
    case 'insert':
      // Every fourth one is a zero: the byte that can do most harm.
      return replaced(at, Uint8Array.of(roll.below(4) === 0 ? 0 : roll.byte()));
    case 'flip':
      return replaced(at + 1, Uint8Array.of(stream[at]! ^ (1 << roll.below(8))));
    case 'burst': {
      const to = at + roll.from(2, MOST_BURST);
      return replaced(to, noise(roll, stream.subarray(at, to)));
    }
    case 'duplicate': {
      const to = at + roll.from(1, MOST_PIECE);
      return replaced(to, joined(stream.subarray(at, to), stream.subarray(at, to)));
    }
    case 'truncate':
      return replaced(length, NOTHING);
    case 'reorder': {
      const middle = at + roll.from(1, MOST_PIECE);
      const to = middle + roll.from(1, MOST_PIECE);
      return replaced(to, joined(stream.subarray(middle, to), stream.subarray(at, middle)));
    }
    case 'pause':
      return { from: at, to: at, instead: NOTHING, pause: true };
  }
}
