/** Which steps of a card are drawn: large on the worksheet and on the key, or small on the key. Pure. */
import type { Card } from '../lessons/card.js';
import type { Take } from './film.js';

export interface Picked {
  /** One, or two that the card compares. */
  readonly main: readonly Take[];
  readonly others: readonly Take[];
}

/** A shorter step shows nothing [ms]. */
const LEAST_MS = 0.1;

export function pickTakes(card: Card, takes: readonly Take[]): Picked {
  const drawn = takes.filter(({ step, presses, endMs }) => {
    const { done } = card.steps[step]!;
    return presses.length > 0 && endMs > LEAST_MS && (done === 'press' || done === 'act');
  });
  if (drawn.length === 0) {
    const longest = takes.toSorted((a, b) => b.endMs - a.endMs).slice(0, 1);
    return { main: longest.filter(({ endMs }) => endMs > LEAST_MS), others: [] };
  }
  const main = pairOf(card, drawn) ?? [tellingOf(card, drawn)];
  return { main, others: drawn.filter((take) => !main.includes(take)) };
}

/** A step whose sweep stays, and the one that it stays for. */
function pairOf(card: Card, drawn: readonly Take[]): readonly Take[] | undefined {
  const first = drawn.findIndex(({ step }) => card.steps[step]!.keep);
  return first < 0 || first + 1 >= drawn.length ? undefined : drawn.slice(first, first + 2);
}

/** The step of the moment that shows why, or else the first that is measured. */
function tellingOf(card: Card, drawn: readonly Take[]): Take {
  const measures = ({ step }: Take, name: string) => card.steps[step]!.measure.includes(name);
  const { moment } = card;
  return (
    (moment && drawn.find((take) => measures(take, moment.measure))) ??
    drawn.find(({ step }) => card.steps[step]!.measure.length > 0) ??
    drawn[0]!
  );
}
