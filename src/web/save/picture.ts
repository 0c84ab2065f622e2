/** The graph on show as a drawing of its own, larger than on the page and on white. Pure. */
import { type Drawing, drawingOf, LIGHT, type Theme } from '../../figure/index.js';
import type { PageState } from '../../server/messages.js';
import { graphAt, handleOf, handleWords, stillGraph } from '../graph-view.js';
import type { Sweeps } from '../sweeps.js';

/** [px] */
const SIZE = { width: 900, height: 540, em: 18 };

export const PICTURE_THEME: Theme = { ...LIGHT, colours: { ...LIGHT.colours, room: '#ffffff' } };

/** @param measure width of a text in letters of `em` px. */
export function pictureOf(
  sweeps: Sweeps,
  state: PageState,
  measure: (text: string, bold: boolean, em: number) => number,
): Drawing {
  const size = { ...SIZE, measure: (text: string, bold: boolean) => measure(text, bold, SIZE.em) };
  const graph = graphAt(stillGraph(sweeps, state, size), sweeps, state.axon, { isCalm: true, tells: true });
  const at = handleOf(sweeps);
  // A handle at the end of a sweep says nothing on a picture.
  const handle = graph.handle && at && !at.isNow ? { ...graph.handle, words: handleWords(at) } : null;
  return drawingOf({ ...graph, handle });
}
