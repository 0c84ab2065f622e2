/** A question's choices in the rail: radio buttons as large as a thumb, with a place for what the room thinks. */
import { choiceLetter } from '../../server/messages.js';
import { element, richNodes } from './dom.js';
import { createHands, type Hands } from './hands.js';
import type { RailChoices, RailHands } from './rail-view.js';
import type { Words } from './words.js';

export interface ChoicesListener {
  /** Somebody chose, by a click, an arrow key, or the number of it; `sends`: by that alone it is meant. */
  chose(of: RailChoices['of'], choice: number, sends: boolean): void;
  /** Enter: what is chosen is meant. */
  confirmed(of: RailChoices['of']): void;
  /** Hands for each choice; null: they are not counted any more. */
  counted(round: RailHands['round'], counts: readonly number[] | null): void;
}

export interface Choices {
  readonly element: HTMLElement;
  /** Shows it, if nothing but the choice is another. @returns false: it needs new elements. */
  show(block: RailChoices): boolean;
}

/** Needs other elements where that is another: what is typed stays while hands are counted. */
const kindOf = (block: RailChoices) =>
  JSON.stringify({ ...block, chosen: null, hands: block.hands && [block.hands.round, block.hands.start] });

/** @param labelledBy the id of the question. */
export function createChoices(
  block: RailChoices,
  labelledBy: string,
  words: Words,
  listener: ChoicesListener,
): Choices {
  const group = element('div', {
    class: 'lesson-choices',
    role: block.readOnly ? 'list' : 'radiogroup',
    'aria-labelledby': labelledBy,
  });
  const radios: HTMLInputElement[] = [];
  const hands: Hands | undefined = block.hands
    ? createHands(block, block.hands.round, words, (counts) => listener.counted(block.hands!.round, counts))
    : undefined;
  block.choices.forEach(({ words: choice, right }, i) => {
    const told = element('span', { class: 'told' }, ...richNodes(choice));
    if (right) told.append(element('span', { class: 'unseen' }, ` – ${words.rightChoice}`));
    if (block.hiddenBars) told.append(element('span', { class: 'hidden-bar', 'aria-hidden': 'true' }));
    const letter = element('b', { class: 'letter' }, choiceLetter(i));
    if (block.readOnly) {
      group.append(element('div', { class: 'lesson-choice', role: 'listitem' }, letter, told));
      return;
    }
    const radio = element('input', {
      type: 'radio',
      name: `lesson-${block.of}`,
      value: String(i),
      'data-key': `${block.of}-${i}`,
    });
    radios.push(radio);
    const row = element(
      'div',
      { class: 'lesson-choice-row' },
      element(
        'label',
        { class: 'lesson-choice', 'data-right': right ? 'true' : undefined },
        radio,
        element('span', { class: 'ring', 'aria-hidden': 'true' }),
        letter,
        told,
      ),
    );
    if (hands) row.append(hands.boxes[i]!);
    group.append(row);
  });
  if (hands) group.append(hands.buttons);
  // A click of a finger or a mouse is meant; arrow keys only look around, and are clicks without a count.
  group.addEventListener('click', (event) => {
    const radio = event.target as HTMLInputElement;
    // The boxes for hands stand in here, too.
    if (radios.includes(radio)) listener.chose(block.of, Number(radio.value), isPointer(event));
  });
  group.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !radios.includes(event.target as HTMLInputElement)) return;
    event.preventDefault();
    listener.confirmed(block.of);
  });
  let kind = kindOf(block);
  let pointed = 0;
  // The click that a label passes on to its radio button has no count of its own.
  group.addEventListener('pointerup', (event) => {
    pointed = event.timeStamp;
  });
  function isPointer(event: MouseEvent): boolean {
    return event.detail > 0 || event.timeStamp - pointed < 50;
  }
  function show(next: RailChoices): boolean {
    if (kindOf(next) !== kind) return false;
    kind = kindOf(next);
    radios.forEach((radio, i) => {
      radio.checked = i === next.chosen;
    });
    if (next.hands) hands?.show(next.hands);
    return true;
  }
  show(block);
  return { element: group, show };
}
