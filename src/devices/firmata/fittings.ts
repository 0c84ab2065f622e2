import { SERVO_HIGH_US } from '../../rig/devices/firmata-limits.js';
import type { Timers } from '../timers.js';
import { Contact, DeadBand } from './inputs.js';
import type { JohnnyFive, Servo } from './johnny-five.js';
import { Needle } from './needle.js';
import type { BoardPins } from './pins.js';
import { CLICK_LEVEL, type FirmataSetup } from './setup.js';

/** A click ends so long after it began. */
export const CLICK_MS = 5;

/** What is wired to a board beside its lights: needles, buttons, dials, a piezo, a fault lamp. */
export class Fittings {
  readonly #setup: FirmataSetup;
  readonly #board: JohnnyFive;
  readonly #pins: BoardPins;
  readonly #needles: ({ readonly needle: Needle; readonly servo: Servo } | null)[];
  readonly #contacts: Contact[] = [];
  #isAbove = false;
  #click: 'none' | 'due' | 'on' = 'none';
  #clickMs = 0;
  readonly #lamp: number | undefined;
  #lampWanted = false;
  /** Undefined: nobody knows whether the board has it. */
  #lampTold: boolean | undefined;

  /** Attaches the servos, at rest, and the piezo. */
  constructor(setup: FirmataSetup, board: JohnnyFive, pins: BoardPins) {
    this.#setup = setup;
    this.#board = board;
    this.#pins = pins;
    this.#needles = setup.needles.map((fitted) => {
      if (!fitted) return null;
      const needle = new Needle(fitted, setup.needleSlewUs, setup.needleRestLevel);
      const longestUs = Math.min(SERVO_HIGH_US, Math.max(fitted.lowUs, fitted.highUs));
      return { needle, servo: board.servo(pins.numberOf(fitted.pin)!, needle.pulseUs, longestUs) };
    });
    this.#lamp = setup.lamp == null ? undefined : pins.numberOf(setup.lamp);
    if (this.#lamp !== undefined) board.io.pinMode(this.#lamp, board.io.MODES.OUTPUT);
    if (setup.piezo !== null) board.io.pinMode(pins.numberOf(setup.piezo)!, board.io.MODES.OUTPUT);
  }

  /** Begins to listen to the buttons. The board answers with how each stands: one that is held is no event. */
  listenToButtons(timers: Timers, pressed: (button: number, pressed: boolean) => void): void {
    this.#setup.buttons.forEach((pin, index) => {
      if (pin === null) return;
      const contact = new Contact(timers, (down) => pressed(index + 1, down));
      this.#contacts.push(contact);
      this.#board.button(this.#pins.numberOf(pin)!, this.#isHigh(index), (down, wasOpen) => {
        if (down && !wasOpen) contact.beginsHeld();
        else contact.changed(down);
      });
    });
  }

  /** Begins to listen to the dials. */
  listenToDials(turned: (dial: number, position: number) => void): void {
    this.#setup.dials.forEach((pin, dial) => {
      if (pin === null) return;
      const band = new DeadBand();
      this.#board.dial(this.#pins.channelOf(pin)!, (reading) => {
        const position = band.position(reading);
        if (position !== undefined) turned(dial, position);
      });
    });
  }

  aim(levels: readonly [number, number]): void {
    this.#needles.forEach((fitted, at) => {
      fitted?.needle.aim(levels[at]!);
    });
    const above = levels[0] >= CLICK_LEVEL;
    if (above && !this.#isAbove && this.#setup.piezo !== null && this.#click === 'none') this.#click = 'due';
    this.#isAbove = above;
  }

  lightLamp(lit: boolean): void {
    this.#lampWanted = lit;
  }

  /** Tells the board, if the lamp is to be another. */
  stepLamp(): void {
    if (this.#lamp === undefined || this.#lampWanted === this.#lampTold) return;
    this.#lampTold = this.#lampWanted;
    this.switchPin(this.#lamp, this.#lampWanted);
  }

  /** The line may have lost it: it is told again. */
  forgetLamp(): void {
    this.#lampTold = undefined;
  }

  /** Needles at rest, lamp dark. */
  rest(): void {
    this.#lampWanted = false;
    const { needleRestLevel } = this.#setup;
    for (const fitted of this.#needles) fitted?.needle.aim(needleRestLevel);
    this.#isAbove = false;
  }

  get atRest(): boolean {
    return this.#needles.every((fitted) => fitted?.needle.arrived ?? true);
  }

  /** Tells the servos their next pulses, where it is time for them. */
  stepNeedles(nowMs: number): void {
    for (const fitted of this.#needles) {
      const pulseUs = fitted?.needle.step(nowMs);
      if (pulseUs !== undefined) fitted!.servo.to(pulseUs);
    }
  }

  /** A piezo that is switched clicks; on and off 5 ms apart sound as one. True if a click has just begun. */
  stepClick(nowMs: number): boolean {
    const { piezo } = this.#setup;
    if (piezo === null || this.#click === 'none') return false;
    if (this.#click === 'on' && nowMs - this.#clickMs < CLICK_MS) return false;
    const begins = this.#click === 'due';
    this.switchPin(this.#pins.numberOf(piezo)!, begins);
    this.#click = begins ? 'on' : 'none';
    this.#clickMs = nowMs;
    return begins;
  }

  /**
   * Firmata switches eight pins at once. Inputs among them take their bit for the pull-up, and firmata-io keeps what it
   * has read there last: a pressed button would lose its pull-up and stay pressed.
   */
  switchPin(pin: number, high: boolean): void {
    const { io } = this.#board;
    for (const [index, button] of this.#setup.buttons.entries()) {
      const number = button === null ? undefined : this.#pins.numberOf(button);
      if (number === undefined) continue;
      const bit = 1 << (number & 7);
      if (this.#isHigh(index)) io.ports[number >> 3]! &= ~bit;
      else io.ports[number >> 3]! |= bit;
    }
    io.digitalWrite(pin, high ? 1 : 0);
  }

  /** Whether the button of this index, from 0, has no pull-up and is high when pressed. */
  #isHigh(index: number): boolean {
    return this.#setup.pressedHigh?.includes(index + 1) ?? false;
  }

  release(): void {
    for (const contact of this.#contacts) contact.release();
  }
}
