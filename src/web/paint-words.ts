/** The paint tools in words and as drawings. Pure. */
import type { Paint, Treatment } from '../controller/contract.js';
import { WARMEST_ICE_C } from './stopped.js';
import { say, threeFigures } from './words/say.js';

export interface ToolWords {
  /** On the tool itself. */
  readonly short: string;
  /** What it does, for the ear and for who points at it. */
  readonly long: string;
}

export function wipeWords(): ToolWords {
  return { short: say('tools.wipe'), long: say('tools.wipeLong') };
}

function left(share: number, ion: 'Sodium' | 'Potassium'): string {
  return share <= 0 ? say(`tools.no${ion}`) : say(`tools.some${ion}`, { percent: Math.round(100 * share) });
}

export function toolWords(treatment: Treatment): ToolWords {
  const { kind } = treatment;
  switch (kind) {
    case 'temperature': {
      const celsius = threeFigures(treatment.temperatureC);
      return treatment.temperatureC <= WARMEST_ICE_C
        ? { short: say('tools.ice'), long: say('tools.iceLong', { celsius }) }
        : { short: say('tools.celsius', { celsius }), long: say('tools.celsiusLong', { celsius }) };
    }
    case 'ttx': {
      const share = 'sodiumFraction' in treatment ? treatment.sodiumFraction : 0;
      return { short: say('tools.ttx'), long: say('tools.ttxLong', { left: left(share, 'Sodium') }) };
    }
    case 'tea': {
      const share = left(treatment.potassiumFraction, 'Potassium');
      return { short: say('tools.tea'), long: say('tools.teaLong', { left: share }) };
    }
    case 'bare':
    case 'dead':
      return { short: say(`tools.${kind}`), long: say(`tools.${kind}Long`) };
    case 'potassium': {
      const millimolar = threeFigures(treatment.outsideMillimolar);
      return { short: say('tools.potassium'), long: say('tools.potassiumLong', { millimolar }) };
    }
    case 'rest': {
      const mv = threeFigures(treatment.shiftMv);
      return { short: say('tools.rest'), long: say('tools.restLong', { mv }) };
    }
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
