/** What stands in the panel that opens files. */
import { element } from '../../web/lesson/dom.js';
import { say } from '../../web/words/say.js';
import type { KeptFile } from './kept.js';
import { reasonsOf } from './reasons.js';

export interface OpenListener {
  chosen(files: readonly File[]): void;
  save(file: KeptFile): void;
  forget(lesson: KeptFile): void;
  begin(lesson: KeptFile): void;
  /** Back to the rig of the page itself. */
  first(): void;
  saveAside(): void;
  forgetAside(): void;
}

/** How opening goes. `lines`: remarks, or what is wrong. */
export interface OpenNews {
  readonly kind: 'opening' | 'opened' | 'refused';
  readonly words: string;
  readonly lines: readonly string[];
}

export interface OpenView {
  readonly playing: KeptFile | undefined;
  readonly isOwn: boolean;
  readonly lessons: readonly KeptFile[];
  /** A rig that was kept and does not play. */
  readonly unopened: KeptFile | undefined;
  /** Something that was kept and could not be read. */
  readonly aside: boolean;
}

/** Of what is wrong with a file; who mends the first few sees the others then. */
const MOST_LINES = 6;

export class OpenBody {
  readonly #on: OpenListener;
  /** What became of each file of the last turn. */
  readonly #news = element('div', { class: 'open-news', role: 'status' });
  readonly #files = element('div', { class: 'open-files' });
  #shown = '';

  constructor(panel: HTMLElement, on: OpenListener) {
    this.#on = on;
    const input = element('input', {
      id: 'open-file',
      type: 'file',
      class: 'unseen',
      multiple: '',
      accept: '.yaml,.yml,text/yaml,application/yaml',
    });
    input.addEventListener('change', () => {
      on.chosen([...(input.files ?? [])]);
      // The same file again, once it is mended, is a change as well.
      input.value = '';
    });
    panel.append(
      element(
        'p',
        { class: 'open-choose' },
        input,
        element('label', { class: 'button', for: 'open-file' }, say('open.choose')),
        ' ',
        element('span', {}, say('open.orDrop')),
      ),
      this.#news,
      this.#files,
    );
  }

  /** Forgets what became of the files before. */
  clear(): void {
    this.#news.replaceChildren();
  }

  /** A file that was being opened has come to something: it is told in place of that. */
  tell({ kind, words, lines }: OpenNews): void {
    const last = this.#news.lastElementChild;
    if (last instanceof HTMLElement && last.dataset.mark === 'opening') last.remove();
    const left = lines.length - MOST_LINES;
    const more = left > 0 ? [say('open.moreProblems', { count: left })] : [];
    const reasons = reasonsOf(lines.slice(0, MOST_LINES));
    const { inEnglish } = reasons;
    const told = [
      ...reasons.lines.map((line) => element('li', inEnglish === undefined ? {} : { lang: 'en' }, line)),
      ...more.map((line) => element('li', {}, line)),
    ];
    this.#news.append(
      element(
        'div',
        { 'data-mark': kind },
        element('p', {}, words),
        ...(inEnglish === undefined ? [] : [element('p', {}, inEnglish)]),
        ...(told.length > 0 ? [element('ul', {}, ...told)] : []),
      ),
    );
  }

  show(view: OpenView): void {
    const shown = JSON.stringify([view, view.playing?.file]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const focused = this.#files.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).dataset.key
      : undefined;
    this.#files.replaceChildren(...this.#groups(view));
    if (focused !== undefined)
      this.#files.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  #groups({ playing, isOwn, lessons, unopened, aside }: OpenView): HTMLElement[] {
    const made: HTMLElement[] = [];
    if (playing) {
      const first = isOwn ? [] : [this.#key('first', say('open.first'), say('open.first'), this.#on.first)];
      made.push(
        element('h2', {}, say('open.plays')),
        element('ul', {}, this.#row(playing, [this.#saves(playing), ...first])),
      );
    }
    const others = [...(unopened ? [unopened] : []), ...lessons];
    if (others.length > 0) {
      const rows = others.map((file) =>
        this.#row(
          file,
          file === unopened
            ? [this.#saves(file)]
            : [this.#begins(file), this.#saves(file), this.#forgets(file)],
        ),
      );
      made.push(element('h2', {}, say('open.kept')), element('ul', {}, ...rows));
    }
    if (aside)
      made.push(
        element('p', { class: 'alert' }, say('open.keptUnread')),
        element(
          'div',
          { class: 'open-keys' },
          this.#key('save-aside', say('open.saveUnread'), say('open.saveUnread'), this.#on.saveAside),
          this.#key('forget-aside', say('open.forgetUnread'), say('open.forgetUnread'), this.#on.forgetAside),
        ),
      );
    return made;
  }

  #row({ file }: KeptFile, keys: readonly HTMLElement[]): HTMLLIElement {
    return element('li', {}, element('b', {}, file), element('div', { class: 'open-keys' }, ...keys));
  }

  #saves(file: KeptFile): HTMLButtonElement {
    const label = say('open.saveOne', { name: file.file });
    return this.#key(`save ${file.file}`, say('open.save'), label, () => this.#on.save(file));
  }

  #begins(file: KeptFile): HTMLButtonElement {
    const label = say('open.beginOne', { name: file.file });
    return this.#key(`begin ${file.file}`, say('open.begin'), label, () => this.#on.begin(file));
  }

  #forgets(file: KeptFile): HTMLButtonElement {
    const label = say('open.forgetOne', { name: file.file });
    return this.#key(`forget ${file.file}`, say('open.forget'), label, () => this.#on.forget(file));
  }

  #key(key: string, words: string, label: string, does: () => void): HTMLButtonElement {
    const button = element('button', { type: 'button', 'data-key': key }, words);
    if (label !== words) button.ariaLabel = label;
    button.addEventListener('click', () => does());
    return button;
  }
}
