/**
 * What plays now, for those who look after the program as long as it runs: one rig takes the place of another when its
 * file changes, and their counters only grow.
 */
import type { Controller, Observer } from '../controller/contract.js';
import type { Policy, PolicyCounts, PolicyObserver } from '../exhibit/policy.js';
import type { Playing } from '../playing/playing.js';

export interface Followed {
  /** What plays now. */
  readonly playing: Playing;
  readonly controller: Pick<Controller, 'observe' | 'snapshot'>;
  /** Null: it is no exhibit. */
  readonly life: (Pick<Policy, 'observe' | 'counts'> & { sleep(asleep: boolean): void }) | null;
  /** Another one has begun to play. */
  follow(next: Playing): void;
}

/** Those who observe, and what ends it with the one who is followed. */
function createFollowers<O>(observe: (observer: O) => (() => void) | undefined) {
  const ends = new Map<O, (() => void) | undefined>();
  return {
    add(observer: O): () => void {
      ends.set(observer, observe(observer));
      return () => {
        ends.get(observer)?.();
        ends.delete(observer);
      };
    },
    move(): void {
      for (const [observer, end] of ends) {
        end?.();
        ends.set(observer, observe(observer));
      }
    },
  };
}

const NO_COUNTS: PolicyCounts = { visits: 0, dwellMs: 0, ownPresses: 0, resets: 0, cutSignals: 0 };

function plus(a: PolicyCounts, b: PolicyCounts): PolicyCounts {
  const sums = Object.entries(a).map(([name, count]) => [name, count + b[name as keyof PolicyCounts]]);
  return Object.fromEntries(sums) as typeof a;
}

export function createFollowed(first: Playing): Followed {
  let playing = first;
  let droppedMsBefore = 0;
  let countsBefore = NO_COUNTS;
  /** Put to sleep from outside, until it is woken from there. */
  let isAsleep = false;
  const policy = () => playing.exhibit?.policy;
  const counts = () => plus(countsBefore, policy()?.counts() ?? NO_COUNTS);
  const observers = createFollowers((observer: Observer) => playing.controller.observe(observer));
  const policyObservers = createFollowers((observer: PolicyObserver) => policy()?.observe(observer));

  return {
    get playing() {
      return playing;
    },
    controller: {
      observe: (observer) => observers.add(observer),
      snapshot() {
        const now = playing.controller.snapshot();
        return { ...now, droppedMs: droppedMsBefore + now.droppedMs };
      },
    },
    life:
      policy() === undefined
        ? null
        : {
            observe: (observer) => policyObservers.add(observer),
            counts,
            sleep(asleep) {
              isAsleep = asleep;
              policy()?.sleep(asleep);
            },
          },
    follow(next) {
      droppedMsBefore += playing.controller.snapshot().droppedMs;
      countsBefore = counts();
      playing = next;
      policy()?.sleep(isAsleep);
      observers.move();
      policyObservers.move();
    },
  };
}
