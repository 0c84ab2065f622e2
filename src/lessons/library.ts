/** The cards and plans that can be played, and the names that their experiments have in a rig. */
import type { Card, CardExperiment, Plan } from './card.js';

/** They may be read when they are asked for. */
export interface Library {
  card(name: string): Card | undefined;
  plan(name: string): Plan | undefined;
  /** All of them, in the order of their names. */
  cards(): readonly Card[];
  plans(): readonly Plan[];
}

/** A library of these. */
export function libraryOf(cards: readonly Card[], plans: readonly Plan[] = []): Library {
  return {
    card: (name) => cards.find((card) => card.name === name),
    plan: (name) => plans.find((plan) => plan.name === name),
    cards: () => cards,
    plans: () => plans,
  };
}

/** By which a rig loads an experiment of a card. */
export function experimentName(card: Card, experiment: CardExperiment): string {
  return `${card.name}/${experiment.name}`;
}

/** The experiment that has such a name; undefined: none of a card. */
export function experimentNamed(
  library: Library,
  name: string,
): { readonly card: Card; readonly experiment: CardExperiment } | undefined {
  const [cardName = '', own, ...more] = name.split('/');
  const card = own === undefined || more.length > 0 ? undefined : library.card(cardName);
  const experiment = card?.experiments.find((one) => one.name === own);
  return card && experiment && { card, experiment };
}
