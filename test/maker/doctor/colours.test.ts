import { describe, expect, it } from 'vitest';
import { colourSymptom, type Seen, SHOWN, type Shown } from '../../../src/maker/doctor/index.js';
import { COLOUR_ORDERS } from '../../../src/units.js';

const COLOURS = { r: 'red', g: 'green', b: 'blue' } as const;

/** What a strip shows that takes its bytes in the order `real`, and is sent them in the order `told`. */
function seenOn(real: string, told: string): Record<Shown, Seen> {
  const seen = SHOWN.map((shown) => [shown, COLOURS[real[told.indexOf(shown[0]!)] as 'r' | 'g' | 'b']]);
  return Object.fromEntries(seen) as Record<Shown, Seen>;
}

describe('the order of colours', () => {
  it.each(COLOUR_ORDERS.flatMap((real) => COLOUR_ORDERS.map((told) => ({ real, told }))))(
    'of a strip with $real is found where the file says $told',
    ({ real, told }) => {
      const symptom = colourSymptom(told, seenOn(real, told));
      if (real === told) expect(symptom).toBeNull();
      else
        expect(symptom).toMatchObject({
          id: `order-${real}`,
          cure: expect.stringContaining(`"colourOrder: ${real}"`),
        });
    },
  );

  it('is none where two colours look the same: the person looks again', () => {
    expect(colourSymptom('grb', { red: 'red', green: 'red', blue: 'blue' })?.id).toBe('no-order');
  });

  it('is none of a strip with white light, nor of one that stays dark', () => {
    expect(colourSymptom('grb', { red: 'green', green: 'mixed', blue: 'dark' })?.id).toBe('mixed');
    expect(colourSymptom('grb', { red: 'dark', green: 'green', blue: 'dark' })?.id).toBe('no-red-blue');
  });
});
