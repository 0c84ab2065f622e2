import { describe, expect, it } from 'vitest';
import { barStops, barTicks } from '../../../src/web/stage/colour-bar.js';

describe('the colour bar', () => {
  const scale = { lowMv: -90, highMv: 40, ticksMv: [-90, -70, -55, 0, 40] };

  it('has the colour of +40 mV at its upper end and that of −90 mV at the lower one', () => {
    const stops = Uint8Array.from({ length: 99 }, (_, i) => Math.floor(i / 3));
    const same = Uint8Array.from({ length: 256 }, (_, i) => i);
    const bar = barStops(scale, stops, same);
    expect(bar[0]).toEqual({ offset: 0, colour: 'rgb(30 30 30)' });
    expect(bar.at(-1)).toEqual({ offset: 1, colour: 'rgb(1 1 1)' });
  });

  it('has five figures on 110 px, and leaves out the closest ones on 50 px', () => {
    expect(barTicks(scale, 110, 16).map(({ mv }) => mv)).toEqual([40, 0, -55, -70, -90]);
    const few = barTicks(scale, 50, 16);
    expect(few.map(({ mv }) => mv)).toEqual([40, 0, -55, -90]);
    for (let k = 1; k < few.length; k++) expect(few[k]!.figureY - few[k - 1]!.figureY).toBeGreaterThan(15);
  });
});
