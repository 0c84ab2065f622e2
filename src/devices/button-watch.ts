/** Buttons that do what no finger does. One for all kinds of boards; the virtual one has no contacts. */
import { WRAP_US } from '../protocol/index.js';
import { US_PER_MS } from '../units.js';
import type { ButtonFault, InputEvent } from './device.js';
import type { Timers } from './timers.js';

/** Nobody holds a button for so long. */
const STUCK_AFTER_MS = 60_000;
/** The fastest fingers press 16 times a second for a moment, every 62 ms. */
const FASTEST_MS = 45;
/** So many presses within the window are too many for any finger: a wire that picks up the mains gives 16 a second. */
const MOST_PRESSES = 150;
const WINDOW_MS = 10_000;
/** So many presses that no finger makes, within the window, are no accident. */
const BOUNCES = 4;
/** So many in order, none of them ill, and it is well. */
const GOOD_PRESSES = 3;

type Press = Extract<InputEvent, { kind: 'button' }>;

/** One button. Times are of the board's clock [ms], which wraps: only differences count. */
class Contact {
  /** When it was pressed, the latest presses; a ring. */
  readonly #pressesUs = new Float64Array(MOST_PRESSES);
  #presses = 0;
  /** When presses came that no finger makes; a ring. */
  readonly #bouncesUs = new Float64Array(BOUNCES);
  #bounces = 0;
  #good = 0;
  bounces = false;
  stuck = false;
  #stopWaiting: (() => void) | undefined;

  /** It goes down. @returns whether it may act. */
  press(atUs: number): boolean {
    const actedBefore = !this.bounces;
    if (this.#isNoFinger(atUs)) {
      this.#good = 0;
      this.#bouncesUs[this.#bounces++ % BOUNCES] = atUs;
      this.bounces ||= this.#agoMs(this.#bouncesUs, this.#bounces, atUs) < WINDOW_MS;
    } else if (this.bounces && ++this.#good === GOOD_PRESSES) this.bounces = false;
    this.#pressesUs[this.#presses++ % MOST_PRESSES] = atUs;
    return actedBefore && !this.bounces;
  }

  /** It stands pressed, and is stuck if it does so for long. */
  stays(timers: Timers, stuck: () => void): void {
    this.#stopWaiting ??= timers.after(STUCK_AFTER_MS, () => {
      this.stuck = true;
      stuck();
    });
  }

  comesUp(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
    this.stuck = false;
  }

  #isNoFinger(atUs: number): boolean {
    const last = (this.#presses + MOST_PRESSES - 1) % MOST_PRESSES;
    const isTooFast = this.#presses > 0 && sinceMs(this.#pressesUs[last]!, atUs) < FASTEST_MS;
    return isTooFast || this.#agoMs(this.#pressesUs, this.#presses, atUs) < WINDOW_MS;
  }

  /** How long the oldest of a full ring is ago; Infinity of one that is not full. */
  #agoMs(ring: Float64Array, count: number, atUs: number): number {
    return count < ring.length ? Infinity : sinceMs(ring[count % ring.length]!, atUs);
  }
}

function sinceMs(fromUs: number, toUs: number): number {
  return ((toUs - fromUs + WRAP_US) % WRAP_US) / US_PER_MS;
}

export class ButtonWatch {
  readonly #timers: Timers;
  readonly #changed: (faults: readonly ButtonFault[]) => void;
  readonly #contacts = new Map<number, Contact>();
  #told: readonly ButtonFault[] = [];

  /** @param changed is told which buttons are out of order, whenever that has changed. */
  constructor(timers: Timers, changed: (faults: readonly ButtonFault[]) => void) {
    this.#timers = timers;
    this.#changed = changed;
  }

  /** @returns whether the event may act. */
  take({ button, pressed, deviceUs }: Press): boolean {
    const contact = this.#contact(button);
    const mayAct = pressed ? contact.press(deviceUs) : !contact.stuck && !contact.bounces;
    if (pressed) contact.stays(this.#timers, () => this.#tell());
    else contact.comesUp();
    this.#tell();
    return mayAct;
  }

  /** These stand pressed. How long those do that did before anybody asked, is counted from here. */
  held(buttons: readonly number[]): void {
    for (const button of buttons) this.#contact(button).stays(this.#timers, () => this.#tell());
  }

  /** The board is away. */
  forget(): void {
    for (const contact of this.#contacts.values()) contact.comesUp();
    this.#contacts.clear();
    this.#tell();
  }

  #contact(button: number): Contact {
    const known = this.#contacts.get(button);
    if (known) return known;
    const contact = new Contact();
    this.#contacts.set(button, contact);
    return contact;
  }

  #tell(): void {
    const faults = [...this.#contacts].flatMap(([button, { stuck, bounces }]): ButtonFault[] =>
      stuck ? [{ button, kind: 'stuck' }] : bounces ? [{ button, kind: 'bouncing' }] : [],
    );
    const isTold =
      faults.length === this.#told.length &&
      faults.every(({ button, kind }, at) => {
        const told = this.#told[at]!;
        return told.button === button && told.kind === kind;
      });
    if (isTold) return;
    this.#told = faults;
    this.#changed(faults);
  }
}
