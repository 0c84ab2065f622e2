/** What a picture is told of gates and currents costs little heap, or none. */
import { expect, it } from 'vitest';
import { allocatedBytes } from '../../bench/allocation.js';
import { createAxon, SET_A, SET_M1, SQUID_AXON } from '../../src/model/index.js';

it.each([
  ['the lesson', createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.025 }), 64],
  // Rates are worked out for the instant, and their numbers go from call to call: at 60 pictures a second 240 kB.
  ['a squid axon', createAxon(SQUID_AXON.axon, SQUID_AXON.membrane, { stepMs: 0.01 }), 4000],
  ['a frog fibre', createAxon(SET_M1.axon, SET_M1.membrane, { stepMs: 0.005 }), 4000],
])('41 pairs of gates and both electrodes of %s put little a picture on the heap', (_name, axon, most) => {
  const compartments = Int32Array.from({ length: 41 }, (_, k) => k);
  const bytes = new Uint8Array(2 * compartments.length);
  const numbers = new Float64Array(16);
  const picture = () => {
    axon.gatesInto(compartments, bytes);
    axon.insideInto(4, numbers, 0);
    axon.insideInto(40, numbers, 8);
  };
  expect(allocatedBytes(picture, 10_000)).toBeLessThan(most * 10_000);
});
