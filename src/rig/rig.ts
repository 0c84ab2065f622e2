/** A rig with everything settled: the type that the rest of the house sees. */
import { type Experiment, type LiveExperiment, liveExperiment } from '../experiment/index.js';
import { type ButtonAction, type DialAction, settleButton, settleDial } from './actions.js';
import { type RigExhibit, settleExhibit } from './exhibit.js';
import type { Fitted, Needle, Pins } from './fitted.js';
import { settleLight } from './light.js';
import type { NamedExperiment } from './named-experiment.js';
import { ownExperiment, ownPress } from './own-experiment.js';
import type { WrittenRig } from './schema.js';
import type { Pin } from './uno.js';

/** The hardware, or what takes its place. */
export interface Board extends Fitted {
  readonly device: Readonly<WrittenRig['device']>;
  /** As the file has it; of use only if the light is a strip. */
  readonly strip: Readonly<Omit<WrittenRig['strip'], 'pin'>>;
}

/** A rig file, fully defaulted. Places are counted from 0, buttons from 1, dials from 0. */
export interface Rig extends Board {
  readonly name: string;
  /** One sentence that invites people to begin; `null`: none. */
  readonly invite: string | null;
  /** What it plays, never empty; the first loads. */
  readonly experiments: readonly [LiveExperiment, ...LiveExperiment[]];
  /** `null`: not fitted. */
  readonly buttons: Readonly<Record<1 | 2 | 3 | 4, ButtonAction | null>>;
  /** `null`: not fitted. */
  readonly dials: Readonly<Record<0 | 1, DialAction | null>>;
  readonly silence: Readonly<WrittenRig['silence']>;
  /** `null`: somebody is there. */
  readonly exhibit: RigExhibit | null;
}

type WrittenNeedle = WrittenRig['needles']['blue'];

function settleNeedle(needle: WrittenNeedle): Needle | null {
  if (!needle) return null;
  const { lowUs, highUs, midUs } = needle;
  return { lowUs, highUs, ...(midUs !== undefined && { midUs }) };
}

function pinsOf({ needles, buttons, dials, piezo, exhibit }: WrittenRig): Pins {
  const pin = (part: { pin?: Pin | undefined } | undefined, usual: Pin) =>
    part ? (part.pin ?? usual) : null;
  return {
    needles: { blue: pin(needles.blue, 9), yellow: pin(needles.yellow, 10) },
    buttons: {
      1: pin(buttons[1], 2),
      2: pin(buttons[2], 3),
      3: pin(buttons[3], 4),
      4: pin(buttons[4], 5),
    },
    pressedHigh: ([1, 2, 3, 4] as const).filter((button) => buttons[button]?.pressed === 'high'),
    dials: { 0: pin(dials[0], 'A0'), 1: pin(dials[1], 'A1') },
    piezo: piezo?.pin ?? null,
    lamp: exhibit?.lamp?.pin ?? null,
  };
}

/** What of a rig does not depend on what it plays. */
export function settleBoard(written: WrittenRig): Board {
  const { device, needles } = written;
  const { pin: _pin, ...strip } = written.strip;
  return {
    device,
    strip,
    light: settleLight(written),
    pins: pinsOf(written),
    needles: {
      ...{ slewUsPer20Ms: needles.slewUsPer20Ms, supply: needles.supply, holdS: needles.holdS ?? null },
      ...{ blue: settleNeedle(needles.blue), yellow: settleNeedle(needles.yellow) },
    },
  };
}

/** An experiment, and what it is asked for by. */
export interface Playable {
  readonly name: string;
  readonly experiment: Experiment;
}

/**
 * What a rig plays: the experiments that are named, or else the one that it describes itself.
 * @param hasLens whether the lens of the file is theirs, too.
 */
export function playablesOf(
  written: WrittenRig,
  named: readonly NamedExperiment[],
  hasLens: boolean,
): readonly [Playable, ...Playable[]] {
  const [first, ...others] = named.map(({ name, experiment }) => {
    const { roomMsPerAxonMs = experiment.roomMsPerAxonMs } = (hasLens && written.lens) || {};
    return { name, experiment: { ...experiment, roomMsPerAxonMs } };
  });
  return first === undefined
    ? [{ name: written.name, experiment: ownExperiment(written) }]
    : [first, ...others];
}

/**
 * Fills in what depends on another part of the file: as many sites as LEDs, and so on.
 * @param playables in which no problem has been found.
 * @param isOwn whether the file describes what it plays itself.
 */
export function settleRig(
  written: WrittenRig,
  [first, ...others]: readonly [Playable, ...Playable[]],
  isOwn: boolean,
): Rig {
  const { name, invite = null, buttons, dials, silence, exhibit } = written;
  const board = settleBoard(written);
  const live = (playable: Playable) =>
    liveExperiment(playable.name, playable.experiment, board.light.ledCount);
  const press = isOwn ? ownPress(written, first.experiment.membrane) : null;
  return {
    name,
    invite,
    ...board,
    experiments: [live(first), ...others.map(live)],
    buttons: {
      1: settleButton(buttons[1], 1, press),
      2: settleButton(buttons[2], 2, press),
      3: settleButton(buttons[3], 3, press),
      4: settleButton(buttons[4], 4, press),
    },
    dials: { 0: settleDial(dials[0], 0), 1: settleDial(dials[1], 1) },
    silence,
    exhibit: exhibit === undefined ? null : settleExhibit(exhibit),
  };
}
