/**
 * How long the first eight cards of the lesson take, played through at the lenses that they set: what somebody reads, how
 * long the rig plays while nobody can do anything but watch, and what the card itself says. The rig runs in no time; its
 * own clock is read.
 */
import { openLibrary } from '../src/cli/lesson-files.js';
import { proveCard } from '../src/cli/prove-card.js';
import type { Card } from '../src/lessons/card.js';
import { cardText } from '../src/lessons/texts.js';
import { MS_PER_S } from '../src/units.js';

const PLAN = 'forty-five-minutes';
const CARDS = 8;
/** A pupil of twelve who reads to understand. */
const WORDS_A_MINUTE = 150;
/** Before each of the three answers: the prediction, what was seen, the reason [s]. */
const THINKS_S = 10;
const ANSWERS = 3;

/** Words of all that a pupil reads: not of what is for the teacher. */
function wordsOf(card: Card): number {
  const { question, predict, steps, see, why, explain, limits } = cardText(card, undefined);
  const read = [
    question,
    ...predict.map(({ choice }) => choice),
    ...steps.map((step) => step.do),
    why.question,
    ...why.choices.map(({ choice }) => choice),
    explain,
    see,
    limits,
  ];
  return read.join(' ').split(/\s+/).length;
}

const seconds = (s: number) => s.toFixed(0).padStart(4);

export async function cards(): Promise<void> {
  const library = openLibrary();
  const names = library.plan(PLAN)!.cards.map(({ card }) => card);
  const all = { waitsS: 0, tookS: 0, saidS: 0 };
  console.log(`the first ${CARDS} cards, played through at their own lenses:`);
  for (const name of names.slice(0, CARDS)) {
    const card = library.card(name)!;
    const { stepMs } = proveCard(card);
    const waitsS = stepMs.reduce((sum, ms) => sum + ms, 0) / MS_PER_S;
    const tookS = waitsS + (60 * wordsOf(card)) / WORDS_A_MINUTE + ANSWERS * THINKS_S;
    const saidS = 60 * card.minutes;
    all.waitsS += waitsS;
    all.tookS += tookS;
    all.saidS += saidS;
    console.log(
      `  ${name.padEnd(10)} ${seconds(tookS)} s, of which the rig plays ${seconds(waitsS)} s in ${stepMs.length} steps ` +
        `(longest ${seconds(Math.max(...stepMs) / MS_PER_S)} s); the card says ${card.minutes} min`,
    );
  }
  const { waitsS, tookS, saidS } = all;
  console.log(
    `  all        ${(tookS / 60).toFixed(1)} min, of which the rig plays ${(waitsS / 60).toFixed(1)} min; the cards say ${saidS / 60} min`,
  );
}
