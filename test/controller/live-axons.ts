/** Axons of every sort as a rig plays them, and a rig that says what became of each press on them. */
import type { PressOutcome } from '../../src/controller/index.js';
import type { LiveExperiment } from '../../src/experiment/live-experiment.js';
import {
  FRANKENHAEUSER_HUXLEY,
  HODGKIN_HUXLEY,
  SET_M1,
  SQUID_AXON,
  type StimulusSpec,
} from '../../src/model/index.js';
import { type BenchChanges, createBenchRig, LESSON } from './bench-rig.js';

/** 100 mm of the squid's axon at 18.5 °C, in three pieces an LED. */
export const SQUID: LiveExperiment = {
  ...LESSON,
  name: 'squid-axon',
  title: 'Squid',
  geometry: { ...SQUID_AXON.axon, lengthMm: 100, compartments: 180 },
  membrane: { ...SQUID_AXON.membrane },
  stimuli: [{ kind: 'pulse', at: 0, startMs: 0.5, durationMs: 0.2, currentNa: 5354.1 }],
  electrodes: { blue: 40, yellow: 60 },
  stepMs: 0.01,
};

/** The frog's fibre: 41 nodes, perfect insulation between. */
export const FROG: LiveExperiment = {
  ...LESSON,
  name: 'frog-fibre',
  title: 'Frog',
  geometry: SET_M1.axon,
  membrane: FRANKENHAEUSER_HUXLEY,
  stimuli: [{ kind: 'pulse', at: 0, startMs: 0.1, durationMs: 0.1, currentNa: 2.735 }],
  electrodes: { blue: 10, yellow: 30 },
  stepMs: 0.005,
  roomMsPerAxonMs: 1500,
};

/** A patch of squid membrane at 6.3 °C. */
export const PATCH: LiveExperiment = {
  ...LESSON,
  name: 'patch',
  title: 'Patch',
  geometry: { kind: 'patch', capacitanceUfPerCm2: 1 },
  membrane: HODGKIN_HUXLEY,
  stimuli: [{ kind: 'pulse', at: 0, startMs: 1, durationMs: 1, currentUaPerCm2: 10 }],
  electrodes: { blue: 0, yellow: 'bath' },
  stepMs: 0.01,
  roomMsPerAxonMs: 200,
};

/** A current into the squid's axon that fires, at a place [mm]. */
export function squidPulse(at: number, currentNa = 8000, startMs = 0): StimulusSpec {
  return { kind: 'pulse', at, startMs, durationMs: 0.2, currentNa };
}

/** A running rig with this experiment, and what was told of each press, once per telling. */
export function watchedRig(experiment: LiveExperiment, changes: BenchChanges = {}) {
  const rig = createBenchRig({ experiments: [experiment], ...changes });
  const told: [press: number, outcome: PressOutcome][] = [];
  const { controller, device, timers } = rig;
  controller.observe({
    change() {
      const { lastPress } = controller.snapshot();
      if (lastPress && lastPress.outcome !== told.at(-1)?.[1])
        told.push([lastPress.press, lastPress.outcome]);
    },
  });
  controller.start();
  timers.advance(100);
  return {
    rig,
    controller,
    device,
    told,
    activity: () => controller.snapshot().activity,
    press() {
      device.press(1);
      device.release(1);
    },
    /** Lets this much of the axon's time pass [ms]. */
    pass: (axonMs: number) => timers.advance(axonMs * controller.snapshot().roomMsPerAxonMs),
  };
}
