/** The dialog of the header that says how pupils join, who controls the rig, and lends control. */
import type { PageCommand, PageRole, PageVotes } from '../../server/messages.js';
import { placeBeside } from '../panel-place.js';
import type { RigFiles } from '../rig-files.js';
import { byId } from '../svg.js';
import { rigWords } from '../words/rig-words.js';
import { setText } from '../words.js';
import { element } from './dom.js';
import { fill, type Words } from './words.js';

export class Pupils {
  readonly #button = byId('pupils-open', HTMLButtonElement);
  readonly #panel = byId('pupils-panel', HTMLElement);
  readonly #join = byId('lesson-join', HTMLElement);
  readonly #words: Words;
  readonly #files: RigFiles;
  readonly #send: (command: PageCommand) => void;
  readonly #count: () => void;
  /** Made once, so that what is typed stays while the rest is made again. */
  readonly #codeForm: HTMLFormElement;
  #shown = '';
  #isCodeShown = false;

  /** @param count raised hands are to be counted. */
  constructor(words: Words, files: RigFiles, send: (command: PageCommand) => void, count: () => void) {
    this.#words = words;
    this.#files = files;
    this.#send = send;
    this.#count = count;
    placeBeside(this.#button, this.#panel);
    this.#codeForm = codeForm(words, (code) => send({ do: 'code', code }));
  }

  show(votes: PageVotes | undefined, role: PageRole | undefined): void {
    this.#button.hidden = !votes || !role;
    if (!votes || !role) return;
    const { join, phones } = votes;
    const address = join.addresses[0];
    const line =
      address === undefined || role.code === null
        ? ''
        : fill(this.#words.pupilsJoin, { address: short(address) });
    setText(this.#join, line);
    this.#join.hidden = line === '';
    const shown = JSON.stringify([join, phones, role]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const focused = this.#panel.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).dataset.key
      : undefined;
    this.#panel.replaceChildren(...this.#content(votes, role));
    if (focused !== undefined)
      this.#panel.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus({ preventScroll: true });
  }

  #content({ join, phones }: PageVotes, role: PageRole): HTMLElement[] {
    const words = this.#words;
    const made: HTMLElement[] = [];
    const leads = role.code !== null;
    const [first, ...others] = join.addresses;
    if (first !== undefined) {
      made.push(
        element('img', { class: 'qr', src: 'join.svg', alt: '', width: '220', height: '220' }),
        element('p', { class: 'join-address' }, fill(words.pupilsJoin, { address: short(first) })),
      );
      if (others.length > 0) made.push(element('p', { class: 'soft' }, others.map(short).join(', ')));
    }
    if (join.words !== null) made.push(element('p', { class: 'alert' }, rigWords(join.words)));
    // Where no phone can come, there is nobody to count, and nobody to give a code to.
    const comes = first !== undefined || phones > 0;
    if (comes) made.push(element('p', { class: 'soft' }, fill(words.pupilsHere, { count: phones })));
    if (comes && role.code !== null) made.push(this.#code(role.code));
    if (role.role === 'watcher') {
      made.push(element('p', {}, role.asks ? words.askedControl : words.watching));
      if (!role.asks) made.push(this.#action('ask', words.askControl, { do: 'askControl' }));
      made.push(this.#codeForm);
    }
    if (leads)
      for (const to of role.asking.slice(0, 3))
        made.push(this.#action(`lend-${to}`, fill(words.lendTo, { page: to }), { do: 'lend', to }));
    if (role.lentTo !== null && (leads || role.lentTo === role.page))
      made.push(this.#action('take', words.takeBack, { do: 'takeBack' }));
    if (leads) {
      const count = element('button', { type: 'button', 'data-key': 'count' }, words.countHands);
      count.addEventListener('click', () => {
        this.#panel.hidePopover();
        this.#count();
      });
      const save = element('a', { download: '', 'data-key': 'save-votes' }, words.saveVotes);
      this.#files.link(save, 'votes.csv');
      made.push(count, save, this.#action('clear', words.clearVotes, { do: 'clearVotes' }));
    }
    return made;
  }

  /** Folded, since a class reads what the teacher's page shows. */
  #code(code: string): HTMLElement {
    const folded = element(
      'details',
      {},
      element('summary', { 'data-key': 'code-shown' }, this.#words.showCode),
      `${this.#words.codeIs} `,
      element('b', { class: 'figure' }, code),
    );
    folded.open = this.#isCodeShown;
    folded.addEventListener('toggle', () => {
      this.#isCodeShown = folded.open;
    });
    return folded;
  }

  #action(key: string, words: string, command: PageCommand): HTMLButtonElement {
    const button = element('button', { type: 'button', 'data-key': key }, words);
    button.addEventListener('click', () => this.#send(command));
    return button;
  }
}

/** Where somebody types the code that gives control. */
function codeForm(words: Words, give: (code: string) => void): HTMLFormElement {
  const typed = element('input', {
    type: 'text',
    maxlength: '16',
    autocomplete: 'off',
    autocapitalize: 'characters',
    spellcheck: 'false',
    'data-key': 'code',
  });
  const form = element(
    'form',
    { class: 'code' },
    element('label', {}, `${words.haveCode} `, typed),
    element('button', { type: 'submit' }, words.takeControl),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (typed.value !== '') give(typed.value);
    typed.value = '';
  });
  return form;
}

/** An address as people type it. */
function short(address: string): string {
  return address.replace(/^http:\/\//, '').replace(/\/$/, '');
}
