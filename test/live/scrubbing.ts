/**
 * A hand on the handle of the last minute, and an eye on the strip: after each move, the picture whose number a page is told
 * is the one whose light is on the pin.
 */
import { expect } from 'vitest';
import type { Controller } from '../../src/controller/index.js';
import { paletteStops } from '../../src/display/palette.js';
import {
  decodePagePicture,
  encodePagePicture,
  type PagePicture,
  type PageState,
  parseServerMessage,
} from '../../src/server/messages.js';
import { pageState } from '../../src/server/state.js';
import { createColourReader, type MvReading } from '../harness/light/level-reader.js';
import type { Dice } from '../model/random-play.js';

/** Room before the hand begins: a spike runs along the lesson's axon in it [ms]. */
const PLAYED_MS = 3500;
/** From a move to the look at the pin, at least, and by how much more at most [ms of room]: a hand that is quick. */
const LEAST_WAIT_MS = 34;
const MORE_WAIT_MS = 50;

export interface RigWithPin {
  /** Not started yet. */
  readonly controller: Controller;
  /** Until the device shows pictures. */
  ready(): Promise<void>;
  wait(roomMs: number): Promise<void>;
  /** R, G, B of each LED, as they came last. */
  pinRgb(): ArrayLike<number>;
  /** How far the light of an LED may be off its level. */
  readonly levelsOff: number;
}

export interface Scrubbed {
  /** After so many moves the flash limit held nothing back: the light is that of the potentials. */
  readonly free: number;
  /** And of these, after so many the light was neither that of the picture before nor that of the one after. */
  readonly toldApart: number;
  /** How often somebody looked back. */
  readonly past: number;
}

/** What a page is told of a rig, by way of the very bytes. */
class Told {
  /** What each LED was to show in each picture, when it was new. */
  readonly truth = new Map<number, ArrayLike<number>>();
  latest: PagePicture | undefined;
  readonly #controller: Controller;

  constructor(controller: Controller) {
    this.#controller = controller;
    controller.observe({
      picture: ({ light, samples, ...picture }) => {
        const { currentMa, currentLimitActing, flashLimitActing, rgb } = light;
        const limits = { currentMa, currentLimitActing, flashLimitActing };
        this.latest = decodePagePicture(
          encodePagePicture({ ...picture, ...limits, rgb, samples: samples() }),
        );
        if (!picture.lookingBack) this.truth.set(picture.picture, this.latest!.potentialMv);
      },
    });
  }

  state(): PageState {
    const facts = { name: 'scrubbed', currentLimitMa: 3000, brightness: 1, reversed: false, invite: null };
    return parseServerMessage(JSON.stringify(pageState(facts, this.#controller.snapshot()))) as PageState;
  }

  /** The number of the picture that is shown, and whether it is of the past, as the state and the picture itself say. */
  picture(): { readonly picture: number; readonly isPast: boolean } {
    const { look } = this.state();
    const { picture, lookingBack } = this.latest!;
    expect(lookingBack).toBe(look.kind === 'looking-back');
    if (look.kind === 'looking-back') expect(look.picture).toBe(picture);
    return { picture, isPast: lookingBack };
  }
}

function move(controller: Controller, dice: Dice): void {
  const { look } = controller.snapshot();
  const ends = look.kind === 'looking-back' ? look : undefined;
  const what = dice.below(10);
  if (what < 2) controller.command({ do: 'step', back: true });
  else if (what < 4 && ends) controller.command({ do: 'step' });
  else if (what === 4) controller.command({ do: 'now' });
  else if (!ends) controller.command({ do: 'seek', backMs: dice.below(PLAYED_MS) });
  else if (what < 8) {
    const { from, to } = ends;
    controller.command({ do: 'seek', picture: from.picture + dice.below(to.picture - from.picture + 1) });
  } else controller.command({ do: 'seek', axonMs: ends.to.axonMs * dice.part() });
}

/** Whether a strip with these readings may show such potentials. */
function mayBe(readings: readonly MvReading[], potentialMv: ArrayLike<number> | undefined): boolean {
  if (potentialMv === undefined) return false;
  return readings.every(({ lowMv, highMv }, led) => {
    const mv = potentialMv[led]!;
    return mv >= lowMv - 1e-3 && mv <= highMv + 1e-3;
  });
}

/** @throws where the light of the pin is not that of the picture that the page is told. */
export async function scrub(rig: RigWithPin, dice: Dice, moves: number): Promise<Scrubbed> {
  const { controller, levelsOff } = rig;
  const told = new Told(controller);
  const exact = createColourReader(paletteStops(1));
  const read = createColourReader(paletteStops(1), levelsOff);
  const readingsOf = (rgb: ArrayLike<number>, reader: typeof read) =>
    Array.from({ length: rgb.length / 3 }, (_, led) => reader(rgb, led));
  controller.start();
  await rig.ready();
  controller.command({ do: 'stimulate' });
  await rig.wait(PLAYED_MS);
  // A standing axon: what is shown stays until the next move, however long the way to the pin is.
  controller.command({ do: 'run', running: false });
  await rig.wait(LEAST_WAIT_MS);
  let [free, toldApart, past] = [0, 0, 0];
  for (let n = 0; n < moves; n++) {
    move(controller, dice);
    await rig.wait(LEAST_WAIT_MS + dice.below(MORE_WAIT_MS));
    const { picture, isPast } = told.picture();
    const pin = readingsOf(rig.pinRgb(), read);
    const shown = readingsOf(told.latest!.rgb, exact);
    expect(
      mayBe(
        pin,
        shown.map(({ mv }) => mv),
      ),
      `light of move ${n}`,
    ).toBe(true);
    if (isPast) past++;
    if (told.latest!.flashLimitActing) continue;
    free++;
    expect(mayBe(pin, told.truth.get(picture)), `picture ${picture} of move ${n}`).toBe(true);
    if (!mayBe(pin, told.truth.get(picture - 1)) && !mayBe(pin, told.truth.get(picture + 1))) toldApart++;
  }
  return { free, toldApart, past };
}
