/** Pairs of gates as pictures tell of them: two bytes a pair, sodium and potassium. Pure. */
import { say } from '../words/say.js';

/** As bits 7 and 6 say. */
export const SHUT = 0;
export const OPEN = 1;
export const LOCKED = 2;
/** Blocked, or dead. */
export const NONE_WORKS = 3;

export type Side = 'sodium' | 'potassium';
export const SIDES = ['sodium', 'potassium'] as const satisfies readonly Side[];

/** Which byte of a picture a gate has. */
export function byteOf(pair: number, side: Side): number {
  return 2 * pair + (side === 'sodium' ? 0 : 1);
}

export function gateState(byte: number): number {
  return byte >> 6;
}

const SHARE_BITS = 63;

/** Which part of the gates is open, 0 to 1. */
export function openShare(byte: number): number {
  return (byte & SHARE_BITS) / SHARE_BITS;
}

/** How many of a side are in a state. */
export function countOf(gates: Uint8Array, side: Side, state: number): number {
  let count = 0;
  for (let at = byteOf(0, side); at < gates.length; at += 2) if (gateState(gates[at]!) === state) count++;
  return count;
}

/** What the membrane lens says of one gate: how it is, and what follows from it. */
export interface GateWords {
  readonly head: string;
  readonly more: string;
}

/** By state: shut, open, locked, none works. */
const HEADS = {
  sodium: ['lens.ready', 'lens.sodiumOpen', 'lens.sodiumLocked', 'lens.sodiumOut'],
  potassium: ['lens.shut', 'lens.potassiumOpen', 'lens.potassiumLocked', 'lens.potassiumOut'],
} as const;
const MORE = {
  sodium: ['lens.readyMore', 'lens.sodiumOpenMore', 'lens.sodiumLockedMore', 'lens.cannotOpen'],
  potassium: ['lens.shutMore', 'lens.potassiumOpenMore', 'lens.potassiumLockedMore', 'lens.cannotOpen'],
} as const;

/** @param asShare of gates that open by a share: how many of open ones are open is said too. */
export function gateWords(side: Side, byte: number, asShare: boolean): GateWords {
  const state = gateState(byte) as 0 | 1 | 2 | 3;
  const more = say(MORE[side][state]);
  if (!asShare || state !== OPEN) return { head: say(HEADS[side][state]), more };
  return { head: say(`lens.${side}OpenBy`, { percent: Math.round(100 * openShare(byte)) }), more };
}
