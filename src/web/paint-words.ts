/** The paint tools in words and as drawings. Pure. */
import type { Paint, Treatment } from '../controller/contract.js';

/** Colder than this it is ice that lies there [°C]. */
const WARMEST_ICE_C = 4;

export interface ToolWords {
  /** On the tool itself. */
  readonly short: string;
  /** What it does, for the ear and for whoever points at it. */
  readonly long: string;
}

export const WIPE_WORDS: ToolWords = { short: 'wipe', long: 'Wipe: takes away what lies on a stretch' };

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
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
      const left = 'sodiumFraction' in treatment ? treatment.sodiumFraction : 0;
      return { short: 'TTX', long: `TTX, tetrodotoxin: leaves ${percent(left)} of the sodium channels` };
    }
    case 'tea': {
      const left = percent(treatment.potassiumFraction);
      return { short: 'TEA', long: `TEA, tetraethylammonium: leaves ${left} of the potassium channels` };
    }
    case 'bare':
      return { short: 'bare', long: 'Bare: takes the myelin away' };
    case 'dead':
      return { short: 'dead', long: 'Dead: no channels work' };
    case 'potassium':
      return { short: 'K⁺', long: `Potassium: ${treatment.outsideMillimolar} mmol/l outside` };
    case 'rest':
      return { short: 'rest', long: `Rest shifted by ${treatment.shiftMv} mV` };
  }
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
