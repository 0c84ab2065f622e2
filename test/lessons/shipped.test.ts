/** The cards and plans that ship are whole: they can be read, in English and German, and keep what they promise. */
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../src/files/index.js';
import { CARD_LANGUAGES, type Card, type Plan } from '../../src/lessons/card.js';
import { card, cardNames, cardText, lessons, parsed, plan, planNames } from './shipped.js';

/** Cards that set something up on purpose of which `check` warns. */
const WARNED: Readonly<Record<string, string>> = { gaps: 'may be too far to pass a spike on' };

const cards = cardNames.map((name) => card(name));
const plans = planNames.map((name) => plan(name));
const each = cards.map((one) => ({ name: one.name, one }));

/** Every text that people read, in every language. */
function wordsOf(one: Card | Plan): string[] {
  const { experiments: _, steps, ...rest } = { experiments: [], steps: [], ...one };
  return textsIn([rest, steps.map((step) => step.do)]);
}

/** Names of measures in comparisons and moments are no words for people, but look like any. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const wordCount = (text: string) => text.trim().split(/\s+/).length;

describe('a shipped card', () => {
  it.each(cardNames)('%s is read without a problem, and with no note but one on purpose', (name) => {
    const result = parsed(cardText(name), name);
    const told = (result.ok ? result.notes : result.problems).map(formatProblem);
    const expected = WARNED[name];
    expect(told).toEqual(expected === undefined ? [] : [expect.stringContaining(expected)]);
  });

  it.each(each)('$name says in German every text that it says in English', ({ one }) => {
    for (const language of CARD_LANGUAGES) {
      const words = one.languages[language];
      expect(words).toBeDefined();
      const { predict, why } = words!;
      expect(words!.misconception).toBeDefined();
      expect(words!.teacher).toBeDefined();
      expect(words!.trail === undefined).toBe(one.trail === undefined);
      expect(predict.map(({ reveals }) => reveals !== undefined)).toEqual(predict.map(() => true));
      expect(why.choices.map(({ look }) => look !== undefined)).toEqual(
        one.why.choices.map(({ look }) => look !== undefined),
      );
      expect(Object.keys(words!.measures).sort()).toEqual(one.measures.map(({ name }) => name).sort());
    }
  });

  it.each(each)(
    '$name says what each wrong choice would show, and where to look for each wrong reason',
    ({ one }) => {
      for (const { says } of one.predict) expect(says).not.toEqual([]);
      for (const { right, look } of one.why.choices) expect(look !== undefined).toBe(!right);
    },
  );

  it.each(each)(
    '$name has blue and yellow for voltmeters only: a colour of the light would be drawn as one',
    ({ one }) => {
      const colours = wordsOf(one).filter((words) =>
        /\b(deep|deeper|dark|darker|light|bright|tiefes|tieferes|dunkles|dunkleres|helles) (blue|yellow|blau|gelb)\b/i.test(
          words,
        ),
      );
      expect(colours).toEqual([]);
    },
  );

  it.each(each)('$name is for a trail only with at most twelve words, in each language', ({ one }) => {
    const words = [one.trail, ...CARD_LANGUAGES.map((language) => one.languages[language]?.trail)];
    for (const text of words) expect(wordCount(text ?? '')).toBeLessThanOrEqual(12);
  });

  it('has a title of its own in each language', () => {
    const titles = (of: (one: Card) => string) => new Set(cards.map(of)).size;
    expect(titles(({ title }) => title)).toBe(cards.length);
    expect(titles(({ languages }) => languages.de!.title)).toBe(cards.length);
  });

  it('writes minus, apostrophes and quotation marks as print has them, in all of its words', () => {
    const all = [...cards, ...plans].flatMap(wordsOf);
    expect(all.length).toBeGreaterThan(1500);
    expect(all.filter((text) => /['"]|(?<![\w.])-\d/.test(text))).toEqual([]);
  });
});

/** Colours of light that are no voltmeter's. */
const LIGHT = /\b(red|gold|violet|pale[r]?|rot|violett|blass\w*|blasser)\b/i;
const METER = /\b(blue|yellow|blau\w*|gelb\w*)\b/i;

describe('blue and yellow in a shipped card', () => {
  it('are the voltmeters, whose mark the page puts there: no sentence about the colour of light says them', () => {
    const sentences = cards.flatMap(wordsOf).flatMap((text) => text.split(/(?<=[.?!:])\s+/));
    expect(sentences.filter((sentence) => LIGHT.test(sentence)).length).toBeGreaterThan(3);
    expect(sentences.filter((sentence) => LIGHT.test(sentence) && METER.test(sentence))).toEqual([]);
  });
});

describe('a shipped plan', () => {
  it.each(plans.map((one) => ({ name: one.name, one })))(
    '$name takes the minutes that it promises',
    ({ one }) => {
      const { freeMinutes, leaveMinutes, minutes } = one;
      const ofCards = one.cards.map((row) => row.minutes ?? card(row.card).minutes);
      expect(freeMinutes + ofCards.reduce((a, b) => a + b, 0) + leaveMinutes).toBe(minutes);
      // Of a trail a card plays its first steps alone.
      const short = one.cards.filter(
        (row) => row.minutes !== undefined && row.minutes < card(row.card).minutes,
      );
      if (!one.trail) expect(short).toEqual([]);
      expect(one.languages.de?.teacher).toBeDefined();
      expect(one.languages.de?.leave === undefined).toBe(one.leave === undefined);
    },
  );

  it('is one of four for a class, and the trail, whose cards all have words for it', () => {
    expect(planNames).toEqual([
      'forty-five-minutes',
      'science-fair',
      'ten-minutes',
      'thirty-minutes',
      'university',
    ]);
    const trail = plan('science-fair').cards.map((row) => card(row.card).trail);
    expect(trail).toHaveLength(5);
    expect(trail).not.toContain(undefined);
    expect(plans.filter((one) => one.trail)).toHaveLength(1);
  });

  it('leaves no card out: each is in a plan, or is named by the teacher’s page', () => {
    const played = plans.flatMap((one) => one.cards.map((row) => row.card));
    expect(cardNames.filter((name) => !played.includes(name)).sort()).toEqual(['add-up', 'short-spike']);
  });
});

describe('the folder of lessons', () => {
  it('names the schema of a card in the first line of each, for editors', () => {
    for (const name of cardNames)
      expect(cardText(name).split('\n')[0]).toBe('# yaml-language-server: $schema=./card.schema.json');
    expect(lessons.pathname.endsWith('/lessons/')).toBe(true);
  });
});
