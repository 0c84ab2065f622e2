/** Says on the terminal what a lesson says, each thing once, and hands on what is typed. */
import type { CardText, LessonState, Lessons } from '../../lessons/contract.js';
import { saidOf } from './lines.js';
import { typedAs } from './typed.js';
import type { Words } from './words.js';

export interface TalkParts {
  readonly lessons: Pick<Lessons, 'state' | 'command'>;
  /** The words of a card. */
  textOf(name: string): CardText | undefined;
  readonly words: Words;
  readonly out: (line: string) => void;
  /** The lesson is over, or somebody has ended it. */
  over(): void;
}

export interface Talk {
  /** Something in the lesson is no longer as it was. */
  change(): void;
  typed(line: string): void;
  /** Nobody can type any more: the lesson ends, unless it is a trail, which needs nobody who types. */
  typingEnded(): void;
}

export function createTalk({ lessons, textOf, words, out, over }: TalkParts): Talk {
  /** Keys of what was said last, in the order in which things are said. */
  let told: readonly string[] = [];
  let isOver = false;

  function end(): void {
    if (isOver) return;
    isOver = true;
    out(words.over);
    over();
  }

  function tell(state: LessonState, text: CardText): void {
    const said = saidOf(state, text, words);
    const isNewCard = said[0]?.key !== told[0];
    for (const [i, { key, lines }] of said.entries())
      if (isNewCard || key !== told[i]) for (const line of lines) out(line);
    told = said.map(({ key }) => key);
  }

  function change(): void {
    if (isOver) return;
    const state = lessons.state();
    const text = state.card === null ? undefined : textOf(state.card.name);
    if (text === undefined) end();
    else tell(state, text);
  }

  return {
    change,
    typingEnded() {
      if (lessons.state().plan?.trail !== true) end();
    },
    typed(line) {
      const { card } = lessons.state();
      const text = card === null ? undefined : textOf(card.name);
      if (isOver || card === null || text === undefined) return;
      const typed = typedAs(line, card, text);
      switch (typed.kind) {
        case 'end':
          end();
          return;
        case 'keys':
          out(words.keys);
          return;
        case 'unknown':
          out(words.unknown(line.trim()));
          out(words.keys);
          return;
        case 'ask': {
          const refusal = lessons.command(typed.command);
          if (refusal !== undefined) out(words.refused(refusal));
        }
      }
    },
  };
}
