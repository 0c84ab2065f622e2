/**
 * Looks for what makes a strip flash: sequences of everything that hands and pages can do to a rig, at random, and then
 * changed a little, again and again, as long as that brings more flashes. The eye that counts them, and the sum of the
 * current, share no code with what limits them.
 */

import { openLibrary } from '../../../src/cli/lesson-files.js';
import type { Command, Controller } from '../../../src/controller/contract.js';
import { virtualFromRig } from '../../../src/devices/virtual/from-rig.js';
import type { VirtualDevice } from '../../../src/devices/virtual/index.js';
import type { Stage } from '../../../src/display/stage.js';
import { composeController } from '../../../src/playing/compose.js';
import { lessonsOf } from '../../../src/playing/lessons.js';
import { stageOf } from '../../../src/playing/rig-stage.js';
import type { Rig } from '../../../src/rig/index.js';
import type { Dice } from '../faults/dice.js';
import { plainCurrentMa } from '../independent/board-light.js';
import { fullWhite } from '../independent/brightest.js';
import { FlashEye } from '../independent/flash-eye.js';
import { VirtualTimers } from '../virtual-timers.js';

/** What is done, and how long after what was done before it [ms]. */
export interface Act {
  readonly afterMs: number;
  readonly what: Command | { readonly do: 'lamp'; readonly lit: boolean } | { readonly do: 'nothing' };
}

export interface Found {
  /** Swings of a tenth in any second: 6 are three flashes, and the most that may be. */
  readonly swings: number;
  /** The same of changes of 7 % and of 4 %. */
  readonly nearly: readonly number[];
  readonly at: string;
  readonly redLeds: number;
  readonly mostMa: number;
}

const SHORTEST = 4;
const LONGEST = 40;
/** All of a sequence lasts so long at most; then the strip is looked at for as long as a hold may last [ms]. */
const LONGEST_MS = 1600;
const AFTER_MS = 600;
/** Between two sequences: what was seen before is out of every window, and every fade is over [ms]. */
const PAUSE_MS = 1300;
const EXPERIMENTS = [
  'lesson',
  'channels-apart',
  'squid-axon',
  'ttx-block',
  'collision',
  'frog-fibre',
  'patch',
];

const whole = (roll: Dice, low: number, high: number): number => low + Math.floor(roll() * (high - low + 1));
const one = <T>(roll: Dice, of: readonly T[]): T => of[whole(roll, 0, of.length - 1)]!;

const MAKES: readonly ((roll: Dice) => Act['what'])[] = [
  () => ({ do: 'stimulate' }),
  (roll) => ({ do: 'stimulate', at: whole(roll, 0, 59) }),
  (roll) => ({ do: 'stimulate', at: Array.from({ length: whole(roll, 2, 30) }, () => whole(roll, 0, 59)) }),
  (roll) => ({ do: 'stimulate', at: whole(roll, 0, 59), strength: whole(roll, 1, 400), held: roll() < 0.5 }),
  () => ({ do: 'release' }),
  (roll) => ({ do: 'channels', on: roll() < 0.5 }),
  (roll) => ({ do: 'channels', on: roll() < 0.5 }),
  (roll) => ({ do: 'lens', roomMsPerAxonMs: one(roll, [1, 5, 10, 20, 20, 50, 50, 100, 200, 500]) }),
  (roll) => ({
    do: 'treat',
    id: one(roll, ['a', 'b']),
    treatment: roll() < 0.4 ? null : { kind: 'dead', from: 0, to: whole(roll, 5, 59) },
  }),
  (roll) => ({ do: 'run', running: roll() < 0.5 }),
  (roll) => ({ do: 'seek', backMs: 3000 * roll() }),
  () => ({ do: 'now' }),
  () => ({ do: 'runOn' }),
  (roll) => ({ do: 'step', back: roll() < 0.5 }),
  // Rare, for it takes long, and a server lets pages do it four times a second.
  (roll) => (roll() < 0.1 ? { do: 'load', name: one(roll, EXPERIMENTS) } : { do: 'reset' }),
  (roll) => ({ do: 'lamp', lit: roll() < 0.5 }),
  () => ({ do: 'nothing' }),
];

function anyAct(roll: Dice): Act {
  // Most within the reach of hands, some as fast as a program.
  const afterMs = roll() < 0.3 ? 17 * roll() : 250 * roll();
  return { afterMs, what: one(roll, MAKES)(roll) };
}

export function anySequence(roll: Dice): readonly Act[] {
  return Array.from({ length: whole(roll, SHORTEST, LONGEST) }, () => anyAct(roll));
}

