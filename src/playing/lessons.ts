/** The lessons of a rig: cards and plans of a library, played on its controller. */
import type { Controller, ControllerParts } from '../controller/index.js';
import type { Timers } from '../devices/timers.js';
import type { LiveExperiment } from '../experiment/index.js';
import { createRunner, type Runner } from '../lessons/runner.js';
import type { Rig } from '../rig/index.js';
import { lessonExperiments } from './lesson-experiments.js';
import type { ShippedLibrary } from './library.js';

/** Cards for a rig whose controller is not there yet. */
export interface LessonsOfRig {
  readonly library: ShippedLibrary;
  /** What its controller can load beside its own experiments. */
  readonly unlisted: NonNullable<ControllerParts['unlisted']>;
  /** One of its own experiments, or one of a card. */
  experimentNamed(name: string): LiveExperiment | undefined;
  play(controller: Controller, timers: Timers): Runner;
}

export function lessonsOf(rig: Rig, library: ShippedLibrary): LessonsOfRig {
  const unlisted = lessonExperiments(library, rig);
  return {
    library,
    unlisted,
    experimentNamed(name) {
      const found = rig.experiments.find((one) => one.name === name) ?? unlisted(name);
      return typeof found === 'string' ? undefined : found;
    },
    play: (controller, timers) => createRunner({ controller, clock: timers, library }),
  };
}
