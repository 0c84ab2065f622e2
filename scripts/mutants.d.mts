/** In place of `start` to `end`, this text. */
export interface Mutant {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function mutantsOf(source: string): Mutant[];
