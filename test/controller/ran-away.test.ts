/** A computation that has run away: nobody is shown it, and the light goes on from rest. */
import { describe, expect, it } from 'vitest';
import { absurdPotentialMv } from '../../src/controller/absurd.js';
import { createBenchRig, LESSON } from './bench-rig.js';
import { FROG, PATCH, SQUID } from './live-axons.js';

describe('a potential', () => {
  it('makes no sense from a million mV on, or as no number; at an electrode or anywhere on the axon', () => {
    const rest = Float64Array.of(-70, -70);
    const sample = Float64Array.of(5e6, -70, -70);
    expect(absurdPotentialMv(rest, sample)).toBeUndefined();
    expect(absurdPotentialMv(Float64Array.of(-70, 1e6), sample)).toBe(1e6);
    expect(absurdPotentialMv(rest, Float64Array.of(0, -70, -2e6))).toBe(-2e6);
    expect(absurdPotentialMv(Float64Array.of(Number.NaN, 0), sample)).toBeNaN();
  });
});

describe.each([
  ['the lesson', LESSON, 1e6],
  ['the squid’s axon', SQUID, 1e9],
  ['the frog’s fibre', FROG, 1e9],
  ['a patch', PATCH, 1e6],
])('the strongest current that the model takes, on %s', (_, experiment, most) => {
  it.each([1, -1])('is never shown beyond a million mV, times %d, at any lens', (sign) => {
    for (const roomMsPerAxonMs of [1, 50, 5000]) {
      const rig = createBenchRig({ experiments: [experiment] });
      const { controller, timers } = rig;
      let worstMv = 0;
      const notices: string[] = [];
      controller.observe({
        picture({ potentialMv, blueMv, yellowMv, samples }) {
          const read = samples().filter((_value, i) => i % 3 > 0);
          for (const mv of [...potentialMv, blueMv, yellowMv, ...read])
            worstMv = Math.abs(mv) < 1e6 ? Math.max(worstMv, Math.abs(mv)) : Number.NaN;
        },
        notice: (words) => notices.push(words),
      });
      controller.start();
      controller.command({ do: 'lens', roomMsPerAxonMs });
      controller.command({ do: 'strength', strength: sign * most });
      controller.command({ do: 'electrode', name: 'blue', at: 0 });
      for (let n = 0; n < 10; n++) {
        controller.command({ do: 'stimulate', durationMs: 10 });
        timers.advance(50);
      }
      const sent = rig.device.stats.picturesSent;
      timers.advance(100);
      expect(rig.device.stats.picturesSent).toBeGreaterThan(sent);
      expect(worstMv).toBeLessThan(1e6);
      expect(rig.crashes).toEqual([]);
      if (controller.snapshot().resets > 0)
        expect(notices[0]).toMatch(/^The computation ran away: a potential .* back to rest/);
    }
  });
});

it('an axon that ran away is at rest, with everything as its experiment has it, and one sentence says so', () => {
  const rig = createBenchRig({ experiments: [SQUID] });
  const { controller, timers } = rig;
  const notices: string[] = [];
  const happened: string[] = [];
  controller.observe({
    notice: (words) => notices.push(words),
    happened: (what) => what.kind === 'command' && happened.push(what.command.do),
  });
  controller.start();
  controller.command({ do: 'strength', strength: 1e9 });
  controller.command({ do: 'stimulate', durationMs: 10 });
  timers.advance(200);
  expect(notices).toEqual([
    expect.stringMatching(
      /^The computation ran away: a potential reached [1-9]\d{6} mV\. The axon has been put back to rest, with everything as its experiment has it\. Give weaker stimuli\.$/,
    ),
  ]);
  expect(happened).toEqual(['strength', 'stimulate', 'reset']);
  expect(controller.snapshot()).toMatchObject({
    resets: 1,
    strength: 5354.1,
    running: true,
    activity: 'none',
  });
  expect(rig.axon.potentialMv[0]).toBeCloseTo(-65, 0);
  controller.command({ do: 'stimulate' });
  timers.advance(1000);
  expect(controller.snapshot().activity).toBe('signal');
  expect(rig.crashes).toEqual([]);
});
