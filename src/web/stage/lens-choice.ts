/** Which pair of gates the membrane lens shows by itself: behind the front while a pulse runs, else at an electrode. Pure. */
import { byteOf, gateState, LOCKED, OPEN } from './gates.js';

/** So many pairs behind the front, where none is locked yet. */
const BEHIND = 3;

/** The pair nearest to a place. @param places of all pairs, from below. @returns -1 if there are none. */
export function pairNear(places: readonly number[], place: number): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let pair = 0; pair < places.length; pair++) {
    const distance = Math.abs(places[pair]! - place);
    if (distance >= least) continue;
    least = distance;
    best = pair;
  }
  return best;
}

/**
 * The front is the pair with open sodium gates that is furthest from where the stimulus entered; from there back towards
 * the stimulus to the first pair whose sodium gate is locked and whose potassium gate is open.
 * @param origin the pair at the stimulus.
 * @returns -1 while no sodium gate is open.
 */
export function pairBehindFront(gates: Uint8Array, origin: number): number {
  const pairs = gates.length / 2;
  let front = -1;
  for (let pair = 0; pair < pairs; pair++)
    if (
      gateState(gates[byteOf(pair, 'sodium')]!) === OPEN &&
      (front < 0 || Math.abs(pair - origin) >= Math.abs(front - origin))
    )
      front = pair;
  if (front < 0) return -1;
  const back = front > origin ? -1 : 1;
  for (let pair = front; pair >= 0 && pair < pairs && (origin - pair) * back >= 0; pair += back)
    if (
      gateState(gates[byteOf(pair, 'sodium')]!) === LOCKED &&
      gateState(gates[byteOf(pair, 'potassium')]!) === OPEN
    )
      return pair;
  return Math.abs(front - origin) >= BEHIND ? front + back * BEHIND : front;
}
