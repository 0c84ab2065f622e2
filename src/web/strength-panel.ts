/** How strong a press is: a slider, a number, and a dot for each try. */
import type { PageCommand, PageState } from '../server/messages.js';
import { Slider } from './slider.js';
import { strengthFigure, strengthIn, strengthRefusal, strengthScale } from './strength-scale.js';
import { byId, svg } from './svg.js';
import { dotsOf, Tries, triesWords } from './tries.js';
import { setText } from './words.js';

export class StrengthPanel {
  readonly #send: (command: PageCommand) => void;
  readonly #number = byId('strength', HTMLInputElement);
  readonly #unit = byId('strength-unit', HTMLElement);
  readonly #dots = byId('tries', SVGSVGElement);
  readonly #slider: Slider;
  readonly #tries = new Tries();
  #state: PageState | undefined;
  #scaleKey = '';

  /** @param refused a strength cannot be, in words. */
  constructor(send: (command: PageCommand) => void, refused: (words: string) => void) {
    this.#send = send;
    this.#slider = new Slider(byId('strength-slider', HTMLInputElement), {
      moved: (strength) => send({ do: 'strength', strength }),
      words: (value) => `${strengthFigure(value)} ${this.#state?.axon.press.unit ?? ''}`,
      round: (value) => this.#round(value),
    });
    this.#number.addEventListener('change', () => this.#written(refused));
    this.#number.addEventListener('focus', () => this.#number.select());
  }

  /** Without an open connection there may be presses that nobody hears of here. */
  link(open: boolean): void {
    if (!open) this.#tries.missed();
  }

  show(state: PageState): void {
    this.#state = state;
    const { axon, strength } = state;
    const scale = strengthScale(axon.press, strength);
    setText(this.#unit, axon.press.unit);
    this.#slider.show(strength, scale);
    if (document.activeElement !== this.#number) this.#writes(strength);
    const key = `${scale.min} ${scale.max}`;
    if (!this.#tries.state(state) && key === this.#scaleKey) return;
    this.#scaleKey = key;
    const share = (value: number): number => (value - scale.min) / (scale.max - scale.min || 1);
    this.#dots.replaceChildren(
      ...dotsOf(this.#tries.all).map(({ strength: of, end }) =>
        svg('circle', {
          class: `try ${end}`,
          cx: `${(100 * Math.max(0, Math.min(1, share(of)))).toFixed(2)}%`,
          cy: end === 'failed' ? '75%' : '25%',
          r: 5.2,
        }),
      ),
    );
    setText(
      byId('tries-words', HTMLElement),
      triesWords(this.#tries.all, axon.press.unit, this.#tries.others),
    );
  }

  #writes(strength: number): void {
    const figure = strengthFigure(strength);
    if (this.#number.value !== figure) this.#number.value = figure;
    this.#number.style.setProperty('--signs', String(Math.max(3, figure.length)));
  }

  #written(refused: (words: string) => void): void {
    const state = this.#state;
    if (!state || this.#number.value === strengthFigure(state.strength)) return;
    const strength = strengthIn(this.#number.value);
    if (this.#number.value.trim() === '') this.#send({ do: 'strength', strength: null });
    else {
      const words = strengthRefusal(strength, state.axon.press);
      if (words === undefined) this.#send({ do: 'strength', strength });
      else {
        refused(words);
        this.#writes(state.strength);
      }
    }
  }

  /** A drag goes in hundredths of the experiment's own strength. */
  #round(value: number): number {
    const hundredth = (Math.abs(this.#state?.axon.press.strength ?? 1) || 1) / 100;
    return Number((Math.round(value / hundredth) * hundredth).toPrecision(5));
  }
}
