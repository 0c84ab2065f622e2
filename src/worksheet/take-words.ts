/** How a step was set up, in words: the axon, the press, the electrodes. Pure. */
import type { AxonFacts, Treatment } from '../controller/contract.js';
import { type AxonMark, type AxonStretch, escapedXml } from '../figure/index.js';
import type { Card } from '../lessons/card.js';
import { experimentAt } from '../lessons/setting-up.js';
import { METERS } from '../units.js';
import type { Take } from './film.js';
import { marked, setWords } from './numbers.js';
import type { SheetWords } from './words.js';

type Place = number | 'bath';

/** `site 3`, `30 mm`, `in the bath`. */
export function placeWords(at: Place, { placeUnit }: AxonFacts, words: SheetWords): string {
  if (at === 'bath') return words.bath;
  const place = setWords(at, words.point);
  if (placeUnit === 'mm') return `${place} mm`;
  return placeUnit === '' ? '' : `${words[placeUnit]} ${place}`;
}

function axonWords({ step, axon }: Take, words: SheetWords): string {
  const { placeUnit, lastPlace } = axon;
  const long = (value: number) => marked(`step.${step}.length`, setWords(value, words.point));
  if (placeUnit === 'mm') return `${long(lastPlace)} mm`;
  if (placeUnit === '') return '';
  const things = placeUnit === 'site' ? words.sites : words.nodes;
  return `${long(lastPlace + 1)} ${escapedXml(things)}`;
}

/** A press of one stimulus with all that it is; of several only where they enter. */
function pressWords(card: Card, { step, axon, presses }: Take, words: SheetWords): string {
  const [press] = presses;
  if (press === undefined) return '';
  const { point } = words;
  const set = (field: string, value: number) => marked(`step.${step}.${field}`, setWords(value, point));
  const isOne = experimentAt(card, step).experiment.stimuli.length === 1;
  const strengths = new Set(presses.map(({ strength }) => strength));
  const strength =
    isOne && strengths.size === 1 ? ` ${set('strength', press.strength)} ${axon.press.unit}` : '';
  const lasting =
    isOne && press.untilMs !== null
      ? ` ${escapedXml(words.during)} ${set('durationMs', press.untilMs - press.atMs)} ms`
      : '';
  return `${escapedXml(words.stimulus)}${strength}${lasting}`;
}

/** How a step was set up, part by part, as HTML. */
export function setUpParts(card: Card, take: Take, words: SheetWords): string[] {
  const { step, axon, electrodes, channelsOn } = take;
  const meters = METERS.map((name) => {
    const at = electrodes[name];
    const where = placeWords(at, axon, words);
    return `${escapedXml(words[name])}: ${at === 'bath' ? escapedXml(where) : marked(`step.${step}.${name}`, where)}`;
  });
  const channels = axon.switching ? [escapedXml(channelsOn ? words.channelsOn : words.channelsOff)] : [];
  return [axonWords(take, words), pressWords(card, take, words), ...meters, ...channels].filter(
    (part) => part !== '',
  );
}

const TREATED = {
  ttx: 'ttx',
  tea: 'tea',
  temperature: 'temperature',
  bare: 'bare',
  dead: 'dead',
  potassium: 'potassium',
  rest: 'shifted',
} as const satisfies Record<Treatment['kind'], keyof SheetWords>;

/** What is done to a part of the axon, or to all of it. */
export function stretchesOf({ axon, treatments }: Take, words: SheetWords): AxonStretch[] {
  return treatments.map(({ treatment: { kind, from, to } }) => ({
    text: words[TREATED[kind]],
    from: from ?? 0,
    to: to ?? axon.lastPlace,
  }));
}

/** Where current enters, and where both electrodes are, of steps that are drawn on one axon. */
export function marksOf(takes: readonly Take[], words: SheetWords): AxonMark[] {
  const { axon } = takes[0]!;
  const marks = takes.flatMap(({ presses, electrodes }): AxonMark[] => [
    ...presses.flatMap(({ places }) =>
      places.map((at) => ({ text: words.stimulus, ink: 'warm' as const, at })),
    ),
    ...METERS.flatMap((name): AxonMark[] => {
      const at = electrodes[name];
      if (at === 'bath') return [];
      return [{ text: `${words[name]}, ${placeWords(at, axon, words)}`, ink: name, at }];
    }),
  ]);
  const seen = new Set<string>();
  return marks.filter(({ ink, at }) => {
    const mark = `${ink} ${at}`;
    return !seen.has(mark) && seen.add(mark) !== undefined;
  });
}
