/** The millivolt axis over the axon: its ends, and the figures beside it, all from the experiment in force. Pure. */
import type { AxonFacts } from '../../controller/contract.js';
import { placedApart } from '../../figure/index.js';
import type { SceneGeometry } from '../geometry.js';
import { signedFixed } from '../words/say.js';

export interface AxisFigure {
  readonly kind: 'peak' | 'zero' | 'threshold' | 'rest';
  readonly mv: number;
  readonly words: string;
}

export interface PotentialScale {
  readonly lowMv: number;
  readonly highMv: number;
  /** Where the axon rests [mV]. */
  readonly restMv: number;
  /** From above. */
  readonly figures: readonly AxisFigure[];
}

/** An axis has at least these ends [mV]: a bump and a spike must not look alike. */
const LOW_MV = -100;
const HIGH_MV = 50;
/** And so much beyond what it has figures for [mV]. */
const BEYOND_MV = 10;

/** `+40`, `0`, `−70`: what is above zero says so. */
export function signedFigure(mv: number, places = 0): string {
  return signedFixed(mv, places);
}

export function potentialScale({ channels, switching, excitable, restMv }: AxonFacts): PotentialScale {
  const found: Omit<AxisFigure, 'words'>[] = [{ kind: 'zero', mv: 0 }];
  if (excitable) found.push({ kind: 'peak', mv: channels.sodiumClosesMv });
  if (switching) found.push({ kind: 'threshold', mv: channels.sodiumOpensMv });
  found.push({ kind: 'rest', mv: restMv });
  const figures = found.sort((a, b) => b.mv - a.mv).map((one) => ({ ...one, words: signedFigure(one.mv) }));
  return {
    lowMv: Math.min(LOW_MV, figures.at(-1)!.mv - BEYOND_MV),
    highMv: Math.max(HIGH_MV, figures[0]!.mv + BEYOND_MV),
    restMv,
    figures,
  };
}

/** Height of a potential on the scene; what is beyond the axis lies on its end [px]. */
export function potentialY(
  { curveTop, curveBottom }: SceneGeometry,
  scale: PotentialScale,
  mv: number,
): number {
  const share = (scale.highMv - mv) / (scale.highMv - scale.lowMv);
  return curveTop + Math.max(0, Math.min(1, share)) * (curveBottom - curveTop);
}

/** Heights for the middles of the figures' words, no two on one another [px]. */
export function figureYs(geometry: SceneGeometry, { figures, ...scale }: PotentialScale): number[] {
  const wanted = figures.map(({ mv }) => potentialY(geometry, { figures, ...scale }, mv));
  return placedApart(wanted, 1.1 * geometry.remPx);
}
