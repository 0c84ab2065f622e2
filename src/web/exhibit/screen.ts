/** Which of its screens an exhibit's own page shows, and the latest press that ran to the end. Pure: the caller brings the time. */
import type { PageExhibit, PageState, Role } from '../../server/messages.js';

/** The result of a press stays so long after the last touch [ms of room]. */
export const RESULT_MS = 20_000;
/** A press that was over so long before somebody came is the rig's own [ms of room]. */
export const OWN_BEFORE_MS = 300;
/** The bright picture of a result comes no sooner after it came before, and after a press [ms of room]. */
export const BRIGHT_EVERY_MS = 1000;
export const PULSE_MS = 500;
/** A press that the rig has not told of after so long has not arrived [ms of room]. */
const PENDING_MS = 2000;
/** Why a press has begun nothing is said for so long, so that it can be read however fast somebody presses [ms of room]. */
export const NOTE_MS = 2500;

export type ScreenKind =
  /** The page is not for visitors, or the rig is no exhibit. */
  | 'off'
  /** The rig does not answer. */
  | 'away'
  | 'closed'
  /** It invites to touch it. */
  | 'attract'
  /** Something of a visitor's press runs. */
  | 'pulse'
  /** What the press did. */
  | 'result'
  /** Stage, voltmeters and graph, for a lesson or for more to try. */
  | 'instrument';

/** A press that ran to the end. */
export interface Result {
  readonly press: number;
  /** From its beginning until it was there [ms of axon]. */
  readonly tookMs: number;
}

/** Why a press has begun nothing. */
export type Note = 'not-yet' | 'too-weak';

export interface ScreenNow {
  readonly kind: ScreenKind;
  readonly result: Result | undefined;
  readonly note: Note | undefined;
  /** When to look again, though nothing is told until then [ms of room]; null: never. */
  readonly dueMs: number | null;
}

type Pressed = Pick<PageState, 'presses' | 'activity'>;

/** The latest press after `after` that ran to the end. */
export function resultOf({ presses }: Pick<Pressed, 'presses'>, after: number): Result | undefined {
  for (const { press, atMs, outcome } of presses.toReversed()) {
    if (press <= after) return undefined;
    if (outcome?.kind !== 'signal' || outcome.end !== 'ran-out' || outcome.reachedMs === undefined) continue;
    if (outcome.reachedMs > atMs) return { press, tookMs: outcome.reachedMs - atMs };
  }
  return undefined;
}

const NOTE_OF: Readonly<Partial<Record<string, Note>>> = {
  refractory: 'not-yet',
  overlapped: 'not-yet',
  'too-weak': 'too-weak',
  'cannot-fire': 'too-weak',
};

const newestOf = ({ presses }: Pick<Pressed, 'presses'>) => presses.at(-1)?.press ?? 0;

export class Screen {
  #role: Role | undefined;
  #exhibit: PageExhibit | undefined;
  #isOpen = false;
  #state: Pressed = { presses: [], activity: 'none' };
  #newest = 0;
  /** The latest press of which it is known what it did, since when, and the one before it. */
  #over = { press: 0, sinceMs: Number.NEGATIVE_INFINITY, before: 0 };
  /** Presses up to this one were over before somebody came. */
  #notHere = 0;
  /** The page has sent a press after this one, at this time. */
  #pending: { readonly after: number; readonly sinceMs: number } | undefined;
  /** What was said last of a press that has begun nothing. */
  #noted: { readonly press: number; readonly note: Note; readonly sinceMs: number } | undefined;
  #hasInstrument = false;
  #touchedMs = Number.NEGATIVE_INFINITY;
  #toldPress = 0;
  #shown: ScreenKind = 'off';
  #shownMs = Number.NEGATIVE_INFINITY;
  #brightMs = Number.NEGATIVE_INFINITY;

  link(isOpen: boolean): void {
    this.#isOpen = isOpen;
    // Perhaps it is another rig from now on: its presses are counted from 1.
    if (!isOpen) this.#forget();
  }

  role(role: Role): void {
    this.#role = role;
  }

  exhibit(told: PageExhibit, nowMs: number): void {
    const before = this.#exhibit?.phase.kind;
    this.#exhibit = told;
    const { kind } = told.phase;
    if (kind === before) return;
    if (kind === 'visited') {
      // Where the page has just come, what it finds is the visitor's; and so is a pulse of the rig itself that still runs,
      // since the axon cannot answer to another press until it has passed.
      if (before === 'attracting') {
        const { press, sinceMs, before: earlier } = this.#over;
        this.#notHere = nowMs - sinceMs > OWN_BEFORE_MS ? press : earlier;
      }
      this.#touchedMs = nowMs;
    } else if (kind !== 'settling') {
      this.#hasInstrument = false;
      this.#pending = undefined;
    }
  }

