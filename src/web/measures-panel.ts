/** The measures of the last press, in a panel that opens over the page. */
import type { AxonFacts, Measure } from '../controller/contract.js';
import type { PageState } from '../server/messages.js';
import { placeWords } from './happening.js';
import { byId } from './svg.js';
import { potentialFigure } from './words.js';

type Measured = Pick<PageState, 'measures' | 'axon' | 'look'>;

/** `5.19 sites/ms`, `5.2 ± 0.4 sites/ms at this lens`, or why there is none. */
export function measureWords(measure: Measure): string {
  if (measure.value === null) return measure.because;
  const places = Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(measure.value), 1e-3))));
  const { value, unit, within } = measure;
  if (within !== undefined) {
    const sure = Math.min(3, Math.max(0, -Math.floor(Math.log10(within))));
    const off = Math.ceil(within * 10 ** sure) / 10 ** sure;
    return `${potentialFigure(value, sure)} ± ${off.toFixed(sure)} ${unit} at this lens`;
  }
  const figure = potentialFigure(value, Math.min(places, 3));
  const single = ONE_OF[unit];
  return single !== undefined && Number(figure) === 1 ? `1 ${single}` : `${figure} ${unit}`;
}

const ONE_OF: Readonly<Record<string, string>> = { sites: 'site', nodes: 'node' };

/** A place, not a length: `site 19.3`. */
function frontWords(front: Measure, axon: AxonFacts): string {
  return front.value === null ? front.because : placeWords(front.value, axon);
}

/** What is measured is measured now. */
const PAST_WORDS = 'not kept for past moments';

/** What is listed, in this order. */
export function measureRows({ measures, axon, look }: Measured) {
  const { blue, yellow, velocity, gap, lit, locked, front } = measures;
  const rows: [string, Measure][] = [
    ['Peak, blue', blue.peak],
    ['Peak, yellow', yellow.peak],
    ['Press to spike, blue', blue.latency],
    ['Press to spike, yellow', yellow.latency],
    ['Half width, blue', blue.halfWidth],
    ['Half width, yellow', yellow.halfWidth],
    ['Velocity, blue to yellow', velocity],
    ['From press to press', gap],
    ['Length of the spike now', lit],
    ...(axon.kind === 'lattice' ? [['Locked stretch now', locked] as [string, Measure]] : []),
  ];
  const told = [
    ...rows.map(([label, measure]) => [label, measureWords(measure)] as const),
    ['Front now at', frontWords(front, axon)] as const,
  ];
  return look.kind === 'live' ? told : told.map(([label]) => [label, PAST_WORDS] as const);
}

export class MeasuresPanel {
  readonly #panel = byId('readings', HTMLElement);
  readonly #list = byId('measures-list', HTMLDListElement);
  #state: Measured | undefined;

  constructor() {
    this.#panel.addEventListener('toggle', () => this.#fill());
  }

  show(state: Measured): void {
    this.#state = state;
    this.#fill();
  }

  #fill(): void {
    if (!this.#panel.matches(':popover-open') || !this.#state) return;
    this.#list.replaceChildren(
      ...measureRows(this.#state).flatMap(([label, words]) => {
        const [term, value] = [document.createElement('dt'), document.createElement('dd')];
        term.textContent = label;
        value.textContent = words;
        return [term, value];
      }),
    );
  }
}
