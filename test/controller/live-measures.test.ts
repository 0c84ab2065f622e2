/** Measures of a live rig, where what rises at a voltmeter may be no spike. */
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/controller/commands.js';
import { liveExperiment } from '../../src/experiment/live.js';
import type { LiveExperiment } from '../../src/experiment/live-experiment.js';
import { shipped } from '../experiment/load.js';
import { said } from '../recording/measures/played.js';
import { watchedRig } from './live-axons.js';

const LIFTED = 'the rise at the voltmeter is no spike: the membrane there did not make it, and was lifted';

function measured(
  name: string,
  electrodes: Partial<LiveExperiment['electrodes']>,
  commands: readonly Command[] = [{ do: 'stimulate' }],
) {
  const live = liveExperiment(name, shipped(name), 60);
  const { controller, pass } = watchedRig({ ...live, electrodes: { ...live.electrodes, ...electrodes } });
  for (const command of commands) expect(controller.command(command)).toBeUndefined();
  pass(live.durationMs);
  const { measures } = controller.snapshot();
  return {
    velocity: said(measures.velocity),
    latencies: [measures.blue, measures.yellow].map((one) => said(one.latency)),
  };
}

describe('a rise of 30 mV that the membrane did not make', () => {
  it.each([40.5, 41])('is no spike: none passes %s mm of ttx-block, so there is no velocity', (yellow) => {
    const { velocity, latencies } = measured('ttx-block', { yellow });
    expect(velocity).toBe('a voltmeter saw no spike');
    expect(latencies).toEqual([expect.stringMatching(/^2\.30\d ms$/), LIFTED]);
  });

  it('is no spike of a squid axon with TTX everywhere either, whatever the current lifts', () => {
    const { velocity, latencies } = measured('squid-axon', { blue: 0, yellow: 1 }, [
      { do: 'treat', id: 'ttx', treatment: { kind: 'ttx', sodiumFraction: 0 } },
      { do: 'stimulate', strength: 20_000 },
    ]);
    expect([velocity, ...latencies]).toEqual(['a voltmeter saw no spike', LIFTED, LIFTED]);
  });

  it('is not taken for one when its electrode was moved there after the treatment', () => {
    const { velocity } = measured('ttx-block', {}, [
      { do: 'electrode', name: 'yellow', at: 40.5 },
      { do: 'stimulate' },
    ]);
    expect(velocity).toBe('a voltmeter saw no spike');
  });
});

describe('a spike', () => {
  it.each([
    ['squid-axon', '18.714 m/s'],
    ['frog-fibre', '42.887 m/s'],
    ['lesson', '5.186 sites/ms'],
    ['channels-apart', '11.402 sites/ms'],
  ])('of %s runs at %s', (name, velocity) => {
    expect(measured(name, {}).velocity).toBe(velocity);
  });

  it('is found where an electrode was moved to, and where TTX has been taken away', () => {
    expect(
      measured('ttx-block', {}, [
        { do: 'electrode', name: 'yellow', at: 18 },
        { do: 'treat', id: '1', treatment: null },
        { do: 'stimulate' },
      ]).velocity,
    ).toMatch(/^18\.7\d\d m\/s$/);
  });
});

describe('at a lens so fast that looks are far apart', () => {
  it.each([
    ['lesson', 1, 5.186, 0.521, 2.995],
    ['lesson', 2, 5.186, 0.521, 2.995],
    ['channels-apart', 2, 11.402, 0.659, 2.72],
    ['channels-apart', 20, 11.402, 0.659, 2.72],
  ])(
    '%s at 1:%d says how far off its figures may be, and the right ones lie within',
    (name, lens, ...right) => {
      const live = liveExperiment(name, shipped(name), 60);
      for (const phaseMs of [0, 3, 6, 9]) {
        const { controller, pass, rig } = watchedRig({ ...live, roomMsPerAxonMs: lens });
        rig.timers.advance(phaseMs);
        controller.command({ do: 'stimulate' });
        pass(200);
        const { velocity, blue } = controller.snapshot().measures;
        [velocity, blue.halfWidth, blue.latency].forEach((measure, k) => {
          if (measure.value === null) throw new Error(measure.because);
          expect(Math.abs(measure.value - right[k]!)).toBeLessThan((measure.within ?? 0) + 0.0015);
        });
        expect(velocity.value === null ? 0 : velocity.within).toBeGreaterThan(0);
      }
    },
  );

  it('says nothing of the kind at the lens that suits it', () => {
    for (const name of ['lesson', 'channels-apart', 'squid-axon', 'patch', 'frog-fibre']) {
      const live = liveExperiment(name, shipped(name), 60);
      const { controller, pass } = watchedRig(live);
      controller.command({ do: 'stimulate' });
      pass(live.durationMs);
      const { velocity, blue } = controller.snapshot().measures;
      for (const measure of [velocity, blue.halfWidth, blue.latency])
        expect(measure).not.toHaveProperty('within');
    }
  });
});
