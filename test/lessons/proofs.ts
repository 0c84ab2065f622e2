/** Each shipped card, played once with its right prediction: tests that run in one process share it. */

import type { Card } from '../../src/lessons/card.js';
import { type Proof, proveCard } from '../../src/playing/prove-card.js';
import { createFilm, type Take } from '../../src/worksheet/film.js';
import { card } from './shipped.js';

export interface Played {
  readonly card: Card;
  readonly proof: Proof;
  readonly takes: readonly Take[];
}

const played = new Map<string, Played>();

export function playedCard(name: string): Played {
  let one = played.get(name);
  if (one === undefined) {
    const film = createFilm();
    const shipped = card(name);
    one = { card: shipped, proof: proveCard(shipped, undefined, film), takes: film.takes() };
    played.set(name, one);
  }
  return one;
}
