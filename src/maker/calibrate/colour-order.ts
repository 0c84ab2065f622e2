/** In which order a strip takes its colours, from what somebody sees. Pure. */
import { STRIP_ORDERS, type StripOrder } from '../../units.js';

export const COLOURS = ['red', 'green', 'blue', 'white'] as const;
export type Colour = (typeof COLOURS)[number];

/** Colours of a strip of such an order; white only of one with a white light in each LED. */
export const coloursOf = (order: StripOrder): readonly Colour[] => COLOURS.slice(0, order.length);

/** What it has to be asked for: the last colour follows from the others. */
export const askedOf = (order: StripOrder): readonly Colour[] => COLOURS.slice(0, order.length - 1);

/**
 * A board that believes in order `sent` was asked for red, green and so on, and these were seen; `null`: no strip does that.
 * The byte that was meant to be red stands where the strip has the colour that was seen.
 */
export function orderSeen(sent: StripOrder, seen: readonly Colour[]): StripOrder | null {
  const left = coloursOf(sent).filter((colour) => !seen.includes(colour));
  if (left.length !== 1) return null;
  const all = [...seen, left[0]!];
  const order = [...sent]
    .map((letter) => all[COLOURS.findIndex((colour) => colour.startsWith(letter))]!.charAt(0))
    .join('');
  return STRIP_ORDERS.find((one) => one === order) ?? null;
}
