/** The rail on the page: draws a view, and keeps what has not changed, so that nobody loses his place in it. */
import { allById } from '../svg.js';
import { setText } from '../words.js';
import { type BlockListener, blockElement, buttonElement } from './blocks.js';
import { type Choices, type ChoicesListener, createChoices } from './choices.js';
import { element } from './dom.js';
import { markMoreBelow } from './more-below.js';
import type { RailBlock, RailButton, RailView } from './rail-view.js';
import type { Words } from './words.js';

/** The key that does what the main button does. */
const ON_KEY = 'N';

export interface RailListener extends ChoicesListener, BlockListener {}

interface Drawn {
  readonly json: string;
  readonly element: HTMLElement;
  readonly choices?: Choices;
}

export class Rail {
  readonly #on = allById({
    rail: 'lesson',
    title: 'lesson-title',
    card: 'lesson-card',
    progress: 'lesson-progress',
    tabs: 'lesson-tabs',
    body: 'lesson-body',
    buttons: 'lesson-buttons',
    bubble: 'press-here',
    says: 'lesson-says',
  });
  readonly #listener: RailListener;
  readonly #words: Words;
  readonly #isLonger = markMoreBelow(this.#on.body);
  #drawn: readonly Drawn[] = [];
  #shownButtons = new Map<string, { element: HTMLButtonElement; button: RailButton }>();
  #moment = '';
  #tabsShown = '';

  constructor(words: Words, listener: RailListener) {
    this.#words = words;
    this.#listener = listener;
  }

  get isOpen(): boolean {
    return !this.#on.rail.hidden;
  }

  /** @param view undefined: no lesson. @returns whether the page has another layout now. */
  show(view: RailView | undefined): boolean {
    const wasOpen = this.isOpen;
    if (view) this.#draw(view);
    else this.#empty();
    this.#on.rail.hidden = view === undefined;
    const { dataset } = document.body;
    if (view) Object.assign(dataset, { lesson: 'open', phase: view.phase, waits: view.waits });
    else {
      delete dataset.lesson;
      delete dataset.phase;
      delete dataset.waits;
    }
    return wasOpen !== (view !== undefined);
  }

  /** To the beginning of what the card says. */
  focus(): void {
    this.#on.body.focus({ preventScroll: true });
  }

  /** The rail, or the whole page where that scrolls: the axon above the card is to be seen, too. */
  #toBeginning(): void {
    this.#on.body.scrollTop = 0;
    if (this.#on.rail.getBoundingClientRect().top < 0) document.scrollingElement?.scrollTo(0, 0);
  }

  #empty(): void {
    this.#on.bubble.hidden = true;
    this.#moment = '';
    setText(this.#on.says, '');
    this.#on.body.replaceChildren();
    this.#drawn = [];
  }

  #draw(view: RailView): void {
    const isNew = view.moment !== this.#moment;
    const hadFocus = this.#on.rail.contains(document.activeElement);
    this.#moment = view.moment;
    setText(this.#on.title, view.title);
    setText(this.#on.card, view.card);
    this.#drawProgress(view);
    this.#drawBlocks(view.blocks);
    this.#drawButtons(view.buttons);
    const now = view.tabs.find(({ mark }) => mark === 'now')?.words ?? view.title;
    if (this.#on.body.getAttribute('aria-label') !== now) this.#on.body.setAttribute('aria-label', now);
    if (this.#on.bubble.hidden !== (view.bubble === '')) this.#on.bubble.hidden = view.bubble === '';
    setText(this.#on.bubble, view.bubble);
    setText(this.#on.says, view.says);
    if (isNew) this.#toBeginning();
    this.#isLonger();
    if (hadFocus && (isNew || !this.#on.rail.contains(document.activeElement))) this.focus();
  }

  #drawProgress({ progress, tabs }: RailView): void {
    const shown = JSON.stringify([progress, tabs]);
    if (shown === this.#tabsShown) return;
    this.#tabsShown = shown;
    this.#on.progress.replaceChildren(
      ...Array.from({ length: progress?.cards ?? 0 }, (_, i) =>
        element('span', {
          'data-mark': i < progress!.card ? 'done' : i === progress!.card ? 'now' : 'ahead',
        }),
      ),
    );
    this.#on.tabs.replaceChildren(
      ...tabs.map(({ words, mark }) => {
        const tab = element('li', { 'data-mark': mark });
        if (mark === 'now') tab.setAttribute('aria-current', 'step');
        if (mark === 'done')
          tab.append(
            element('span', { 'aria-hidden': 'true' }, '✓ '),
            words,
            element('span', { class: 'unseen' }, ` – ${this.#words.tabDone}`),
          );
        else tab.append(words);
        return tab;
      }),
    );
  }

  #drawBlocks(blocks: readonly RailBlock[]): void {
    let question = 'lesson-question-0';
    const next = blocks
      .filter((block) => block.kind !== 'words' || block.words.length > 0)
      .map((block, i): Drawn => {
        const json = JSON.stringify(block);
        const isKept = block.kind === 'notes';
        const old = isKept ? this.#drawn.find((one) => one.json === json) : this.#drawn[i];
        if (block.kind === 'head') question = `lesson-question-${i}`;
        if (block.kind === 'choices') {
          if (old?.choices?.show(block)) return { ...old, json };
          const choices = createChoices(block, question, this.#words, this.#listener);
          return { json, choices, element: choices.element };
        }
        if (old?.json === json) return old;
        return { json, element: blockElement(block, question, this.#words, this.#listener) };
      });
    const focused = keyOf(document.activeElement);
    next.forEach(({ element: one }, i) => {
      const at = this.#on.body.children[i];
      if (at === one) return;
      if (at && this.#drawn[i]?.element === at) at.replaceWith(one);
      else this.#on.body.append(one);
    });
    while (this.#on.body.children.length > next.length) this.#on.body.lastElementChild!.remove();
    this.#drawn = next;
    if (focused !== undefined && keyOf(document.activeElement) !== focused)
      this.#on.body.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus({ preventScroll: true });
  }

  /** A button keeps its element as long as it has its name: the focus stays on it. */
  #drawButtons(buttons: readonly RailButton[]): void {
    const kept = new Map<string, { element: HTMLButtonElement; button: RailButton }>();
    for (const button of buttons) {
      const old = this.#shownButtons.get(button.name);
      const shown = old ?? { element: this.#newButton(button.name), button };
      shown.button = button;
      setText(shown.element, button.words);
      shown.element.classList.toggle('primary', button.primary === true);
      kept.set(button.name, shown);
    }
    for (const [name, { element: old }] of this.#shownButtons) if (!kept.has(name)) old.remove();
    const wanted = [...kept.values()].map(({ element: one }) => one);
    if (wanted.some((one, i) => this.#on.buttons.children[i] !== one))
      this.#on.buttons.replaceChildren(...wanted);
    this.#shownButtons = kept;
  }

  #newButton(name: string): HTMLButtonElement {
    const made = buttonElement(
      { name, words: '', asks: { kind: 'lesson', commands: [] } },
      {
        ...this.#listener,
        pressed: () => {
          const shown = this.#shownButtons.get(name);
          if (shown) this.#listener.pressed(shown.button);
        },
      },
    );
    if (name === 'main') made.dataset.onKey = ON_KEY;
    return made;
  }
}

function keyOf(element: Element | null): string | undefined {
  return element instanceof HTMLElement ? element.dataset.key : undefined;
}
