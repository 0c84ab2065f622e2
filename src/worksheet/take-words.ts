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

type Stimulus = ReturnType<typeof experimentAt>['experiment']['stimuli'][number];

const STRENGTHS = ['conductanceMs', 'currentNa', 'currentUa', 'currentUaPerCm2'] as const;

function strengthOf(stimulus: Stimulus): number {
  const own: Partial<Record<(typeof STRENGTHS)[number], number | undefined>> = stimulus;
  return STRENGTHS.map((name) => own[name]).find((value) => value !== undefined) ?? 0;
}

const placesOf = ({ at }: Stimulus): readonly number[] => [at].flat();

/** A press with all that it is: `stimulus 2.4 mS for 0.5 ms`; a second one of another strength `then 4.8 mS`. */
function pressWords(card: Card, take: Take, words: SheetWords): string {
  const { step, axon, presses } = take;
  const [press] = presses;
  if (press === undefined) return '';
  const { stimuli } = experimentAt(card, step).experiment;
  if (stimuli.length > 1) return stimuliWords(stimuli, press.strength, take, words);
  const { point } = words;
  const set = (field: string, value: number) => marked(`step.${step}.${field}`, setWords(value, point));
  const isSame = presses.every(({ strength }) => strength === press.strength);
  const strengths = (isSame ? [press] : presses).map(
    ({ strength }, i) => `${set(`press-${i}`, strength)} ${axon.press.unit}`,
  );
  const lasting =
    press.untilMs === null
      ? ''
      : ` ${escapedXml(words.during)} ${set('durationMs', press.untilMs - press.atMs)} ms`;
  return `${escapedXml(words.stimulus)} ${strengths.join(`, ${escapedXml(words.afterwards)} `)}${lasting}`;
}

/**
 * All stimuli of one press, each with its place: `stimulus −2000 nA for 2 ms (5 mm) + 5354 nA for 0.2 ms (0 mm)`.
 * @param strength that of the strongest, to which the others keep their share.
 */
function stimuliWords(
  stimuli: readonly Stimulus[],
  strength: number,
  { step, axon }: Take,
  words: SheetWords,
): string {
  const { point } = words;
  const usual = stimuli.map(strengthOf).reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
  const share = usual === 0 ? 1 : strength / usual;
  const each = stimuli.map((stimulus, i) => {
    const set = (field: string, shown: string) => marked(`step.${step}.stimulus-${field}-${i}`, shown);
    const strong = set('strength', setWords(share * strengthOf(stimulus), point));
    const lasting =
      'durationMs' in stimulus
        ? ` ${escapedXml(words.during)} ${set('durationMs', setWords(stimulus.durationMs, point))} ms`
        : '';
    const places = placesOf(stimulus).map((at) => set('at', placeWords(at, axon, words)));
    return `${strong} ${axon.press.unit}${lasting} (${places.join(', ')})`;
  });
  return `${escapedXml(words.stimulus)} ${each.join(' + ')}`;
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
