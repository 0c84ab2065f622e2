/** A lesson as lines of text, one thing on each: for eyes, and for a program that reads them aloud. Pure. */
import type { CardText, LessonCard, LessonResult, LessonState } from '../../lessons/contract.js';
import type { Words } from './words.js';

/** Digits of a figure of which nobody says how exact it is, and most places of one of which a card does. */
const DIGITS = 4;
const MOST_PLACES = 3;

/** A figure as people read it: a true minus, the decimal sign of the language, no digits that say nothing. */
export function figure(value: number, words: Pick<Words, 'decimalPoint'>): string {
  return written(String(Number(value.toPrecision(DIGITS))), words);
}

function written(text: string, { decimalPoint }: Pick<Words, 'decimalPoint'>): string {
  const plain = Number(text) === 0 ? text.replace('-', '') : text;
  return plain.replace('-', '−').replace('.', decimalPoint);
}

/** As many places as the card judges by: 9.42 where 0.05 more or less is as good. */
function measuredFigure(value: number, within: number, words: Words): string {
  if (within <= 0) return figure(value, words);
  const places = Math.min(MOST_PLACES, Math.max(0, Math.ceil(-Math.log10(within) - 1e-9)));
  return written(value.toFixed(places), words);
}

/** `9.42 mV`; of a ratio `6.8 times`; of a number of spikes the number alone. */
function measuredWords(
  value: number,
  measure: CardText['measures'][number] | undefined,
  words: Words,
): string {
  const { unit = '', within = 0 } = measure ?? {};
  const said = measuredFigure(value, within, words);
  if (unit === '×') return within > 0 ? words.times(said) : said;
  return `${said} ${unit}`.trim();
}

/** A choice each, with the number that is typed for it. */
const choices = (texts: readonly { readonly choice: string }[]) =>
  texts.map(({ choice }, i) => `${i + 1}: ${choice}`);

function measuredLines({ measured }: LessonResult, text: CardText, words: Words): string[] {
  return measured.map(({ name, value, because, asExpected }) => {
    const measure = text.measures.find((one) => one.name === name);
    const said = value === null ? words.none(because) : measuredWords(value, measure, words);
    const doubt = value !== null && asExpected === false ? ` (${words.notAsExpected})` : '';
    return `${measure?.words ?? name}: ${said}${doubt}`;
  });
}

function resultLines(
  result: LessonResult,
  prediction: number | null,
  text: CardText,
  words: Words,
): string[] {
  const predicted = prediction === null ? undefined : text.predict[prediction];
  const right = words.right(result.right + 1, text.predict[result.right]!.choice);
  return [
    words.measured,
    ...measuredLines(result, text, words),
    ...(result.verdict === 'wrong' && predicted ? [words.hadPredicted(predicted.choice)] : []),
    words.verdicts[result.verdict],
    ...(result.verdict === 'wrong' || result.verdict === 'none' ? [right] : []),
    ...(result.sawRight === false ? [words.sawWrong] : []),
  ];
}

/** Of the moment that shows why, which may come later than the result. */
function lookingLines({ at, looking }: LessonCard, words: Words): string[] {
  if (at.phase !== 'checked') return [];
  return [...(looking ? [words.looking] : []), words.enterGoesOn];
}

/** Who plays a trail reads no more than its words, and nobody needs to type. */
function trailLines({ at }: LessonCard, text: CardText, words: Words): string[] {
  if (at.phase === 'cannot-show') return [words.cannotShow(at.because)];
  const isFirst = at.phase !== 'doing' || (at.step === 0 && at.stage === 'waiting');
  if (isFirst) return [text.trail ?? text.steps[0]!.do];
  return at.stage === 'waiting' ? [text.steps[at.step]!.do] : [];
}

function phaseLines(card: LessonCard, text: CardText, words: Words): string[] {
  const { at } = card;
  switch (at.phase) {
    case 'asking': {
      if (card.prediction === null)
        return [words.question, text.question, ...choices(text.predict), words.predictNow];
      const first = words.step(1, card.steps, text.steps[0]!.do);
      return [
        words.predicted(text.predict[card.prediction]!.choice),
        first,
        words.enterDoesIt,
        words.anotherNumber,
      ];
    }
    case 'doing': {
      if (at.stage === 'recording') return [words.recording];
      if (at.stage === 'done') return [words.recorded];
      const what = words.step(at.step + 1, card.steps, text.steps[at.step]!.do);
      return [what, at.waitsFor === null ? words.enterGoesOn : words.enterDoesIt];
    }
    case 'seen':
      return [words.saw, ...choices(text.predict)];
    case 'checked':
      return resultLines(at.result, card.prediction, text, words);
    case 'why': {
      if (at.chosen === null) return [text.why.question, ...choices(text.why.choices), words.reason];
      if (at.chosenRight) return [words.reasonRight, words.enterGoesOn];
      const { look } = text.why.choices[at.chosen]!;
      return [words.reasonWrong, ...(look === null ? [] : [look]), words.reason];
    }
    case 'explained':
      return [words.explanation, text.explain, words.limits, text.limits, words.enterGoesOn];
    case 'cannot-show':
      return [words.cannotShow(at.because), words.enterGoesOn];
  }
}

/** Something that is said when it is new. */
export interface Said {
  /** The same as long as there is nothing new to say. */
  readonly key: string;
  readonly lines: readonly string[];
}

function cardHead({ plan, card }: LessonState, text: CardText, words: Words): Said {
  const title =
    plan === null ? words.single(text.title) : words.card(plan.index + 1, plan.cards.length, text.title);
  return { key: `${plan?.index} ${card?.name}`, lines: ['', title] };
}

function stageKey({ at, prediction }: LessonCard): string {
  switch (at.phase) {
    case 'asking':
      return `asking ${prediction}`;
    case 'doing':
      return `doing ${at.step} ${at.stage}`;
    case 'why':
      return `why ${at.chosen}`;
    default:
      return at.phase;
  }
}

/** What there is to say of a lesson: its card, where it stands, what the card remarks, and what is not as it should be. */
export function saidOf(state: LessonState, text: CardText, words: Words): readonly Said[] {
  const { card } = state;
  if (card === null) return [];
  const { remark, otherwise } = card;
  const say = { figure: (value: number) => figure(value, words) };
  const remarkWords =
    remark && (words.remarks[remark.kind] as (of: typeof remark, say_: typeof say) => string)(remark, say);
  return [
    cardHead(state, text, words),
    {
      key: stageKey(card),
      lines: state.plan?.trail ? trailLines(card, text, words) : phaseLines(card, text, words),
    },
    { key: `looking ${card.at.phase} ${card.looking}`, lines: lookingLines(card, words) },
    { key: `remark ${JSON.stringify(remark)}`, lines: remarkWords === null ? [] : [remarkWords] },
    {
      key: `otherwise ${otherwise.join()}`,
      lines: otherwise.length === 0 ? [] : [words.otherwise(otherwise.map((name) => words.settings[name]))],
    },
  ];
}
