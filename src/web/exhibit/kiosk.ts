/** An exhibit's screen in the page: words, keys and ring over the light. It shows what it is given, and tells of touches. */
import { element } from '../lesson/dom.js';
import { svg } from '../svg.js';
import { say } from '../words/say.js';
import { setText } from '../words.js';
import type { ScreenKind } from './screen.js';
import { BLINK_MS } from './took.js';
import type { ScreenKey, ScreenWords } from './words.js';
import { takesTouch } from './words.js';

export interface KioskHands {
  /** A touch anywhere but on a key. */
  press(): void;
  release(): void;
  chose(key: ScreenKey): void;
  language(): void;
  back(): void;
}

export interface KioskView {
  readonly kind: ScreenKind;
  readonly words: ScreenWords;
  readonly keys: readonly ScreenKey[];
  readonly language: { readonly code: string; readonly name: string } | undefined;
}

/** Fingers of one hand come down within this [ms of room]. */
const TOGETHER_MS = 80;

const HAND =
  'M9 11.5V5.6a1.6 1.6 0 0 1 3.2 0v5l4.9 1a2 2 0 0 1 1.6 2.3l-.7 4.1A2.4 2.4 0 0 1 15.600 20H11a2.600 2.600 0 0 1-2.100-1.100L5.900 14.700a1.500 1.500 0 0 1 2.300-1.900z';
const GLOBE =
  'M12 3.5a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM3.500 12h17M12 3.500c3 2.500 3 14.500 0 17M12 3.500c-3 2.500-3 14.500 0 17';

