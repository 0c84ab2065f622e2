import { describe, expect, it } from 'vitest';
import { askedOf, COLOURS, orderSeen } from '../../../src/maker/calibrate/colour-order.js';
import { STRIP_ORDERS, type StripOrder } from '../../../src/units.js';

/** What a strip of an order shows when a board that believes in another one asks it for a colour. */
function shown(sent: StripOrder, strip: StripOrder, colour: string) {
  const letter = strip[[...sent].indexOf(colour.charAt(0))]!;
  return COLOURS.find((name) => name.startsWith(letter))!;
}

describe('the colour order of a strip', () => {
  it('follows from what is seen for red and green, with white LEDs for blue too: of 30 orders any that the board believes in, and any that the strip has', () => {
    let pairs = 0;
    for (const sent of STRIP_ORDERS)
      for (const strip of STRIP_ORDERS.filter(({ length }) => length === sent.length)) {
        const seen = askedOf(sent).map((colour) => shown(sent, strip, colour));
        expect(orderSeen(sent, seen)).toBe(strip);
        pairs++;
      }
    expect(pairs).toBe(6 * 6 + 24 * 24);
  });

  it('is none if the same was seen twice', () => {
    expect(orderSeen('grb', ['red', 'red'])).toBeNull();
    expect(orderSeen('grbw', ['red', 'white', 'red'])).toBeNull();
  });
});
