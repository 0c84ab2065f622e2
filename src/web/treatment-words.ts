/** What is done to an axon, and what the axon is, in words for lists and headings. Pure. */
import type { AxonFacts, Treatment } from '../controller/contract.js';
import { placeWords } from './meter-words.js';
import { WARMEST_ICE_C } from './stopped.js';
import { rigWords } from './words/rig-words.js';
import { numberFigure, say, signedFixed, threeFigures } from './words/say.js';

type AxonOf = Pick<AxonFacts, 'placeUnit' | 'lastPlace'>;

/** `TTX, sites 40–46`, `Ice, everywhere`, `TEA`. */
export function treatmentHeading(treatment: Treatment, axon: AxonOf): string {
  const what = nameOf(treatment);
  const where = stretchWords(treatment, axon);
  return where === '' ? what : say('treated.at', { what, where });
}

/** `TTX, sites 40–46: no sodium channels left, from 5 ms on`. */
export function treatmentWords(treatment: Treatment, axon: AxonOf): string {
  const heading = treatmentHeading(treatment, axon);
  const dose = doseWords(treatment);
  const times = timesWords(treatment);
  return times === ''
    ? say('treated.dose', { heading, dose })
    : say('treated.doseTimes', { heading, dose, times });
}

function nameOf(treatment: Treatment): string {
  if (treatment.kind === 'temperature' && treatment.temperatureC <= WARMEST_ICE_C) return say('treated.ice');
  return say(`treated.${treatment.kind}`);
}

function doseWords(treatment: Treatment): string {
  switch (treatment.kind) {
    case 'ttx':
      return 'nanomolar' in treatment
        ? say('treated.nanomolar', { nanomolar: threeFigures(treatment.nanomolar) })
        : leftWords(treatment.sodiumFraction, 'Sodium');
    case 'tea':
      return leftWords(treatment.potassiumFraction, 'Potassium');
    case 'temperature':
      return say('tools.celsius', { celsius: threeFigures(treatment.temperatureC) });
    case 'bare':
      return say('treated.noMyelin');
    case 'dead':
      return say('treated.noChannels');
    case 'potassium':
      return say('treated.outside', { millimolar: threeFigures(treatment.outsideMillimolar) });
    case 'rest':
      return `${signedFixed(treatment.shiftMv, Number.isInteger(treatment.shiftMv) ? 0 : 1)} mV`;
  }
}

function leftWords(share: number, ion: 'Sodium' | 'Potassium'): string {
  return share <= 0
    ? say(`treated.no${ion}`)
    : say(`treated.some${ion}`, { percent: threeFigures(100 * share) });
}

/** `sites 40–46`, `node 10`, `everywhere`; empty on a patch. */
function stretchWords({ from, to }: Treatment, axon: AxonOf): string {
  const { placeUnit, lastPlace } = axon;
  if (placeUnit === '') return '';
  const [first, last] = [from ?? 0, to ?? lastPlace];
  if (first <= 0 && last >= lastPlace) return say('treated.everywhere');
  if (first === last) return placeWords(first, axon);
  const place = (at: number): string => numberFigure(at, { maximumSignificantDigits: 6 });
  return say(`treated.${placeUnit}Range`, { from: place(first), to: place(last) });
}

/** `from 5 to 10 ms`, `from 5 ms on`, `until 10 ms`; empty where it is there all the time. */
function timesWords({ startMs = 0, endMs }: Treatment): string {
  const from = numberFigure(startMs);
  if (endMs === undefined) return startMs > 0 ? say('treated.fromOn', { from }) : '';
  const to = numberFigure(endMs);
  return startMs > 0 ? say('treated.fromTo', { from, to }) : say('treated.until', { to });
}

/** What an axon is, in one short line: `60 sites`, `100 mm of squid axon, 476 µm thick, 18.5 °C`. */
export function axonWords({ lengthWords }: Pick<AxonFacts, 'lengthWords'>): string {
  return lengthWords.split(', ').map(rigWords).join(', ');
}
