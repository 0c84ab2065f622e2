/** Names that a card gives to its own parts, where it names them again. */
import type { FilePath, Problem } from '../files/index.js';
import { nearestWord } from '../files/nearest.js';

/** A name that nothing has. `what`: of which kind it should be. */
export function unknownName(path: FilePath, name: string, known: readonly string[], what: string): Problem[] {
  if (known.includes(name)) return [];
  const meant = nearestWord(name, known);
  const list = known.length > 12 ? `${known.slice(0, 12).join(', ')}, …` : known.join(', ');
  return [
    {
      path,
      expected: `the name of ${what}`,
      got: `"${name}"`,
      advice: meant === undefined ? `the card has ${list}` : `did you mean ${meant}?`,
    },
  ];
}
