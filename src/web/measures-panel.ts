/** The measures of the last press, in a panel that opens over the page. */
import type { AxonFacts, Measure } from '../controller/contract.js';
import type { PageState } from '../server/messages.js';
import { placeWords, unitWords } from './meter-words.js';
import { byId } from './svg.js';
import { rigWords } from './words/rig-words.js';
import { fixedFigure, say } from './words/say.js';
import { potentialFigure } from './words.js';

type Measured = Pick<PageState, 'measures' | 'axon' | 'look'>;

/** `5.19 sites/ms`, `5.2 ± 0.4 sites/ms at this lens`, or why there is none. */
export function measureWords(measure: Measure): string {
  if (measure.value === null) return rigWords(measure.because);
  const places = Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(measure.value), 1e-3))));
  const { value, unit, within } = measure;
  if (within !== undefined) {
    const sure = Math.min(3, Math.max(0, -Math.floor(Math.log10(within))));
    const off = Math.ceil(within * 10 ** sure) / 10 ** sure;
    return say('readings.atThisLens', {
      value: potentialFigure(value, sure),
      off: fixedFigure(off, sure),
      unit: unitWords(unit),
    });
  }
  const figure = potentialFigure(value, Math.min(places, 3));
  // Beside a count it is "1 site", and "1.00 sites" is none.
  const isOne = COUNTED.includes(unit) && Number(value.toFixed(Math.min(places, 3))) === 1;
  return say('readings.value', { value: isOne ? '1' : figure, unit: unitWords(unit, isOne ? 1 : 2) });
}

const COUNTED: readonly string[] = ['sites', 'nodes'];

/** A place, not a length: `site 19.3`. */
function frontWords(front: Measure, axon: AxonFacts): string {
  return front.value === null ? rigWords(front.because) : placeWords(front.value, axon);
}

/** What is listed, in this order. */
export function measureRows({ measures, axon, look }: Measured) {
  const { blue, yellow, velocity, gap, lit, locked, front } = measures;
  const rows: [string, Measure][] = [
    [say('readings.bluePeak'), blue.peak],
    [say('readings.yellowPeak'), yellow.peak],
    [say('readings.blueSpike'), blue.latency],
    [say('readings.yellowSpike'), yellow.latency],
    [say('readings.blueHalf'), blue.halfWidth],
    [say('readings.yellowHalf'), yellow.halfWidth],
    [say('readings.velocity'), velocity],
    [say('readings.gap'), gap],
    [say('readings.lit'), lit],
    ...(axon.kind === 'lattice' ? [[say('readings.locked'), locked] as [string, Measure]] : []),
  ];
  const told = [
    ...rows.map(([label, measure]) => [label, measureWords(measure)] as const),
    [say('readings.front'), frontWords(front, axon)] as const,
  ];
  return look.kind === 'live' ? told : told.map(([label]) => [label, say('readings.notOfPast')] as const);
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
