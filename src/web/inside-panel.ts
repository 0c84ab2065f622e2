/** Gates and currents at an electrode, under the graph, where somebody wants to see them. */
import { type Plot, paint, type Theme } from '../figure/index.js';
import type { PageState } from '../server/messages.js';
import type { MeterName } from '../units.js';
import { themeOf } from './figure-theme.js';
import { insidePrimitives } from './inside-view.js';
import { screenScale } from './stage/pen.js';
import { byId } from './svg.js';
import type { Sweep } from './sweep.js';
import { say } from './words/say.js';
import { setText } from './words.js';

export class InsidePanel {
  readonly #button = byId('gates', HTMLButtonElement);
  readonly #panel = byId('inside', HTMLElement);
  readonly #canvas = byId('inside-canvas', HTMLCanvasElement);
  readonly #none = byId('inside-none', HTMLElement);
  readonly #context = this.#canvas.getContext('2d')!;
  readonly #wake: () => void;
  #theme: Theme;
  #name: MeterName = 'blue';
  #state: PageState | undefined;

  /** @param opened it is there, or no longer: sizes are others. */
  constructor(opened: () => void, wake: () => void) {
    this.#wake = wake;
    this.#theme = themeOf(this.#panel);
    this.#button.addEventListener('click', () => {
      this.#panel.hidden = !this.#panel.hidden;
      this.#button.setAttribute('aria-pressed', String(!this.#panel.hidden));
      document.body.toggleAttribute('data-inside', !this.#panel.hidden);
      opened();
    });
    for (const radio of this.#panel.querySelectorAll<HTMLInputElement>('input'))
      radio.addEventListener('change', () => {
        this.#name = radio.value as MeterName;
        this.#wake();
      });
  }

  get isOpen(): boolean {
    return !this.#panel.hidden;
  }

  state(state: PageState): void {
    this.#state = state;
    const { electrodes, axon } = state;
    const because =
      axon.gates.ions.length === 0
        ? say('inside.noChannels')
        : electrodes[this.#name] === 'bath'
          ? say(`inside.${this.#name}InBath`)
          : '';
    setText(this.#none, because);
    this.#none.hidden = because === '';
  }

  layOut(): void {
    if (this.#panel.hidden) return;
    const ratio = screenScale();
    this.#theme = themeOf(this.#panel);
    this.#canvas.width = Math.round(this.#canvas.clientWidth * ratio);
    this.#canvas.height = Math.round(this.#canvas.clientHeight * ratio);
  }

  /** @param em height of the letters [px], @param handleMs after the press. */
  draw(sweep: Sweep | undefined, plot: Plot, em: number, handleMs: number): void {
    if (this.#panel.hidden || !this.#state) return;
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    const ratio = width > 0 ? this.#canvas.width / width : 1;
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#context.clearRect(0, 0, width, height);
    if (!this.#none.hidden) return;
    const primitives = insidePrimitives(sweep, this.#state.axon, {
      plot,
      em,
      height,
      handleMs,
      name: this.#name,
    });
    paint(this.#context, { width, height, em, primitives }, this.#theme);
  }
}
