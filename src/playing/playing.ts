/** A rig that plays: its controller, its lessons, and what it does by itself as an exhibit, joined and not yet begun. */
import type { Controller } from '../controller/index.js';
import type { RestingDevice } from '../devices/resting.js';
import type { Timers } from '../devices/timers.js';
import type { Stage } from '../display/stage.js';
import type { Runner } from '../lessons/runner.js';
import type { Rig, RigExhibit } from '../rig/index.js';
import { composeController } from './compose.js';
import { type ExhibitOfRig, exhibitOf } from './exhibit.js';
import { type LessonsOfRig, lessonsOf } from './lessons.js';
import type { ShippedLibrary } from './library.js';

export interface PlayingParts {
  readonly rig: Rig;
  /** Null: it is no exhibit. */
  readonly settings: RigExhibit | null;
  readonly device: RestingDevice;
  readonly stage: Stage;
  readonly library: ShippedLibrary;
  readonly timers: Timers;
  /** The clock on the wall [ms since 1970]. */
  readonly wallMs: () => number;
  /** The program has a fault. */
  readonly crashed: (error: unknown) => void;
}

export interface Playing extends Pick<PlayingParts, 'rig' | 'settings' | 'stage'> {
  /** Lights its fault lamp, if it has one. */
  setFaultLamp(lit: boolean): void;
  readonly controller: Controller;
  readonly lessons: LessonsOfRig;
  readonly runner: Runner;
  readonly exhibit: ExhibitOfRig | undefined;
  begin(): void;
  /** Resolves when its device is closed, if that is still its own. */
  end(): Promise<void>;
}

export function composePlaying(parts: PlayingParts): Playing {
  const { rig, settings, device, stage, library, timers, wallMs, crashed } = parts;
  const lessons = lessonsOf(rig, library);
  const controller = composeController(rig, device, timers, crashed, lessons.unlisted, stage);
  const runner = lessons.play(controller, timers);
  const exhibit =
    settings === null
      ? undefined
      : exhibitOf({ rig, settings, controller, device, lessons, runner, timers, wallMs });
  return {
    rig,
    settings,
    stage,
    controller,
    lessons,
    runner,
    exhibit,
    setFaultLamp: (lit) => stage.setFaultLamp(lit && settings?.lamp !== undefined),
    begin() {
      exhibit?.policy.start();
      controller.start();
    },
    end() {
      exhibit?.policy.end();
      runner.end();
      return controller.close();
    },
  };
}
