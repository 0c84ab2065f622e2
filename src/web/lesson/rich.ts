/** Words of a card: those of a voltmeter are found, so that they carry its shape and colour. Pure. */
import type { MeterName } from '../../units.js';
import type { Rich } from './rail-view.js';
import { METER_WORDS } from './words.js';

/** @param language of these words: `en`. */
export function richWords(text: string, language: string): Rich {
  const known = METER_WORDS[language] ?? METER_WORDS.en!;
  const either = new RegExp(`(${known.blue.source}|${known.yellow.source})`, 'giu');
  return text
    .split(either)
    .filter((part) => part !== '')
    .map((part) => {
      const meter = meterOf(part, known);
      return meter === undefined ? part : { meter, text: part };
    });
}

function meterOf(part: string, known: Readonly<Record<MeterName, RegExp>>): MeterName | undefined {
  return (['blue', 'yellow'] as const).find((name) => known[name].exec(part)?.[0] === part);
}

/** The same without shape and colour, for what is read out. */
export function plainWords(words: Rich): string {
  return words.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}
