/** What the model's steps leave on the heap; in a process of its own, where nothing else allocates. */
import { describe, expect, it } from 'vitest';
import { allocatedBytes } from '../../bench/allocation.js';
import { createAxon, SET_A } from '../../src/model/index.js';
import { squid } from './measure.js';
import { inject, PASSIVE } from './support.js';

describe('a step', () => {
  // One number on the heap per site would be 16 bytes, one small array per step 8 bytes a site.
  it.each([
    { what: 'without channels', membrane: PASSIVE },
    { what: 'with channels', membrane: SET_A.membrane },
  ])('allocates less than a byte per site over 10^6 site-steps $what', ({ membrane }) => {
    const axon = createAxon(SET_A.axon, membrane, { stepMs: 0.025 });
    const steps = 17_000;
    expect(allocatedBytes(() => axon.step(), steps) / (steps * 60)).toBeLessThan(1);
  });

  it('allocates less than a byte per compartment with the squid axon of Hodgkin and Huxley', () => {
    const axon = squid({ axon: { compartments: 100 } });
    expect(allocatedBytes(() => axon.step(), 10_000) / 1_000_000).toBeLessThan(1);
  });
});

it('drops finished pulses: 100 000 of them leave less than 1 MB behind', () => {
  const axon = createAxon({ ...SET_A.axon, siteCount: 1 }, PASSIVE, { stepMs: 0.1 });
  const pulses = (count: number) => {
    for (let k = 0; k < count; k++) {
      inject(axon, [0, axon.modelMs + 0.05, 0.5, 1]);
      axon.advanceTo(axon.modelMs + 0.6);
    }
  };
  pulses(1000);
  const before = process.memoryUsage().heapUsed;
  pulses(100_000);
  // Kept, they would be 100 000 objects of four numbers and a slot each: more than 4 MB that no collection
  // could take. What is only waiting for collection is given the chance to go, which comes late in Node 22.
  let after = process.memoryUsage().heapUsed;
  for (let k = 0; k < 500 && after - before > 1e6; k++) {
    pulses(5000);
    after = Math.min(after, process.memoryUsage().heapUsed);
  }
  expect(after - before).toBeLessThan(1e6);
});
