/** What is proved of a rig, one part at a time: what the board shows then, what a person sees, and the cure if not. Types. */
import type { MeterName, StripOrder } from '../../units.js';

/** PWM counts, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** What a board does while a person looks. LEDs are counted along the wire, from 0. */
export type Act =
  | { readonly kind: 'nothing' }
  /** The board is let go of: dark, and no pulses. */
  | { readonly kind: 'let-go' }
  /** These LEDs, in order, and no other. */
  | { readonly kind: 'light'; readonly leds: readonly number[]; readonly rgb: Rgb }
  /** One LED alone, then the next in this order, again and again. */
  | { readonly kind: 'runs'; readonly order: readonly number[]; readonly rgb: Rgb }
  /** To one stop after the other, again and again. */
  | { readonly kind: 'needle'; readonly needle: MeterName; readonly stops: readonly NeedleStop[] };

export interface NeedleStop {
  readonly pulseUs: number;
  /** How long it stays there. */
  readonly holdMs: number;
}

/** What somebody may see instead, and what to do then. */
export interface Symptom {
  /** For the report: letters and hyphens. */
  readonly id: string;
  readonly seen: string;
  readonly cure: string;
  /** Heading of docs/troubleshooting.md with more of it. */
  readonly more: string | null;
  /** Whether it leaves nothing to see in the later steps of this part. */
  readonly endsPart?: true;
}

interface AnyStep {
  /** For the report: letters, digits and hyphens. */
  readonly id: string;
  /** Steps of one part come one after the other. */
  readonly part: string;
  readonly name: string;
}

/** The board shows something, and a person says what is seen. */
export interface LookStep extends AnyStep {
  readonly kind: 'look';
  readonly act: Act;
  /** What is seen if all is well. */
  readonly sees: string;
  readonly symptoms: readonly Symptom[];
}

/** Red, then green, then blue, and a person says which colour it is. */
export interface ColoursStep extends AnyStep {
  readonly kind: 'colours';
  /** As the rig file has it. */
  readonly order: StripOrder;
  readonly leds: readonly number[];
  /** Of the one colour that is lit [PWM counts]. */
  readonly brightness: number;
}

/** A person presses a button once, and the board says what it has heard. */
export interface ButtonStep extends AnyStep {
  readonly kind: 'button';
  /** From 1. */
  readonly button: number;
  readonly pin: string;
  /** What its pin is when it is pressed: low, a button to ground; high, a touch pad or a button to 5 V. */
  readonly pressed: 'low' | 'high';
}

/** A person turns a dial to both of its ends. */
export interface DialStep extends AnyStep {
  readonly kind: 'dial';
  /** From 0. */
  readonly dial: number;
  readonly pin: string;
}

export type Step = LookStep | ColoursStep | ButtonStep | DialStep;
