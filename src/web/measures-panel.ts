/** The measures of the last press, in a panel that opens over the page. */
import type { Measure } from '../controller/contract.js';
import type { PageState } from '../server/messages.js';
import { closeOnEscape } from './popover.js';
import { byId } from './svg.js';
import { potentialFigure } from './words.js';

/** `5.19 sites/ms`, `5.2 ± 0.4 sites/ms at this lens`, or why there is none. */
export function measureWords(measure: Measure): string {
  if (measure.value === null) return measure.because;
  const places = Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(measure.value), 1e-3))));
  const { value, unit, within } = measure;
  if (within === undefined) return `${potentialFigure(value, Math.min(places, 3))} ${unit}`;
  const sure = Math.min(3, Math.max(0, -Math.floor(Math.log10(within))));
  const off = Math.ceil(within * 10 ** sure) / 10 ** sure;
  return `${potentialFigure(value, sure)} ± ${off.toFixed(sure)} ${unit} at this lens`;
}

/** What is listed, in this order. */
export function measureRows({ blue, yellow, velocity, gap, lit, locked, front }: PageState['measures']) {
  const rows: [string, Measure][] = [
    ['Peak, blue', blue.peak],
    ['Peak, yellow', yellow.peak],
    ['Press to spike, blue', blue.latency],
    ['Press to spike, yellow', yellow.latency],
    ['Half width, blue', blue.halfWidth],
    ['Half width, yellow', yellow.halfWidth],
    ['Velocity, blue to yellow', velocity],
    ['From press to press', gap],
    ['Lit stretch now', lit],
    ['Locked stretch now', locked],
    ['Front now at', front],
  ];
  return rows.map(([label, measure]) => [label, measureWords(measure)] as const);
}

export class MeasuresPanel {
  readonly #details = byId('measures', HTMLDetailsElement);
  readonly #list = byId('measures-list', HTMLDListElement);
  #measures: PageState['measures'] | undefined;

  constructor() {
    closeOnEscape(this.#details);
    this.#details.addEventListener('toggle', () => this.#fill());
  }

  show({ measures }: PageState): void {
    this.#measures = measures;
    this.#fill();
  }

  #fill(): void {
    if (!this.#details.open || !this.#measures) return;
    this.#list.replaceChildren(
      ...measureRows(this.#measures).flatMap(([label, words]) => {
        const [term, value] = [document.createElement('dt'), document.createElement('dd')];
        term.textContent = label;
        value.textContent = words;
        return [term, value];
      }),
    );
  }
}
