/** Keeps the page's state in this browser, as long as the browser lets it. Nothing that was there is written over unread. */
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
    } catch {
      this.#troubled('forbidden');
    }
  }

  get kept(): Kept {
    return this.#kept;
  }

  get trouble(): KeepTrouble | undefined {
    return this.#trouble;
  }

  get aside(): KeptFile | undefined {
    return this.#aside === undefined ? undefined : { file: 'axon-rig-kept.json', text: this.#aside };
  }

  /** @returns whether it is kept; the page itself goes on with it in any case. */
  keep(change: Partial<Kept>): boolean {
    this.#kept = { ...this.#kept, ...change };
    if (this.#shelf === undefined || this.#isTaken) return false;
    try {
      this.#shelf.setItem(KEPT_AS, writeKept(this.#kept));
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
    const read = readKept(text);
    if (read.kind === 'here') this.#kept = read.kept;
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
