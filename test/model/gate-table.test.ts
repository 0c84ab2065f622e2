import { describe, expect, it } from 'vitest';
import { createAxon, HODGKIN_HUXLEY } from '../../src/model/index.js';
import { type PlainAxon, plainRest, plainRun, plainState } from '../harness/independent/hodgkin-huxley.js';

const UNTIL_MS = 60;

/** From the second to the last crossing of 0 mV upwards, over the number of intervals [ms]. */
function periodMs(mv: ArrayLike<number>, stepMs: number): number {
  const crossings: number[] = [];
  for (let k = 1; k < mv.length; k++) {
    if (mv[k - 1]! < 0 && mv[k]! >= 0) crossings.push((k - mv[k]! / (mv[k]! - mv[k - 1]!)) * stepMs);
  }
  expect(crossings.length).toBeGreaterThan(3);
  return (crossings.at(-1)! - crossings[1]!) / (crossings.length - 2);
}

function ours(current: number, temperatureC: number, stepMs: number): number {
  const axon = createAxon(
    { kind: 'patch', capacitanceUfPerCm2: 1 },
    { ...HODGKIN_HUXLEY, temperatureC },
    { stepMs },
  );
  axon.inject({ kind: 'step', at: 0, startMs: 0, currentUaPerCm2: current });
  const mv = new Float64Array(Math.round(UNTIL_MS / stepMs) + 1);
  mv[0] = axon.potentialMv[0]!;
  for (let k = 1; k < mv.length; k++) {
    axon.step();
    mv[k] = axon.potentialMv[0]!;
  }
  return periodMs(mv, stepMs);
}

function exact(current: number, temperatureC: number): number {
  const stepMs = 0.004;
  const speed = 3 ** ((temperatureC - 6.3) / 10);
  const membrane = {
    capacitance: 1,
    sodium: 120,
    potassium: 36,
    leak: 0.3,
    sodiumMv: 50,
    potassiumMv: -77,
    leakMv: -54.3,
    speed,
  };
  const axon: PlainAxon = { membranes: [membrane], coupling: 0 };
  const pulses = [{ compartment: 0, startMs: 0, endMs: 2 * UNTIL_MS, current }];
  const [trace] = plainRun(axon, plainState(plainRest(axon)), pulses, stepMs, UNTIL_MS / stepMs, [0]);
  return periodMs(trace!.mv, stepMs);
}

describe('the table of rates', () => {
  it.each([
    [7, 6.3],
    [10, 6.3],
    [30, 6.3],
    [12, 18.5],
  ])('leaves the period of a train right to 3 millionths: %f µA/cm² at %f °C', (current, temperatureC) => {
    const share = ours(current, temperatureC, 0.001) / exact(current, temperatureC) - 1;
    expect(Math.abs(share)).toBeLessThan(3e-6);
  });
});
