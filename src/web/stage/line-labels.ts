/** Where the words of the two lines of highest potentials stand, so that each is at its line. Pure. */
import type { SceneGeometry } from '../geometry.js';
import { say } from '../words/say.js';
import { LETTER_REM } from './paints.js';
import { type PotentialScale, potentialY } from './potential-scale.js';
import type { LineLabel } from './scenery.js';
import { frontHasPassed } from './sweep-highest.js';

/** The word of a long line begins here, as a share of the LEDs. */
const HIGHEST_AT = 0.2;
const GHOST_AT = 0.06;
/** Half the height of the words, whose middle stands at `y` [rem]. */
const HALF_WORDS = 0.5;

export function highestLabel(
  geometry: SceneGeometry,
  scale: PotentialScale,
  highestMv: Float32Array,
  potentialMv: Float32Array,
): LineLabel | undefined {
  const { ledXs, remPx, curveTop } = geometry;
  const leds = ledXs.length;
  if (leds < 2) return undefined;
  const at = Math.floor(leds * HIGHEST_AT);
  const hasPassed = (led: number) =>
    led < highestMv.length && frontHasPassed(highestMv[led]!, potentialMv[led]!, scale.restMv);
  if (hasPassed(at) && hasPassed(Math.min(leds - 1, 2 * at)))
    return {
      x: ledXs[at]!,
      y: potentialY(geometry, scale, highestMv[at]!) + 0.85 * remPx,
      words: say('lens.highest'),
    };
  let last = 0;
  while (last < at && hasPassed(last)) last++;
  if (last < 2) return undefined;
  const y = potentialY(geometry, scale, highestMv[last - 1]!);
  const above = y - 0.9 * remPx;
  const top = curveTop + HALF_WORDS * remPx;
  if (above >= top) return { x: ledXs[last - 1]! + 0.6 * remPx, y: above, words: say('lens.highest') };
  // There is no room above the crest: the words stand before the front, where nothing is so high yet.
  const halfMv = (highestMv[last - 1]! + scale.restMv) / 2;
  let front = last;
  while (front < leds - 1 && highestMv[front]! > halfMv) front++;
  return { x: ledXs[front]! + 0.6 * remPx, y: Math.max(top, y), words: say('lens.highest') };
}

/** The name of the ghost, out of the way of the other name: below it where the two would meet. */
export function ghostApart(
  ghost: LineLabel | undefined,
  highest: LineLabel | undefined,
  remPx: number,
): LineLabel | undefined {
  if (!ghost || !highest) return ghost;
  const endOf = ({ x, words }: LineLabel): number => x + words.length * LETTER_REM * remPx;
  const meets =
    ghost.x < endOf(highest) && highest.x < endOf(ghost) && Math.abs(ghost.y - highest.y) < 1.1 * remPx;
  return meets ? { ...ghost, y: highest.y + 1.1 * remPx } : ghost;
}

export function ghostLabel(
  geometry: SceneGeometry,
  scale: PotentialScale,
  ghostMv: Float32Array | undefined,
  words: string,
): LineLabel | undefined {
  const { ledXs, remPx, curveTop } = geometry;
  if (!ghostMv || ghostMv.length !== ledXs.length || words === '') return undefined;
  const at = Math.floor(ledXs.length * GHOST_AT);
  const y = potentialY(geometry, scale, ghostMv[at]!);
  const above = y - 0.7 * remPx;
  return { x: ledXs[at]! + 0.3 * remPx, y: above > curveTop ? above : y + 0.9 * remPx, words };
}
