/** Faults of single bytes: noise on the line, a receiver that misses one, a bridge that makes one up. */
import type { Dice } from './dice.js';
import type { Fault, Hits } from './fault.js';

/** What becomes of one byte: itself, others, or none. */
function eachByte(change: (byte: number) => readonly number[]): Fault {
  return ({ bytes, atUs }) => [{ bytes: bytes.flatMap((byte) => change(byte)), atUs }];
}

const anyByte = (roll: Dice) => Math.floor(256 * roll());

/** Bytes that never arrive. */
export function drop(hits: Hits): Fault {
  return eachByte((byte) => (hits() ? [] : [byte]));
}

/** A byte that nobody sent, of any value, in front of those that are hit. */
export function insert(hits: Hits, roll: Dice): Fault {
  return eachByte((byte) => (hits() ? [anyByte(roll), byte] : [byte]));
}

/** Bytes with one wrong bit. */
export function flip(hits: Hits, roll: Dice): Fault {
  return eachByte((byte) => [hits() ? byte ^ (1 << Math.floor(8 * roll())) : byte]);
}

/** Of each byte that is hit and those behind it, `length` in all, nothing but noise is left; they stay as many. */
export function burst(hits: Hits, length: number, roll: Dice): Fault {
  let left = 0;
  return eachByte((byte) => {
    if (left === 0 && hits()) left = length;
    if (left === 0) return [byte];
    left--;
    return [anyByte(roll)];
  });
}
