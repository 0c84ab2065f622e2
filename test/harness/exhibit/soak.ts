/**
 * Days of an exhibit, with visitors and everything that may break, at moments that are random and the same for the same
 * seed. What is asked of it is counted here and judged by the one who runs it.
 */
import type { Rig } from '../../../src/rig/index.js';
import { type Dice, diceOf } from '../faults/dice.js';
import { calmMs, IDLE_PLAYED_MS, isOpen, STARTS_AT } from './calendar.js';
import { staleWords } from './freshness.js';
import { HAPPEN, type Happenings, type Kind, type Stage } from './happenings.js';
import { type Held, heldBy } from './held.js';
import { soakRigs } from './rig-texts.js';
import { World, type WorldOptions } from './world.js';

/** Light is waited for so long, then it counts as never [ms]. */
const PATIENCE_MS = 70_000;
/** An exhibit is as its file has it so long after the last hand, at the latest: idle, settling, and some [ms]. */
export const FRESH_WITHIN_MS = 60_000 + 30_000 + 5000;
/** Presses are looked after so often [ms]. */
const LONGEST_STEP_MS = 10_000;
/** Of what may happen at any time so much happens by day; people do most of it. */
const BY_DAY = 0.85;

export interface SoakOptions extends Pick<WorldOptions, 'board' | 'mayBeLate' | 'sliceMs'> {
  readonly seed: number;
  readonly lengthMs: number;
  readonly happenings: Happenings;
  /** Bytes that are to be corrupted in all. */
  readonly corruptedBytes: number;
  /** It has opening hours, and nobody comes outside of them. */
  readonly hours: boolean;
  /** Of nights, and of times when nobody comes, only the beginning and the end are played. */
  readonly skips: boolean;
  /** Called `looks` times in the run, with how much of it is over. */
  readonly looks: number;
  readonly look: (share: number, world: World) => void;
}

export interface SoakReport {
  readonly world: World;
  /** How often each thing has happened, and each kind of visitor was there. */
  readonly done: ReadonlyMap<string, number>;
  readonly visitors: ReadonlyMap<string, number>;
  /** From plugging in, the mains, or the start of the program alone to light [ms], shortest first. */
  readonly lightMs: Readonly<Record<'replug' | 'mains' | 'start', readonly number[]>>;
  /** Times that the exhibit was not as its file has it. */
  readonly stale: number;
  readonly firstStale: string;
  readonly held: readonly Held[];
  /** When all was over. */
  readonly left: { readonly timers: number; readonly ports: number; readonly files: number };
}

/** Moments of what is to happen, in their order. */
function plan({ happenings, lengthMs, hours }: SoakOptions, roll: Dice) {
  const events: { readonly kind: Kind; readonly atMs: number }[] = [];
  for (const [kind, count] of Object.entries(happenings) as [Kind, number][])
    for (let n = 0; n < count; n++) {
      const byDay = hours && (kind === 'visits' || roll() < BY_DAY);
      let atMs = lengthMs * roll();
      for (let tries = 0; byDay && !isOpen(atMs) && tries < 1000; tries++) atMs = lengthMs * roll();
      events.push({ kind, atMs });
    }
  return events.sort((a, b) => a.atMs - b.atMs);
}

function countIn(map: Map<string, number>, name: string): void {
  map.set(name, (map.get(name) ?? 0) + 1);
}

const NEVER = Number.POSITIVE_INFINITY;

export class ExhibitSoak {
  readonly world: World;
  readonly #options: SoakOptions;
  readonly #roll: Dice;
  readonly #rigs: readonly Rig[];
  readonly #stage: Stage;
  readonly #done = new Map<string, number>();
  readonly #visitors = new Map<string, number>();
  readonly #lightMs = { replug: [] as number[], mains: [] as number[], start: [] as number[] };
  readonly #held: Held[] = [];
  #stale = 0;
  #firstStale = '';
  /** A hand was there, and all must be fresh by then [ms]. */
  #freshByMs = NEVER;
  /** What is to be undone, the earliest first. */
  #undo: readonly { readonly atMs: number; readonly undo: () => void }[] = [];

