/** The axon: its light, its potentials, its membrane, and all that is drawn over its places. */
import { asShown } from './as-shown.js';
import type { SceneGeometry } from './geometry.js';
import { MEMBRANE_PX } from './geometry.js';
import type { Part, Rig } from './part.js';
import { Stage } from './stage/stage.js';
import { byId } from './svg.js';
import type { Sweep } from './sweep.js';

export interface StagePart extends Part {
  /** Others that draw at places of the axon ask it where these are. */
  readonly geometry: SceneGeometry;
  /** The highest potential of each LED in a sweep (`PressMark.sweep`) [mV]; undefined where nobody has seen it. */
  highestMv(sweep: Pick<Sweep, 'number' | 'cutOff'>): Float32Array | undefined;
  /** The highest of an earlier sweep and what was another then; undefined: there is none to compare with. */
  ghost(highestMv: Float32Array | undefined, words: string): void;
}

export function stagePart(rig: Rig): StagePart {
  const stage = new Stage(rig.wake);
  listenForPlaces(byId('stage-axon', HTMLElement), stage);
  const forced = window.matchMedia('(forced-colors: active)');
  let isCalm = false;
  forced.addEventListener('change', () => {
    stage.layOut(isCalm);
    rig.wake();
  });
  return {
    get geometry() {
      return stage.geometry;
    },
    highestMv: (sweep) => stage.highestMv(sweep),
    ghost(highestMv, words) {
      stage.ghost(highestMv, words);
      rig.wake();
    },
    link: (state) => stage.link(state.kind === 'open'),
    state: (state) => stage.state(asShown(state)),
    picture: (picture) => stage.keep(picture),
    lesson({ card, plan }) {
      stage.watch(card?.at.phase === 'doing' && !plan?.trail);
      rig.wake();
    },
    draw: (picture, wallMs) => stage.draw(picture, wallMs),
    layOut(calm) {
      isCalm = calm;
      stage.layOut(calm);
    },
  };
}

/**
 * A mouse over the axon, and a tap beside the membranes, choose what the lens shows; between them a press stimulates. Where the
 * lens has no room of its own it goes as soon as the mouse does, and whenever something is pressed or dragged.
 */
function listenForPlaces(scene: HTMLElement, stage: Stage): void {
  const isOn = ({ axisY, radius, gateHalf }: SceneGeometry, y: number, isInside: boolean): boolean => {
    const off = Math.abs(y - axisY);
    return off < radius + MEMBRANE_PX + 2 * gateHalf && (isInside || off > radius - gateHalf);
  };
  const at = (event: PointerEvent) => {
    const box = scene.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const isOfLens = ({ target }: Event) => target instanceof Element && target.closest('#membrane-lens');
  scene.addEventListener('pointermove', (event) => {
    if (event.pointerType !== 'mouse' || event.buttons !== 0 || isOfLens(event)) return;
    const { x, y } = at(event);
    if (isOn(stage.geometry, y, true)) stage.enlarge(x);
    else stage.leave();
  });
  scene.addEventListener('pointerleave', ({ pointerType, buttons }) => {
    if (pointerType === 'mouse' && buttons === 0) stage.leave();
  });
  scene.addEventListener('pointerdown', (event) => {
    if (!isOfLens(event)) stage.leave();
  });
  scene.addEventListener('click', (event) => {
    const { x, y } = at(event);
    if (isOn(stage.geometry, y, false)) stage.enlarge(x);
  });
}
