import { describe, expect, it } from 'vitest';
import { colourSymptom, type Seen, SHOWN, type Shown } from '../../../src/maker/doctor/index.js';
import { COLOUR_ORDERS, STRIP_ORDERS } from '../../../src/units.js';

const COLOURS = { r: 'red', g: 'green', b: 'blue', w: 'white' } as const;

/** What a strip shows that takes its bytes in the order `real`, and is sent them in the order `told`. */
function seenOn(real: string, told: string): Record<Shown, Seen> {
  const seen = SHOWN.map((shown) => [shown, COLOURS[real[told.indexOf(shown[0]!)] as keyof typeof COLOURS]]);
  return Object.fromEntries(seen) as Record<Shown, Seen>;
}
const withWhite = STRIP_ORDERS.filter((order) => order.includes('w'));

describe('the order of colours', () => {
  it.each([
    ['three colours', COLOUR_ORDERS, 36],
    ['three colours and white', withWhite, 576],
  ] as const)('of a strip with %s is found, whatever order the file says', (_, orders, pairs) => {
    let looked = 0;
    for (const real of orders)
      for (const told of orders) {
        const symptom = colourSymptom(told, seenOn(real, told));
        looked++;
        if (real === told) expect(symptom).toBeNull();
        else
          expect(symptom).toMatchObject({
            id: `order-${real}`,
            cure: expect.stringContaining(`"colourOrder: ${real}"`),
          });
      }
    expect(looked).toBe(pairs);
  });

  it('has one byte more or less where LEDs differ from each other', () => {
    const mixed = { red: 'mixed', green: 'green', blue: 'dark' } as const;
    expect(colourSymptom('grb', mixed)).toMatchObject({
      id: 'has-white',
      cure: expect.stringContaining('grbw'),
    });
    expect(colourSymptom('grb', { ...mixed, red: 'white' })?.id).toBe('has-white');
    expect(colourSymptom('grbw', mixed)).toMatchObject({
      id: 'no-white',
      cure: expect.stringContaining('"colourOrder: grb"'),
    });
  });

  it('is none where two colours look the same: the person looks again', () => {
    expect(colourSymptom('grb', { red: 'red', green: 'red', blue: 'blue' })?.id).toBe('no-order');
  });

  it('is none of a strip that stays dark', () => {
    expect(colourSymptom('grb', { red: 'dark', green: 'green', blue: 'dark' })?.id).toBe('no-red-blue');
  });
});
