/** Reads the numbers that a sheet prints, and computes each again: from the card's own data and from a run of it. */
import type { Card, CardCommand, CardLanguage } from '../../src/lessons/card.js';
import { measuredOf } from '../../src/lessons/judge.js';
import { experimentAt } from '../../src/lessons/setting-up.js';
import { cardText } from '../../src/lessons/texts.js';
import {
  cardPages,
  type Played,
  SHEET_WORDS,
  type SheetLanguage,
  type SheetOptions,
  sheetsDocument,
} from '../../src/worksheet/index.js';
import type { Played as Proven } from '../lessons/proofs.js';

const asked = (language: SheetLanguage): CardLanguage | undefined =>
  language === 'en' ? undefined : language;

export function playedIn(language: SheetLanguage, { card, proof, takes }: Proven): Played {
  return { card, takes, measured: measuredOf(card, proof.values), words: cardText(card, asked(language)) };
}

/** The document of cards that were played, and the names of those that have no room on two pages. */
export function sheetsOf(
  cards: readonly Played[],
  title: string,
  language: SheetLanguage,
  options: SheetOptions,
): { readonly html: string; readonly tooLong: readonly string[] } {
  const made = cards.map((played) => ({ name: played.card.name, ...cardPages(played, options) }));
  const pages = made.flatMap((one) => one.pages);
  return {
    html: sheetsDocument(pages, title, language, options),
    tooLong: made.filter(({ isTooLong }) => isTooLong).map(({ name }) => name),
  };
}

export function sheetIn(language: SheetLanguage, proven: Proven, options: SheetOptions): string {
  const played = playedIn(language, proven);
  return sheetsOf([played], played.words.title, language, options).html;
}

