/**
 * Waits until a voltmeter comes through a level, up or down. What it reads beyond the level already is no crossing, nor is
 * the jump when its electrode is moved: it must have been on this side of the level first, at the same place.
 */
import type { ElectrodePosition } from '../model/index.js';
import type { MeterName } from '../units.js';
import type { Level } from './contract.js';

export interface LevelWatch {
  /** `null`: nothing is waited for. */
  readonly level: Level | null;
  /** @param at where the electrode is. @returns undefined, or one sentence that says why not. */
  arm(level: Level, at: ElectrodePosition): string | undefined;
  disarm(): void;
  /** What the electrode reads from now on is another place, or another time. */
  moved(name: MeterName): void;
  /** A reading, in order of time: of each step, and of a corner within it. */
  see(name: MeterName, mv: number): void;
  /** Whether it has crossed since the last call. */
  take(): boolean;
}

export function createLevelWatch(): LevelWatch {
  let level: Level | null = null;
  let beforeMv = Number.NaN;
  let crossed = false;

  function begin(next: Level | null): void {
    level = next;
    beforeMv = Number.NaN;
    crossed = false;
  }

  return {
    get level() {
      return level;
    },
    arm(next, at) {
      if (at === 'bath') {
        return `pauseWhen: the ${next.name} electrode is in the bath, where it always reads 0 mV – put it into the axon first`;
      }
      begin(next);
      return undefined;
    },
    disarm: () => begin(null),
    moved(name) {
      if (level?.name === name) begin(level);
    },
    see(name, mv) {
      if (level === null || level.name !== name) return;
      const { crossesMv, rising } = level;
      if (rising ? beforeMv < crossesMv && mv >= crossesMv : beforeMv > crossesMv && mv <= crossesMv) {
        crossed = true;
      }
      beforeMv = mv;
    },
    take() {
      const has = crossed;
      crossed = false;
      return has;
    },
  };
}
