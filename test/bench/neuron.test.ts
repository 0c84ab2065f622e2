import { afterAll, describe, expect, it } from 'vitest';
import { plainLoop } from '../../bench/contender.js';
import { startNeuron } from '../../bench/neuron.js';
import { SEMI_DISCRETE_M_PER_S, velocityMPerS } from '../../bench/squid-cable.js';

const neuron = await startNeuron();
afterAll(() => neuron?.close());

// NEURON is a Debian package (python3-neuron) that the project does not need; without it there is nothing to ask.
describe.skipIf(neuron === undefined)('NEURON on the squid cable', () => {
  it('with exact rates gives the potentials of the plain loop within 0.001 mV at dt 0.025', async () => {
    const theirs = await neuron!.exact.record(0.025);
    const plain = await plainLoop.record(0.025);
    for (const place of [0, 1] as const) {
      for (let k = 0; k < plain[place].length; k++) {
        expect(Math.abs(theirs[place][k]! - plain[place][k]!)).toBeLessThan(0.001);
      }
    }
  });

  it('with its rate table conducts 0.7 to 0.8 % slow at dt 0.025, and times a run', async () => {
    const [from, to] = await neuron!.withTable.record(0.025);
    const error = 100 * (velocityMPerS(from, to, 0.025) / SEMI_DISCRETE_M_PER_S - 1);
    expect(error).toBeGreaterThan(-0.8);
    expect(error).toBeLessThan(-0.7);
    expect(await neuron!.withTable.time(100, 0.025, 40)).toBeGreaterThan(0);
  });
});
