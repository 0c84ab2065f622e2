/** A whole rig on virtual time, as the tests of the controller and the server use it: real model, display, device. */
import { type ControllerParts, createController } from '../../src/controller/index.js';
import { createVirtualDevice } from '../../src/devices/virtual/index.js';
import { DEFAULT_BRIGHTNESS, paletteStops } from '../../src/display/palette.js';
import { createStage } from '../../src/display/stage.js';
import { createAxon, SET_A } from '../../src/model/index.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

export const PULSE = { at: 0, currentUa: 200, durationMs: 0.5 } as const;

export function createBenchRig(changes: Partial<ControllerParts> = {}) {
  const timers = new VirtualTimers();
  const axon = createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.025 });
  const device = createVirtualDevice({
    capabilities: { ledCount: 60, needleCount: 2, buttonCount: 4, dialCount: 2 },
    timers,
  });
  const crashes: unknown[] = [];
  const controller = createController({
    axon,
    stage: createStage({ ledCount: 60, stops: paletteStops(DEFAULT_BRIGHTNESS), currentLimitMa: 200 }),
    device,
    clock: timers,
    membranes: [{ kind: 'passive' }, SET_A.membrane],
    membrane: 'gated',
    electrodes: { blue: 3, yellow: 8 },
    roomMsPerAxonMs: 500,
    stimulus: PULSE,
    buttons: {
      1: { do: 'stimulate', ...PULSE },
      2: { do: 'membrane' },
      3: { do: 'pause' },
      4: { do: 'reset' },
    },
    dials: { 0: { do: 'lens' }, 1: null },
    onCrash: (error) => crashes.push(error),
    ...changes,
  });
  return { timers, axon, device, controller, crashes };
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
