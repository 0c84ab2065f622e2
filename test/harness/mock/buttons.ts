const CONTACT_US = 500;
const BOUNCE_US = 20_000;

interface Button {
  /** Its pin is at ground. */
  low: boolean;
  /** When the pin changed last [µs]. */
  sinceUs: number;
  /** undefined: how it stands first is no event. */
  reported: boolean | undefined;
  deafUntilUs: number;
}

export interface ButtonEdge {
  readonly button: number;
  readonly low: boolean;
  /** Its first edge [µs]. */
  readonly atUs: number;
}

/** A contact, or its opening, counts when it has stood for 0.5 ms; then 20 ms of deafness, then what really is. */
export class Buttons {
  readonly #buttons: Button[];
  readonly #pads: readonly number[];
  #found: ButtonEdge[] = [];

  /** @param pads buttons that are low while nobody touches them, and high then. */
  constructor(pads: readonly number[] = []) {
    this.#pads = pads;
    this.#buttons = Array.from({ length: 4 }, (_, index) => ({
      low: pads.includes(index + 1),
      sinceUs: -Infinity,
      reported: undefined,
      deafUntilUs: -Infinity,
    }));
  }

  /** Presses button 1 to 4, or lets it go. */
  set(button: number, pressed: boolean, nowUs: number): void {
    const found = this.#buttons[button - 1];
    if (!found) throw new RangeError(`button: expected 1 to 4, got ${button}`);
    const low = pressed !== this.#pads.includes(button);
    if (found.low === low) return;
    this.#settle(button, nowUs);
    found.low = low;
    found.sinceUs = nowUs;
  }

  /** A program starts, or takes this button for one of another kind: how it stands then is no event. */
  begin(nowUs: number, button?: number): void {
    const which = button === undefined ? this.#buttons : [this.#buttons[button - 1]!];
    if (button === undefined) this.#found = [];
    for (const begun of which) {
      begun.reported = undefined;
      begun.deafUntilUs = nowUs;
    }
  }

  /** What has happened by now and was not told yet. */
  edges(nowUs: number): readonly ButtonEdge[] {
    for (const index of this.#buttons.keys()) this.#settle(index + 1, nowUs);
    const found = this.#found;
    this.#found = [];
    return found;
  }

  /** How button 1 to 4 stands; undefined: it has not stood so for long enough. */
  isLow(button: number): boolean | undefined {
    return this.#buttons[button - 1]!.reported;
  }

  #settle(number: number, nowUs: number): void {
    const button = this.#buttons[number - 1]!;
    const atUs = Math.max(button.sinceUs, button.deafUntilUs);
    if (button.low === button.reported || nowUs - atUs < CONTACT_US) return;
    const isNews = button.reported !== undefined;
    button.reported = button.low;
    if (!isNews) return;
    button.deafUntilUs = atUs + BOUNCE_US;
    this.#found.push({ button: number, low: button.low, atUs });
  }
}
