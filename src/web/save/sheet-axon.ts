/** The axon over the graphs of a sheet: where current enters and both electrodes are. Pure. */
import type { AxonFacts } from '../../controller/contract.js';
import { type AxonMark, axonDrawing, type Drawing } from '../../figure/index.js';
import { METERS } from '../../units.js';
import { graphWords } from '../graph-words.js';
import { meterWords } from '../meter-words.js';
import type { Sweep } from '../sweep.js';
import { say } from '../words/say.js';
import { EM_MM } from './sheet-graph.js';

/** @returns undefined on a patch, which has no extent. */
export function sheetAxon(
  sweep: Sweep,
  { placeUnit, lastPlace }: AxonFacts,
  width: number,
): Drawing | undefined {
  const words = { outside: say('lens.outside'), inside: say('lens.inside') };
  return axonDrawing({ placeUnit, lastPlace, marks: marksOf(sweep), words, width, em: EM_MM });
}

/** Where current enters, and where both electrodes are. */
function marksOf({ presses, setUp, first }: Sweep): AxonMark[] {
  const places = [...new Set([first, ...presses].flatMap((press) => press.places))].slice(0, 4);
  const meters = METERS.flatMap((name): AxonMark[] => {
    const at = setUp?.electrodes[name];
    return at === undefined || at === 'bath' ? [] : [{ text: meterWords(name), ink: name, at }];
  });
  return [...places.map((at) => ({ text: graphWords().stimulus, ink: 'warm' as const, at })), ...meters];
}
