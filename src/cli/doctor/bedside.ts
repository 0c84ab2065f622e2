/** The board while it is proved: opened when a step needs it, and again when it was lost. */
import type { Hands, HandsEvent, HandsOpened } from '../../maker/hands.js';

export class Bedside {
  readonly #open: () => Promise<HandsOpened>;
  readonly #dials = new Map<number, number>();
  readonly #down = new Set<number>();
  #hands: Hands | undefined;
  /** The end of hands that have lost their board. */
  #ended: Promise<void> = Promise.resolve();
  #watcher: ((event: HandsEvent) => void) | undefined;

  /** @param open opens the board; it may be called again once the hands before have been closed. */
  constructor(open: () => Promise<HandsOpened>) {
    this.#open = open;
  }

  /** The hands that are open, or such as are opened now. */
  async hands(): Promise<HandsOpened> {
    if (this.#hands) return { kind: 'hands', hands: this.#hands };
    await this.#ended;
    const opened = await this.#open();
    if (opened.kind === 'hands') {
      this.#hands = opened.hands;
      this.#hands.listen((event) => this.#hear(event));
    }
    return opened;
  }

  /** Tells one watcher what happens from now on; `undefined`: nobody. */
  watch(watcher: ((event: HandsEvent) => void) | undefined): void {
    this.#watcher = watcher;
  }

  /** Where a dial stands, 0 to 1; `null`: it has never been heard. */
  dialAt(dial: number): number | null {
    return this.#dials.get(dial) ?? null;
  }

  /** Whether a button has been heard to go down, and not up again. */
  isDown(button: number): boolean {
    return this.#down.has(button);
  }

  /** Strip dark, needles let go, port closed. The next `hands` opens it again. */
  async close(): Promise<void> {
    this.#drop();
    await this.#ended;
  }

  #drop(): void {
    const hands = this.#hands;
    if (hands === undefined) return;
    this.#hands = undefined;
    this.#dials.clear();
    this.#down.clear();
    this.#ended = hands.close();
  }

  #hear(event: HandsEvent): void {
    if (event.kind === 'dial') this.#dials.set(event.dial, event.position);
    if (event.kind === 'button') {
      if (event.pressed) this.#down.add(event.button);
      else this.#down.delete(event.button);
    }
    if (event.kind === 'lost') this.#drop();
    this.#watcher?.(event);
  }
}
