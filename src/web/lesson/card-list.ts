/** The list of all lessons and cards, which the header opens. */
import type { CardsText, LessonCommand } from '../../server/messages.js';
import { placeBeside } from '../panel-place.js';
import type { RigFiles } from '../rig-files.js';
import { byId } from '../svg.js';
import { inOrder } from './card-order.js';
import { element } from './dom.js';
import { fill, type Words } from './words.js';

/** What is known of the words of the cards. */
export type CardsNews =
  | { readonly kind: 'loading' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'here'; readonly texts: CardsText };

type Opens = Omit<LessonCommand, 'do'>;

export class CardList {
  readonly #button = byId('lesson-open', HTMLButtonElement);
  readonly #panel = byId('lesson-panel', HTMLElement);
  readonly #words: Words;
  readonly #files: RigFiles;
  readonly #ask: (command: Opens) => void;
  readonly #loses: (command: Opens) => { readonly cards: number; readonly saves: boolean };
  #news: CardsNews = { kind: 'loading' };

  /**
   * @param loses cards whose votes are forgotten when this begins; `saves`: this page may have them as a table.
   * @param opened somebody wants to see it.
   */
  constructor(
    words: Words,
    files: RigFiles,
    ask: (command: Opens) => void,
    loses: (command: Opens) => { readonly cards: number; readonly saves: boolean },
    opened: () => void,
  ) {
    this.#words = words;
    this.#files = files;
    this.#ask = ask;
    this.#loses = loses;
    placeBeside(this.#button, this.#panel);
    const look = () => {
      if (this.#panel.matches(':popover-open')) opened();
    };
    this.#panel.addEventListener('toggle', look);
    // This part of the page comes late: a hand may have been quicker.
    queueMicrotask(look);
  }

  toggle(): void {
    if (this.#button.checkVisibility()) this.#button.click();
  }

  show(news: CardsNews): void {
    this.#news = news;
    this.#fill(this.#content(news));
  }

  #fill(content: readonly HTMLElement[]): void {
    this.#panel.replaceChildren(...content);
    if (this.#panel.matches(':popover-open') && !this.#panel.contains(document.activeElement))
      this.#panel.querySelector('button')?.focus();
  }

  #content(news: CardsNews): HTMLElement[] {
    const words = this.#words;
    const says = (text: string) => [element('p', {}, text)];
    if (news.kind === 'loading') return says(words.listLoading);
    if (news.kind === 'missing') return says(words.listMissing);
    const { plans, cards } = inOrder(news.texts);
    if (plans.length + cards.length === 0) return says(words.listEmpty);
    const lists: HTMLElement[] = [];
    if (plans.length > 0) {
      const rows = plans.map((plan) => {
        const count = fill(words.cardCount, { count: plan.cards.length });
        return this.#row('plan', plan, plan.trail ? [count, words.trail] : [count]);
      });
      lists.push(element('h2', {}, words.plans), element('ul', {}, ...rows));
    }
    if (cards.length > 0)
      lists.push(
        element('h2', {}, words.cards),
        element('ul', {}, ...cards.map((card) => this.#row('open', card, []))),
      );
    return lists;
  }

  #row(
    ask: 'plan' | 'open',
    one: { readonly name: string; readonly title: string; readonly age: number; readonly minutes: number },
    more: readonly string[],
  ): HTMLLIElement {
    const words = this.#words;
    const age = one.age >= 18 ? words.university : fill(words.fromAge, { age: one.age });
    const about = [age, fill(words.minutes, { minutes: one.minutes }), ...more].join(' · ');
    const button = element(
      'button',
      { type: 'button', class: 'quiet', 'data-name': one.name },
      element('b', {}, one.title),
      element('span', {}, about),
    );
    button.addEventListener('click', () => {
      const command = { ask, name: one.name };
      const { cards, saves } = this.#loses(command);
      if (cards > 0) this.#fill(this.#warning(command, cards, saves));
      else this.#begin(command);
    });
    return element('li', {}, button);
  }

  #begin(command: Opens): void {
    this.#panel.hidePopover();
    this.#ask(command);
  }

  /** Votes are lost: who begins has read so, and could save them. */
  #warning(command: Opens, cards: number, saves: boolean): HTMLElement[] {
    const words = this.#words;
    const back = element('button', { type: 'button' }, words.notYetBegin);
    back.addEventListener('click', () => this.show(this.#news));
    const begin = element('button', { type: 'button', 'data-key': 'begin-again' }, words.beginAnew);
    begin.addEventListener('click', () => this.#begin(command));
    const save = element(
      'a',
      { class: 'button', download: '', 'data-key': 'save-old-votes' },
      words.saveVotes,
    );
    this.#files.link(save, 'votes.csv');
    return [
      element('p', { role: 'alert' }, fill(words.votesLost, { count: cards })),
      element('div', { class: 'lesson-row' }, ...(saves ? [save] : []), begin, back),
    ];
  }
}
