/** How each command is carried out: one entry each, with what it does to the play. */
import type { LiveExperiment } from '../experiment/live-experiment.js';
import type { Moment } from '../recording/seek.js';
import type { Bench } from './bench.js';
import type { Command, PressFields } from './contract.js';
import type { Highest } from './highest.js';
import type { TimeLens } from './lens.js';
import type { LookBack } from './look-back.js';
import type { Motor } from './motor.js';
import { COMMANDS_HOLD, type Holder } from './stimulators.js';
import { strengthRange } from './strength-range.js';
import { asItStands } from './weakest-press.js';
import type { WeakestSearch } from './weakest-search.js';

/** How far a single step takes the axon [ms]: a spike of the lesson's axon is some 20 steps long. */
const SINGLE_STEP_MS = 0.1;

type CommandNamed<Name extends Command['do']> = Extract<Command, { readonly do: Name }>;

/** How each command is carried out. @returns undefined, or one sentence that says why not, or not altogether. */
export type Handlers = {
  readonly [Name in Command['do']]: (
    command: CommandNamed<Name>,
    wallMs: number,
    by?: string,
  ) => string | undefined;
};

/** What commands are carried out on. Those with `wallMs` first bring the axon to that time. */
export interface Play {
  readonly lens: TimeLens;
  readonly motor: Motor;
  readonly back: LookBack;
  readonly weakest: WeakestSearch;
  readonly highest: Highest;
  readonly bench: Bench;
  /** What can be loaded by this name, or why nothing can. */
  experimentNamed(name: string): LiveExperiment | string;
  /** The strength of presses that somebody has set; null: the experiment's. */
  readonly setStrengthTo: number | null;
  setStrength(strength: number | null): void;
  /** Where presses enter that say no place; null: where the experiment has them. */
  readonly aimedAt: number | readonly number[] | null;
  aim(at: number | readonly number[] | null): void;
  load(experiment: LiveExperiment, wallMs: number): string | undefined;
  reset(wallMs: number): void;
  stimulate(asked: PressFields, holder: Holder): string | undefined;
  release(holder: Holder): boolean;
  setRunning(running: boolean, wallMs: number): void;
  /** A running axon stops first. */
  step(axonMs: number, wallMs: number): void;
  /** Something that may change how long a step may be. @returns what `work` does: undefined, or why it has done nothing. */
  change(wallMs: number, work: () => string | undefined): string | undefined;
  /**
   * The same, and where somebody looks back, the moment that is shown becomes the present first.
   * @param refusalThere why it would be refused, as the axon was then. In that case nothing happens at all.
   */
  changeThere(
    wallMs: number,
    refusalThere: () => string | undefined,
    work: () => string | undefined,
  ): string | undefined;
  /** Something that may change how long a step may be has been done. */
  changed(): void;
  beginHighest(): void;
  /** The axon does not stand at the level any more. */
  leaveCrossing(): void;
}

/** The one moment that a command names, or a sentence that says what is wrong with it. */
function momentOf({ picture, axonMs, near, backMs }: CommandNamed<'seek'>): Moment | string {
  const given: Moment[] = [];
  if (picture !== undefined) given.push({ picture });
  if (axonMs !== undefined) given.push(near === undefined ? { axonMs } : { axonMs, near });
  else if (near !== undefined) return 'seek: near goes with axonMs, and says in the run of which picture';
  if (backMs !== undefined) given.push({ backMs });
  return given.length === 1 ? given[0]! : 'seek: expected one of picture, axonMs and backMs';
}

function switchChannels(play: Play, on: boolean, wallMs: number): string | undefined {
  const { bench } = play;
  return play.changeThere(
    wallMs,
    () => bench.channelsRefusal(on),
    () => {
      const isNew = on !== bench.channelsOn;
      const refusal = bench.switchChannels(on);
      if (refusal !== undefined || !isNew) return refusal;
      play.beginHighest();
      play.weakest.cancel();
      return undefined;
    },
  );
}

