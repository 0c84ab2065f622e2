/** The votes of all cards as a table for a spreadsheet: a row for each choice. Pure. */
import { choiceLetter } from './choice-letter.js';
import type { CardText } from './contract.js';
import type { BallotTold, VotesTold } from './votes.js';

const HEAD = 'card,experiment,round,question,choice,answer,right,voices,answered,counted_by,gain';

/** Finds the words of a card; undefined where they are not known. */
export type CardWordsOf = (card: string) => CardText | undefined;

export function votesCsv(cards: readonly VotesTold[], wordsOf: CardWordsOf): string {
  const rows = cards.flatMap(({ ballots, gain }) =>
    ballots.flatMap((ballot) => rowsOf(ballot, wordsOf(ballot.card), gain)),
  );
  return `${[HEAD, ...rows].join('\r\n')}\r\n`;
}

/** Gain stands with what was predicted after the talk. */
function rowsOf(ballot: BallotTold, text: CardText | undefined, gain: number | null): string[] {
  const { card, round, choices, right, counts, answered, by } = ballot;
  const isWhy = round === 'why';
  const question = (isWhy ? text?.why.question : text?.question) ?? '';
  const words = (isWhy ? text?.why.choices : text?.predict) ?? [];
  return Array.from({ length: choices }, (_, k) =>
    [
      card,
      text?.experiment ?? '',
      round,
      quoted(question),
      choiceLetter(k),
      quoted(answerWords(k, words[k]?.choice)),
      right === null ? '' : right === k ? 'yes' : 'no',
      counts?.[k] ?? '',
      answered,
      by,
      round === 'after' && gain !== null ? gain.toFixed(3) : '',
    ].join(','),
  );
}

/** Its letter stands first: a spreadsheet would compute `+70 mV`. */
function answerWords(choice: number, words: string | undefined): string {
  return words === undefined ? '' : `${choiceLetter(choice)}: ${words}`;
}

/** Words may have commas and quotation marks; a line of the table is one line. */
function quoted(words: string): string {
  return words === '' ? '' : `"${words.replaceAll('"', '""').replace(/\s+/g, ' ')}"`;
}
