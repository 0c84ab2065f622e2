/** The figures of a result, as they are read: measured by this rig in this sweep. Pure. */
import type { CardText, Measured, NoValue } from '../../server/messages.js';
import { unitWords } from '../meter-words.js';
import { rigWords } from '../words/rig-words.js';
import { NO_FIGURE, potentialFigure, signedFigure } from '../words.js';
import type { RailBlock } from './rail-view.js';
import { richWords } from './rich.js';
import type { WordName, Words } from './words.js';

/** As many places as the card judges by: 0.05 is two of them. */
export function placesOf(within: number): number {
  if (within <= 0) return 0;
  return Math.min(3, Math.max(0, Math.ceil(-Math.log10(within) - 1e-9)));
}

/** `+9.42 mV`, as voltmeters have it; `3 sites`, `–`. */
export function measuredFigure(value: number | null, within: number, unit: string): string {
  if (value === null) return NO_FIGURE;
  const isWhole = within <= 0 && !Number.isInteger(value);
  const figureOf = unit === 'mV' ? signedFigure : potentialFigure;
  const figure = figureOf(value, isWhole ? 1 : placesOf(within));
  return unit === '' ? figure : `${figure} ${unitWords(unit, value)}`;
}

const NO_VALUES = {
  'nothing-pressed': 'noPress',
  'no-picture': 'noPicture',
  'level-not-crossed': 'noCrossing',
  'not-sought': 'noSearch',
  'left-out': 'noStep',
  'divided-by-zero': 'noDivisor',
} as const satisfies Readonly<Record<Exclude<NoValue['kind'], 'rig'>, WordName>>;

function noValueWords(because: NoValue, words: Words): string {
  return because.kind === 'rig' ? rigWords(because.words) : words[NO_VALUES[because.kind]];
}

/** What was measured; where something was not, why. */
export function figuresBlock(measured: readonly Measured[], text: CardText, words: Words): RailBlock {
  return {
    kind: 'figures',
    title: words.measured,
    rows: measured.flatMap(({ name, value, because }) => {
      const measure = text.measures.find((one) => one.name === name);
      if (!measure) return [];
      return [
        {
          words: richWords(measure.words, text.language),
          figure: measuredFigure(value, measure.within, measure.unit),
          because: value === null && because ? noValueWords(because, words) : '',
        },
      ];
    }),
  };
}
