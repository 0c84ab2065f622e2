/**
 * The gates of a compartment in two bytes, sodium and potassium: what a picture shows of them sixty times a second. Bits 7
 * and 6 of a byte are what the gate does, the others which share of all its channels is open and lets its ion through.
 */

export const GATE_SHUT = 0;
export const GATE_OPEN = 0b01_000000;
export const GATE_LOCKED = 0b10_000000;
/** None of its channels works: they are blocked or dead, or there are none. */
export const GATE_OUT_OF_WORK = 0b11_000000;
/** The share of a byte where all are open. */
export const MOST_SHARE = 0b111111;

/** Sodium channels count as locked where less than this share of their resting h is left. */
const LOCKED = 0.5;
/** Channels that obey rates count as open where so many more of all are open than at rest, and twice as many at least. */
const CLEARLY_MORE = 0.02;

export function gateByte(state: number, share: number): number {
  return state | Math.round(MOST_SHARE * share);
}

/** Whether most sodium channels cannot open, whatever the potential. */
export function isLocked(h: number, restH: number): boolean {
  return h < LOCKED * restH;
}

/** Whether clearly more channels are open than at rest; shares of all channels. */
export function isOpenAboveRest(share: number, restShare: number): boolean {
  return share - restShare >= Math.max(CLEARLY_MORE, restShare);
}