export function createHandlers(play: Play): Handlers {
  const { lens, motor, back, weakest } = play;
  return {
    load({ name }, wallMs) {
      const wanted = play.experimentNamed(name);
      return typeof wanted === 'string' ? `load: ${wanted}` : play.load(wanted, wallMs);
    },
    stimulate: ({ do: _, ...asked }, _wallMs, by = COMMANDS_HOLD) => play.stimulate(asked, by),
    release(_, _wallMs, by = COMMANDS_HOLD) {
      play.release(by);
      return undefined;
    },
    strength({ strength: wanted }) {
      const { stimuli, geometry } = play.bench.experiment;
      const { low, high } = strengthRange(stimuli, geometry.kind);
      if (wanted !== null && !(wanted >= low && wanted <= high)) {
        const { unit } = play.bench.facts.press;
        return `strength: expected null, or from ${low} to ${high} ${unit}, got ${wanted}`;
      }
      play.setStrength(wanted);
      return undefined;
    },
    aim({ at }) {
      // The model knows its places.
      for (const place of at === null ? [] : [at].flat()) play.bench.axon.compartmentAt(place);
      play.aim(at);
      return undefined;
    },
    treat({ id, treatment }, wallMs) {
      const { bench } = play;
      return play.changeThere(
        wallMs,
        () => bench.treatments.refusal(id, treatment),
        () => {
          const refusal = bench.treat(id, treatment);
          if (refusal === undefined) weakest.cancel();
          return refusal;
        },
      );
    },
    channels: ({ on }, wallMs) => switchChannels(play, on, wallMs),
    membrane({ kind }, wallMs) {
      const own = play.bench.experiment.membrane.kind;
      if (kind === 'passive') return switchChannels(play, false, wallMs);
      if (kind === own) return switchChannels(play, true, wallMs);
      return `membrane: expected kind "passive"${own === 'passive' ? '' : ` or "${own}"`}`;
    },
    lens({ roomMsPerAxonMs }, wallMs) {
      const { fastestRoomMsPerAxonMs: fastest, fastestBecause } = play.bench.experiment;
      motor.advance(wallMs);
      lens.turn(Math.max(roomMsPerAxonMs, fastest), wallMs);
      play.changed();
      return roomMsPerAxonMs < fastest
        ? `lens: no faster than ${fastest} here: ${fastestBecause}`
        : undefined;
    },
    run({ running }, wallMs) {
      if (back.look.kind === 'looking-back') {
        if (running) back.runOn(wallMs);
        return undefined;
      }
      play.setRunning(running, wallMs);
      return undefined;
    },
    seek(command, wallMs) {
      const moment = momentOf(command);
      return typeof moment === 'string' ? moment : back.seek(moment, wallMs);
    },
    runOn(_, wallMs) {
      if (back.look.kind === 'live') return 'runOn: this is the present; look back first';
      back.runOn(wallMs);
      return undefined;
    },
    now(_, wallMs) {
      back.now(wallMs);
      return undefined;
    },
    step({ back: isBack = false }, wallMs) {
      if (isBack) return back.step(-SINGLE_STEP_MS, wallMs);
      if (back.look.kind === 'looking-back') return back.step(SINGLE_STEP_MS, wallMs);
      play.step(SINGLE_STEP_MS, wallMs);
      return undefined;
    },
    reset(_, wallMs) {
      play.reset(wallMs);
      return undefined;
    },
    electrode({ name, at }, wallMs) {
      return play.change(wallMs, () => {
        const { bench } = play;
        const before = bench.electrodes[name];
        const refusal = bench.moveElectrode(name, at);
        if (bench.electrodes[name] !== before) play.highest.begin(name, bench.axon.modelMs);
        return refusal;
      });
    },
    pauseWhen({ off, name, crossesMv, rising = true }, wallMs) {
      if (off === true) {
        play.bench.levels.disarm();
        return undefined;
      }
      if (name === undefined || crossesMv === undefined)
        return 'pauseWhen: expected name and crossesMv, or off true';
      motor.advance(wallMs);
      const { levels, electrodes } = play.bench;
      const refusal = levels.arm({ name, crossesMv, rising }, electrodes[name]);
      if (refusal !== undefined) return refusal;
      play.leaveCrossing();
      // Where it is now: the first step from here may cross.
      levels.see(name, play.bench.readMv(name));
      return undefined;
    },
    weakest({ at }) {
      if (!play.bench.channelsOn)
        return 'weakest: the channels are off, so no press fires – switch them on first';
      const place = at ?? play.aimedAt ?? undefined;
      const { experiment, varied } = asItStands(play.bench, place, play.setStrengthTo);
      return weakest.begin(experiment, varied);
    },
  };
}