const icon = (d: string) =>
  svg('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg('path', { d }));

export class Kiosk {
  readonly box = element('section', { id: 'kiosk', 'aria-label': say('exhibit.screen'), hidden: '' });
  readonly #top = element('p', { class: 'kiosk-top' });
  readonly #head = element('h1', { id: 'kiosk-head' });
  readonly #line = element('p', { class: 'kiosk-line' });
  readonly #bar = element('div', { class: 'kiosk-bar', role: 'img' });
  readonly #pulse = element('span', { class: 'kiosk-pulse' });
  readonly #blink = element('span', { class: 'kiosk-blink' });
  readonly #keys = element('div', { class: 'kiosk-keys' });
  readonly #ring = element('button', { id: 'kiosk-ring', type: 'button' }, icon(HAND));
  readonly #corner = element('nav', { id: 'kiosk-corner', 'aria-label': say('exhibit.corner'), hidden: '' });
  readonly #language = element('button', { id: 'kiosk-language', type: 'button' });
  readonly #languageName = element('span', {});
  readonly #back = element('button', { id: 'kiosk-back', type: 'button' }, say('exhibit.back'));
  #kind: ScreenKind = 'off';
  #keysKey = '';
  /** Fingers that lie on the screen, and when the latest of them came. */
  readonly #down = new Set<number>();
  #downMs = Number.NEGATIVE_INFINITY;
  #shownKeys: readonly ScreenKey[] = [];

  constructor(hands: KioskHands) {
    const canvases = ['glow', 'strip', 'curve'].map((name) =>
      element('canvas', { id: `kiosk-${name}`, 'aria-hidden': 'true' }),
    );
    this.#ring.setAttribute('aria-label', say('exhibit.touch'));
    this.#bar.append(
      element('div', { class: 'kiosk-track' }, this.#pulse, this.#blink),
      element('p', {}, element('b', {}, say('exhibit.pulse'))),
      element('p', { class: 'kiosk-eye' }, say('exhibit.blink', { ms: BLINK_MS })),
    );
    const said = element('div', { class: 'kiosk-said', role: 'status' }, this.#top, this.#head, this.#line);
    const words = element('div', { class: 'kiosk-words' }, said, this.#bar, this.#keys);
    this.#language.append(icon(GLOBE), this.#languageName);
    this.#corner.append(this.#back, this.#language);
    this.box.append(...canvases, this.#ring, words);
    document.body.append(this.box, this.#corner);

    this.#keys.addEventListener('click', ({ target }) => {
      const key = target instanceof Element ? target.closest('button') : null;
      const at = key ? [...this.#keys.children].indexOf(key) : -1;
      if (at >= 0) hands.chose(this.#shownKeys[at]!);
    });
    this.#language.addEventListener('click', () => hands.language());
    this.#back.addEventListener('click', () => hands.back());
    // A key of the keyboard; a finger has pressed already when it came down.
    this.#ring.addEventListener('click', ({ detail }) => {
      if (detail === 0 && takesTouch(this.#kind)) hands.press();
    });
    this.box.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || !takesTouch(this.#kind)) return;
      if (event.target instanceof Element && event.target.closest('.kiosk-keys button')) return;
      // Fingers that come down together are one hand; one that lies there keeps no other from pressing.
      const isOfSameHand = event.timeStamp - this.#downMs < TOGETHER_MS;
      this.#down.add(event.pointerId);
      this.#downMs = event.timeStamp;
      if (!isOfSameHand) hands.press();
    });
    for (const name of ['pointerup', 'pointercancel'] as const)
      window.addEventListener(name, ({ pointerId }) => {
        if (this.#down.delete(pointerId) && this.#down.size === 0) hands.release();
      });
    window.addEventListener('blur', () => {
      this.#down.clear();
      hands.release();
    });
  }

  show({ kind, words, keys, language }: KioskView): void {
    const isNew = kind !== this.#kind;
    this.#kind = kind;
    const covers = kind !== 'off' && kind !== 'instrument';
    this.box.hidden = !covers;
    this.box.dataset.kind = kind;
    this.#corner.hidden = kind === 'off' || kind === 'away' || kind === 'closed';
    this.#back.hidden = kind !== 'instrument';
    if (kind === 'off') delete document.body.dataset.kiosk;
    else document.body.dataset.kiosk = kind;
    for (const part of document.querySelectorAll<HTMLElement>('body > :is(.skip, header, main)'))
      part.inert = covers;
    setText(this.#top, words.top);
    setText(this.#head, words.head);
    setText(this.#line, words.line);
    for (const part of [this.#top, this.#head, this.#line]) part.hidden = part.textContent === '';
    this.#showBar(words.bar);
    this.#ring.hidden = kind !== 'attract' && kind !== 'pulse';
    this.#showKeys(keys);
    this.#language.hidden = language === undefined;
    setText(this.#languageName, language?.name ?? '');
    if (language) this.#languageName.lang = language.code;
    if (!isNew) return;
    if (covers) closeAll();
    if (kind === 'result') this.#keys.querySelector('button')?.focus({ preventScroll: true });
    else if (covers && document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }

  /** Puts the middle of the ring there [CSS px]. */
  placeRing({ x, y }: { readonly x: number; readonly y: number }): void {
    const place = `${Math.round(x)}px ${Math.round(y)}px`;
    if (this.#ring.style.translate !== place) this.#ring.style.translate = place;
  }

  get ringHalf(): number {
    return this.#ring.offsetWidth / 2;
  }

  #showBar(bar: ScreenWords['bar']): void {
    this.#bar.hidden = bar === undefined;
    if (bar === undefined) return;
    this.#bar.setAttribute('aria-label', bar.words);
    this.#pulse.style.width = `${(100 * bar.pulse).toFixed(2)}%`;
    this.#blink.style.width = `${(100 * bar.blink).toFixed(2)}%`;
  }

  #showKeys(keys: readonly ScreenKey[]): void {
    const key = JSON.stringify(keys);
    if (key === this.#keysKey) return;
    this.#keysKey = key;
    this.#shownKeys = keys;
    this.#keys.replaceChildren(
      ...keys.map(({ words }, at) =>
        element('button', { type: 'button', class: at === 0 ? 'first' : undefined }, words),
      ),
    );
  }
}

/** What lies over the page would lie over this, too. */
function closeAll(): void {
  for (const panel of document.querySelectorAll<HTMLElement>(':popover-open')) panel.hidePopover();
  for (const dialog of document.querySelectorAll<HTMLDialogElement>('dialog[open]')) dialog.close();
  window.scrollTo(0, 0);
}