const decoded = (html: string): string =>
  html
    .replaceAll('\u00a0', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

/** What was set until a step, the newest first, since its experiment was loaded. */
function commandsUntil(card: Card, step: number): CardCommand[] {
  const commands: CardCommand[] = [];
  for (let i = step; i >= 0; i--) {
    const { set, act, load } = card.steps[i]!;
    commands.push(...[...set, ...act.map(({ command }) => command)].reverse());
    if (load !== undefined) break;
  }
  return commands;
}

function placeOf(card: Card, step: number, meter: string): unknown {
  const moved = commandsUntil(card, step).find((one) => one.do === 'electrode' && one.name === meter);
  if (moved?.do === 'electrode') return moved.at;
  return experimentAt(card, step).experiment.electrodes.find(({ name }) => name === meter)?.at;
}

function strengthOf(card: Card, step: number): unknown {
  const commands = commandsUntil(card, step);
  const set = commands.find((one) => one.do === 'strength');
  if (set?.do === 'strength') return set.strength;
  const stimulus = experimentAt(card, step).experiment.stimuli[0]! as unknown as Record<string, number>;
  return stimulus.conductanceMs ?? stimulus.currentNa;
}

/** That of one press of a step, from 0: its own, or the one that is set. */
function pressStrengthOf(card: Card, step: number, press: number): unknown {
  const presses = card.steps[step]!.act.flatMap(({ command }) =>
    command.do === 'stimulate' ? [command.strength] : [],
  );
  return presses[press] ?? strengthOf(card, step);
}

/** Of one stimulus of several, none of which any card changes. */
function stimulusFigureOf(card: Card, step: number, figure: string, stimulus: number): unknown {
  const own = experimentAt(card, step).experiment.stimuli[stimulus] as unknown as Record<string, number>;
  return figure === 'strength' ? own.currentNa : own[figure];
}

function lengthOf(card: Card, step: number): number {
  const { geometry } = experimentAt(card, step).experiment;
  if (geometry.kind === 'lattice') return geometry.siteCount;
  if (geometry.kind === 'cable') return geometry.lengthMm;
  return geometry.kind === 'myelinated' ? geometry.nodes : Number.NaN;
}

/** What a number must be; undefined: nobody knows. */
function expectedOf(from: string, { card, proof }: Proven): unknown {
  const [what, name = '', field] = from.split('.');
  if (what === 'age') return card.age;
  if (what === 'minutes') return card.minutes;
  const measure = card.measures.find((one) => one.name === name);
  if (what === 'measure') return measuredOf(card, proof.values).find((one) => one.name === name)?.value;
  if (what === 'is') return measure?.is;
  if (what === 'within') return measure?.within;
  const step = Number(name);
  const [part = '', of = '', number] = (field ?? '').split('-');
  if (part === 'press') return pressStrengthOf(card, step, Number(of));
  if (part === 'stimulus') return stimulusFigureOf(card, step, of, Number(number));
  switch (field) {
    case undefined:
      return step + 1;
    case 'length':
      return lengthOf(card, step);
    case 'durationMs':
      return (experimentAt(card, step).experiment.stimuli[0] as { durationMs?: number }).durationMs;
    default:
      return placeOf(card, step, field);
  }
}

/** The number in `site 3`, `+40.0`, `−0,5`, and half of its last digit. */
function numberIn(words: string, point: string): { value: number; half: number } {
  const digits = (/[−+]?\d[\d.,]*/.exec(words)?.[0] ?? '').replace('−', '-').replace(point, '.');
  const decimals = /\.(\d+)/.exec(digits)?.[1]?.length ?? 0;
  return { value: digits === '' ? Number.NaN : Number(digits), half: 0.5 * 10 ** -decimals };
}

const isAs = (words: string, expected: unknown, point: string): boolean => {
  const { value, half } = numberIn(words, point);
  return typeof expected === 'number' && Math.abs(value - expected) <= half + 1e-9;
};

/** Every piece of text of the card's own, the longest first. */
function ownTexts({ words }: Played): string[] {
  const all: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') all.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(words);
  return all.filter((text) => /\d/.test(text)).sort((a, b) => b.length - a.length);
}

/** What of the text outside drawings has a digit and is neither the card's own nor marked as computed. */
function strayDigits(html: string, played: Played): string[] {
  const plain = html
    .replace(/<head>[\s\S]*?<\/head>|<p class="hint">.*?<\/p>|<svg[\s\S]*?<\/svg>/g, '')
    .replace(/<span data-number=[^>]*>[^<]*<\/span>/g, '');
  const own = ownTexts(played);
  const texts = [...plain.matchAll(/>([^<>]*\d[^<>]*)</g)].map(([, text]) => decoded(text!));
  return texts
    .map((text) => own.reduce((left, one) => left.replaceAll(one, ''), text))
    .filter((text) => /\d/.test(text));
}

/** Figures of a graph that are no round ones, no time within its axis, and not the model's rest and levels. */
function strayTicks(
  svg: string,
  { axon, endMs, electrodes }: Proven['takes'][number],
  point: string,
): string[] {
  const { restMv, channels, switching } = axon;
  const levels = switching
    ? [channels.sodiumOpensMv, channels.sodiumClosesMv, channels.potassiumClosesMv]
    : [];
  const places = Object.values(electrodes);
  return [...svg.matchAll(/<text[^>]*>([^<]*\d[^<]*)<\/text>/g)]
    .map(([, text]) => decoded(text!))
    .filter((text) => {
      const { value, half } = numberIn(text, point);
      const named = /[^\d\s.,−+]/.test(text);
      if (named && /× /.test(text)) return ![2, 5, 10].includes(value);
      if (named && !text.endsWith(' ms')) return !places.includes(value);
      if (named || value >= 0) return !(value <= Math.max(60, Math.ceil(endMs)));
      const isLevel = [restMv, ...levels].some((mv) => Math.abs(mv - value) <= half);
      return !(isLevel || (value >= -100 && (value * 2) % 1 === 0));
    });
}

/** The numbers that a sheet prints and that come out otherwise, in words. */
export function wrongNumbers(
  language: SheetLanguage,
  proven: Proven,
  options: SheetOptions,
  html = sheetIn(language, proven, options),
): string[] {
  const { point } = SHEET_WORDS[language];
  const numbers = [...html.matchAll(/<span data-number="([^"]*)">([^<]*)<\/span>/g)].map(
    ([, from, words]) => ({ from: from!, words: decoded(words!) }),
  );
  const wrong = numbers
    .filter(({ from, words }) => !isAs(words, expectedOf(from, proven), point))
    .map(({ from, words }) => `${from} is printed as ${words}, not ${expectedOf(from, proven)}`);
  const missing = options.key
    ? proven.card.measures
        .filter(({ name }) => !numbers.some(({ from }) => from === `measure.${name}`))
        .map(({ name }) => `${name} is not printed`)
    : [];
  const ticks = [...html.matchAll(/<section class="panel" data-step="(\d+)">[\s\S]*?<\/section>/g)].flatMap(
    ([section, step]) =>
      strayTicks(
        section.replace(/^[\s\S]*?<svg/, '<svg'),
        proven.takes.find((take) => take.step === Number(step))!,
        point,
      ),
  );
  const stray = [...strayDigits(html, playedIn(language, proven)), ...ticks].map(
    (text) => `nobody has computed: ${text}`,
  );
  return [...wrong, ...missing, ...stray];
}

const LANGUAGES = Object.keys(SHEET_WORDS) as SheetLanguage[];
const PAPERS = ['a4', 'letter'] as const;

/** All that is wrong with the sheets of a card, in each language: numbers, and sheets that need more paper. */
export function wrongSheets(proven: Proven): string[] {
  return LANGUAGES.flatMap((language) =>
    [false, true].flatMap((key) => {
      const long = PAPERS.filter(
        (paper) => sheetsOf([playedIn(language, proven)], '', language, { paper, key }).tooLong.length > 0,
      ).map((paper) => `${language} ${key ? 'key' : 'worksheet'} is too long for ${paper}`);
      return [...wrongNumbers(language, proven, { paper: 'a4', key }), ...long];
    }),
  );
}
