const BOUNCE_US = 20_000;

interface Button {
  contact: boolean;
  reported: boolean;
  quietUntilUs: number;
}

/** Debouncing as the document says: the first contact at once, then 20 ms of deafness, then what really is. */
export class Buttons {
  readonly #buttons: Button[] = Array.from({ length: 4 }, () => ({
    contact: false,
    reported: false,
    quietUntilUs: -Infinity,
  }));

  /** Closes or opens the contact of button 1 to 4. */
  set(button: number, contact: boolean): void {
    const found = this.#buttons[button - 1];
    if (!found) throw new RangeError(`button: expected 1 to 4, got ${button}`);
    found.contact = contact;
  }

  /** After a reset a button that is held is not an edge. */
  settle(): void {
    for (const button of this.#buttons) {
      button.reported = button.contact;
      button.quietUntilUs = -Infinity;
    }
  }

  /** Edges to report now. */
  edges(nowUs: number): { button: number; pressed: boolean }[] {
    const found: { button: number; pressed: boolean }[] = [];
    for (const [index, button] of this.#buttons.entries()) {
      if (button.contact === button.reported || nowUs < button.quietUntilUs) continue;
      button.reported = button.contact;
      button.quietUntilUs = nowUs + BOUNCE_US;
      found.push({ button: index + 1, pressed: button.contact });
    }
    return found;
  }
}
