/**
 * The membrane lens: one pair of gates, enlarged, with words. By itself it goes behind the front or to an electrode;
 * who points at the axon, taps beside it or uses its slider chooses a pair, until Esc. All that it says changes together,
 * at most four times a second.
 */
import { byId } from '../svg.js';
import { say } from '../words/say.js';
import { setText } from '../words.js';
import { byteOf, gateWords, SIDES, type Side } from './gates.js';
import { LensDrawing } from './lens-drawing.js';
import { Pace } from './pace.js';

/** From one change to the next at least [ms of room]. */
const CHANGE_MS = 250;

/** What there is to show. */
export interface LensLook {
  /** How many pairs there are, and how a person calls the place of each. */
  readonly pairs: number;
  readonly placeWords: readonly string[];
  /** Gates open by a share, and it is said. */
  readonly asShare: boolean;
}

export class MembraneLens {
  readonly #figure = byId('membrane-lens', HTMLElement);
  readonly #slider = byId('membrane-place', HTMLInputElement);
  readonly #place = byId('lens-place', HTMLElement);
  readonly #drawing = new LensDrawing(byId('lens-drawing', SVGSVGElement));
  readonly #words = {
    sodium: { head: byId('lens-na', HTMLElement), more: byId('lens-na-more', HTMLElement) },
    potassium: { head: byId('lens-k', HTMLElement), more: byId('lens-k-more', HTMLElement) },
  } as const satisfies Record<Side, unknown>;
  readonly #pace = new Pace(CHANGE_MS);
  readonly #changed: () => void;
  #look: LensLook = { pairs: 0, placeWords: [], asShare: false };
  #chosen: number | undefined;
  /** What is shown: the pair, and its bytes. */
  #pair = -1;
  readonly #bytes: Record<Side, number> = { sodium: -1, potassium: -1 };

  /** @param changed another pair is chosen, or none: there is something to draw. */
  constructor(changed: () => void) {
    this.#changed = changed;
    this.#slider.addEventListener('input', () => this.choose(Number(this.#slider.value)));
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.choose(undefined);
    });
  }

  /** Whether somebody has chosen the pair that is shown. */
  get isChosen(): boolean {
    return this.#chosen !== undefined;
  }

  setUp(look: LensLook): void {
    this.#look = look;
    this.#slider.max = String(Math.max(0, look.pairs - 1));
    if (this.#chosen !== undefined && this.#chosen >= look.pairs) this.#chosen = undefined;
    this.#pair = -1;
    this.#pace.hurry();
  }

  choose(pair: number | undefined): void {
    if (pair === this.#chosen) return;
    this.#chosen = pair;
    this.#figure.dataset.chosen = String(pair !== undefined);
    this.#pace.hurry();
    this.#changed();
  }

  /**
   * @param own the pair to show while nobody has chosen one; -1: none.
   * @returns the pair that is shown, and whether a change waits for its time.
   */
  show(gates: Uint8Array, own: number, wallMs: number): { readonly pair: number; readonly waits: boolean } {
    const pairs = Math.min(this.#look.pairs, gates.length >> 1);
    const wanted = Math.min(this.#chosen ?? own, pairs - 1);
    // Chromium styles again what is written, even where it is the same.
    if (this.#figure.hidden !== wanted < 0) this.#figure.hidden = wanted < 0;
    if (wanted < 0) {
      this.#pair = -1;
      return { pair: -1, waits: false };
    }
    const isNew =
      wanted !== this.#pair || SIDES.some((side) => gates[byteOf(wanted, side)] !== this.#bytes[side]);
    if (!isNew) return { pair: wanted, waits: false };
    if (!this.#pace.admits(wallMs)) return { pair: this.#pair, waits: true };
    this.#pair = wanted;
    for (const side of SIDES) this.#bytes[side] = gates[byteOf(wanted, side)]!;
    this.#say();
    return { pair: wanted, waits: false };
  }

  #say(): void {
    const place = this.#look.placeWords[this.#pair]!;
    const heads: string[] = [];
    for (const side of SIDES) {
      const { head, more } = gateWords(side, this.#bytes[side], this.#look.asShare);
      setText(this.#words[side].head, head);
      setText(this.#words[side].more, more);
      heads.push(head);
      this.#drawing.show(side, this.#bytes[side]);
    }
    setText(this.#place, place);
    this.#slider.value = String(this.#pair);
    this.#slider.setAttribute(
      'aria-valuetext',
      say('lens.pairAt', { place, sodium: heads[0]!, potassium: heads[1]! }),
    );
  }
}
