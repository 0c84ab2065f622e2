/** The table of readings, in a panel over the page: copied by a button or by the keyboard. */
import type { PageState } from '../server/messages.js';
import { METERS } from '../units.js';
import { Readings, readingOf, spreadsheetText, tableOf } from './readings.js';
import { byId } from './svg.js';
import type { Sweep } from './sweep.js';
import type { Sweeps } from './sweeps.js';
import { say } from './words/say.js';

export class ReadingsPanel {
  readonly #sweeps: Sweeps;
  readonly #refuse: (words: string) => void;
  readonly #panel = byId('readings', HTMLElement);
  readonly #head = byId('readings-head', HTMLTableRowElement);
  readonly #body = byId('readings-rows', HTMLTableSectionElement);
  readonly #copied = byId('readings-copied', HTMLElement);
  readonly #none = byId('readings-none', HTMLElement);
  readonly #rows = new Readings();
  readonly #pinned: () => void;

  /** @param pinned a sweep is pinned, or no longer. */
  constructor(sweeps: Sweeps, refuse: (words: string) => void, pinned: () => void) {
    this.#sweeps = sweeps;
    this.#refuse = refuse;
    this.#pinned = pinned;
    byId('readings-copy', HTMLButtonElement).addEventListener('click', () => this.#copy());
    this.#panel.addEventListener('copy', (event) => {
      if (String(document.getSelection()) !== '' || !event.clipboardData) return;
      event.clipboardData.setData('text/plain', this.#text());
      event.preventDefault();
      this.#copied.textContent = say('table.copied');
    });
    this.#panel.addEventListener('beforetoggle', (event) => {
      if ((event as ToggleEvent).newState !== 'open') return;
      this.#copied.textContent = '';
      this.#fill();
    });
  }

  /** Takes note of the sweeps as they are now. */
  state({ axon, presses }: PageState): void {
    const { current } = this.#sweeps;
    for (const sweep of this.#sweeps.all)
      if (sweep.hasTrace && (sweep === current || !this.#isNoted(sweep)))
        this.#rows.note(readingOf(sweep, axon, presses));
    if (this.#panel.matches(':popover-open')) this.#fill();
  }

  #isNoted(sweep: Sweep): boolean {
    return this.#rows.rows.some(({ press }) => press === sweep.press);
  }

  #fill(): void {
    // The newest is what one looks for, and stands on top.
    const rows = [...this.#rows.rows].reverse();
    const { head, cells } = tableOf(rows);
    this.#head.replaceChildren(
      ...[...head, say('table.kept')].map((words) => cell('th', words, { scope: 'col' })),
    );
    this.#none.hidden = rows.length > 0;
    const known = new Map(this.#sweeps.all.map((sweep) => [sweep.press, sweep]));
    this.#body.replaceChildren(
      ...rows.map((row, i) => {
        const line = document.createElement('tr');
        const [first, ...others] = cells[i]!;
        const meters = others.map((_, k) =>
          METERS.find((name) => head[k + 1]!.toLowerCase().startsWith(name)),
        );
        line.append(
          cell('th', first!, { scope: 'row' }),
          ...others.map((words, k) => cell('td', words, { class: meters[k] ?? '' })),
        );
        const last = cell('td', '');
        const sweep = known.get(row.press);
        if (sweep) last.append(this.#pinOf(sweep));
        line.append(last);
        return line;
      }),
    );
  }

  #pinOf(sweep: Sweep): HTMLElement {
    const input = document.createElement('input');
    Object.assign(input, { type: 'checkbox', checked: this.#sweeps.pins.includes(sweep) });
    input.ariaLabel = say('table.keepSweep', { number: sweep.number });
    input.addEventListener('change', () => {
      if (!input.checked) this.#sweeps.unpin(sweep);
      else if (!this.#sweeps.pin(sweep)) {
        input.checked = false;
        this.#refuse(say('transport.threeKept'));
      }
      this.#pinned();
    });
    return input;
  }

  #text(): string {
    return spreadsheetText(this.#rows.rows);
  }

  #copy(): void {
    const written = navigator.clipboard?.writeText(this.#text());
    const done = (): void => {
      this.#copied.textContent = say('table.copied');
    };
    // A page that comes over the network without https has no clipboard of its own.
    (written ?? Promise.reject()).then(done, () => {
      if (copyByCommand(this.#text(), this.#panel)) done();
      else this.#copied.textContent = say('table.notCopied');
    });
  }
}

function copyByCommand(text: string, within: HTMLElement): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'unseen';
  within.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}

function cell(
  name: 'th' | 'td',
  words: string,
  attributes: Readonly<Record<string, string>> = {},
): HTMLElement {
  const element = document.createElement(name);
  element.textContent = words;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
