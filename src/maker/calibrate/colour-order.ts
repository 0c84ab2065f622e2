/** In which order a strip takes its colours, from what somebody sees. Pure. */
import { COLOUR_ORDERS, type ColourOrder } from '../../units.js';

export const COLOURS = ['red', 'green', 'blue'] as const;
export type Colour = (typeof COLOURS)[number];

const letterOf = (colour: Colour) => colour.charAt(0);

/**
 * A board that believes in order `sent` was asked for red and for green, and these were seen; `null`: no strip does that.
 * The byte that was meant to be red stands where the strip has the colour that was seen.
 */
export function orderSeen(sent: ColourOrder, forRed: Colour, forGreen: Colour): ColourOrder | null {
  if (forRed === forGreen) return null;
  const forBlue = COLOURS.find((colour) => colour !== forRed && colour !== forGreen)!;
  const seen = { r: forRed, g: forGreen, b: forBlue } as const;
  const order = [...sent].map((letter) => letterOf(seen[letter as 'r' | 'g' | 'b'])).join('');
  return COLOUR_ORDERS.find((one) => one === order) ?? null;
}
