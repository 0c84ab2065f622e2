/** Who calibrates a rig: answers questions, and turns something while it moves. Each answer is `null` to stop everything. */

export interface Choice<Value extends string | number> {
  readonly value: Value;
  readonly label: string;
}

/** What is turned: whole numbers from `low` to `high`, by `step`, or by `bigStep` in a hurry. */
export interface Turnable {
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly bigStep: number;
  readonly start: number;
  /** Such as `µs`; empty of what is only counted. */
  readonly unit: string;
}

export interface Person {
  tell(line: string): void;
  choose<Value extends string | number>(
    question: string,
    choices: readonly Choice<Value>[],
    usual: Value,
  ): Promise<Value | null>;
  /** A whole number from `low` to `high`. */
  figure(question: string, low: number, high: number, usual: number): Promise<number | null>;
  /** @param moved is told of each value on the way, the first of all. */
  turn(question: string, what: Turnable, moved: (value: number) => void): Promise<number | null>;
}
