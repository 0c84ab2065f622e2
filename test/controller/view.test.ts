import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/controller/index.js';
import { DEFAULT_BRIGHTNESS, paletteStops } from '../../src/display/palette.js';
import { createStage } from '../../src/display/stage.js';
import { viewStops } from '../../src/display/view.js';
import type { LiveExperiment } from '../../src/experiment/live-experiment.js';
import { type BenchChanges, createBenchRig, LESSON } from './bench-rig.js';

/** A bare fibre that rests at −65 mV and has no channels. */
const FIBRE: Partial<LiveExperiment> = {
  geometry: {
    kind: 'cable',
    lengthMm: 10,
    diameterUm: 4,
    axialResistivityOhmCm: 100,
    capacitanceUfPerCm2: 1,
    compartments: 100,
  },
  membrane: { kind: 'passive', leakConductanceMsPerCm2: 0.1, leakReversalMv: -65 },
  stimuli: [{ kind: 'pulse', at: 0, startMs: 0, durationMs: 0.5, currentNa: 1 }],
  electrodes: { blue: 1, yellow: 2 },
};

function start(changes: BenchChanges = {}, magnify = true) {
  const rig = createBenchRig({
    stage: createStage({
      ledCount: 60,
      stops: paletteStops(DEFAULT_BRIGHTNESS),
      magnified: magnify ? (restMv) => viewStops('magnified', restMv, DEFAULT_BRIGHTNESS) : undefined,
      currentLimitMa: 200,
    }),
    ...changes,
  });
  const told: string[] = [];
  rig.controller.observe({ change: () => told.push(rig.controller.snapshot().view) });
  rig.controller.start();
  return {
    ...rig,
    told,
    view: () => rig.controller.snapshot().view,
    ask: (command: Command) => expect(rig.controller.command(command)).toBeUndefined(),
  };
}

describe('the view of the light', () => {
  it('is whole with channels on, magnified from the next picture after they are off, and whole again', () => {
    const { view, ask, timers, told } = start();
    timers.advance(100);
    expect(view()).toBe('whole');
    ask({ do: 'channels', on: false });
    timers.advance(20);
    expect(view()).toBe('magnified');
    expect(told.at(-1)).toBe('magnified');
    timers.advance(2000);
    ask({ do: 'channels', on: true });
    timers.advance(20);
    expect(view()).toBe('whole');
    expect(told.at(-1)).toBe('whole');
  });

  it('is that of the switch alone: neither a strong press nor a weak one changes it', () => {
    for (const channelsOff of [false, true]) {
      const { view, ask, timers } = start({ channelsOff });
      for (const strength of [1, 5000]) {
        ask({ do: 'stimulate', strength });
        for (let n = 0; n < 60; n++) {
          timers.advance(100);
          expect(view()).toBe(channelsOff ? 'magnified' : 'whole');
        }
      }
    }
  });

  it('begins magnified, without a fade, where the experiment begins with its channels off', () => {
    const { view, device } = start({ channelsOff: true });
    expect(view()).toBe('magnified');
    expect([...device.shownRgb.subarray(0, 3)]).toEqual([0, 5, 12]);
  });

  it('is magnified around −65 mV on a fibre without channels that rests there', () => {
    const { controller } = start(FIBRE);
    expect(controller.snapshot()).toMatchObject({ view: 'magnified', viewRestMv: -65 });
  });

  it('is that of then while somebody looks back, and that of now again afterwards', () => {
    const { view, ask, timers } = start();
    timers.advance(1000);
    ask({ do: 'channels', on: false });
    timers.advance(3000);
    expect(view()).toBe('magnified');
    ask({ do: 'seek', backMs: 3500 });
    timers.advance(100);
    expect(view()).toBe('whole');
    timers.advance(2000);
    ask({ do: 'now' });
    timers.advance(100);
    expect(view()).toBe('magnified');
  });

  it('is told with each picture by the switch as it was then: on in the past, off in the present', () => {
    const { ask, timers, controller } = start();
    let latest: readonly [lookingBack: boolean, channelsOn: boolean] | undefined;
    controller.observe({
      picture: ({ lookingBack, channelsOn }) => {
        latest = [lookingBack, channelsOn];
      },
    });
    timers.advance(1000);
    expect(latest).toEqual([false, true]);
    ask({ do: 'channels', on: false });
    timers.advance(3000);
    expect(latest).toEqual([false, false]);
    ask({ do: 'seek', backMs: 3500 });
    timers.advance(100);
    expect(controller.snapshot().channelsOn).toBe(false);
    expect(latest).toEqual([true, true]);
    ask({ do: 'now' });
    timers.advance(100);
    expect(latest).toEqual([false, false]);
  });

  it('is that of the axon that is loaded', () => {
    const { view, ask, timers } = start({ experiments: [LESSON, { ...LESSON, ...FIBRE, name: 'fibre' }] });
    timers.advance(2000);
    ask({ do: 'load', name: 'fibre' });
    timers.advance(20);
    expect(view()).toBe('magnified');
  });

  it('stays whole on a rig that says magnify: false', () => {
    const { view, ask, timers } = start({ channelsOff: true }, false);
    ask({ do: 'channels', on: true });
    ask({ do: 'channels', on: false });
    timers.advance(2000);
    expect(view()).toBe('whole');
  });
});