  constructor(options: SoakOptions) {
    this.#options = options;
    this.#roll = diceOf(options.seed);
    this.#rigs = soakRigs(options.hours);
    const { board, mayBeLate, sliceMs } = options;
    const roll = this.#roll;
    this.world = new World({ board, rigs: this.#rigs, roll, startsAt: STARTS_AT, mayBeLate, sliceMs });
    this.#stage = {
      world: this.world,
      roll,
      skips: options.skips,
      noiseBytes: options.corruptedBytes / options.happenings.noises,
      start: () => this.#start(),
      handWasHere: () => {
        this.#freshByMs = this.world.nowMs + FRESH_WITHIN_MS;
      },
      visited: (name) => countIn(this.#visitors, name),
      lightAgain: (after, sinceMs) => this.#lightAgain(this.#lightMs[after], sinceMs),
      later: (afterMs, undo) => {
        const atMs = this.world.timeMs + afterMs;
        this.#undo = [...this.#undo, { atMs, undo }].sort((a, b) => a.atMs - b.atMs);
      },
    };
  }

  async run(): Promise<SoakReport> {
    const { world } = this;
    const { lengthMs, looks, look } = this.#options;
    const events = plan(this.#options, this.#roll);
    world.plug();
    await this.#start();
    await world.until(() => world.isLit, PATIENCE_MS);
    for (let looked = 1; looked <= looks; looked++) {
      const lookMs = (lengthMs * looked) / looks;
      // All of it happens, however long each thing takes.
      const isLast = looked === looks;
      while (world.timeMs < lookMs || (isLast && events.length > 0)) {
        const nextMs = Math.min(events[0]?.atMs ?? NEVER, this.#undo[0]?.atMs ?? NEVER);
        await this.#idleTo(Math.min(nextMs, isLast && events.length > 0 ? NEVER : lookMs));
        this.#undoWhatIsDue();
        if ((events[0]?.atMs ?? NEVER) > world.timeMs) continue;
        const { kind } = events.shift()!;
        countIn(this.#done, kind);
        await HAPPEN[kind](this.#stage);
      }
      this.#held.push(heldBy(world));
      look(looked / looks, world);
    }
    for (const { undo } of this.#undo) undo();
    await world.stop();
    return this.#report();
  }

  #report(): SoakReport {
    const { world } = this;
    for (const times of Object.values(this.#lightMs)) times.sort((a, b) => a - b);
    return {
      world,
      done: this.#done,
      visitors: this.#visitors,
      lightMs: this.#lightMs,
      stale: this.#stale,
      firstStale: this.#firstStale,
      held: this.#held,
      left: { timers: world.bench.clock.waiting, ports: world.portsLeft, files: world.disk.open },
    };
  }

  /** The program starts, every third time with the file that allows everything. */
  async #start(): Promise<void> {
    const { world } = this;
    this.#freshByMs = NEVER;
    await world.start(this.#rigs[world.starts % 3 === 2 ? 1 : 0]!);
  }

  /** Nobody does anything until then, but looks whether all is as it should be. */
  async #idleTo(atMs: number): Promise<void> {
    const { world } = this;
    const playedToMs = world.timeMs + IDLE_PLAYED_MS;
    while (world.timeMs < atMs) {
      if (this.#options.skips && world.timeMs >= playedToMs && this.#freshByMs === NEVER) {
        const calm = calmMs(world.timeMs);
        if (calm > 0) {
          world.skip(Math.min(calm, atMs - world.timeMs));
          continue;
        }
      }
      const untilFreshMs = Math.max(1, this.#freshByMs - world.nowMs);
      await world.passLate(Math.min(atMs - world.timeMs, untilFreshMs, LONGEST_STEP_MS));
      if (world.nowMs >= this.#freshByMs) this.#judgeFresh();
      world.presses.look();
    }
  }

  #undoWhatIsDue(): void {
    const due = this.#undo.filter(({ atMs }) => atMs <= this.world.timeMs);
    this.#undo = this.#undo.slice(due.length);
    for (const { undo } of due) undo();
  }

  #judgeFresh(): void {
    this.#freshByMs = NEVER;
    const words = this.world.program && staleWords(this.world.program);
    if (words === undefined) return;
    this.#stale++;
    if (this.#firstStale === '') this.#firstStale = `${words}, at ${(this.world.nowMs / 1000).toFixed(0)} s`;
  }

  /** How long it takes from then to light, where light is to be expected [ms]. */
  async #lightAgain(into: number[], sinceMs: number): Promise<void> {
    const { world } = this;
    const isResting = () => {
      const { program } = world;
      return (
        program === undefined ||
        program.policy.phase.kind === 'closed' ||
        program.controller.snapshot().device.kind === 'resting'
      );
    };
    await world.until(() => world.isLit || isResting(), PATIENCE_MS);
    if (!isResting()) into.push(world.nowMs - sinceMs);
  }
}
