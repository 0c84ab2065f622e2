/** The handle on the time axis: a slider that is dragged, or put down anywhere in the graph. */
import type { Plot } from '../figure/index.js';
import type { PagePicture } from '../server/messages.js';
import { type HandleAt, handleWords, spokenMoment } from './graph-view.js';
import { setAttribute } from './svg.js';
import type { Sweep } from './sweep.js';
import { say } from './words/say.js';
import { setText } from './words.js';

/** What the hand asks for. */
export type HandleWish =
  | { readonly kind: 'moment'; readonly ms: number }
  | { readonly kind: 'step'; readonly back: boolean }
  | { readonly kind: 'now' };

/** The tag may stand out of the plot by so much, and nearer to that end than this its point is aside [px]. */
const BEYOND_PX = 14;
const NEAR_END_PX = 120;
/** A page of the keyboard [ms]. */
const PAGE_MS = 1;
/** The figure of a handle that runs changes no faster than this: nobody could read it [ms of room]. */
const FIGURE_EVERY_MS = 80;
/** The value in words changes no faster than this [ms of room]. */
const SPEAK_EVERY_MS = 250;

export class TimeHandle {
  readonly #area: HTMLElement;
  readonly #tag: HTMLElement;
  readonly #words: HTMLElement;
  readonly #wish: (wish: HandleWish) => void;
  #plot: Plot | undefined;
  #at: HandleAt | undefined;
  #pending: HandleWish | undefined;
  #spokenAtMs = Number.NEGATIVE_INFINITY;
  #spoken = '';
  #x = Number.NaN;
  /** Of the tag [px]; 0: to be measured. */
  #width = 0;
  #figure = '';
  #figureAtMs = Number.NEGATIVE_INFINITY;

  /** @param wish at most one in a frame. */
  constructor(area: HTMLElement, tag: HTMLElement, wish: (wish: HandleWish) => void) {
    this.#area = area;
    this.#tag = tag;
    this.#words = tag.querySelector('span')!;
    this.#wish = wish;
    area.addEventListener('pointerdown', (event) => this.#take(event));
    tag.addEventListener('keydown', (event) => this.#key(event));
  }

  /** Puts the handle where the moment is. @param sweep the one on show. @returns whether its words wait for another call. */
  show(
    plot: Plot,
    at: HandleAt | undefined,
    sweep: Sweep | undefined,
    { blueMv, yellowMv, lookingBack }: PagePicture,
    wallMs: number,
  ): boolean {
    if (plot !== this.#plot) this.#width = 0;
    this.#plot = plot;
    this.#at = at;
    const isThere = at !== undefined && sweep !== undefined;
    this.#tag.classList.toggle('absent', !isThere);
    setAttribute(this.#tag, 'aria-disabled', String(!isThere));
    if (!isThere) {
      this.#tell(0, 1, 0, say('sweeps.noSweep'));
      return false;
    }
    const waits = !this.#write(handleWords(at), lookingBack ? 0 : FIGURE_EVERY_MS, wallMs);
    const x = plot.x(at.ms);
    if (x !== this.#x || this.#width === 0) this.#put(x, plot.right + BEYOND_PX);
    // Words with figures are dear: they are made when they may be said.
    if (wallMs - this.#spokenAtMs < SPEAK_EVERY_MS) return true;
    const words = spokenMoment(at, { blue: blueMv, yellow: yellowMv });
    if (words === this.#spoken) return waits;
    this.#spokenAtMs = wallMs;
    this.#tell(0, sweep.spanMs, at.ms, words);
    return waits;
  }

  /** On whole pixels, where letters are sharp; the tag stays within the graph, and then its point is not in its middle. */
  #put(x: number, end: number): void {
    this.#x = x;
    if (this.#width === 0) this.#width = this.#tag.offsetWidth;
    const left = Math.round(Math.min(x - this.#width / 2, end - this.#width));
    this.#tag.style.transform = `translateX(${left}px)`;
    if (end - x < NEAR_END_PX) this.#tag.style.setProperty('--to-end', `${(end - x).toFixed(1)}px`);
    else this.#tag.style.removeProperty('--to-end');
  }

  /** @returns whether it stands there: what was written less than `everyMs` ago is left for now. */
  #write(figure: string, everyMs: number, wallMs: number): boolean {
    if (figure === this.#figure) return true;
    if (wallMs - this.#figureAtMs < everyMs) return false;
    this.#figureAtMs = wallMs;
    if (figure.length !== this.#figure.length) {
      this.#tag.style.setProperty('--letters', String(figure.length));
      this.#width = 0;
    }
    this.#figure = figure;
    setText(this.#words, figure);
    return true;
  }

  /** The value is to be told at once: somebody has moved it. */
  hurry(): void {
    this.#spokenAtMs = Number.NEGATIVE_INFINITY;
  }

  #tell(min: number, max: number, now: number, words: string): void {
    if (words === this.#spoken) return;
    this.#spoken = words;
    this.#tag.setAttribute('aria-valuemin', String(min));
    this.#tag.setAttribute('aria-valuemax', String(max));
    this.#tag.setAttribute('aria-valuenow', now.toFixed(2));
    this.#tag.setAttribute('aria-valuetext', words);
  }

  #take(event: PointerEvent): void {
    if (event.button !== 0 || !this.#at) return;
    this.#area.setPointerCapture(event.pointerId);
    this.#moveTo(event);
    const move = (moved: PointerEvent): void => {
      if (moved.pointerId === event.pointerId) this.#moveTo(moved);
    };
    const end = (ended: PointerEvent): void => {
      if (ended.pointerId !== event.pointerId) return;
      this.#area.removeEventListener('pointermove', move);
      this.#area.removeEventListener('pointerup', end);
      this.#area.removeEventListener('pointercancel', end);
    };
    this.#area.addEventListener('pointermove', move);
    this.#area.addEventListener('pointerup', end);
    this.#area.addEventListener('pointercancel', end);
  }

  #moveTo({ clientX }: PointerEvent): void {
    if (!this.#plot) return;
    this.#ask({ kind: 'moment', ms: this.#plot.msAt(clientX - this.#area.getBoundingClientRect().left) });
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || !this.#at) return;
    const wish = this.#wishOf(event.key, this.#at);
    if (!wish) return;
    event.preventDefault();
    this.#ask(wish);
  }

  #wishOf(key: string, at: HandleAt): HandleWish | undefined {
    const fromMs = this.#pending?.kind === 'moment' ? this.#pending.ms : at.ms;
    switch (key) {
      case 'ArrowRight':
      case 'ArrowUp':
        return { kind: 'step', back: false };
      case 'ArrowLeft':
      case 'ArrowDown':
        return { kind: 'step', back: true };
      case 'PageUp':
        return { kind: 'moment', ms: fromMs + PAGE_MS };
      case 'PageDown':
        return { kind: 'moment', ms: fromMs - PAGE_MS };
      case 'Home':
        return { kind: 'moment', ms: 0 };
      case 'End':
        return { kind: 'now' };
      default:
        return undefined;
    }
  }

  #ask(wish: HandleWish): void {
    const isWaiting = this.#pending !== undefined;
    this.#pending = wish;
    if (isWaiting) return;
    requestAnimationFrame(() => {
      const asked = this.#pending!;
      this.#pending = undefined;
      this.hurry();
      this.#wish(asked);
    });
  }
}
