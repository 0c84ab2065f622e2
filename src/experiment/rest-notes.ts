/** What is said of an axon that does not stay at rest. */

import type { FilePath, Problem } from '../files/index.js';
import { createAxon } from '../model/index.js';
import type { Experiment } from './settle.js';
import { figure } from './words.js';

/** A note where the rest is unstable; none where the axon stays there. */
export function restNotes({ geometry, membrane, treatments, stepMs }: Experiment): Problem[] {
  const axon = createAxon(geometry, membrane, { stepMs, treatments });
  if (axon.restIsStable) return [];
  const treated = treatments.length > 0 && createAxon(geometry, membrane, { stepMs }).restIsStable;
  const where = treated ? 'where it rests without treatments' : 'where the membrane of its paper rests';
  const path: FilePath = [treated ? 'treatments' : 'membrane'];
  const or: FilePath[] = [['membrane'], ['treatments'], ['axon']];
  return [
    {
      path,
      or,
      said: 'the rest of this axon is unstable: it does not stay there, but fires or swings by itself',
      advice: `it starts from ${figure(axon.restMv[0]!, 5)} mV, ${where}`,
    },
  ];
}
