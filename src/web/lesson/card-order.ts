/** The order of a list of lessons and cards, for who looks for one. Pure. */
import type { CardsText } from '../../server/messages.js';

/** The shortest plan first; cards as plans play them, the longest plan first, and then what no plan has. */
export function inOrder({ plans, cards }: CardsText): CardsText {
  const longest = [...plans].sort((a, b) => b.cards.length - a.cards.length);
  const played = [...new Set(longest.flatMap((plan) => plan.cards))];
  const placeOf = (name: string) => {
    const place = played.indexOf(name);
    return place < 0 ? played.length : place;
  };
  return {
    plans: [...plans].sort((a, b) => a.minutes - b.minutes),
    cards: [...cards].sort((a, b) => placeOf(a.name) - placeOf(b.name)),
  };
}
