/**
 * When people are told of dropped room time, and in which words. Of small gaps they are not; of a computer that slept
 * or was busy they are, and of one that cannot keep up now and then.
 */
import { MS_PER_S } from '../units.js';

/** Dropped within one window, this much is told, once [ms]. */
const TELL_FROM_MS = 500;
const WINDOW_MS = 10_000;
/** No computer that is awake keeps a program waiting for so long: between two pictures it slept [ms]. */
const SLEEP_FROM_MS = 5000;
/** What is dropped between two pictures was dropped in one piece if it is so much: an interruption, not a slow model [ms]. */
const HICCUP_FROM_MS = 100;

const GOES_ON = 'The axon goes on from where it was.';

/**
 * Takes the room time dropped so far, and that taken so far by computing the axon and by carrying out commands [ms], at
 * each picture.
 * @returns a sentence when there is something to tell.
 */
export function createDroppedNotice(): (
  droppedMs: number,
  wallMs: number,
  computedMs: number,
  commandsMs?: number,
) => string | undefined {
  let windowEndMs = 0;
  /** At the beginning of the window, and at the last picture. */
  let droppedBeforeMs = 0;
  let droppedLastMs = 0;
  /** At the last picture, and at that before: what computing one picture takes too long is dropped at the next. */
  let computedLastMs = 0;
  let computedBeforeLastMs = 0;
  /** The same of commands. */
  let commandsLastMs = 0;
  let commandsBeforeLastMs = 0;
  /** Of what was dropped in this window, how much in single pieces, and how much while commands were carried out. */
  let hiccupsMs = 0;
  let commandedMs = 0;
  let told = false;

  function beginWindow(droppedMs: number, wallMs: number): void {
    windowEndMs = wallMs + WINDOW_MS;
    droppedBeforeMs = droppedMs;
    hiccupsMs = 0;
    commandedMs = 0;
    told = false;
  }

  return (droppedMs, wallMs, computedMs, commandsMs = 0) => {
    const pieceMs = droppedMs - droppedLastMs;
    droppedLastMs = droppedMs;
    const wasComputing = computedMs - computedBeforeLastMs > pieceMs / 2;
    computedBeforeLastMs = computedLastMs;
    computedLastMs = computedMs;
    const wasCommanded = commandsMs - commandsBeforeLastMs > pieceMs / 2;
    commandsBeforeLastMs = commandsLastMs;
    commandsLastMs = commandsMs;
    const wasAway = !wasComputing && !wasCommanded;
    if (wasAway && pieceMs >= SLEEP_FROM_MS) {
      beginWindow(droppedMs, wallMs);
      return `This computer slept for ${seconds(pieceMs)} s, or this program was stopped for so long. ${GOES_ON}`;
    }
    if (wasAway && pieceMs >= HICCUP_FROM_MS) hiccupsMs += pieceMs;
    if (wasCommanded) commandedMs += pieceMs;
    const newlyMs = droppedMs - droppedBeforeMs;
    const tell = newlyMs >= TELL_FROM_MS && !told;
    const wasBusy = hiccupsMs > newlyMs / 2;
    const tooManyCommands = commandedMs > newlyMs / 2;
    told ||= tell;
    if (wallMs >= windowEndMs) beginWindow(droppedMs, wallMs);
    if (!tell) return undefined;
    if (tooManyCommands)
      return `Carrying out commands took too long: ${seconds(newlyMs)} s were left out. ${GOES_ON} If this comes again and again, send fewer at once.`;
    return wasBusy
      ? `This computer was busy with something else for ${seconds(newlyMs)} s: that time was left out. ${GOES_ON} If this comes again and again, close other programs.`
      : `This computer cannot keep up with the axon at this time lens: ${seconds(newlyMs)} s were left out. ${GOES_ON} If this comes again and again, choose a slower lens or close other programs.`;
  };
}

function seconds(ms: number): string {
  return (ms / MS_PER_S).toFixed(1);
}
