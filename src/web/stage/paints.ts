/** What has been done to stretches of the axon, as it is drawn: where, with which pattern, with which word. Pure. */
import type { AxonFacts, Treatment } from '../../controller/contract.js';
import type { PageState } from '../../server/messages.js';
import { type PlacesOf, type SceneGeometry, stretchX } from '../geometry.js';
import { treatmentWords } from '../treatment-words.js';
import { numberFigure, say, threeFigures } from '../words/say.js';

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
  {
    treatments,
    axon,
  }: { readonly treatments: PageState['treatments']; readonly axon: PlacesOf & Pick<AxonFacts, 'placeUnit'> },
  geometry: SceneGeometry,
  modelMs?: number,
): PaintedStretch[] {
  const ends: number[] = [];
  return treatments
    .filter(({ treatment }) => modelMs === undefined || isInForce(treatment, modelMs))
    .map(({ id, treatment }) => {
      const [fromX, toX] = stretchX(geometry, treatment.from, treatment.to, axon);
      return {
        id,
        shape: shapeOf(treatment),
        fromX,
        toX,
        words: paintWords(treatment),
        about: treatmentWords(treatment, axon),
      };
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

function under(what: string, dose: string): string {
  return say('treated.under', { what, dose });
}

function leftWords(poison: string, share: number, ion: 'sodium' | 'potassium'): string {
  if (share <= 0) return under(poison, say(`treated.${ion}Plugged`));
  return under(poison, say(`treated.${ion}Left`, { percent: threeFigures(100 * share) }));
}

/** The word beneath a stretch. */
export function paintWords(treatment: Treatment): string {
  switch (treatment.kind) {
    case 'temperature': {
      const celsius = numberFigure(treatment.temperatureC, { maximumFractionDigits: 1 });
      const what = say(shapeOf(treatment) === 'ice' ? 'treated.underIce' : 'treated.underWarm');
      return under(what, say('tools.celsius', { celsius }));
    }
    case 'ttx':
      return 'sodiumFraction' in treatment
        ? leftWords(say('treated.ttx'), treatment.sodiumFraction, 'sodium')
        : under(
            say('treated.ttx'),
            say('treated.nanomolar', { nanomolar: threeFigures(treatment.nanomolar) }),
          );
    case 'tea':
      return leftWords(say('treated.tea'), treatment.potassiumFraction, 'potassium');
    case 'bare':
      return under(say('treated.underBare'), say('treated.noMyelin'));
    case 'dead':
      return under(say('treated.underDead'), say('treated.noGateWorks'));
    case 'potassium':
      return under(say('treated.underPotassium'), `${threeFigures(treatment.outsideMillimolar)} mmol/l`);
    case 'rest':
      return under(
        say('treated.underRest'),
        `${numberFigure(treatment.shiftMv, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })} mV`,
      );
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
