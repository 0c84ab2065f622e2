/** docs/cards.md and docs/teacher.md say what is true of the cards that ship. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withLessonTables } from '../../scripts/lesson-tables.mjs';
import { formatProblem } from '../../src/files/index.js';
import { unprovenOf } from '../../src/lessons/judge.js';
import { cardJsonSchema, parsePlan, planJsonSchema } from '../../src/lessons/parse.js';
import { proveCard } from '../../src/playing/prove-card.js';
import { card, cardNames, lessons, parsed, planNames } from './shipped.js';

const document = (name: string) => readFileSync(new URL(`../docs/${name}`, lessons), 'utf8');
const cardsDocument = document('cards.md');
const teacher = document('teacher.md');
const examples = [...cardsDocument.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text!);
const rowsAfter = (text: string, heading: string) =>
  text
    .split(`## ${heading}\n`)[1]!
    .split('\n## ')[0]!
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) => line.split('|').map((cell) => cell.trim()));
const quoted = (cell: string) => [...cell.matchAll(/`([\w-]+)`/g)].map(([, name]) => name!);

describe('docs/cards.md', () => {
  it('has the tables that schemas and files make: npm run schema writes them', () => {
    const schemas = { card: cardJsonSchema(), plan: planJsonSchema() };
    expect(cardsDocument).toBe(withLessonTables(cardsDocument, schemas, lessons));
    for (const name of cardNames) expect(cardsDocument).toContain(`| [\`${name}\`]`);
    expect(cardsDocument).toContain('| `predict.says`* |');
    expect(cardsDocument).toContain('| `half-width` | `meter` |');
  });

  it('has a card for each of the ten questions below the video', () => {
    const rows = rowsAfter(cardsDocument, 'Questions of learners');
    expect(rows).toHaveLength(10);
    for (const [, question, answered] of rows) {
      expect(question).toMatch(/\?|\.$/);
      const names = quoted(answered!);
      expect(names.length).toBeGreaterThan(0);
      for (const name of names) expect(cardNames).toContain(name);
    }
  });

  it('has an example of a card that is read, played and proven', () => {
    const result = parsed(examples[0]!, 'mine');
    expect(result.ok ? [] : result.problems.map(formatProblem)).toEqual([]);
    if (!result.ok) return;
    expect(unprovenOf(result.value, proveCard(result.value).values)).toEqual([]);
  });

  it('has an example of a plan that is read, and whose minutes add up', () => {
    const result = parsePlan(examples[1]!, 'mine.yaml', 'mine', (name) => cardNames.includes(name));
    expect(result.ok ? [] : result.problems.map(formatProblem)).toEqual([]);
    if (!result.ok) return;
    const { minutes, freeMinutes, cards } = result.value;
    expect(freeMinutes + cards.reduce((sum, one) => sum + one.minutes!, 0)).toBe(minutes);
  });
});

describe('docs/teacher.md', () => {
  it('names each plan, and no other', () => {
    const named = rowsAfter(teacher, 'Which plan').flatMap(([, , name]) => quoted(name!));
    expect(named.sort()).toEqual(planNames);
  });

  it('names cards by their titles', () => {
    const titles = cardNames.map((name) => card(name).title);
    const named = rowsAfter(teacher, 'What they believe before, and what answers it').map(
      ([, , title]) => title!,
    );
    expect(named).toHaveLength(10);
    for (const title of named) expect(titles).toContain(title);
    for (const [, title] of teacher.matchAll(/\*([A-Z][^*]+)\*[,: )]/g))
      if (title!.length > 14 && !/^I think|^Electrotonic/.test(title!)) expect(titles).toContain(title);
  });

  it('fits on a page or two: at most 1100 words', () => {
    expect(teacher.split(/\s+/).length).toBeLessThanOrEqual(1100);
  });
});
