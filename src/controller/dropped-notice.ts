/**
 * When dropped room time is worth a word: a hiccup is not, a computer that slept is, and one that cannot keep up
 * is once in a while.
 */
import { MS_PER_S } from '../units.js';

/** Dropped within one window, this much is told, once [ms]. */
const TELL_FROM_MS = 500;
const WINDOW_MS = 10_000;

/** Takes the room time dropped so far, at each picture. @returns a sentence when there is something to tell. */
export function createDroppedNotice(): (droppedMs: number, wallMs: number) => string | undefined {
  let windowEndMs = 0;
  let droppedBeforeMs = 0;
  let told = false;
  return (droppedMs, wallMs) => {
    const newlyMs = droppedMs - droppedBeforeMs;
    const tell = newlyMs >= TELL_FROM_MS && !told;
    told ||= tell;
    if (wallMs >= windowEndMs) {
      windowEndMs = wallMs + WINDOW_MS;
      droppedBeforeMs = droppedMs;
      told = false;
    }
    if (!tell) return undefined;
    return `${(newlyMs / MS_PER_S).toFixed(1)} s of the room's time were left out, because this computer slept or could not keep up; the axon went on from where it was. If this comes again and again, choose a slower lens.`;
  };
}
