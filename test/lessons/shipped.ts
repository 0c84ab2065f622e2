/** The cards and plans that ship, for the tests. */
import { readdirSync, readFileSync } from 'node:fs';
import { formatProblem } from '../../src/files/index.js';
import type { Card, Plan } from '../../src/lessons/card.js';
import { type Parsed, parseCard, parsePlan } from '../../src/lessons/parse.js';
import { experimentOf } from '../experiment/load.js';

export const lessons = new URL('../../lessons/', import.meta.url);
const experiments = new URL('../../experiments/', import.meta.url);

const namesIn = (folder: URL): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length));

export const cardNames = namesIn(lessons);
export const planNames = namesIn(new URL('plans/', lessons));

export const cardText = (name: string): string => readFileSync(new URL(`${name}.yaml`, lessons), 'utf8');
const planText = (name: string): string => readFileSync(new URL(`plans/${name}.yaml`, lessons), 'utf8');

/** A card from its text; problems as a terminal shows them. */
export const parsed = (text: string, name: string): Parsed<Card> =>
  parseCard(text, `lessons/${name}.yaml`, name, (shipped) => ({
    kind: 'found',
    experiment: experimentOf(readFileSync(new URL(`${shipped}.yaml`, experiments), 'utf8')),
  }));

function settled<T>(result: Parsed<T>): T {
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.value;
}

const cards = new Map<string, Card>();

/** Read once. */
export function card(name: string): Card {
  const one = cards.get(name) ?? settled(parsed(cardText(name), name));
  cards.set(name, one);
  return one;
}

export const plan = (name: string): Plan =>
  settled(
    parsePlan(planText(name), `lessons/plans/${name}.yaml`, name, (asked) => cardNames.includes(asked)),
  );
