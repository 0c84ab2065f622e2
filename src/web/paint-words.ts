/** The paint tools in words and as drawings. Pure. */
import type { AxonFacts, Paint, Treatment } from '../controller/contract.js';
import type { Stretch } from './cells.js';
import { placeWords } from './happening.js';
import { WARMEST_ICE_C } from './stopped.js';

export interface ToolWords {
  /** On the tool itself. */
  readonly short: string;
  /** What it does, for the ear and for who points at it. */
  readonly long: string;
}

export const WIPE_WORDS: ToolWords = { short: 'wipe', long: 'Wipe: takes away what was painted' };

function left(share: number, ion: 'sodium' | 'potassium'): string {
  return share <= 0 ? `no ${ion} channel works` : `${Math.round(100 * share)} % of the ${ion} channels work`;
}

export function toolWords(treatment: Treatment): ToolWords {
  switch (treatment.kind) {
    case 'temperature': {
      const { temperatureC } = treatment;
      return temperatureC <= WARMEST_ICE_C
        ? { short: 'ice', long: `Ice: gates at ${temperatureC} °C` }
        : { short: `${temperatureC} °C`, long: `Gates at ${temperatureC} °C` };
    }
    case 'ttx': {
      const share = 'sodiumFraction' in treatment ? treatment.sodiumFraction : 0;
      return { short: 'TTX', long: `TTX, tetrodotoxin: ${left(share, 'sodium')}` };
    }
    case 'tea':
      return {
        short: 'TEA',
        long: `TEA, tetraethylammonium: ${left(treatment.potassiumFraction, 'potassium')}`,
      };
    case 'bare':
      return { short: 'bare', long: 'Bare: no myelin' };
    case 'dead':
      return { short: 'dead', long: 'Dead: no channel works' };
    case 'potassium':
      return { short: 'K⁺', long: `K⁺, potassium: ${treatment.outsideMillimolar} mmol/l outside` };
    case 'rest':
      return { short: 'rest', long: `Rest shifted by ${treatment.shiftMv} mV` };
  }
}

/** `sites 29 to 35`, `site 4`, `40 to 46 mm`, `the patch` */
export function stretchWords({ from, to }: Stretch, axon: AxonFacts): string {
  if (from === to || axon.placeUnit === '') return placeWords(from, axon);
  const [first, last] = [from, to].map((place) => String(Math.round(100 * place) / 100));
  return axon.placeUnit === 'mm' ? `${first} to ${last} mm` : `${axon.placeUnit}s ${first} to ${last}`;
}

/** Strokes of a drawing of 24 by 24. */
export const TOOL_ICONS: Readonly<Record<Paint['kind'] | 'wipe', string>> = {
  temperature: 'M12 3v18M4.2 7.5l15.6 9M19.8 7.5l-15.6 9M9.5 4.5 12 7l2.5-2.5M9.5 19.5 12 17l2.5 2.5',
  ttx: 'M12 3.5c3.6 4.4 5.6 7.4 5.6 10.2a5.6 5.6 0 0 1-11.2 0c0-2.8 2-5.8 5.6-10.2z',
  tea: 'M12 3.5c3.6 4.4 5.6 7.4 5.6 10.2a5.6 5.6 0 0 1-11.2 0c0-2.8 2-5.8 5.6-10.2zM6.6 14h10.8',
  bare: 'M3 9h4M3 15h4M17 9h4M17 15h4M7 5.5v13M17 5.5v13M10 12h.01M14 12h.01',
  dead: 'M6 6l12 12M18 6 6 18',
  potassium: 'M12 12m-8.5 0a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0M12 8v8M8 12h8',
  wipe: 'M8.5 19.5h11M4.6 14.4 14 5a2 2 0 0 1 2.8 0l3 3a2 2 0 0 1 0 2.8l-8.7 8.7H8.5l-3.9-3.9a.9.9 0 0 1 0-1.2zM9.5 9.5l6 6',
};
