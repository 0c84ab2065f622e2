/** A question's choices in the rail: radio buttons as large as a thumb, with a place for what the room thinks. */
import { element, richNodes } from './dom.js';
import type { RailChoices } from './rail-view.js';
import type { Words } from './words.js';

export interface ChoicesListener {
  /** Somebody chose, by a click, an arrow key, or the number of it; `sends`: by that alone it is meant. */
  chose(of: RailChoices['of'], choice: number, sends: boolean): void;
  /** Enter: what is chosen is meant. */
  confirmed(of: RailChoices['of']): void;
}

export interface Choices {
  readonly element: HTMLElement;
  /** Shows it, if nothing but the choice is another. @returns false: it needs new elements. */
  show(block: RailChoices): boolean;
}

const kindOf = (block: RailChoices) => JSON.stringify({ ...block, chosen: null });

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
  block.choices.forEach(({ words: choice, right }, i) => {
    const told = element('span', { class: 'told' }, ...richNodes(choice));
    if (right) told.append(element('span', { class: 'unseen' }, ` – ${words.rightChoice}`));
    if (block.hiddenBars) told.append(element('span', { class: 'hidden-bar', 'aria-hidden': 'true' }));
    if (block.readOnly) {
      group.append(element('div', { class: 'lesson-choice', role: 'listitem' }, told));
      return;
    }
    const radio = element('input', {
      type: 'radio',
      name: `lesson-${block.of}`,
      value: String(i),
      'data-key': `${block.of}-${i}`,
    });
    radios.push(radio);
    const key = element('kbd', { class: 'by-key', 'aria-hidden': 'true' }, String(i + 1));
    group.append(
      element(
        'label',
        { class: 'lesson-choice', 'data-right': right ? 'true' : undefined },
        radio,
        element('span', { class: 'ring', 'aria-hidden': 'true' }),
        told,
        key,
      ),
    );
  });
  // A click of a finger or a mouse is meant; arrow keys only look around, and are clicks without a count.
  group.addEventListener('click', (event) => {
    const radio = event.target;
    if (radio instanceof HTMLInputElement) listener.chose(block.of, Number(radio.value), isPointer(event));
  });
  group.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
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
    return true;
  }
  show(block);
  return { element: group, show };
}
