/** An exhibit as pages see it: what it tells them, and what it lets their visitors do. */
import type { Clock, Controller, Snapshot } from '../controller/contract.js';
import type { ExhibitDesk, ExhibitTold, VisitorUse } from './contract.js';
import type { Policy } from './policy.js';
import { createVisitors } from './visitors.js';

export const IS_CLOSED = 'The exhibit is closed.';

/** What stands now of what visitors set. */
const STANDING: Readonly<Partial<Record<VisitorUse, (now: Snapshot) => unknown>>> = {
  strength: ({ strength }) => strength,
  aim: ({ axon }) => axon.stimulusPlaces,
  lens: ({ roomMsPerAxonMs }) => roomMsPerAxonMs,
  channels: ({ channelsOn }) => channelsOn,
  treat: ({ treatments }) => treatments,
  electrode: ({ electrodes }) => electrodes,
  load: ({ experiment }) => experiment,
};

export interface DeskParts extends Pick<ExhibitTold, 'zone' | 'visitors' | 'languages' | 'volume' | 'trail'> {
  readonly controller: Pick<Controller, 'snapshot' | 'observe'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly policy: Pick<Policy, 'phase' | 'observe' | 'hand'>;
  /** As `PolicyParts.lensOf`. */
  lensOf(experiment: string): number;
}

export function createExhibitDesk(parts: DeskParts): ExhibitDesk {
  const { controller, policy, clock, zone, visitors: uses, languages, volume, trail } = parts;

  function lenses(): ExhibitTold['lens'] {
    const { experiment, fastestRoomMsPerAxonMs: real } = controller.snapshot();
    return { real, slow: Math.max(real, parts.lensOf(experiment)) };
  }

  const visitors = createVisitors({
    uses,
    trail,
    lenses,
    standing: (use) => JSON.stringify(STANDING[use]?.(controller.snapshot())),
  });

  return {
    told: () => ({
      phase: policy.phase,
      zone,
      visitors: uses,
      languages,
      volume,
      trail,
      lens: lenses(),
    }),
    observeTold(change) {
      let { experiment } = controller.snapshot();
      const stopPhases = policy.observe({ phase: change });
      const stopLoads = controller.observe({
        happened({ kind }) {
          if (kind !== 'command') return;
          const now = controller.snapshot().experiment;
          if (now === experiment) return;
          experiment = now;
          change();
        },
      });
      return () => {
        stopPhases();
        stopLoads();
      };
    },
    refusal: (page, asked, openPlan) =>
      policy.phase.kind === 'closed' ? IS_CLOSED : visitors.refusal(page, asked, openPlan, clock.nowMs()),
    done: (page, asked) => visitors.done(page, asked, clock.nowMs()),
    hand: () => policy.hand(),
  };
}
