/** What a choice is called beside its words, on the page, on phones and in tables: A, B, … @param choice from 0. */
export function choiceLetter(choice: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + choice);
}
