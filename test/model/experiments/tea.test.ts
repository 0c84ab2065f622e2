import { expect, it } from 'vitest';
import { halfWidthMs, offPercent, pulse, runPatch } from './patch.js';

it.each([
  [1, 1.47],
  [0.8, 1.54],
  [0.6, 1.63],
  // From here on the rest is unstable: it starts from the rest without TEA.
  [0.5, 1.84],
])(
  'TEA that leaves %f of the potassium channels makes spikes %f ms wide at 6.3 °C, within 2 %',
  (fraction, widthMs) => {
    const trace = runPatch([pulse(1, 0.5, 20)], 12, {
      treatments: [{ kind: 'tea', potassiumFraction: fraction }],
    });
    expect(offPercent(halfWidthMs(trace), widthMs)).toBeLessThan(2);
  },
);
