/** The scale of the strength of a press: how far its slider goes, and in which steps. Pure. */
import type { PageState } from '../server/messages.js';
import { numberFigure, numberIn, say } from './words/say.js';

type Press = PageState['axon']['press'];

export interface StrengthScale {
  readonly min: number;
  readonly max: number;
  /** An arrow, and a page: 5 % and 25 % of the experiment's own strength. */
  readonly step: number;
  readonly page: number;
}

const ROUND = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];
/** The experiment's own strength lies at two thirds of the slider, or just below. */
const ROOM = 1.5;

/** The next round number: 3.6 → 4, 300 → 300. */
function roundUp(value: number): number {
  const ten = 10 ** Math.floor(Math.log10(value));
  const share = value / ten;
  return ten * (ROUND.find((one) => one >= share - 1e-9) ?? 10);
}

/** @param strength the one in force: the slider reaches it, however far it is. */
export function strengthScale({ strength: own, most }: Press, strength: number): StrengthScale {
  const usual = Math.abs(own) || Math.abs(strength) || Math.min(1, most);
  const reach = (of: number): number => Math.min(most, roundUp(Math.max(ROOM * usual, Math.abs(of))));
  const below = own < 0 || strength < 0;
  const above = own > 0 || strength > 0 || !below;
  return {
    min: below ? -reach(Math.min(0, strength)) : 0,
    max: above ? reach(Math.max(0, strength)) : 0,
    step: 0.05 * usual,
    page: 0.25 * usual,
  };
}

/** Five figures, as many as a threshold is told with. */
export function strengthFigure(strength: number): string {
  return numberFigure(Number(strength.toPrecision(5)), { maximumSignificantDigits: 5 });
}

/** Three figures, and never weaker: who writes what stands there has a press that fires too. */
export function firingFigure(strength: number): string {
  const size = Math.abs(strength);
  if (size === 0) return '0';
  const unit = 10 ** (Math.floor(Math.log10(size)) - 2);
  const figure = Number((Math.ceil(size / unit - 1e-6) * unit).toPrecision(3));
  return strengthFigure(strength < 0 ? -figure : figure);
}

/** What a person has written, with either minus; NaN if it is no number. */
export function strengthIn(text: string): number {
  return numberIn(text);
}

/** Why a press cannot be as strong as that; undefined where it can, as far as the page knows. */
export function strengthRefusal(strength: number, { most, unit }: Press): string | undefined {
  const least = unit === 'mS' ? 0 : -most;
  if (Number.isFinite(strength) && strength >= least && strength <= most) return undefined;
  return say('press.strengthRange', { from: strengthFigure(least), to: strengthFigure(most), unit });
}
