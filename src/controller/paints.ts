/** What a page can paint a stretch of an axon with, and why an axon does not take some of it. */
import {
  type Geometry,
  isExcitable,
  type MembraneSpec,
  type Treatment,
  treatmentRefusal,
} from '../model/index.js';
import { PAINTS, type Paint } from './contract.js';

/** What a stroke of each does, but for its stretch: as much as shows at once, and as little as leaves the rest of an axon alone. */
const TREATMENTS: { readonly [Kind in Paint['kind']]: Treatment & { readonly kind: Kind } } = {
  temperature: { kind: 'temperature', temperatureC: 0 },
  ttx: { kind: 'ttx', sodiumFraction: 0 },
  // With less than a third of its potassium channels a squid axon fires by itself.
  tea: { kind: 'tea', potassiumFraction: 0.4 },
  bare: { kind: 'bare' },
  dead: { kind: 'dead' },
  potassium: { kind: 'potassium', outsideMillimolar: 30 },
};

export function paintsOn(geometry: Geometry, membrane: MembraneSpec): readonly Paint[] {
  return PAINTS.map((kind) => {
    const treatment = TREATMENTS[kind];
    const because = treatmentRefusal(geometry, membrane, treatment) ?? emptyReason(kind, membrane);
    return { kind, treatment, because: because === undefined ? null : sentence(because) };
  });
}

/** Why it would be taken and change nothing. */
function emptyReason(kind: Paint['kind'], membrane: MembraneSpec): string | undefined {
  if (kind === 'bare' || isExcitable(membrane)) return undefined;
  return 'this axon has no channels that it could change';
}

function sentence(words: string): string {
  return `${words[0]!.toUpperCase()}${words.slice(1)}.`;
}
