/** What becomes of a press that the doctor has asked for: told from what the board hears. Pure. */
import type { ButtonStep, Symptom } from './step.js';

/** A board reports a button when it has stood still: a second press so soon is bounce [ms]. */
const BOUNCE_MS = 150;
/** A press is over for certain so long after its release [ms]. */
const QUIET_MS = 500;
/** Nobody who was asked for one press holds it so long [ms]. */
const LONGEST_MS = 6000;

export interface Contact {
  /** From 1. */
  readonly button: number;
  readonly pressed: boolean;
  readonly atMs: number;
}

/** How it went; `right`: down once, and up. */
export type PressVerdict =
  | { readonly kind: 'right' }
  | { readonly kind: 'bounced' }
  | { readonly kind: 'held' }
  /** It was down before anybody pressed: only its release was heard. */
  | { readonly kind: 'was-down' }
  | { readonly kind: 'other'; readonly button: number };

/** Watches for one press of one button. */
export class PressWatch {
  readonly #button: number;
  /** Still from a press before this watch. */
  #isDown: boolean;
  #downMs: number | undefined;
  #upMs: number | undefined;
  #verdict: PressVerdict | undefined;

  /** @param isDown whether it has been heard to go down before, and not up again. */
  constructor(button: number, isDown = false) {
    this.#button = button;
    this.#isDown = isDown;
  }

  take({ button, pressed, atMs }: Contact): void {
    if (this.#verdict) return;
    if (button !== this.#button) {
      if (pressed && this.#downMs === undefined) this.#verdict = { kind: 'other', button };
      return;
    }
    if (pressed) {
      if (this.#upMs !== undefined && atMs - this.#upMs < BOUNCE_MS) this.#verdict = { kind: 'bounced' };
      this.#downMs = atMs;
      this.#upMs = undefined;
    } else if (this.#downMs !== undefined) this.#upMs = atMs;
    else if (this.#isDown) this.#isDown = false;
    else this.#verdict = { kind: 'was-down' };
  }

  /** As soon as it is certain; before that `undefined`. */
  verdict(nowMs: number): PressVerdict | undefined {
    if (this.#verdict) return this.#verdict;
    if (this.#upMs !== undefined) return nowMs - this.#upMs >= QUIET_MS ? { kind: 'right' } : undefined;
    return this.#downMs !== undefined && nowMs - this.#downMs >= LONGEST_MS ? { kind: 'held' } : undefined;
  }
}

const NOTHING = 'The button does nothing';
const ITSELF = 'It does things by itself';

/** What is wrong with a button; `null`: nothing. `silent`: somebody has pressed it, and the board has heard nothing. */
export function pressSymptom(
  { pin, pressed }: Pick<ButtonStep, 'pin' | 'pressed'>,
  verdict: PressVerdict | { readonly kind: 'silent' },
): Symptom | null {
  switch (verdict.kind) {
    case 'right':
      return null;
    case 'silent':
      return {
        id: 'silent',
        seen: 'It was pressed, and nothing was heard',
        cure:
          pressed === 'high'
            ? `A touch pad gets 5V and ground, and its output goes to pin ${pin}. A button to 5 V goes from 5V to pin ${pin}, with 10 kΩ from the pin to ground. If it closes to ground, remove "pressed: high" from the rig file.`
            : `One wire goes from the button to pin ${pin}, one to ground, at two legs that lie diagonally. Touch the two wires together for a moment: if the board hears that, the button is broken.`,
        more: NOTHING,
      };
    case 'other':
      return {
        id: `is-${verdict.button}`,
        seen: `Button ${verdict.button} was heard`,
        cure: `What you have pressed is wired as button ${verdict.button}. Put its wire on pin ${pin}, or exchange the two buttons in the rig file.`,
        more: NOTHING,
      };
    case 'bounced':
      return {
        id: 'bounced',
        seen: 'It was heard more than once',
        cure: 'The contact is bad, or its wire lies beside the cable of a motor or a lamp. Lay it elsewhere, twist its two wires together; if that does not help, fit another button.',
        more: ITSELF,
      };
    case 'held':
      return {
        id: 'held',
        seen: 'It went down, and stays down',
        cure: 'Pull the button up: it is jammed. If it is up, its two wires touch each other, or it is turned by 90°: use two legs that lie diagonally.',
        more: NOTHING,
      };
    case 'was-down':
      return {
        id: 'was-down',
        seen: 'It was down all the time, and opens when it is pressed',
        cure:
          pressed === 'high'
            ? 'Its pin is high while nobody presses. If it closes to ground, remove "pressed: high" from the rig file; if it closes to 5 V, put 10 kΩ between its pin and ground.'
            : 'The button is turned by 90°, or it opens where others close: use two legs that lie diagonally, or fit one that closes when it is pressed. Of a touch pad, or a button to 5 V, the rig file must say "pressed: high".',
        more: ITSELF,
      };
  }
}
