/** The cards and plans that can be played, and the names that their experiments have in a rig. */
import type { Card, CardExperiment, Plan } from './card.js';

export interface Library {
  readonly cards: ReadonlyMap<string, Card>;
  readonly plans: ReadonlyMap<string, Plan>;
}

/** By which a rig loads an experiment of a card. */
export function experimentName(card: Card, experiment: CardExperiment): string {
  return `${card.name}/${experiment.name}`;
}

/** The experiment that has such a name; undefined: none of a card. */
export function experimentNamed(
  { cards }: Library,
  name: string,
): { readonly card: Card; readonly experiment: CardExperiment } | undefined {
  const [cardName = '', own, ...more] = name.split('/');
  const card = cards.get(cardName);
  const experiment = card?.experiments.find((one) => one.name === own);
  return card && experiment && more.length === 0 ? { card, experiment } : undefined;
}
