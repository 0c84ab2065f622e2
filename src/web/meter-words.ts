/** The voltmeters, places and units as people call them. Pure. */
import type { AxonFacts } from '../controller/contract.js';
import type { MeterName } from '../units.js';
import { fixedFigure, numberFigure, say } from './words/say.js';

/** `blue`, `yellow`. */
export function meterWords(name: MeterName): string {
  return say(`graph.${name}`);
}

/** A place in words: `site 8`, `40.2 mm`, `node 10`; `the patch` on a patch. */
export function placeWords(place: number, { placeUnit }: Pick<AxonFacts, 'placeUnit'>): string {
  if (placeUnit === '') return say('places.patch');
  return say(`places.${placeUnit}`, { place: numberFigure(place, { maximumFractionDigits: 1 }) });
}

/** `sites 29 to 35`, `site 4`, `40 to 46 mm`, `the patch`. */
export function stretchWords(
  { from, to }: { readonly from: number; readonly to: number },
  axon: Pick<AxonFacts, 'placeUnit'>,
): string {
  const { placeUnit } = axon;
  if (from === to || placeUnit === '') return placeWords(from, axon);
  const place = (at: number): string => numberFigure(at, { maximumFractionDigits: 2 });
  return say(`places.${placeUnit}s`, { from: place(from), to: place(to) });
}

/** The unit of a measure, in its form for a number: `1 site`, `2.5 sites`; what is written alike everywhere stays. */
export function unitWords(unit: string, count = 2): string {
  switch (unit) {
    case 'site':
    case 'sites':
      return say('places.siteUnit', { count });
    case 'node':
    case 'nodes':
      return say('places.nodeUnit', { count });
    case 'sites/ms':
      return say('places.sitesPerMs');
    case 'nodes/ms':
      return say('places.nodesPerMs');
    default:
      return unit;
  }
}

/** Two readings of a picture, `blue −77.9, yellow −70.0`. */
export function readingsWords(figureOf: (name: MeterName) => string): string {
  return (['blue', 'yellow'] as const)
    .map((name) => say('spoken.reading', { meter: meterWords(name), mv: figureOf(name) }))
    .join(', ');
}

/** `4.4`: a time after a press. */
export function msFigure(ms: number): string {
  return fixedFigure(ms, 1);
}
