/** Which two sweeps stand on a sheet: the same try with channels off and with channels on. Pure. */
import type { Sweep } from '../sweep.js';

export interface Pair {
  /** Also that of a membrane without channels. */
  readonly off: Sweep | undefined;
  readonly on: Sweep | undefined;
}

export function hasChannelsOn({ setUp }: Sweep): boolean {
  return setUp?.channelsOn === true;
}

/** How much of two set-ups is the same, but for the channels. */
function likeness({ setUp: a }: Sweep, { setUp: b }: Sweep): number {
  if (!a || !b) return 0;
  const places = a.places.blue === b.places.blue && a.places.yellow === b.places.yellow;
  const treatments = a.treatments.join() === b.treatments.join();
  return 4 * Number(places) + 2 * Number(treatments) + Number(a.strength === b.strength);
}

/**
 * The newest sweep, and of those with its channels switched the other way the one that is most like it, the newest of
 * several. @param sweeps the newest first. @param experiment the one that is loaded.
 */
export function pairOf(sweeps: readonly Sweep[], experiment: string): Pair {
  const usable = sweeps.filter((sweep) => sweep.experiment === experiment && sweep.setUp && sweep.hasTrace);
  const whole = usable.filter((sweep) => sweep.complete && !sweep.changed && !sweep.cutOff);
  const [newest] = whole.length > 0 ? whole : usable;
  if (!newest) return { off: undefined, on: undefined };
  const isOn = hasChannelsOn(newest);
  let other: Sweep | undefined;
  for (const sweep of whole)
    if (hasChannelsOn(sweep) !== isOn && (!other || likeness(sweep, newest) > likeness(other, newest)))
      other = sweep;
  return isOn ? { off: other, on: newest } : { off: newest, on: other };
}
