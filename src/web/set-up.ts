/** What a sweep was recorded with: two sweeps with the same set-up are the same try again. Pure. */
import type { PressMark } from '../controller/contract.js';
import type { PageState } from '../server/messages.js';
import { METERS, type MeterName } from '../units.js';
import { meterWords, placeWords } from './meter-words.js';
import { axonWords, treatmentHeading } from './treatment-words.js';
import { rigWords } from './words/rig-words.js';
import { listWords, numberFigure, say } from './words/say.js';

export interface SetUp {
  /** Equal for equal set-ups. */
  readonly key: string;
  /** What a person reads of the experiment; of one of a card, which the rig does not list, what its axon is. */
  readonly title: string;
  /** Null where the membrane has no channels. */
  readonly channelsOn: boolean | null;
  readonly treatments: readonly string[];
  readonly electrodes: PageState['electrodes'];
  /** `site 4`, `in the bath`. */
  readonly places: Readonly<Record<MeterName, string>>;
  /** Of its first press: `2.4 mS`. */
  readonly strength: string;
  /** Where that press entered: `site 0`, `site 0 and site 59`. */
  readonly pressedAt: string;
}

/** As many digits as tell one strength from another. */
export function strengthWords(strength: number, unit: string): string {
  return `${numberFigure(Number(strength.toPrecision(5)), { maximumSignificantDigits: 5 })} ${unit}`;
}

/** The press has its own strength and places: what the state says is of the next one. */
export function setUpOf(
  state: PageState,
  { strength, places }: Pick<PressMark, 'strength' | 'places'>,
): SetUp {
  const { axon, channelsOn, experiment, experiments, treatments, electrodes } = state;
  const words = treatments.map(({ treatment }) => treatmentHeading(treatment, axon));
  const named = experiments.find(({ name }) => name === experiment)?.title;
  return {
    key: JSON.stringify([
      experiment,
      channelsOn,
      treatments.map(({ treatment }) => treatment),
      electrodes.blue,
      electrodes.yellow,
      strength,
      places,
    ]),
    title: named === undefined ? axonWords(axon) : rigWords(named),
    channelsOn: axon.excitable ? channelsOn : null,
    treatments: words,
    electrodes,
    places: {
      blue: electrodes.blue === 'bath' ? say('meters.inBath') : placeWords(electrodes.blue, axon),
      yellow: electrodes.yellow === 'bath' ? say('meters.inBath') : placeWords(electrodes.yellow, axon),
    },
    strength: strengthWords(strength, axon.press.unit),
    pressedAt: listWords(places.map((place) => placeWords(place, axon))),
  };
}

/** Longest part of a treatment's words in a heading. */
const LONGEST = 28;

function short(words: string): string {
  const first = words.split(':')[0]!;
  return first.length <= LONGEST ? first : `${first.slice(0, LONGEST - 1)}…`;
}

function treatmentWords({ treatments }: SetUp): string {
  if (treatments.length === 0) return say('sweeps.noTreatment');
  return treatments.length === 1
    ? short(treatments[0]!)
    : say('sweeps.treatments', { count: treatments.length });
}

/** `channels on`, `channels off`; empty where the membrane has none. */
function channelsWords({ channelsOn }: SetUp): string {
  return channelsOn === null ? '' : say(channelsOn ? 'sweeps.channelsOn' : 'sweeps.channelsOff');
}

function placedWords(name: MeterName, { electrodes, places }: SetUp): string {
  const meter = meterWords(name);
  return electrodes[name] === 'bath'
    ? say('sweeps.meterInBath', { meter })
    : say('sweeps.meterAt', { meter, place: places[name] });
}

/** What a sweep began with, in a heading: `channels on, TTX, 40–46 mm`; and `changed on the way` where it was. */
export function setUpWords(setUp: SetUp | null, changed = false): string {
  const parts = changed ? [say('sweeps.changed')] : [];
  if (setUp && setUp.treatments.length > 0) parts.unshift(treatmentWords(setUp));
  if (setUp) parts.unshift(channelsWords(setUp));
  return parts.filter((part) => part !== '').join(', ');
}

/** Whether the membrane itself was another: not only a place or a strength. */
export function isOtherMembrane(one: SetUp, other: SetUp): boolean {
  return (
    one.title !== other.title ||
    one.channelsOn !== other.channelsOn ||
    one.treatments.join() !== other.treatments.join()
  );
}

/** What of an earlier sweep was other than now: `channels off`, `blue at site 4`; at least its heading. */
export function differenceWords(earlier: SetUp | null, now: SetUp | null): string {
  if (earlier === null || now === null) return setUpWords(earlier);
  if (earlier.title !== now.title)
    return [earlier.title, channelsWords(earlier)].filter((part) => part).join(', ');
  const parts: string[] = [];
  if (earlier.channelsOn !== now.channelsOn) parts.push(channelsWords(earlier));
  if (earlier.treatments.join() !== now.treatments.join()) parts.push(treatmentWords(earlier));
  for (const name of METERS)
    if (earlier.places[name] !== now.places[name]) parts.push(placedWords(name, earlier));
  if (earlier.strength !== now.strength) parts.push(earlier.strength);
  if (earlier.pressedAt !== now.pressedAt) parts.push(say('sweeps.pressedAt', { places: earlier.pressedAt }));
  return parts.length === 0 ? setUpWords(earlier) : parts.slice(0, 2).join(', ');
}
