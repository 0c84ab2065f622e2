/** The sweeps that stay: the last one of each set-up, those that are pinned, and what the last reset has cleared. Pure. */
import type { Sweep } from './sweep.js';

export const MOST_PINS = 3;
/** Most earlier sweeps, each with a set-up of its own. */
export const MOST_KEPT = 6;
/** After a reset the sweeps can be brought back for so long [ms of room]. */
export const UNDO_MS = 8000;

interface Cleared {
  readonly untilMs: number;
  readonly current: Sweep | undefined;
  readonly kept: readonly Sweep[];
  readonly pins: readonly Sweep[];
}

export class SweepShelf {
  #kept: readonly Sweep[] = [];
  #pins: readonly Sweep[] = [];
  #cleared: Cleared | undefined;

  /** The last one of each set-up, the newest first. */
  get kept(): readonly Sweep[] {
    return this.#kept;
  }

  get pins(): readonly Sweep[] {
    return this.#pins;
  }

  /** What the last reset has cleared, the newest press first. */
  get cleared(): Sweep[] {
    if (!this.#cleared) return [];
    const { current, kept, pins } = this.#cleared;
    return newestFirst(current, kept, pins);
  }

  /** It is the last one of its set-up from now on. */
  keep(sweep: Sweep): void {
    const isReplaced = (kept: Sweep): boolean =>
      kept === sweep || (sweep.cutOff ? kept.cutOff : kept.key === sweep.key);
    const others = this.#kept.filter((kept) => !isReplaced(kept));
    this.#kept = [sweep, ...others].slice(0, MOST_KEPT);
  }

  /** @returns false: there is no room, or it is pinned already. */
  pin(sweep: Sweep): boolean {
    if (this.#pins.includes(sweep) || this.#pins.length >= MOST_PINS) return false;
    this.#pins = [...this.#pins, sweep];
    return true;
  }

  unpin(sweep: Sweep): void {
    this.#pins = this.#pins.filter((pinned) => pinned !== sweep);
  }

  /** @param pinsStay what is pinned is not cleared. */
  clear(current: Sweep | undefined, nowMs: number, pinsStay = false): void {
    this.#cleared = { untilMs: nowMs + UNDO_MS, current, kept: this.#kept, pins: this.#pins };
    this.#kept = [];
    if (!pinsStay) this.#pins = [];
  }

  canUndo(nowMs: number): boolean {
    return this.#cleared !== undefined && nowMs < this.#cleared.untilMs;
  }

  /** Brings back what was cleared. @returns the current sweep from now on. */
  undo(current: Sweep | undefined, nowMs: number): Sweep | undefined {
    if (!this.#cleared || !this.canUndo(nowMs)) return current;
    const cleared = this.#cleared;
    this.#cleared = undefined;
    const own = this.#kept;
    this.#kept = cleared.kept;
    this.#pins = [...new Set([...cleared.pins, ...this.#pins])].slice(0, MOST_PINS);
    if (cleared.current && current) this.keep(cleared.current);
    for (const sweep of own.toReversed()) this.keep(sweep);
    return current ?? cleared.current;
  }
}

/** Each sweep once, the newest press first. */
export function newestFirst(
  current: Sweep | undefined,
  kept: readonly Sweep[],
  pins: readonly Sweep[],
): Sweep[] {
  const known = new Set([...(current ? [current] : []), ...kept, ...pins]);
  return [...known].sort((a, b) => b.press - a.press);
}