  state(state: Pressed, nowMs: number): void {
    this.#state = state;
    const press = newestOf(state);
    if (press < this.#newest) this.#forget();
    if (press > this.#newest) {
      this.#newest = press;
      this.#touchedMs = nowMs;
    }
    const over = state.presses.findLast(({ outcome }) => outcome !== null)?.press ?? 0;
    if (over > this.#over.press) this.#over = { press: over, sinceMs: nowMs, before: this.#over.press };
    if (this.#pending && press > this.#pending.after) this.#pending = undefined;
    this.#note(state, nowMs);
    const result = resultOf(state, this.#notHere);
    if (result && result.press !== this.#toldPress) {
      this.#toldPress = result.press;
      this.#touchedMs = nowMs;
    }
  }

  /** Somebody has touched the screen. @param presses and so has asked for a press. */
  touch(nowMs: number, presses: boolean): void {
    this.#touchedMs = nowMs;
    if (presses) this.#pending = { after: this.#newest, sinceMs: nowMs };
  }

  /** Opens the instrument, or leaves it. */
  instrument(isWanted: boolean): void {
    this.#hasInstrument = isWanted;
  }

  at(nowMs: number): ScreenNow {
    const result = resultOf(this.#state, this.#notHere);
    const wanted = this.#wanted(nowMs, result);
    if (wanted === 'result' && this.#shown !== 'result') {
      const dueMs = Math.max(
        this.#brightMs + BRIGHT_EVERY_MS,
        this.#shown === 'pulse' ? this.#shownMs + PULSE_MS : 0,
      );
      if (nowMs < dueMs)
        return { kind: this.#show('pulse', nowMs), result, note: this.#noteAt(nowMs), dueMs };
      this.#brightMs = nowMs;
    }
    const note = this.#noteAt(nowMs);
    const dues: number[] = [];
    if (wanted === 'result') dues.push(this.#touchedMs + RESULT_MS);
    if (wanted === 'pulse' && this.#pending) dues.push(this.#pending.sinceMs + PENDING_MS);
    if (wanted === 'pulse' && note && this.#noted) dues.push(this.#noted.sinceMs + NOTE_MS);
    const dueMs = dues.length === 0 ? null : Math.min(...dues);
    return { kind: this.#show(wanted, nowMs), result, note, dueMs };
  }

  #note({ presses }: Pressed, nowMs: number): void {
    const last = presses.findLast(({ outcome }) => outcome !== null && NOTE_OF[outcome.kind] !== undefined);
    if (last === undefined || last.press <= (this.#noted?.press ?? this.#notHere)) return;
    this.#noted = { press: last.press, note: NOTE_OF[last.outcome!.kind]!, sinceMs: nowMs };
  }

  #noteAt(nowMs: number): Note | undefined {
    return this.#noted && nowMs < this.#noted.sinceMs + NOTE_MS ? this.#noted.note : undefined;
  }

  #wanted(nowMs: number, result: Result | undefined): ScreenKind {
    const { phase } = this.#exhibit ?? {};
    if (phase === undefined || this.#role !== 'visitor') return 'off';
    if (!this.#isOpen) return 'away';
    if (phase.kind === 'closed') return 'closed';
    if (phase.kind === 'attracting' && this.#pending === undefined) return 'attract';
    if (this.#hasInstrument) return 'instrument';
    if (this.#pending && nowMs - this.#pending.sinceMs >= PENDING_MS) this.#pending = undefined;
    const { activity } = this.#state;
    const isTheirs = this.#newest > this.#notHere;
    if (this.#pending || (isTheirs && (activity === 'stimulus' || activity === 'signal'))) return 'pulse';
    return result && nowMs < this.#touchedMs + RESULT_MS ? 'result' : 'attract';
  }

  #show(kind: ScreenKind, nowMs: number): ScreenKind {
    if (kind !== this.#shown) {
      this.#shown = kind;
      this.#shownMs = nowMs;
    }
    return kind;
  }

  #forget(): void {
    this.#newest = 0;
    this.#over = { press: 0, sinceMs: Number.NEGATIVE_INFINITY, before: 0 };
    this.#notHere = 0;
    this.#toldPress = 0;
    this.#pending = undefined;
    this.#noted = undefined;
  }
}
