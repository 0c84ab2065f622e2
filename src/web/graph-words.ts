/** The words that the drawing of a graph has of its own, in the language of the page. Pure. */
import { type GraphLevel, type GraphWords, switchingLevels } from '../figure/index.js';
import { decimalPoint, say } from './words/say.js';

export function graphWords(): GraphWords {
  return {
    stimulus: say('sheet.stimulus'),
    taller: say('sheet.taller'),
    rest: say('sheet.rest'),
    point: decimalPoint(),
  };
}

const LEVELS = ['sheet.sodiumCloses', 'sheet.sodiumOpens', 'sheet.potassiumCloses'] as const;

/** The levels at which channels switch, as `switchingLevels` has them. */
export function levelsOf(channels: Parameters<typeof switchingLevels>[0]): GraphLevel[] {
  return switchingLevels(channels).map((level, i) => ({ ...level, words: say(LEVELS[i]!) }));
}
