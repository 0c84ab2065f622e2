/** What a page can paint a stretch of an axon with, and why an axon does not take some of it. */
import { type Geometry, type MembraneSpec, type Treatment, treatmentRefusal } from '../model/index.js';
import { PAINTS, type Paint } from './contract.js';

/** What a stroke of each does, but for its stretch. */
const TREATMENTS: { readonly [Kind in Paint['kind']]: Treatment & { readonly kind: Kind } } = {
  temperature: { kind: 'temperature', temperatureC: 0 },
  ttx: { kind: 'ttx', sodiumFraction: 0 },
  tea: { kind: 'tea', potassiumFraction: 0.2 },
  bare: { kind: 'bare' },
  dead: { kind: 'dead' },
  potassium: { kind: 'potassium', outsideMillimolar: 30 },
};

export function paintsOn(geometry: Geometry, membrane: MembraneSpec): readonly Paint[] {
  return PAINTS.map((kind) => {
    const treatment = TREATMENTS[kind];
    return { kind, treatment, because: treatmentRefusal(geometry, membrane, treatment) ?? null };
  });
}