/** The same, but for a little. */
export function changed(acts: readonly Act[], roll: Dice): readonly Act[] {
  const at = whole(roll, 0, acts.length - 1);
  const [before, act, behind] = [acts.slice(0, at), acts[at]!, acts.slice(at + 1)];
  const way = roll();
  if (way < 0.25) return [...before, anyAct(roll), ...behind];
  if (way < 0.45) return [...before, { ...act, afterMs: act.afterMs * 2 * roll() }, ...behind];
  if (way < 0.65) return [...before, act, anyAct(roll), ...behind].slice(0, LONGEST);
  if (way < 0.75 && acts.length > SHORTEST) return [...before, ...behind];
  // Again and again: what makes one flash makes many.
  const piece = acts.slice(at, at + whole(roll, 1, 4));
  return [...before, ...piece, ...piece, ...acts.slice(at)].slice(0, LONGEST);
}

/** How good a sequence is for the search: flashes first, then how near others are to one. */
export function scoreOf({ swings, nearly }: Found): number {
  return nearly.reduce((score, count) => 100 * score + count, swings);
}

/** A rig without a board, played for one sequence after the other. */
export class FlashRig {
  readonly limitMa: number;
  readonly crashes: unknown[] = [];
  readonly #timers = new VirtualTimers();
  readonly #controller: Controller;
  readonly #stage: Stage;
  readonly #eye: FlashEye;
  readonly #home: string;
  #mostMa = 0;

  constructor(rig: Rig) {
    const device = virtualFromRig(
      rig as Rig & { device: { kind: 'virtual' } },
      this.#timers,
    ) as VirtualDevice;
    this.#stage = stageOf(rig);
    const { unlisted } = lessonsOf(rig, openLibrary());
    this.#controller = composeController(
      rig,
      device,
      this.#timers,
      (error) => this.crashes.push(error),
      unlisted,
      this.#stage,
    );
    this.limitMa = rig.strip.currentLimitMa;
    this.#home = rig.experiments[0].name;
    this.#eye = new FlashEye(rig.strip.leds, fullWhite(rig.light.brightness));
    this.#controller.observe({
      picture: ({ light }) => {
        this.#eye.show(this.#timers.nowMs(), light.rgb);
        this.#mostMa = Math.max(this.#mostMa, plainCurrentMa(light.rgb));
      },
    });
    this.#controller.start();
  }

  play(acts: readonly Act[]): Found {
    this.#stage.setFaultLamp(false);
    const isHome = this.#controller.snapshot().experiment === this.#home;
    this.#controller.command(isHome ? { do: 'reset' } : { do: 'load', name: this.#home });
    this.#timers.advance(PAUSE_MS);
    this.#eye.begin();
    this.#mostMa = 0;
    const beganMs = this.#timers.nowMs();
    for (const { afterMs, what } of acts) {
      this.#timers.advance(afterMs);
      if (this.#timers.nowMs() - beganMs > LONGEST_MS) break;
      if (what.do === 'lamp') this.#stage.setFaultLamp(what.lit);
      else if (what.do !== 'nothing') this.#controller.command(what);
    }
    this.#timers.advance(AFTER_MS);
    const { mostSwings: swings, mostAt: at, redLeds } = this.#eye;
    return { swings, nearly: [...this.#eye.nearly], at, redLeds, mostMa: this.#mostMa };
  }
}

export interface SearchReport {
  readonly sequences: number;
  /** How many sequences had so many swings at most. */
  readonly bySwings: readonly number[];
  readonly worst: Found;
  readonly worstActs: readonly Act[];
  readonly redLeds: number;
  readonly mostMa: number;
  readonly crashes: readonly unknown[];
}

/** So many sequences of one climb: if none brings more for so long, another begins. */
const CLIMB = 60;

/** @param look called now and then with how many sequences were played. */
export function searchFlashes(
  rig: FlashRig,
  sequences: number,
  roll: Dice,
  look: (played: number, worst: Found) => void = () => {},
): SearchReport {
  const bySwings: number[] = [];
  let [redLeds, mostMa] = [0, 0];
  let worst: Found = { swings: 0, nearly: [0, 0], at: '', redLeds: 0, mostMa: 0 };
  let worstActs: readonly Act[] = [];
  let best: { readonly acts: readonly Act[]; readonly score: number } | undefined;
  let tries = 0;
  for (let n = 1; n <= sequences; n++) {
    const acts = best === undefined ? anySequence(roll) : changed(best.acts, roll);
    const found = rig.play(acts);
    bySwings[found.swings] = (bySwings[found.swings] ?? 0) + 1;
    redLeds = Math.max(redLeds, found.redLeds);
    mostMa = Math.max(mostMa, found.mostMa);
    const score = scoreOf(found);
    if (score > scoreOf(worst)) [worst, worstActs] = [found, acts];
    if (best === undefined || score > best.score) tries = 0;
    if (best === undefined || score >= best.score) best = { acts, score };
    if (++tries > CLIMB) [best, tries] = [undefined, 0];
    if (n % 1000 === 0) look(n, worst);
  }
  const counts = Array.from(bySwings, (count) => count ?? 0);
  return { sequences, bySwings: counts, worst, worstActs, redLeds, mostMa, crashes: rig.crashes };
}
