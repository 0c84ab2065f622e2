/** From what johnny-five says of contacts and dials to what a person did. */
import { clamp, DIAL_MAX } from '../../units.js';
import type { Timers } from '../timers.js';

/** Contacts that bounce for longer are worn out; a finger is slower. */
const BOUNCE_MS = 20;
/** A dial that rests flickers by one or two of its 1024 steps. */
const DEAD_BAND = 4;

/** An edge counts at once; what comes within 20 ms after it is bounce, and only where it ends is looked at. */
export class Contact {
  readonly #timers: Timers;
  readonly #edge: (pressed: boolean) => void;
  #pressed = false;
  #said = false;
  #cancel: (() => void) | undefined;
  #released = false;

  constructor(timers: Timers, edge: (pressed: boolean) => void) {
    this.#timers = timers;
    this.#edge = edge;
  }

  /** It is held as the listening begins: that is no edge, its release will be one. */
  beginsHeld(): void {
    this.#pressed = this.#said = true;
  }

  changed(pressed: boolean): void {
    this.#pressed = pressed;
    if (!this.#cancel && !this.#released) this.#say();
  }

  /** Says nothing more. */
  release(): void {
    this.#released = true;
    this.#cancel?.();
  }

  #say(): void {
    this.#cancel = undefined;
    if (this.#said === this.#pressed) return;
    this.#said = this.#pressed;
    this.#cancel = this.#timers.after(BOUNCE_MS, () => this.#say());
    this.#edge(this.#said);
  }
}

/** A dial that has moved by 4 of 1023 or more has been turned; both of its ends can be reached. */
export class DeadBand {
  #reading: number | undefined;

  /** Position from 0 to 1 if the dial has been turned. Where it stands at the beginning counts as turned to there. */
  position(reading: number): number | undefined {
    const value = clamp(Math.round(reading), 0, DIAL_MAX);
    const last = this.#reading;
    const atEnd = (value === 0 || value === DIAL_MAX) && value !== last;
    if (last !== undefined && Math.abs(value - last) < DEAD_BAND && !atEnd) return undefined;
    // An end that is left by a flicker would be reached again and again.
    if (last !== undefined && atEnd && Math.abs(value - last) < DEAD_BAND / 2) return undefined;
    this.#reading = value;
    return value / DIAL_MAX;
  }
}
