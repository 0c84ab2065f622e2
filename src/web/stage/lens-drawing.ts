/** The enlarged piece of membrane: lipids, a sodium gate with its ball, a potassium gate, ions. Outside is above. */
import { svg } from '../svg.js';
import { say } from '../words/say.js';
import { gateState, LOCKED, NONE_WORKS, OPEN, type Side } from './gates.js';

/** The drawing is this large in its own units. */
export const LENS_WIDTH = 190;
export const LENS_HEIGHT = 84;

const MIDDLE_X = { sodium: 66, potassium: 124 } as const;
const JAW_WIDE = 14;
const JAW_TOP = 18;
const JAW_HIGH = 48;
/** Half of the way between the jaws. */
const GAP = { shut: 0.8, locked: 4.5, open: 8 } as const;
const LIPID_EVERY = 9;
const LIPID_ROWS = [
  { head: 28, tail: 40 },
  { head: 56, tail: 44 },
] as const;

export class LensDrawing {
  readonly #gates: Readonly<Record<Side, SVGGElement>>;
  readonly #shown: Record<Side, number> = { sodium: -1, potassium: -1 };

  constructor(root: SVGSVGElement) {
    this.#gates = {
      sodium: svg('g', { class: 'gate na' }),
      potassium: svg('g', { class: 'gate k' }),
    };
    root.setAttribute('viewBox', `0 0 ${LENS_WIDTH} ${LENS_HEIGHT}`);
    root.replaceChildren(
      svg('rect', {
        class: 'glass',
        x: 0.75,
        y: 0.75,
        width: LENS_WIDTH - 1.5,
        height: LENS_HEIGHT - 1.5,
        rx: 41,
      }),
      lipids(),
      this.#gates.sodium,
      this.#gates.potassium,
      svg('text', { x: MIDDLE_X.potassium, y: 13, 'text-anchor': 'middle' }, say('lens.outside')),
      svg('text', { x: MIDDLE_X.potassium, y: 79, 'text-anchor': 'middle' }, say('lens.inside')),
    );
  }

  /** @param byte of the gate, as a picture has it. */
  show(side: Side, byte: number): void {
    const state = gateState(byte);
    if (state === this.#shown[side]) return;
    this.#shown[side] = state;
    this.#gates[side].setAttribute('class', `gate ${side === 'sodium' ? 'na' : 'k'} state-${state}`);
    this.#gates[side].replaceChildren(...jaws(side, state), ...(side === 'sodium' ? ball(state) : []));
    if (state === OPEN) this.#gates[side].append(...flow(side));
    if (state === NONE_WORKS) this.#gates[side].append(cross(MIDDLE_X[side]));
  }
}

function lipids(): SVGGElement {
  const group = svg('g', { class: 'lipids' });
  for (let x = 5; x < LENS_WIDTH; x += LIPID_EVERY) {
    if (Object.values(MIDDLE_X).some((middle) => Math.abs(x - middle) < JAW_WIDE + GAP.open + 3)) continue;
    for (const { head, tail } of LIPID_ROWS)
      group.append(svg('path', { d: `M${x} ${head}V${tail}` }), svg('circle', { cx: x, cy: head, r: 3.2 }));
  }
  return group;
}

function gapOf(state: number): number {
  return state === OPEN ? GAP.open : state === LOCKED ? GAP.locked : GAP.shut;
}

function jaws(side: Side, state: number): SVGElement[] {
  const gap = gapOf(state);
  const middle = MIDDLE_X[side];
  return [middle - gap - JAW_WIDE, middle + gap].map((x) =>
    svg('rect', {
      class: 'jaw',
      x,
      y: JAW_TOP,
      width: JAW_WIDE,
      height: JAW_HIGH,
      rx: side === 'sodium' ? 1.5 : JAW_WIDE / 2,
    }),
  );
}

/** On its chain it hangs beside the mouth; locked, it sits in it. */
function ball(state: number): SVGElement[] {
  const middle = MIDDLE_X.sodium;
  const foot = middle + gapOf(state) + JAW_WIDE / 2;
  const bottom = JAW_TOP + JAW_HIGH;
  const [x, y] = state === LOCKED ? [middle, bottom - 2] : [foot + 15, bottom + 2];
  return [
    svg('path', { class: 'chain', d: `M${foot} ${bottom}Q${foot + 2} ${bottom + 9} ${x} ${y}` }),
    svg('circle', { class: 'ball', cx: x, cy: y, r: state === LOCKED ? 9 : 7 }),
  ];
}

/** An ion with its charge, and which way it goes: sodium in, potassium out. */
function flow(side: Side): SVGElement[] {
  const x = MIDDLE_X[side];
  const d =
    side === 'sodium'
      ? `M${x} 44V62M${x - 5} 57L${x} 62L${x + 5} 57`
      : `M${x} 40V22M${x - 5} 27L${x} 22L${x + 5} 27`;
  const y = side === 'sodium' ? 32 : 52;
  return [
    svg('path', { class: 'arrow', d }),
    svg('circle', { class: 'ion', cx: x, cy: y, r: 6 }),
    svg('path', { class: 'charge', d: `M${x - 3} ${y}h6M${x} ${y - 3}v6` }),
  ];
}

function cross(x: number): SVGElement {
  const y = JAW_TOP + JAW_HIGH / 2;
  return svg('path', { class: 'cross', d: `M${x - 10} ${y - 10}l20 20M${x + 10} ${y - 10}l-20 20` });
}
