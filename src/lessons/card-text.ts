/** The words of cards and plans as pages, phones and paper have them. Types. */

/** The words of the cards and plans that come with the program, in one language. */
export interface CardsText {
  readonly cards: readonly CardText[];
  readonly plans: readonly PlanText[];
}

/** The words of one card. */
export interface CardText {
  readonly name: string;
  /** Of these words: the one that was asked for, or `en`. */
  readonly language: string;
  /** All that the card has. */
  readonly languages: readonly string[];
  readonly title: string;
  readonly age: number;
  readonly minutes: number;
  /** What it sets up, as a rig names it. */
  readonly experiment: string;
  /** Somebody presses in one of its steps. */
  readonly presses: boolean;
  readonly question: string;
  readonly misconception: string;
  readonly predict: readonly { readonly choice: string; readonly reveals: string }[];
  readonly steps: readonly { readonly do: string }[];
  readonly see: string;
  readonly measures: readonly {
    readonly name: string;
    readonly words: string;
    readonly unit: string;
    readonly is: number | null;
    readonly within: number;
  }[];
  readonly why: {
    readonly question: string;
    readonly choices: readonly { readonly choice: string; readonly look: string | null }[];
  };
  readonly explain: string;
  readonly limits: string;
  readonly teacher: string;
  readonly standards: readonly { readonly code: string; readonly edition: string; readonly seen: boolean }[];
  readonly trail: string | null;
}

/** The words of one plan. */
export interface PlanText {
  readonly name: string;
  readonly title: string;
  readonly age: number;
  readonly minutes: number;
  readonly freeMinutes: number;
  readonly trail: boolean;
  readonly cards: readonly string[];
  /** What each of them takes in this plan. */
  readonly cardMinutes: readonly number[];
  readonly leave: string | null;
  readonly teacher: string;
}
