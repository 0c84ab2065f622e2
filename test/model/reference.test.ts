import { describe, expect, it } from 'vitest';
import { type Axon, createAxon, type GateState, SET_A } from '../../src/model/index.js';
import { inject, PASSIVE, readReference, runGated } from './support.js';

const STATES: readonly GateState[] = ['rest', 'sodium-open', 'potassium-open', 'refractory'];
const PULSE = [0, 1, 0.5, 200] as const;
const VELOCITY = 5.185955;

/** Largest distance from a trace file, at its own times [mV]. */
function worstMv(axon: Axon, file: string): number {
  const { heads, rows } = readReference(file);
  const sites = heads.slice(1).map((head) => Number(head.replace('V_', '')));
  let worst = 0;
  for (const [timeMs, ...potentials] of rows) {
    axon.advanceTo(timeMs!);
    expect(axon.modelMs).toBeCloseTo(timeMs!, 9);
    sites.forEach((site, k) => {
      worst = Math.max(worst, Math.abs(axon.potentialMv[site]! - potentials[k]!));
    });
  }
  return worst;
}

/** Velocity between the openings of sodium at sites 15 and 45 [sites/ms]. */
function velocity(stepMs: number): number {
  const run = runGated([PULSE], 14, { stepMs });
  return 30 / (run.spikesMs(45)[0]! - run.spikesMs(15)[0]!);
}

describe('set A against the event-exact solution', () => {
  it.each([1, 0.025, 0.003])('conducts at 5.185955 sites/ms to the last digit at dt %f', (stepMs) => {
    expect(velocity(stepMs)).toBeCloseTo(VELOCITY, 6);
  });

  it('switches each of the 180 gates within 1e-6 ms at dt 0.01', () => {
    const { rows } = readReference('seed_setA_events.csv');
    const wanted = rows.filter(([, , state]) => state !== 0);
    expect(wanted).toHaveLength(180);
    const { events } = runGated([PULSE], 14, { stepMs: 0.01 });
    for (const [timeMs, site, state] of wanted) {
      const found = events.filter((event) => event.site === site && event.state === STATES[state!]);
      expect(found, `site ${site} ${STATES[state!]}`).toHaveLength(1);
      expect(Math.abs(found[0]!.timeMs - timeMs!)).toBeLessThan(1e-6);
    }
  });

  it('keeps sodium open for 0.315108 ms and potassium for 1.372395 ms', () => {
    const { events } = runGated([PULSE], 14, { stepMs: 0.01 });
    const at = (state: GateState) =>
      events.find((event) => event.site === 30 && event.state === state)!.timeMs;
    expect(at('potassium-open') - at('sodium-open')).toBeCloseTo(0.315108, 5);
    expect(at('refractory') - at('potassium-open')).toBeCloseTo(1.372395, 5);
  });

  it.each([0.1, 0.025, 0.01])(
    'peaks at +40 and bottoms at −80 within 1e-6 at every site at dt %f',
    (stepMs) => {
      const axon = createAxon(SET_A.axon, SET_A.membrane, { stepMs });
      const highestMv = new Float64Array(60).fill(-Infinity);
      const lowestMv = new Float64Array(60).fill(Infinity);
      const look = () =>
        axon.potentialMv.forEach((v, i) => {
          highestMv[i] = Math.max(highestMv[i]!, v);
          lowestMv[i] = Math.min(lowestMv[i]!, v);
        });
      // The extremes are the instants of switching; in between, the steps must not exceed them.
      axon.onGate = look;
      inject(axon, PULSE);
      while (axon.modelMs < 20) {
        axon.step();
        look();
      }
      for (let i = 0; i < 60; i++) {
        expect(Math.abs(highestMv[i]! - 40)).toBeLessThan(1e-6);
        expect(Math.abs(lowestMv[i]! + 80)).toBeLessThan(1e-6);
      }
    },
  );

  it('follows the gated trace within 1e-5 mV at dt 0.01, on slopes of 900 mV/ms', () => {
    const axon = createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.01 });
    inject(axon, PULSE);
    expect(worstMv(axon, 'seed_setA_trace.csv')).toBeLessThan(1e-5);
  });

  it.each([
    [0.05, 0.02],
    [0.025, 0.001],
    [0.01, 0.0001],
  ])('follows the passive trace at dt %f within %f mV', (stepMs, withinMv) => {
    const axon = createAxon(SET_A.axon, PASSIVE, { stepMs });
    inject(axon, [0, 1, 0.5, 78.676]);
    expect(worstMv(axon, 'seed_setA_passive_trace.csv')).toBeLessThan(withinMv);
  });
});
