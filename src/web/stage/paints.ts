/** What has been done to stretches of the axon, as it is drawn: where, with which pattern, with which word. Pure. */
import type { Treatment } from '../../controller/contract.js';
import type { PageState } from '../../server/messages.js';
import { type PlacesOf, type SceneGeometry, stretchX } from '../geometry.js';
import { signedFigure } from './potential-scale.js';

/** Each has a pattern of its own, which can be told apart without its colour. */
export type PaintShape = 'ice' | 'warm' | 'ttx' | 'tea' | 'bare' | 'dead' | 'potassium' | 'rest';

export interface PaintedStretch {
  readonly id: string;
  readonly shape: PaintShape;
  readonly fromX: number;
  readonly toX: number;
  readonly words: string;
  /** Its word stands in this row: 0 just beneath, and further down where words would run into one another. */
  readonly row: number;
  /** All that the rig says of it, for those who point at it. */
  readonly about: string;
}

/** Room for one letter of a word beneath [rem]. */
export const LETTER_REM = 0.47;
/** Up to this it is drawn as ice [°C]. */
const WARMEST_ICE_C = 10;

/** Whether it acts at a time of the axon [ms]. */
export function isInForce(
  { startMs = 0, endMs = Number.POSITIVE_INFINITY }: Treatment,
  modelMs: number,
): boolean {
  return modelMs >= startMs && modelMs < endMs;
}

/** @param modelMs at which they are in force; left out: all of them. */
export function paintedStretches(
  { treatments, axon }: { readonly treatments: PageState['treatments']; readonly axon: PlacesOf },
  geometry: SceneGeometry,
  modelMs?: number,
): PaintedStretch[] {
  const ends: number[] = [];
  return treatments
    .filter(({ treatment }) => modelMs === undefined || isInForce(treatment, modelMs))
    .map(({ id, treatment, words: about }) => {
      const [fromX, toX] = stretchX(geometry, treatment.from, treatment.to, axon);
      return { id, shape: shapeOf(treatment), fromX, toX, words: paintWords(treatment), about };
    })
    .sort((a, b) => a.fromX + a.toX - b.fromX - b.toX)
    .map((stretch) => {
      const middle = (stretch.fromX + stretch.toX) / 2;
      const half = (stretch.words.length * LETTER_REM * geometry.remPx) / 2;
      const free = ends.findIndex((end) => end < middle - half);
      const row = free < 0 ? ends.length : free;
      ends[row] = middle + half;
      return { ...stretch, row };
    });
}

function shapeOf(treatment: Treatment): PaintShape {
  if (treatment.kind !== 'temperature') return treatment.kind;
  return treatment.temperatureC <= WARMEST_ICE_C ? 'ice' : 'warm';
}

function figure(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function leftWords(poison: string, share: number, ion: string): string {
  if (share <= 0) return `${poison}: ${ion} gates plugged`;
  return `${poison}: ${figure(100 * share)} % of ${ion} gates left`;
}

/** The word beneath a stretch. */
export function paintWords(treatment: Treatment): string {
  switch (treatment.kind) {
    case 'temperature':
      return `${shapeOf(treatment) === 'ice' ? 'ice' : 'warm'}: ${signedFigure(treatment.temperatureC, 1).replace('+', '').replace(/\.0$/, '')} °C`;
    case 'ttx':
      return 'sodiumFraction' in treatment
        ? leftWords('TTX', treatment.sodiumFraction, 'Na⁺')
        : `TTX: ${figure(treatment.nanomolar)} nmol/l`;
    case 'tea':
      return leftWords('TEA', treatment.potassiumFraction, 'K⁺');
    case 'bare':
      return 'bare: no myelin';
    case 'dead':
      return 'dead: no gate works';
    case 'potassium':
      return `K⁺ outside: ${figure(treatment.outsideMillimolar)} mmol/l`;
    case 'rest':
      return `rest: ${signedFigure(treatment.shiftMv, 1).replace(/\.0$/, '')} mV`;
  }
}

/** The stretches of myelin, from node to node, that nobody has taken away. Nodes are counted along the axon from 0. */
export function sheaths(
  nodeLeds: readonly number[],
  ledXs: readonly number[],
  treatments: readonly Treatment[],
): { readonly fromX: number; readonly toX: number; readonly isBare: boolean }[] {
  return nodeLeds.slice(1).map((led, node) => {
    const middle = node + 0.5;
    const isBare = treatments.some(
      ({ kind, from = 0, to = Number.POSITIVE_INFINITY }) =>
        kind === 'bare' && from <= middle && middle <= to,
    );
    return { fromX: ledXs[nodeLeds[node]!]!, toX: ledXs[led]!, isBare };
  });
}
