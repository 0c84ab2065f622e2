/** One block of the rail as elements. */
import { element, richNodes } from './dom.js';
import type { RailBlock, RailButton } from './rail-view.js';
import { fill, type Words } from './words.js';

export interface BlockListener {
  pressed(button: RailButton): void;
}

/** A button of the rail. */
export function buttonElement(button: RailButton, listener: BlockListener): HTMLButtonElement {
  const made = element('button', { type: 'button', 'data-key': button.name }, button.words);
  made.addEventListener('click', () => listener.pressed(button));
  return made;
}

/** @param block anything but choices, which are drawn by themselves. @param id of a question. */
export function blockElement(
  block: Exclude<RailBlock, { readonly kind: 'choices' }>,
  id: string,
  words: Words,
  listener: BlockListener,
): HTMLElement {
  switch (block.kind) {
    case 'head':
      return element(
        block.large ? 'h3' : 'h4',
        { id, class: block.large ? 'lesson-question' : 'lesson-second' },
        ...richNodes(block.words),
      );
    case 'words':
      return element('p', { class: `lesson-${block.tone}` }, ...richNodes(block.words));
    case 'said':
      return element(
        'p',
        { class: 'lesson-said' },
        element('span', { class: 'soft' }, block.label),
        ' ',
        ...richNodes(block.words),
      );
    case 'note': {
      const note = element(
        'div',
        { class: 'lesson-note', 'data-tone': block.tone },
        element('p', {}, ...richNodes(block.words)),
      );
      if (block.button) note.append(buttonElement(block.button, listener));
      return note;
    }
    case 'button': {
      const row = element('div', { class: 'lesson-row' });
      row.append(buttonElement(block.button, listener));
      return row;
    }
    case 'share': {
      const bar = element('progress', { max: '1', 'aria-label': block.words || words.recording });
      if (block.share !== null) bar.value = block.share;
      const row = element('div', { class: 'lesson-share' }, bar);
      if (block.words) row.prepend(element('p', { class: 'lesson-soft' }, block.words));
      return row;
    }
    case 'figures': {
      const list = element('dl', { class: 'lesson-figures' });
      for (const { words: of, figure, because } of block.rows) {
        const term = element('dt', {}, ...richNodes(of));
        if (because) term.append(element('span', {}, because));
        list.append(element('div', {}, term, element('dd', { class: 'figure' }, figure)));
      }
      return element(
        'div',
        {},
        element('h4', { class: 'lesson-label lesson-figures-title' }, block.title),
        list,
      );
    }
    case 'bars':
      return barsElement(block, words);
    case 'notes':
      return notesElement(block);
  }
}

function barsElement(block: Extract<RailBlock, { readonly kind: 'bars' }>, words: Words): HTMLElement {
  const most = Math.max(1, ...block.bars.map(({ count }) => count));
  const list = element('ul', { class: 'lesson-bars' });
  for (const { letter, words: choice, count, right } of block.bars) {
    const bar = element('span', { class: 'bar', 'aria-hidden': 'true' });
    bar.style.setProperty('--share', String(count / most));
    const item = element(
      'li',
      { 'data-right': right ? 'true' : undefined },
      element('b', { class: 'letter' }, letter),
      element('span', { class: 'of' }, ...richNodes(choice)),
      bar,
      element('span', { class: 'figure', 'aria-label': fill(words.voices, { count }) }, String(count)),
    );
    if (right) item.append(element('span', { class: 'unseen' }, words.rightChoice));
    list.append(item);
  }
  return element('div', {}, element('h4', { class: 'lesson-label' }, block.title), list);
}

/** Its element is kept from phase to phase: what somebody has opened stays open. */
function notesElement({ title, notes }: Extract<RailBlock, { readonly kind: 'notes' }>): HTMLElement {
  const list = element('dl', {});
  for (const { heading, lines } of notes)
    list.append(element('dt', {}, heading), ...lines.map((line) => element('dd', {}, line)));
  const summary = element('summary', { 'data-key': 'notes' }, title);
  return element('details', { class: 'lesson-notes' }, summary, list);
}
