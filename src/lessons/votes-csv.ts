/** The votes of all cards as a table for a spreadsheet: a row for each choice. Pure. */
import type { BallotTold, VotesTold } from './votes.js';

const HEAD = 'card,round,choice,right,voices,answered,counted_by,gain';

/** Card names are those of files, and choices are letters: nothing in it needs quotation marks. */
export function votesCsv(cards: readonly VotesTold[]): string {
  const rows = cards.flatMap(({ ballots, gain }) => ballots.flatMap((ballot) => rowsOf(ballot, gain)));
  return `${[HEAD, ...rows].join('\r\n')}\r\n`;
}

/** Gain stands with what was predicted after the talk. */
function rowsOf(ballot: BallotTold, gain: number | null): string[] {
  const { card, round, choices, right, counts, answered, by } = ballot;
  return Array.from({ length: choices }, (_, k) =>
    [
      card,
      round,
      letterOf(k),
      right === null ? '' : right === k ? 'yes' : 'no',
      counts?.[k] ?? '',
      answered,
      by,
      round === 'after' && gain !== null ? gain.toFixed(3) : '',
    ].join(','),
  );
}

/** What a choice is called beside its words: A, B, … */
export function letterOf(choice: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + choice);
}
