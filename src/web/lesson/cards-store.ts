/** The words of the cards: asked of the rig once they are wanted, and again where they did not come. */
import { isCardsText } from '../../server/messages.js';
import type { RigFiles } from '../rig-files.js';
import type { CardsNews } from './card-list.js';

/** They are on this computer or beside it: longer than this they are not coming [ms of room]. */
const TIMEOUT_MS = 10_000;

export class CardsStore {
  readonly #files: RigFiles;
  readonly #language: string;
  readonly #changed: () => void;
  #news: CardsNews = { kind: 'missing' };

  constructor(files: RigFiles, language: string, changed: () => void) {
    this.#files = files;
    this.#language = language;
    this.#changed = changed;
  }

  get news(): CardsNews {
    return this.#news;
  }

  /** Asks for them, unless they are here or on their way. */
  want(): void {
    if (this.#news.kind !== 'missing') return;
    this.#news = { kind: 'loading' };
    void this.#ask();
  }

  /** Asks once more, if they were asked for: this page may have more of them now. */
  renew(): void {
    if (this.#news.kind !== 'missing') void this.#ask();
  }

  async #ask(): Promise<void> {
    try {
      const answer = await this.#files.get(
        `cards.json?lang=${encodeURIComponent(this.#language)}`,
        AbortSignal.timeout(TIMEOUT_MS),
      );
      const texts: unknown = answer.ok ? await answer.json() : undefined;
      this.#news = isCardsText(texts) ? { kind: 'here', texts } : { kind: 'missing' };
    } catch {
      this.#news = { kind: 'missing' };
    }
    this.#changed();
  }
}
