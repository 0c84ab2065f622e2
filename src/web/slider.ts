/** A native slider that keeps to the rig, but not while a hand is on it; keys move it in steps of its own. */
import { onceAFrame } from './once-a-frame.js';
import { movedBy, type SliderScale } from './slider-keys.js';

export interface SliderHand {
  /** What the hand asks for, at most once a frame. */
  moved(value: number): void;
  words(value: number): string;
  /** A place between two that may be, made one of them. */
  round?(value: number): number;
}

/** So long after the hand has let go the rig may take to answer [ms of room]. */
const SETTLE_MS = 300;

export class Slider {
  readonly element: HTMLInputElement;
  readonly #hand: SliderHand;
  readonly #tell: (value: number) => void;
  #scale: SliderScale = { min: 0, max: 1, step: 1, page: 1 };
  #told = 0;
  #inHand = false;
  #settles: ReturnType<typeof setTimeout> | undefined;

  constructor(element: HTMLInputElement, hand: SliderHand) {
    this.element = element;
    this.#hand = hand;
    this.#tell = onceAFrame((value: number) => hand.moved(value));
    element.step = 'any';
    element.addEventListener('input', () => this.#asks(this.value));
    element.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const value = movedBy(event.key, this.value, this.#scale);
      if (value === undefined) return;
      event.preventDefault();
      this.#asks(value);
    });
  }

  get value(): number {
    return Number(this.element.value);
  }

  show(value: number, scale: SliderScale): void {
    this.#told = value;
    this.#scale = scale;
    this.element.min = String(scale.min);
    this.element.max = String(scale.max);
    if (!this.#inHand) this.#put(value);
  }

  #asks(wanted: number): void {
    const value = this.#hand.round?.(wanted) ?? wanted;
    this.#inHand = true;
    this.#put(value);
    this.#tell(value);
    clearTimeout(this.#settles);
    this.#settles = setTimeout(() => {
      this.#inHand = false;
      this.#put(this.#told);
    }, SETTLE_MS);
  }

  #put(value: number): void {
    const { element } = this;
    if (this.value !== value) element.value = String(value);
    const { min, max } = this.#scale;
    element.style.setProperty('--share', String(max > min ? (value - min) / (max - min) : 0));
    const words = this.#hand.words(value);
    if (element.getAttribute('aria-valuetext') !== words) element.setAttribute('aria-valuetext', words);
  }
}
