/** What somebody types in a lesson, as what is asked of it. Pure. */
import type { CardText, LessonAsk, LessonCard, LessonCommand } from '../../lessons/contract.js';

/** Letters of both languages; numbers and Enter depend on where the lesson is. */
const LETTERS: Readonly<Record<string, LessonAsk>> = {
  s: 'skip',
  b: 'back',
  a: 'again',
  p: 'putRight',
  n: 'skipCard',
  l: 'look',
};

export type Typed =
  | { readonly kind: 'ask'; readonly command: LessonCommand }
  | { readonly kind: 'end' | 'keys' | 'unknown' };

const ask = (what: LessonAsk, choice?: number): Typed => ({
  kind: 'ask',
  command: choice === undefined ? { do: 'lesson', ask: what } : { do: 'lesson', ask: what, choice },
});

/** A number chooses what is asked for now. */
function chosen(card: LessonCard, number: number, text: CardText): Typed {
  const texts = card.at.phase === 'why' ? text.why.choices : text.predict;
  if (number > texts.length) return { kind: 'unknown' };
  switch (card.at.phase) {
    case 'asking':
      return ask('predict', number - 1);
    case 'seen':
      return ask('saw', number - 1);
    case 'why':
      return ask('why', number - 1);
    default:
      return { kind: 'unknown' };
  }
}

/** Enter goes on; where the step waits for a hand, the rig does it. */
function entered({ at, prediction }: LessonCard): Typed {
  if (at.phase === 'asking') return ask(prediction === null ? 'next' : 'act');
  if (at.phase === 'doing' && at.stage === 'waiting' && at.waitsFor !== null) return ask('act');
  return ask('next');
}

/** @param text the words of the card, whose choices are typed by their numbers. */
export function typedAs(line: string, card: LessonCard, text: CardText): Typed {
  const word = line.trim().toLowerCase();
  if (word === '') return entered(card);
  if (word === 'q') return { kind: 'end' };
  if (word === '?' || word === 'h') return { kind: 'keys' };
  if (/^[1-9]$/.test(word)) return chosen(card, Number(word), text);
  const letter = Object.hasOwn(LETTERS, word) ? LETTERS[word] : undefined;
  return letter === undefined ? { kind: 'unknown' } : ask(letter);
}
