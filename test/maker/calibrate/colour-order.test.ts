import { describe, expect, it } from 'vitest';
import { COLOURS, orderSeen } from '../../../src/maker/calibrate/colour-order.js';
import { COLOUR_ORDERS, type ColourOrder } from '../../../src/units.js';

/** What a strip of an order shows when a board that believes in another one asks it for a colour. */
function shown(sent: ColourOrder, strip: ColourOrder, colour: 'r' | 'g' | 'b') {
  const letter = strip[[...sent].indexOf(colour)]!;
  return COLOURS.find((name) => name.startsWith(letter))!;
}

describe('the colour order of a strip', () => {
  it('follows from what is seen for red and for green, for each of 6 orders that the board believes in and 6 strips', () => {
    for (const sent of COLOUR_ORDERS)
      for (const strip of COLOUR_ORDERS)
        expect(orderSeen(sent, shown(sent, strip, 'r'), shown(sent, strip, 'g'))).toBe(strip);
  });

  it('is none if the same was seen both times', () => {
    for (const colour of COLOURS) expect(orderSeen('grb', colour, colour)).toBeNull();
  });
});
