/** Which order of colours a strip has, from what is seen of it. Pure. */
import type { Symptom } from './step.js';

export const SHOWN = ['red', 'green', 'blue'] as const;
export type Shown = (typeof SHOWN)[number];

/** What one may see where one colour is shown. `mixed`: not the same in all LEDs. */
export const SEEN = ['red', 'green', 'blue', 'mixed', 'dark'] as const;
export type Seen = (typeof SEEN)[number];

const WRONG_COLOURS = 'The colours are wrong';

/**
 * What the colours that were seen mean; `null`: all is right. Answers that no order explains are told as such.
 * @param order that of the rig file. @param seen for red, green and blue.
 */
export function colourSymptom(order: string, seen: Readonly<Record<Shown, Seen>>): Symptom | null {
  const all = SHOWN.map((colour) => seen[colour]);
  if (SHOWN.every((colour) => seen[colour] === colour)) return null;
  if (all.includes('mixed'))
    return {
      id: 'mixed',
      seen: 'It is not the same in all LEDs',
      cure: 'The strip has a white light in each LED (RGBW), and takes four bytes an LED where three are sent: fit a WS2812B strip. If one LED alone differs, it is broken.',
      more: WRONG_COLOURS,
    };
  const dark = SHOWN.filter((colour) => seen[colour] === 'dark');
  if (dark.length > 0)
    return {
      id: `no-${dark.join('-')}`,
      seen: `Dark at ${dark.join(' and ')}`,
      cure: 'Nothing shines where one colour is shown: the LEDs are broken, or the strip is of another kind. Try another strip.',
      more: WRONG_COLOURS,
    };
  const found = orderOf(order, seen);
  if (found === undefined)
    return {
      id: 'no-order',
      seen: 'Two colours look the same',
      cure: 'No strip does that. Look again, in a darker room and at one LED alone.',
      more: WRONG_COLOURS,
    };
  return {
    id: `order-${found}`,
    seen: 'Other colours',
    cure: `The strip takes its colours in another order. Write "colourOrder: ${found}" into the section strip of the rig file.`,
    more: WRONG_COLOURS,
  };
}

/** A colour goes out at its place in `order`, and lights what the strip has at that place. */
function orderOf(order: string, seen: Readonly<Record<Shown, Seen>>): string | undefined {
  const found = [...order];
  for (const colour of SHOWN) found[order.indexOf(colour[0]!)] = seen[colour][0]!;
  return new Set(found).size === order.length ? found.join('') : undefined;
}
