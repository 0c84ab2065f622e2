const CONTACT_US = 500;
const BOUNCE_US = 20_000;

interface Button {
  contact: boolean;
  /** When the contact changed last [µs]. */
  sinceUs: number;
  /** undefined: how it stands first is no event. */
  reported: boolean | undefined;
  deafUntilUs: number;
}

export interface ButtonEdge {
  readonly button: number;
  readonly pressed: boolean;
  /** Its first edge [µs]. */
  readonly atUs: number;
}

/** A contact, or its opening, counts when it has stood for 0.5 ms; then 20 ms of deafness, then what really is. */
export class Buttons {
  readonly #buttons: Button[] = Array.from({ length: 4 }, () => ({
    contact: false,
    sinceUs: -Infinity,
    reported: undefined,
    deafUntilUs: -Infinity,
  }));
  #found: ButtonEdge[] = [];

  /** Closes or opens the contact of button 1 to 4. */
  set(button: number, contact: boolean, nowUs: number): void {
    const found = this.#buttons[button - 1];
    if (!found) throw new RangeError(`button: expected 1 to 4, got ${button}`);
    if (found.contact === contact) return;
    this.#settle(button, nowUs);
    found.contact = contact;
    found.sinceUs = nowUs;
  }

  /** A program starts: a button that is held then is no event. */
  begin(nowUs: number): void {
    this.#found = [];
    for (const button of this.#buttons) {
      button.reported = undefined;
      button.deafUntilUs = nowUs;
    }
  }

  /** What has happened by now and was not told yet. */
  edges(nowUs: number): readonly ButtonEdge[] {
    for (const index of this.#buttons.keys()) this.#settle(index + 1, nowUs);
    const found = this.#found;
    this.#found = [];
    return found;
  }

  /** Those that stand pressed, from 1 on. */
  get held(): readonly number[] {
    return this.#buttons.flatMap(({ reported }, index) => (reported === true ? [index + 1] : []));
  }

  #settle(number: number, nowUs: number): void {
    const button = this.#buttons[number - 1]!;
    const atUs = Math.max(button.sinceUs, button.deafUntilUs);
    if (button.contact === button.reported || nowUs - atUs < CONTACT_US) return;
    const isNews = button.reported !== undefined;
    button.reported = button.contact;
    if (!isNews) return;
    button.deafUntilUs = atUs + BOUNCE_US;
    this.#found.push({ button: number, pressed: button.contact, atUs });
  }
}
