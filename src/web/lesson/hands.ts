/** Raised hands: a box beside each choice of a question, and what counts them. */
import { element } from './dom.js';
import type { RailChoices, RailHands } from './rail-view.js';
import { plainWords } from './rich.js';
import { fill, type Words } from './words.js';

const MOST_HANDS = 500;

export interface Hands {
  /** One for each choice. */
  readonly boxes: readonly HTMLInputElement[];
  readonly buttons: HTMLElement;
  show(hands: RailHands): void;
}

/** @param count called with the hands for each choice; null: they are not counted any more. */
export function createHands(
  { choices }: RailChoices,
  round: RailHands['round'],
  words: Words,
  count: (counts: readonly number[] | null) => void,
): Hands {
  const boxes = choices.map((choice, i) =>
    element('input', {
      type: 'number',
      class: 'lesson-hands',
      min: '0',
      max: String(MOST_HANDS),
      step: '1',
      value: '0',
      'aria-label': fill(words.handsFor, { choice: plainWords(choice.words) }),
      'data-key': `hands-${round}-${i}`,
    }),
  );
  const countAll = () => count(boxes.map(({ valueAsNumber }) => handsIn(valueAsNumber)));
  for (const box of boxes) {
    box.addEventListener('focus', () => box.select());
    box.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') countAll();
    });
  }
  const save = element('button', { type: 'button', 'data-key': 'hands-save' }, words.handsSave);
  const off = element('button', { type: 'button', class: 'quiet', 'data-key': 'hands-off' });
  save.addEventListener('click', countAll);
  off.addEventListener('click', () => count(null));
  return {
    boxes,
    buttons: element('div', { class: 'lesson-row' }, save, off),
    show(hands) {
      off.textContent = hands.off;
    },
  };
}

function handsIn(typed: number): number {
  return Number.isFinite(typed) ? Math.min(MOST_HANDS, Math.max(0, Math.round(typed))) : 0;
}
