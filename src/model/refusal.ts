/** What the model says of a value that it cannot use: a value itself, which a reader of files puts into its own words. */
import { orList } from '../units.js';

/** Where a value stands in what the caller gave: names of fields, and numbers for places in a list. */
export type FieldPath = readonly (string | number)[];

/** `treatments[2].temperatureC` */
function fieldWords(path: FieldPath): string {
  return path.reduce<string>(
    (words, part) =>
      typeof part === 'number' ? `${words}[${part}]` : words === '' ? part : `${words}.${part}`,
    '',
  );
}

/** `'passive' or 'gated'` */
export function oneOf(words: readonly string[]): string {
  return orList(words.map((word) => `'${word}'`));
}

/** A RangeError in parts. Its message is `path: expected …, got … – advice`. */
export class ModelRefusal extends RangeError {
  override readonly name = 'ModelRefusal';
  /** Empty where no single field is to blame. */
  readonly path: FieldPath;
  readonly expected: string;
  /** The value as it would be written in a program; absent where it would say nothing. */
  readonly got: string | undefined;
  /** What to do, or why. */
  readonly advice: string | undefined;

  constructor(path: FieldPath, expected: string, got?: string, advice?: string) {
    const where = path.length === 0 ? '' : `${fieldWords(path)}: `;
    super(
      `${where}expected ${expected}${got === undefined ? '' : `, got ${got}`}${advice === undefined ? '' : ` – ${advice}`}`,
    );
    this.path = path;
    this.expected = expected;
    this.got = got;
    this.advice = advice;
  }
}
