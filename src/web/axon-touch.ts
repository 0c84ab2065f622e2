/** The axon under a finger: a press at a place of it, or a stroke of the tool that is in the hand. */
import type { PageState } from '../server/messages.js';
import type { Stretch } from './cells.js';
import { placeAt, type SceneGeometry } from './geometry.js';
import { type Brush, strokeStretch } from './paint.js';
import { Fingers } from './press-plan.js';
import { stretchX } from './stretch-x.js';
import { svg } from './svg.js';

/** Half the height that a finger hits at least [CSS px]. */
const LEAST_HALF = 22;

/** Of a press that no rig hears. */
const NOWHERE: readonly number[] = [];

export interface AxonHand {
  /** Also while no rig hears, without a place: who presses is told so. */
  press(places: readonly number[]): void;
  release(): void;
  /** A stroke with the tool in the hand, from a place to a place. */
  stroke(a: number, b: number): void;
  /** The stroke so far. */
  strokes(a: number, b: number): void;
}

type Stroke = { readonly pointer: number; readonly from: number; to: number };

export class AxonTouch {
  readonly #svg: SVGSVGElement;
  readonly #hand: AxonHand;
  readonly #area = svg('rect', { class: 'axon-area', rx: 8 });
  readonly #preview = svg('rect', { class: 'preview', rx: 6 });
  readonly #fingers: Fingers;
  readonly #down = new Set<number>();
  #geometry: SceneGeometry | undefined;
  #axon: PageState['axon'] | undefined;
  #brush: Brush | undefined;
  #stroke: Stroke | undefined;

  constructor(scene: SVGSVGElement, hand: AxonHand) {
    this.#svg = scene;
    this.#hand = hand;
    this.#fingers = new Fingers(
      (places) => {
        hand.press(places);
        // A tap that is shorter than the wait for a second finger.
        if (this.#down.size === 0) hand.release();
      },
      (then, ms) => setTimeout(then, ms),
    );
    scene.prepend(this.#area, this.#preview);
    this.#area.addEventListener('pointerdown', (event) => this.#pressed(event));
    this.#area.addEventListener('pointermove', (event) => this.#moved(event));
    for (const type of ['pointerup', 'pointercancel'] as const)
      this.#area.addEventListener(type, (event) => this.#let(event, type === 'pointerup'));
    // A long press of a finger is a long press, and no menu.
    scene.addEventListener('contextmenu', (event) => event.preventDefault());
    this.preview(undefined);
  }

  state(axon: PageState['axon']): void {
    this.#axon = axon;
  }

  resize(geometry: SceneGeometry): void {
    this.#geometry = geometry;
    const { left, length, axisY, radius } = geometry;
    const half = Math.max(LEAST_HALF, radius);
    put(this.#area, { x: left, y: axisY - half, width: length, height: 2 * half });
  }

  /** The tool in the hand; undefined: a press stimulates. */
  take(brush: Brush | undefined): void {
    this.#brush = brush;
    this.#stroke = undefined;
    this.#svg.classList.toggle('paints', brush !== undefined);
    if (brush === undefined) this.preview(undefined);
  }

  /** Shows which stretch the tool would treat. */
  preview(stretch: Stretch | undefined): void {
    const [geometry, axon, brush] = [this.#geometry, this.#axon, this.#brush];
    const shown = stretch !== undefined && geometry && axon && brush !== undefined;
    this.#preview.style.display = shown ? '' : 'none';
    if (!shown) return;
    const kind = brush?.kind ?? 'dead';
    this.#preview.setAttribute('class', `preview ${brush ? kind : 'wipe'}`);
    const [x, end] = stretchX(geometry, axon, kind, stretch);
    const half = geometry.radius + 14;
    put(this.#preview, { x, y: geometry.axisY - half, width: Math.max(1, end - x), height: 2 * half });
  }

  #placeOf(event: PointerEvent): number {
    return placeAt(this.#geometry!, event.clientX - this.#svg.getBoundingClientRect().left, this.#axon!);
  }

  #pressed(event: PointerEvent): void {
    if (event.button !== 0) return;
    if (!this.#geometry || !this.#axon || document.body.dataset.link !== 'open') {
      this.#hand.press(NOWHERE);
      return;
    }
    const place = this.#placeOf(event);
    if (this.#brush !== undefined) {
      if (this.#stroke) return;
      this.#stroke = { pointer: event.pointerId, from: place, to: place };
      this.#area.setPointerCapture(event.pointerId);
      this.#shows();
    } else {
      this.#down.add(event.pointerId);
      // One mouse has no second finger to wait for.
      if (event.pointerType === 'touch') this.#fingers.down(place);
      else this.#hand.press([place]);
    }
    event.preventDefault();
  }

  #moved(event: PointerEvent): void {
    if (event.pointerId !== this.#stroke?.pointer) return;
    this.#stroke.to = this.#placeOf(event);
    this.#shows();
  }

  #let(event: PointerEvent, done: boolean): void {
    this.#down.delete(event.pointerId);
    if (event.pointerId !== this.#stroke?.pointer) return;
    const { from, to } = this.#stroke;
    this.#stroke = undefined;
    if (done) this.#hand.stroke(from, to);
    else this.preview(undefined);
  }

  #shows(): void {
    const { from, to } = this.#stroke!;
    this.preview(strokeStretch(this.#axon!, this.#brush!, from, to));
    this.#hand.strokes(from, to);
  }
}

function put(rect: SVGRectElement, box: Readonly<Record<'x' | 'y' | 'width' | 'height', number>>): void {
  for (const [name, value] of Object.entries(box)) rect.setAttribute(name, value.toFixed(1));
}
