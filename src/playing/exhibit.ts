/** An exhibit of a rig: its policy and its desk, joined to the controller, the lessons and the device. */
import type { Controller } from '../controller/index.js';
import type { RestingDevice } from '../devices/resting.js';
import type { Timers } from '../devices/timers.js';
import type { ExhibitDesk } from '../exhibit/contract.js';
import { createExhibitDesk } from '../exhibit/desk.js';
import { openedEarly } from '../exhibit/early.js';
import { openingTimes } from '../exhibit/hours.js';
import { createPolicy, type Policy } from '../exhibit/policy.js';
import type { Lessons } from '../lessons/contract.js';
import type { Rig, RigExhibit } from '../rig/index.js';
import type { LessonsOfRig } from './lessons.js';

export interface ExhibitOfRigParts {
  readonly rig: Rig;
  readonly settings: RigExhibit;
  readonly controller: Controller;
  readonly device: RestingDevice;
  readonly lessons: Pick<LessonsOfRig, 'experimentNamed'>;
  readonly runner: Lessons;
  readonly timers: Timers;
  /** The clock on the wall [ms since 1970]. */
  readonly wallMs: () => number;
}

export interface ExhibitOfRig {
  readonly policy: Policy;
  readonly desk: ExhibitDesk;
}

export function exhibitOf(parts: ExhibitOfRigParts): ExhibitOfRig {
  const { rig, settings, controller, device, lessons, runner, timers, wallMs } = parts;
  const { idleS, attractS, hours, visitors, languages, volume, trail } = settings;
  const home = rig.experiments[0];
  const lensOf = (experiment: string) => (lessons.experimentNamed(experiment) ?? home).roomMsPerAxonMs;
  const policy = createPolicy({
    controller,
    clock: timers,
    wallMs,
    idleS,
    attractS,
    hours: hours && openedEarly(openingTimes(hours)),
    home: home.name,
    lensOf,
    endLesson() {
      const { plan, card } = runner.state();
      if (plan !== null || card !== null) runner.command({ do: 'lesson', ask: 'close' });
    },
    rest: (words) => device.rest(words),
  });
  const zone = hours?.zone ?? null;
  const desk = createExhibitDesk({
    controller,
    clock: timers,
    policy,
    lensOf,
    zone,
    visitors,
    languages,
    volume,
    trail,
  });
  return { policy, desk };
}
