/** The colours of the wires: those of the stage, and further down those of the page. */
import { METERS } from '../units.js';
import { svg } from './svg.js';

export const WIRES = [...METERS, 'stimulus'] as const;

/** A wire hangs from the stage over the bench, which may be light. */
export function wireColour(name: (typeof WIRES)[number]): SVGLinearGradientElement {
  return svg(
    'linearGradient',
    { id: `wire-${name}`, class: `wire-colour ${name}`, gradientUnits: 'userSpaceOnUse', x1: 0, x2: 0 },
    svg('stop', { class: 'over-stage', offset: 0 }),
    svg('stop', { class: 'over-bench', offset: 1 }),
  );
}
