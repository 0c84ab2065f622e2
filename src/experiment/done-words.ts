/** What is done to an axon and put into it, in words for headings and figures. */
import type { Geometry, Treatment } from '../model/index.js';
import { lastPlace } from '../model/place.js';
import { sodiumFractionOf } from '../model/treatments.js';
import type { Experiment } from './settle.js';
import { strengthOf, type WrittenStimulus } from './stimuli.js';
import { figure, placeUnit, placeWords } from './words.js';

/** Treatments, stimuli, or places of one stimulus that are named; of the others only the number. */
const MOST_NAMED = 4;

/** What each is called. */
const NAMES: Readonly<Record<Treatment['kind'], string>> = {
  ttx: 'TTX',
  tea: 'TEA',
  temperature: 'Temperature',
  bare: 'Bare',
  dead: 'Dead',
  potassium: 'Potassium',
  rest: 'Shifted rest',
};
/** Colder than this it is ice that lies there [°C]. */
const WARMEST_ICE_C = 4;

function nameOf(treatment: Treatment): string {
  if (treatment.kind === 'temperature' && treatment.temperatureC <= WARMEST_ICE_C) return 'Ice';
  return NAMES[treatment.kind];
}

function leftWords(share: number, ion: 'sodium' | 'potassium'): string {
  if (share <= 0) return `no ${ion} channels left`;
  return `${figure(100 * share, 3)} % of the ${ion} channels left`;
}

function doseWords(treatment: Treatment): string {
  switch (treatment.kind) {
    case 'ttx': {
      const left = leftWords(sodiumFractionOf(treatment), 'sodium');
      return 'nanomolar' in treatment ? `${figure(treatment.nanomolar)} nmol/l, ${left}` : left;
    }
    case 'tea':
      return leftWords(treatment.potassiumFraction, 'potassium');
    case 'temperature':
      return `${figure(treatment.temperatureC)} °C`;
    case 'bare':
      return 'no myelin';
    case 'dead':
      return 'no channels';
    case 'potassium':
      return `${figure(treatment.outsideMillimolar)} mmol/l outside`;
    case 'rest':
      return `${treatment.shiftMv > 0 ? '+' : ''}${figure(treatment.shiftMv)} mV`;
  }
}

/** `, 40–46 mm`, `, node 10`, `, everywhere`; empty on a patch. */
function stretchWords({ from, to }: Treatment, geometry: Geometry): string {
  const unit = placeUnit(geometry.kind);
  if (unit === null) return '';
  const [first, last] = [from ?? 0, to ?? lastPlace(geometry)];
  if (first <= 0 && last >= lastPlace(geometry)) return ', everywhere';
  if (first === last) return `, ${placeWords(first, geometry.kind)}`;
  const range = `${figure(first, 6)}–${figure(last, 6)}`;
  return unit === 'mm' ? `, ${range} mm` : `, ${unit}s ${range}`;
}

/** `, from 5 to 10 ms`, `, from 5 ms on`, `, until 10 ms`; empty where it is there all the time. */
function timesWords({ startMs = 0, endMs }: Treatment): string {
  if (endMs === undefined) return startMs > 0 ? `, from ${figure(startMs, 6)} ms on` : '';
  return startMs > 0
    ? `, from ${figure(startMs, 6)} to ${figure(endMs, 6)} ms`
    : `, until ${figure(endMs, 6)} ms`;
}

/** `TTX, 40–46 mm: no sodium channels left, from 5 ms on`. */
export function treatmentWords(treatment: Treatment, geometry: Geometry): string {
  const where = `${nameOf(treatment)}${stretchWords(treatment, geometry)}`;
  return `${where}: ${doseWords(treatment)}${timesWords(treatment)}`;
}

function timingWords(stimulus: WrittenStimulus): string {
  switch (stimulus.kind) {
    case 'step':
      return `from ${figure(stimulus.startMs, 6)} ms on`;
    case 'pulse':
    case 'conductance':
      return `for ${figure(stimulus.durationMs, 6)} ms`;
    case 'ramp': {
      const riseMs = stimulus.riseMs ?? stimulus.durationMs;
      const heldMs = stimulus.durationMs - riseMs;
      return `reached in ${figure(riseMs, 6)} ms${heldMs > 0 ? ` and held for ${figure(heldMs, 6)} ms` : ''}`;
    }
    case 'train':
      return `for ${figure(stimulus.durationMs, 6)} ms, ${stimulus.count} times, every ${figure(stimulus.intervalMs, 6)} ms`;
  }
}

function placesWords(at: number | readonly number[], kind: Geometry['kind']): string {
  const unit = placeUnit(kind);
  if (unit === null) return '';
  const places = [at].flat();
  if (places.length === 1) return ` at ${placeWords(places[0]!, kind)}`;
  const named = andMore(places.map((place) => figure(place, 6)));
  const list = named.length > 2 ? named.join(', ') : named.join(' and ');
  return unit === 'mm' ? ` at ${list} mm` : ` at ${unit}s ${list}`;
}

/** `5354 nA for 0.2 ms at 0 mm`. */
export function stimulusWords(stimulus: WrittenStimulus, kind: Geometry['kind']): string {
  const { value, unit } = strengthOf(stimulus, kind);
  const towards = stimulus.kind === 'conductance' ? ` towards ${figure(stimulus.reversalMv)} mV` : '';
  return `${figure(value)} ${unit}${towards} ${timingWords(stimulus)}${placesWords(stimulus.at as number | number[], kind)}`;
}

/** All of them, or the first few and how many more. */
function andMore(words: readonly string[]): string[] {
  if (words.length <= MOST_NAMED) return [...words];
  return [...words.slice(0, MOST_NAMED), `and ${words.length - MOST_NAMED} more`];
}

/**
 * One line that says what was done to the axon: `TTX, 40–46 mm: no sodium channels left; 5354 nA for 0.2 ms at 0 mm`. When
 * currents begin is told where there are several.
 */
export function doneWords({ geometry, channelsOff, treatments, stimuli }: Experiment): string {
  const several = stimuli.length > 1;
  const currents = stimuli.map((stimulus) => {
    const words = stimulusWords(stimulus, geometry.kind);
    return several && stimulus.kind !== 'step' ? `${words} from ${figure(stimulus.startMs, 6)} ms` : words;
  });
  const treated = andMore(treatments.map((treatment) => treatmentWords(treatment, geometry)));
  const channels = channelsOff ? ['Channels off'] : [];
  return [...channels, ...treated, ...(currents.length > 0 ? andMore(currents) : ['no stimulus'])].join('; ');
}
