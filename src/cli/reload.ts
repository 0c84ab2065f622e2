/**
 * A rig file that changes while the rig runs: it is read, and the rig goes on with it, with its light on; a file with an
 * error is refused, and the rig goes on as it was. An exhibit takes it when nobody is there.
 */
import type { Device } from '../devices/device.js';
import type { SharedDevice } from '../devices/shared.js';
import type { Timers } from '../devices/timers.js';
import type { Playing, PlayingParts } from '../playing/playing.js';
import { stageOf } from '../playing/rig-stage.js';
import type { Rig, RigExhibit } from '../rig/index.js';
import type { Followed } from './followed.js';
import { rigChange, withStanding } from './rig-change.js';
import type { LoadedRig } from './rig-files.js';

/** How often it looks whether somebody is still there [ms]. */
const LOOK_EVERY_MS = 500;
/** A change waits no longer for an exhibit that is never at rest [ms]. */
export const MOST_WAITING_MS = 600_000;

export interface ReloadParts {
  readonly timers: Timers;
  /** What people call the file. */
  readonly file: string;
  readonly followed: Followed;
  readonly device: SharedDevice;
  /** Reads the file. What it rejects with is told. */
  readonly load: () => Promise<LoadedRig>;
  readonly settingsOf: (rig: Rig) => RigExhibit | null;
  readonly makerOf: (rig: Rig) => Promise<() => Device>;
  readonly compose: (parts: Pick<PlayingParts, 'rig' | 'settings' | 'device' | 'stage'>) => Playing;
  /** Why no change can be taken now; undefined: it can. */
  readonly standing: () => string | undefined;
  /** Another rig plays: its page takes the place of the one before. */
  readonly serve: (playing: Playing) => Promise<void>;
  readonly tell: (words: string) => void;
  /** @param words why the file is refused, in a sentence; undefined: it is not. */
  readonly refused: (words: string | undefined) => void;
}

export interface Reload {
  /** The file may be another one. */
  changed(): void;
  /** Takes no more changes. Resolves when the one that is being taken has been. */
  end(): Promise<void>;
}

export function createReload(parts: ReloadParts): Reload {
  const { timers, file, followed, device, tell } = parts;
  const first = followed.playing.settings;
  let asked = 0;
  let isOver = false;
  let work: Promise<void> | undefined;
  /** What was refused last; undefined: the rig is as the file says. */
  let refusedWords: string | undefined;

  function refuse(words: string): void {
    if (words === refusedWords) return;
    refusedWords = words;
    const [firstLine] = words.split('\n');
    tell(`${file} has changed and is refused; the rig goes on as it was:\n${words}`);
    parts.refused(`The changed rig file is refused, and the rig goes on as it was: ${firstLine}`);
  }

  function accept(words: string): void {
    refusedWords = undefined;
    parts.refused(undefined);
    tell(words);
  }

  /** An exhibit that nobody uses, and no signal under way. */
  function isFree(): boolean {
    const { exhibit, controller } = followed.playing;
    if (exhibit === undefined) return true;
    const { kind } = exhibit.policy.phase;
    if (kind !== 'attracting') return kind === 'closed';
    const { activity } = controller.snapshot();
    return activity === 'none' || activity === 'returning';
  }

  async function untilFree(stillWanted: () => boolean): Promise<void> {
    const untilMs = timers.nowMs() + MOST_WAITING_MS;
    while (stillWanted() && !isFree() && timers.nowMs() < untilMs)
      await new Promise<void>((resolve) => timers.after(LOOK_EVERY_MS, resolve));
  }

  async function take(stillWanted: () => boolean): Promise<void> {
    const { rig, notes } = await parts.load();
    if (!stillWanted()) return;
    const change = rigChange(followed.playing.rig, rig);
    if (change.kind === 'none') {
      if (refusedWords !== undefined) accept(`${file} is as the rig has it again.`);
      return;
    }
    const standing = change.kind === 'refused' ? change.words : parts.standing();
    if (standing !== undefined || change.kind === 'refused') return refuse(`${file}: ${standing}`);
    const make = change.otherDevice ? await parts.makerOf(rig) : undefined;
    await untilFree(stillWanted);
    if (!stillWanted()) return;
    const before = followed.playing;
    const now = parts.settingsOf(rig);
    const next = parts.compose({
      rig,
      settings: now && first && withStanding(now, first),
      device: device.next(make),
      // The limits of flashes and of current go on: eyes and wires are the same.
      stage: change.otherDevice ? stageOf(rig) : before.stage,
    });
    next.begin();
    followed.follow(next);
    const dark = change.otherDevice ? '; the board is set up for it again, and is dark for a moment' : '';
    accept(`${file} has changed, and the rig goes on with it${dark}.`);
    for (const note of notes) tell(`note: ${note}`);
    const phase = next.exhibit?.policy.phase;
    if (phase?.kind === 'closed' && phase.because === 'hours')
      tell('The exhibit is closed now, by the hours of its file.');
    for (const key of change.later)
      tell(`exhibit.${key} of ${file} counts from the next start of the program.`);
    await before.end();
    await parts.serve(next);
  }

  async function takeAll(): Promise<void> {
    for (let taken = 0; taken !== asked && !isOver; ) {
      taken = asked;
      try {
        await take(() => taken === asked && !isOver);
      } catch (error) {
        if (!isOver) refuse((error as Error).message);
      }
    }
  }

  return {
    changed() {
      asked++;
      work ??= takeAll().finally(() => {
        work = undefined;
      });
    },
    async end() {
      isOver = true;
      await work;
    },
  };
}
