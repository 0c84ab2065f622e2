/** A whole rig on virtual time, as the tests of the controller and the server use it: real model, display, device. */
import { type ControllerParts, createController } from '../../src/controller/index.js';
import { createVirtualDevice } from '../../src/devices/virtual/index.js';
import { DEFAULT_BRIGHTNESS, paletteStops } from '../../src/display/palette.js';
import { createStage } from '../../src/display/stage.js';
import { ledMap } from '../../src/experiment/led-map.js';
import type { LiveExperiment } from '../../src/experiment/live-experiment.js';
import { type Axon, createAxon, SET_A, type StimulusSpec } from '../../src/model/index.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

export const PULSE = { at: 0, currentUa: 200, durationMs: 0.5 } as const;

/** A current that begins with the press. */
export function pulse(current: {
  readonly at: number;
  readonly currentUa: number;
  readonly durationMs: number;
}): StimulusSpec {
  return { kind: 'pulse', startMs: 0, ...current };
}

/** The lesson's axon as a rig plays it. */
export const LESSON: LiveExperiment = {
  name: 'lesson',
  title: 'The lesson',
  geometry: SET_A.axon,
  membrane: SET_A.membrane,
  treatments: [],
  stimuli: [pulse(PULSE)],
  electrodes: { blue: 3, yellow: 8 },
  channelsOff: false,
  stepMs: 0.025,
  durationMs: 30,
  roomMsPerAxonMs: 500,
  fastestRoomMsPerAxonMs: 1,
  fastestBecause: null,
};

/** What the experiment has otherwise than the lesson, and what else the rig has. */
export interface BenchChanges extends Partial<ControllerParts>, Partial<LiveExperiment> {
  /** Instead of the experiment's stimuli. */
  readonly stimulus?: Parameters<typeof pulse>[0];
  readonly ledCount?: number;
}

/** `rig.axon` is always the one that plays. */
export function createBenchRig({ stimulus, ledCount = 60, ...changes }: BenchChanges = {}) {
  const stimuli = stimulus ? [pulse(stimulus)] : LESSON.stimuli;
  const timers = new VirtualTimers();
  let axon: Axon | undefined;
  const device = createVirtualDevice({
    capabilities: { ledCount, needleCount: 2, buttonCount: 4, dialCount: 2 },
    timers,
  });
  const crashes: unknown[] = [];
  const controller = createController({
    experiments: [{ ...LESSON, stimuli, ...changes }],
    createAxon: (...args) => {
      axon = createAxon(...args);
      return axon;
    },
    mapOf: (geometry) => {
      const points = ledMap(geometry, ledCount);
      return { ...points, map: points };
    },
    stage: createStage({ ledCount, stops: paletteStops(DEFAULT_BRIGHTNESS), currentLimitMa: 200 }),
    device,
    clock: timers,
    buttons: {
      1: { do: 'stimulate' },
      2: { do: 'channels' },
      3: { do: 'pause' },
      4: { do: 'reset' },
    },
    dials: { 0: { do: 'lens' }, 1: null },
    onCrash: (error) => crashes.push(error),
    ...changes,
  });
  return {
    timers,
    get axon(): Axon {
      return axon!;
    },
    device,
    controller,
    crashes,
  };
}

/** Every picture that an observer gets, copied. */
export function recordPictures(controller: ReturnType<typeof createBenchRig>['controller']) {
  const pictures: { modelMs: number; blueMv: number; yellowMv: number; samples: number[] }[] = [];
  controller.observe({
    picture: (picture) =>
      pictures.push({
        modelMs: picture.modelMs,
        blueMv: picture.blueMv,
        yellowMv: picture.yellowMv,
        samples: [...picture.samples()],
      }),
  });
  return pictures;
}
