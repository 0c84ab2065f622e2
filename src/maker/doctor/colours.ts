/** Which order of colours a strip has, from what is seen of it. Pure. */
import type { StripOrder } from '../../units.js';
import { type Colour, orderSeen } from '../calibrate/colour-order.js';
import type { Symptom } from './step.js';

export const SHOWN = ['red', 'green', 'blue'] as const;
export type Shown = (typeof SHOWN)[number];

/** What one may see where one colour is shown. `mixed`: not the same in all LEDs. */
export const SEEN = ['red', 'green', 'blue', 'white', 'mixed', 'dark'] as const;
export type Seen = (typeof SEEN)[number];

const WHITE = 'w';

/**
 * What the colours that were seen mean; `null`: all is right. Answers that no order explains are told as such.
 * @param order that of the rig file. @param seen for red, green and blue.
 */
export function colourSymptom(order: StripOrder, seen: Readonly<Record<Shown, Seen>>): Symptom | null {
  if (SHOWN.every((colour) => seen[colour] === colour)) return null;
  const all = SHOWN.map((colour) => seen[colour]);
  const hasWhite = order.includes(WHITE);
  if (all.includes('mixed') || (all.includes('white') && !hasWhite)) return mixed(hasWhite);
  const dark = SHOWN.filter((colour) => seen[colour] === 'dark');
  if (dark.length > 0)
    return symptom(
      `no-${dark.join('-')}`,
      `Dark at ${dark.join(' and ')}`,
      'Nothing shines where one colour is shown: the LEDs are broken, or the strip is of another kind. Try another strip.',
    );
  // With white there are four lights, of which three are seen.
  const found =
    new Set(all).size < SHOWN.length ? null : orderSeen(order, (all as Colour[]).slice(0, order.length - 1));
  if (found === null)
    return symptom(
      'no-order',
      'Two colours look the same',
      'No strip does that. Look again, in a darker room and at one LED alone.',
    );
  return symptom(
    `order-${found}`,
    'Other colours',
    `The strip takes its colours in another order. Write "colourOrder: ${found}" into the section strip of the rig file.`,
  );
}

/** The number of bytes an LED is another one, or the data are damaged. @param hasWhite that of the rig file. */
function mixed(hasWhite: boolean): Symptom {
  const cure = hasWhite
    ? 'The strip has no white light in its LEDs, and takes three bytes an LED where four are sent. Write "colourOrder: grb" into the section strip of the rig file.'
    : 'The strip has a white light in each LED (RGBW), and takes four bytes an LED where three are sent. Write "colourOrder: grbw" into the section strip of the rig file.';
  return symptom(
    hasWhite ? 'no-white' : 'has-white',
    'It is not the same in all LEDs',
    `${cure} If one LED alone differs, it is broken.`,
  );
}

function symptom(id: string, seen: string, cure: string): Symptom {
  return { id, seen, cure, more: 'The colours are wrong' };
}
