/**
 * What can happen to bytes on their way: a fault takes a chunk and says what comes out of the line of it. Faults
 * are small and are put together with `inTurn`; a `FaultyLine` lays them into either direction of any board's cable.
 */

/** Bytes that are on their way together, and when they come out of the line [µs of the room]. */
export interface Chunk {
  readonly bytes: readonly number[];
  readonly atUs: number;
}

/** What comes out of one chunk: itself, others, at other times, or nothing. */
export type Fault = (chunk: Chunk) => readonly Chunk[];

/** Which ones are hit: asked once for each byte (or chunk) in their order. */
export type Hits = () => boolean;

/** One fault after the other. */
export function inTurn(...faults: readonly Fault[]): Fault {
  return (chunk) =>
    faults.reduce<readonly Chunk[]>((chunks, fault) => chunks.flatMap((one) => fault(one)), [chunk]);
}

/** Every one with this share, 0 to 1. */
export function share(part: number, roll: () => number): Hits {
  return () => roll() < part;
}

/** The one with this number, counted from 0, and no other. */
export function only(index: number): Hits {
  let count = 0;
  return () => count++ === index;
}

/** The last of every `period`. */
export function every(period: number): Hits {
  let count = 0;
  return () => ++count % period === 0;
}
