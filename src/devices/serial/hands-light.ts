/** What hands light, as messages: few LEDs by their colours, many by a palette that is made for them. Pure. */
import { STOP_BYTES } from '../../display/palette.js';
import { PALETTE_STEP } from '../../units.js';

/** Most LEDs that one RGB message has room for. */
export const MOST_COLOURS = 63;
/** Stops of the palette that are a level: the last of the 33 is none. */
const MOST_PAINTS = 32;

export type Lit =
  | { readonly kind: 'few'; readonly first: number; readonly rgb: Uint8Array }
  /** One level per LED from LED 0 to the last that is lit, and the palette that they are meant for; level 0 is dark. */
  | { readonly kind: 'many'; readonly levels: Uint8Array; readonly stops: Uint8Array };

export const DARK: Lit = { kind: 'few', first: 0, rgb: new Uint8Array(3) };

/** How many LEDs a strip must have for this. */
export function ledsOf(lit: Lit): number {
  return lit.kind === 'few' ? lit.first + lit.rgb.length / 3 : lit.levels.length;
}

/** @param mostLeds that the board has. RangeError for what it cannot show. */
export function litOf(rgb: Uint8Array, first: number, mostLeds: number): Lit {
  const count = rgb.length / 3;
  if (!Number.isInteger(count) || !Number.isInteger(first) || first < 0 || first + count > mostLeds)
    throw new RangeError(`${count} LEDs from LED ${first} on: the board has ${mostLeds}`);
  if (count === 0) return DARK;
  if (count <= MOST_COLOURS) return { kind: 'few', first, rgb: rgb.slice() };
  const all = new Uint8Array(3 * (first + count));
  all.set(rgb, 3 * first);
  const paints = new Map([[0, 0]]);
  const stops = new Uint8Array(STOP_BYTES);
  const levels = Uint8Array.from({ length: first + count }, (_, led) => {
    const colour = all.subarray(3 * led, 3 * led + 3);
    const key = (colour[0]! << 16) | (colour[1]! << 8) | colour[2]!;
    const paint = paints.get(key) ?? paints.size;
    if (paint === MOST_PAINTS)
      throw new RangeError(`more than ${MOST_PAINTS} colours on more than ${MOST_COLOURS} LEDs`);
    paints.set(key, paint);
    stops.set(colour, 3 * paint);
    return paint * PALETTE_STEP;
  });
  return { kind: 'many', levels, stops };
}
