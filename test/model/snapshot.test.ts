import { describe, expect, it } from 'vitest';
import {
  type Action,
  actionOf,
  another,
  Dice,
  differing,
  fresh,
  KINDS,
  type Kind,
  quiet,
  wait,
  watched,
} from './random-play.js';

/** Moments in all; `AXON_MOMENTS=1000` for the long form. */
const MOMENTS = Number(process.env.AXON_MOMENTS ?? 240);
/** Things that are done after a snapshot. */
const AFTER = 10;

/** Plays to some moment, and on from there; then again from the snapshot, in the same axon and in another one. */
function moment(kind: Kind, seed: number) {
  const dice = new Dice(seed);
  const isQuiet = seed % 2 === 0;
  const played = isQuiet ? quiet(kind, dice) : watched(fresh(kind));
  const before = isQuiet ? 0 : 2 + dice.below(14);
  for (let k = 0; k < before; k++) actionOf(kind, dice)(played);
  const { axon } = played;
  const snapshot = axon.snapshot();
  const ids = [...played.ids];
  const actions: Action[] = Array.from({ length: AFTER }, () => (isQuiet ? wait : actionOf)(kind, dice));
  const from = (of: typeof axon) => {
    const again = watched(of, ids);
    again.seen.push(of.modelMs, of.stepMs, of.treatments.length, Number(of.channelsFrozen));
    again.seen.push(...of.potentialMv, ...of.restMv);
    for (const action of actions) action(again);
    return again.seen;
  };
  const once = from(axon);
  axon.restore(snapshot);
  const sameAxon = differing(once, from(axon));
  const other = another(kind, dice);
  other.restore(snapshot);
  return { sameAxon, otherAxon: differing(once, from(other)), numbers: once.length };
}

describe('restored and played on', () => {
  it.each(KINDS.map((kind, k) => [kind.name, kind, k] as const))(
    'no bit of %s differs, in the same axon or in another',
    (_name, kind, k) => {
      const wrong: string[] = [];
      let numbers = 0;
      for (let n = 0; n < Math.ceil(MOMENTS / KINDS.length); n++) {
        const seed = 1000 * k + n;
        const found = moment(kind, seed);
        numbers += found.numbers;
        if (found.sameAxon + found.otherAxon > 0)
          wrong.push(`seed ${seed}: ${found.sameAxon} in the same axon, ${found.otherAxon} in another`);
      }
      expect(wrong).toEqual([]);
      expect(numbers).toBeGreaterThan(1000);
    },
  );
});
