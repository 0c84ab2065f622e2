/** Sweeps as a page gets them from a real rig in virtual time. */
import type { LiveExperiment } from '../../../src/experiment/live-experiment.js';
import type { PageState } from '../../../src/server/messages.js';
import { pageState } from '../../../src/server/state.js';
import { Sweeps } from '../../../src/web/sweeps.js';
import { createBenchRig } from '../../controller/bench-rig.js';

export class RigSweeps {
  readonly rig;
  readonly sweeps = new Sweeps(
    async () => null,
    () => {},
    () => this.rig.timers.nowMs(),
  );

  constructor(experiment: Partial<LiveExperiment> = {}) {
    this.rig = createBenchRig(experiment);
    this.sweeps.link(true);
    const { controller } = this.rig;
    controller.observe({
      change: () => this.sweeps.state(this.state),
      picture: ({ light: _, ...picture }) => {
        this.sweeps.picture({
          ...picture,
          currentMa: 0,
          currentLimitActing: false,
          flashLimitActing: false,
          rgb: new Uint8Array(180),
          potentialMv: Float32Array.from(picture.potentialMv),
          gates: picture.gates.slice(),
          inside: Float32Array.from(picture.inside),
          samples: picture.samples(),
        });
      },
    });
    controller.start();
    this.sweeps.state(this.state);
  }

  get state(): PageState {
    const facts = { name: 'Test rig', invite: null, currentLimitMa: 200, brightness: 1, reversed: false };
    return pageState(facts, this.rig.controller.snapshot());
  }

  /** A press from rest, and its sweep to the end: 20 ms of axon. */
  press(): void {
    this.rig.controller.command({ do: 'stimulate' });
    this.rig.timers.advance(20 * 500);
  }

  /** The lesson's two graphs. */
  pressBoth(blue: number, yellow: number): void {
    const { controller } = this.rig;
    controller.command({ do: 'electrode', name: 'blue', at: blue });
    controller.command({ do: 'electrode', name: 'yellow', at: yellow });
    controller.command({ do: 'channels', on: false });
    this.press();
    this.rig.timers.advance(40 * 500);
    controller.command({ do: 'channels', on: true });
    this.press();
  }
}
