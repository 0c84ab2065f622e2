/** What a tape needs of an axon, and the way back to a moment that it holds. */

/** An axon that can be put back to where it was, to the last bit. `Key` is what it is put back from. */
export interface Rewindable<Key> {
  snapshot(): Key;
  restore(key: Key): void;
  /** One step of the length that it has now. */
  step(): void;
}

/** From where, and how many steps later, a moment is reached. */
export interface WayBack<Key> {
  readonly key: Key;
  readonly steps: number;
}

/** Brings the axon to that moment. Nothing was done to it between the key and there, so its own steps lead there. */
export function rewind<Key>(axon: Rewindable<Key>, way: WayBack<Key>): void {
  axon.restore(way.key);
  for (let step = 0; step < way.steps; step++) axon.step();
}
