/**
 * Keeps the page's state in this browser, as long as the browser lets it. Nothing that was there is written over unread,
 * and nothing that another tab has kept meanwhile is lost.
 */
import { type Kept, type KeptFile, NOTHING_KEPT, readKept, writeKept } from './kept.js';

/** The part of `localStorage` that is used. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** A shelf on which nothing stays: in a page that is part of another one, for all who come. */
export const NOWHERE: Shelf = { getItem: () => null, setItem() {}, removeItem() {} };

const KEPT_AS = 'axon-rig-page';
/** What could not be read lies here until somebody throws it away. */
const ASIDE_AS = 'axon-rig-page-unread';

/** Why nothing more is kept. */
export type KeepTrouble = 'forbidden' | 'full' | 'newer';

export class Keeper {
  readonly #shelf: Shelf | undefined;
  readonly #told: (trouble: KeepTrouble) => void;
  #kept: Kept = NOTHING_KEPT;
  /** What is to lie on the shelf: what this page has, and what other tabs have put there. */
  #whole: Kept = NOTHING_KEPT;
  /** The text on the shelf when this page last read it or wrote it; another one is of another tab. */
  #seen: string | null = null;
  #trouble: KeepTrouble | undefined;
  /** Something lies there that may not be written over. */
  #isTaken = false;
  /** A text that was kept and could not be read; it is kept aside. */
  #aside: string | undefined;

  /**
   * @param shelf throws where the browser keeps nothing.
   * @param told once for each trouble.
   */
  constructor(shelf: () => Shelf, told: (trouble: KeepTrouble) => void) {
    this.#told = told;
    try {
      this.#shelf = shelf();
      this.#aside = this.#shelf.getItem(ASIDE_AS) ?? undefined;
      this.#read(this.#shelf, this.#shelf.getItem(KEPT_AS));
      this.#kept = this.#whole;
    } catch {
      this.#troubled('forbidden');
    }
  }

  get kept(): Kept {
    return this.#kept;
  }

  /** What lies there now, whichever tab has put it there. */
  get there(): Kept {
    try {
      const read = readKept(this.#shelf?.getItem(KEPT_AS) ?? null);
      return read.kind === 'here' ? read.kept : this.#kept;
    } catch {
      return this.#kept;
    }
  }

  get trouble(): KeepTrouble | undefined {
    return this.#trouble;
  }

  get aside(): KeptFile | undefined {
    return this.#aside === undefined ? undefined : { file: 'axon-rig-kept.json', text: this.#aside };
  }

  /**
   * @param change what is new, or what makes it of what is kept: of that of another tab, too.
   * @returns whether it is kept; the page itself goes on with it in any case.
   */
  keep(change: Partial<Kept> | ((kept: Kept) => Kept)): boolean {
    const changed = (kept: Kept): Kept =>
      typeof change === 'function' ? change(kept) : { ...kept, ...change };
    this.#kept = changed(this.#kept);
    if (this.#shelf === undefined || this.#isTaken) return false;
    try {
      const there = this.#shelf.getItem(KEPT_AS);
      if (there !== this.#seen) this.#read(this.#shelf, there);
      this.#whole = changed(this.#whole);
      if (this.#isTaken) return false;
      const text = writeKept(this.#whole);
      this.#shelf.setItem(KEPT_AS, text);
      this.#seen = text;
      this.#trouble = undefined;
      return true;
    } catch (error) {
      this.#troubled((error as Error).name === 'QuotaExceededError' ? 'full' : 'forbidden');
      return false;
    }
  }

  throwAsideAway(): void {
    if (this.#aside === undefined) return;
    this.#aside = undefined;
    try {
      this.#shelf?.removeItem(this.#isTaken ? KEPT_AS : ASIDE_AS);
      this.#isTaken = false;
    } catch {}
  }

  #read(shelf: Shelf, text: string | null): void {
    this.#seen = text;
    const read = readKept(text);
    if (read.kind === 'here') this.#whole = read.kept;
    else if (read.kind === 'newer') {
      this.#isTaken = true;
      this.#troubled('newer');
    } else {
      this.#aside = read.text;
      try {
        shelf.setItem(ASIDE_AS, read.text);
        shelf.removeItem(KEPT_AS);
      } catch {
        // There is no room beside it: it stays where it is.
        this.#isTaken = true;
        this.#troubled('full');
      }
    }
  }

  #troubled(trouble: KeepTrouble): void {
    if (this.#trouble === trouble) return;
    this.#trouble = trouble;
    this.#told(trouble);
  }
}
