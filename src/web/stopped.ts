/** What was done to the axon that stops a signal, in words. Pure. */
import type { AxonFacts, NamedTreatment, PressMark, Treatment } from '../controller/contract.js';
import { say, threeFigures } from './words/say.js';

/** Colder than this it is ice that lies there [°C]. */
export const WARMEST_ICE_C = 4;
/** Where several lie on one place, the one that stops a signal most surely is told. */
const SUREST: readonly Treatment['kind'][] = [
  'dead',
  'ttx',
  'bare',
  'temperature',
  'potassium',
  'rest',
  'tea',
];
/** A spike can jump over so many places of gates at most, so it can die so far before what stops it. */
const REACH = 3;

export interface Cause {
  readonly kind: Treatment['kind'];
  /** `TTX`, `ice`: what stopped it. */
  readonly name: string;
  /** `no sodium channel can open`: what is so there. */
  readonly words: string;
  /** The first place there that the signal did not get through. */
  readonly place: number;
}

/** Where a signal was pressed and ended, in the unit of the axon, and when [ms of axon]; times are not known of all. */
export interface Course {
  readonly from: number;
  readonly to: number;
  readonly atMs: number | undefined;
}

export function courseOf(mark: PressMark | undefined, lastPlace: number): Course {
  const places = mark?.places ?? [];
  const away = (place: number): number => Math.abs(place - lastPlace);
  const from = places.reduce((near, place) => (away(place) < away(near) ? place : near), places[0] ?? 0);
  return { from, to: lastPlace, atMs: mark?.atMs };
}

/** What lies at the next places of a signal that died; undefined: nothing was done there. */
export function causeOf(
  treatments: readonly NamedTreatment[],
  { gates, switching }: AxonFacts,
  { from, to, atMs }: Course,
): Cause | undefined {
  const isOnwards = to >= from;
  const beyond = isOnwards
    ? gates.places.filter((at) => at > to)
    : gates.places.filter((at) => at < to).reverse();
  for (const place of beyond.slice(0, switching ? 1 : REACH)) {
    const cause = causeAt(treatments, place, atMs);
    if (cause) return cause;
  }
  return undefined;
}

/** What was done at a place that keeps it from firing. */
export function causeAt(
  treatments: readonly NamedTreatment[],
  place: number,
  atMs: number | undefined,
): Cause | undefined {
  const there = treatments
    .map(({ treatment }) => treatment)
    .filter((treatment) => isAt(treatment, place) && isInForce(treatment, atMs));
  for (const kind of SUREST) {
    const found = there.find((treatment) => treatment.kind === kind);
    if (found) return { kind, place, ...wordsOf(found) };
  }
  return undefined;
}

function isAt({ from, to }: Treatment, place: number): boolean {
  return place >= (from ?? Number.NEGATIVE_INFINITY) && place <= (to ?? Number.POSITIVE_INFINITY);
}

/** One with times is told of only where the press was while it was there. */
function isInForce({ startMs, endMs }: Treatment, atMs: number | undefined): boolean {
  if (startMs === undefined && endMs === undefined) return true;
  return atMs !== undefined && atMs >= (startMs ?? 0) && atMs < (endMs ?? Number.POSITIVE_INFINITY);
}

function wordsOf(treatment: Treatment): Pick<Cause, 'name' | 'words'> {
  switch (treatment.kind) {
    case 'dead':
      return { name: say('caption.deadStretch'), words: say('caption.noChannelWorks') };
    case 'ttx': {
      const isNone = 'sodiumFraction' in treatment && treatment.sodiumFraction <= 0;
      return {
        name: say('caption.ttx'),
        words: say(`caption.${isNone ? 'noSodiumOpens' : 'fewSodiumOpen'}`),
      };
    }
    case 'bare':
      return { name: say('caption.bareStretch'), words: say('caption.noMyelin') };
    case 'temperature': {
      const { temperatureC } = treatment;
      return {
        name: say(temperatureC <= WARMEST_ICE_C ? 'caption.ice' : 'caption.temperature'),
        words: say('caption.gatesAt', { celsius: threeFigures(temperatureC) }),
      };
    }
    case 'potassium': {
      const millimolar = threeFigures(treatment.outsideMillimolar);
      return { name: say('caption.potassium'), words: say('caption.potassiumOutside', { millimolar }) };
    }
    case 'rest':
      return { name: say('caption.shiftedRest'), words: say('caption.otherRest') };
    case 'tea':
      return { name: say('caption.tea'), words: say('caption.fewPotassiumOpen') };
  }
}
