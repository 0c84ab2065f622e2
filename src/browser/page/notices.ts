/** Sentences that stay until somebody has read them, or until they are no longer so: below the header, over nothing. */
import './css/notices.css';
// The words of old-browser.js, which has no styles of its own.
import './css/old-browser.css';
import { element } from '../../web/lesson/dom.js';
import { say } from '../../web/words/say.js';

export interface NoticeKey {
  readonly words: string;
  does(): void;
}

/** More than these push the axon off the page; the oldest goes. */
const MOST = 3;

export class Notices {
  readonly #list = element('div', { id: 'notices' });
  readonly #shown = new Map<string, HTMLElement>();

  constructor() {
    document.querySelector('main')!.before(this.#list);
  }

  /** @param about what it is about: a later one takes its place. @param keys besides the one that closes it. */
  tell(about: string, words: string, keys: readonly NoticeKey[] = []): void {
    const close = element('button', { type: 'button', class: 'quiet' }, say('open.close'));
    close.addEventListener('click', () => this.end(about));
    const others = keys.map(({ words: name, does }) => {
      const button = element('button', { type: 'button' }, name);
      button.addEventListener('click', does);
      return button;
    });
    const made = element(
      'p',
      { role: 'alert', class: 'notice' },
      element('span', {}, words),
      ...others,
      close,
    );
    this.end(about);
    this.#shown.set(about, made);
    this.#list.append(made);
    const [oldest] = this.#shown.keys();
    if (this.#shown.size > MOST) this.end(oldest!);
  }

  end(about: string): void {
    this.#shown.get(about)?.remove();
    this.#shown.delete(about);
  }
}
