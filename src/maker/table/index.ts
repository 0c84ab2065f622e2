/** What stands on the table: a file for each drawing. Pure. */
import type { Rig } from '../../rig/index.js';
import { EXHIBIT_LANGUAGES } from '../../rig/index.js';
import { METERS, type MeterName } from '../../units.js';
import { type DialOptions, dialFace, FACE_PIVOT, FACE_WIDTH } from '../dial.js';
import type { Picture } from '../svg.js';
import { BOX, type BoxParts, boxBack, boxLid, boxRest, widestButtonMm } from './box.js';
import { type BoxButton, THICKEST_FOR_PAD } from './button-wiring.js';
import type { TableOptions } from './cut.js';
import { mountHeightOf, mountPlate, mountRest } from './mount.js';
import { tableSide } from './side.js';
import { standHeightOf, standsOf, tubeInside, tubeLengthOf, tubeStands } from './tube.js';
import { visitorLabel } from './visitor-label.js';

export type { TableOptions } from './cut.js';

export interface TableDrawing {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly title: string;
  readonly picture: Picture;
}

export interface TableWishes extends TableOptions {
  readonly dial: DialOptions;
  /** The voltmeter that a pulse comes to first; `null`: neither. */
  readonly first: MeterName | null;
}

/** What of a rig comes into its box. */
export function boxPartsOf({ pins, light, needles }: Rig): BoxParts {
  const numbers = ([1, 2, 3, 4] as const).filter((number) => pins.buttons[number] !== null);
  const servos = METERS.filter((name) => needles[name] !== null).length;
  return {
    buttons: numbers.map(
      (number): BoxButton => ({
        number,
        kind: pins.pressedHigh.includes(number) ? 'pad' : 'arcade',
        pin: String(pins.buttons[number]),
      }),
    ),
    dials: ([0, 1] as const).filter((dial) => pins.dials[dial] !== null),
    hasStrip: light.kind === 'strip',
    servos,
    hasSupply: (light.kind === 'strip' && light.supply === 'own') || (servos > 0 && needles.supply === 'own'),
  };
}

/** Why nothing fits together so, in one sentence; undefined: it does. */
export function tableProblem(rig: Rig, { buttonMm, plateMm }: TableOptions): string | undefined {
  const { buttons } = boxPartsOf(rig);
  const widest = widestButtonMm(buttons.length, plateMm);
  if (buttons.length > 0 && buttonMm > widest)
    return `${buttons.length} buttons with holes of ${buttonMm} mm do not fit side by side on a lid of ${BOX.width} mm; give --button ${widest} or less`;
  if (plateMm > THICKEST_FOR_PAD && buttons.some(({ kind }) => kind === 'pad'))
    return `a touch pad feels no finger through ${plateMm} mm; give --plate ${THICKEST_FOR_PAD} or less`;
  return undefined;
}

/** Every drawing of what a rig has, in the order in which it is built. */
export function tableDrawings(rig: Rig, wishes: TableWishes): TableDrawing[] {
  const { light, needles, exhibit, invite, experiments } = rig;
  const parts = boxPartsOf(rig);
  // All that is on it, also what does not show the axon.
  const strip = light.kind === 'strip' ? { ledCount: light.stripLeds, perMetre: light.perMetre } : null;
  const meters = METERS.filter((name) => needles[name] !== null);
  // Both plates are as high as the higher of the faces.
  const heights = meters.map((name) => dialFace(name, needles[name]!, wishes.dial).height);
  const drawings: TableDrawing[] = [];
  const add = (name: string, title: string, picture: Picture) =>
    drawings.push({ name, title: `${title}: ${rig.name}`, picture });
  if (strip !== null) {
    add('tube-1', 'Stands and caps of the tube', tubeStands(strip, wishes));
    for (const [i, inside] of tubeInside(strip, wishes).entries())
      add(`tube-${i + 2}`, 'Ribs of the tube, and what carries the strip', inside);
  }
  add('box-1', 'Lid and front of the box', boxLid(parts, wishes));
  add('box-2', 'Back of the box, wiring of the buttons', boxBack(parts, wishes));
  add('box-3', 'Sides and floor of the box', boxRest(wishes));
  const size =
    meters.length === 0 ? null : { width: FACE_WIDTH, height: Math.max(...heights), pivot: FACE_PIVOT };
  if (size !== null) {
    add('needles-1', 'Plate of the needles', mountPlate(size, meters.length, wishes));
    add('needles-2', 'Holder, gussets and base of the needles', mountRest(size, meters.length, wishes));
  }
  add(
    'table',
    'On the table',
    tableSide({
      buttons: parts.buttons.length,
      tube:
        strip === null
          ? null
          : {
              lengthMm: tubeLengthOf(strip),
              heightMm: standHeightOf(wishes),
              diameterMm: wishes.tubeMm,
              stands: standsOf(tubeLengthOf(strip)),
            },
      mounts: {
        count: meters.length,
        widthMm: size === null ? 0 : size.width + 10,
        heightMm: size === null ? 0 : mountHeightOf(size, wishes),
      },
    }),
  );
  const languages = exhibit?.languages ?? EXHIBIT_LANGUAGES;
  const facts = {
    ...{ rig: rig.name, invite, needles: meters.length, first: wishes.first },
    hasButton: parts.buttons.length > 0,
    timesSlower: experiments[0].roomMsPerAxonMs,
    fires: !experiments[0].channelsOff && experiments[0].membrane.kind !== 'passive',
    hasSound: (exhibit?.volume ?? 0) > 0,
  };
  for (const [i, language] of languages.entries())
    add(`label-${language}`, `Label for visitors (${language})`, visitorLabel(language, facts, i === 0));
  return drawings;
}
