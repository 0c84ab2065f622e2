import { FIRMWARE_VERSION } from '../../../src/devices/flash/firmware-version.js';
import {
  BEACON_MS,
  type BoardLine,
  type BoardSetup,
  type BootCause,
  decodeHostMessage,
  type HostMessage,
  isLongSetup,
  type Mark,
  PROTOCOL_MAJOR,
  type RefusalCode,
} from '../../../src/protocol/index.js';
import { REST_LEVEL, US_PER_MS } from '../../../src/units.js';
import { behindDark } from '../strip-bytes.js';
import { Blend } from './blend.js';
import type { Buttons } from './buttons.js';
import type { Dials } from './dials.js';
import { EventQueue, type Waiting } from './event-queue.js';
import { FrameReceiver } from './frame-receiver.js';
import { Needles } from './needle.js';
import { levelsOf, lightOf, misfit, type Picture, pictureOf, type RealTimeMessage } from './picture.js';

const TICK_US = 1000;
const NEEDLE_TICKS = 20;
const DIAL_TICKS = 20;
const FADE_TICKS = 20;
const FADE_OUT_US = 1_000_000;
/** show(): levels into light, 24 bits of 1.25 µs per LED, and the latch. */
const DECODE_US = 200;
const LED_US = 30;
const LATCH_US = 50;
/** Behind an event, if the set-up says so. */
const FILL_BYTES = 63;
/** 29 bytes of EEPROM. */
const SAVE_US = 100_000;

export const BOOT_SETUP: BoardSetup = {
  ledCount: 60,
  colourOrder: 'grb',
  currentLimitMa: 200,
  silenceMs: 1000,
  fadeMs: 0,
  needleRestLevel: REST_LEVEL,
  needleSlewUs: 120,
  buttons: [true, true, true, true],
  dials: [false, false],
  // What is fitted, and how far it may turn, only the host knows.
  needles: [null, null],
};

const isHigh = ({ pressedHigh }: BoardSetup, index: number) => pressedHigh?.[index] ?? false;

/** What the program finds around it; none of it is touched by a reset. */
export interface Surroundings {
  /** What it keeps without power; null: nothing yet. */
  kept: BoardSetup | null;
  readonly maxLeds: number;
  readonly windowBytes: number;
  readonly caps: string;
  readonly major: number;
  /** The palette at boot. */
  readonly stops: Uint8Array;
  readonly buttons: Buttons;
  readonly dials: Dials;
  show(rgb: Uint8Array, order: BoardSetup['colourOrder']): void;
  send(line: BoardLine): void;
  /** Empty lines. */
  fill(bytes: number): void;
  /** Whether it understands a message but does not do it. */
  refuses(message: HostMessage): boolean;
}

/** The program of the mock board from one reset to the next: firmware-protocol.md in TypeScript. */
export class MockProgram {
  readonly receiver = new FrameReceiver();
  readonly needles: Needles;
  readonly #around: Surroundings;
  readonly #cause: BootCause;
  readonly #startUs: number;
  #clockAheadUs = 0;
  readonly #events = new EventQueue();
  #nowUs: number;
  #ticks = 0;
  #setup: BoardSetup;
  /** The SAVE that is being carried out, and until when [µs]. */
  #saving: { readonly seq: number; readonly untilUs: number } | null = null;
  #stops: Uint8Array;
  #marks: readonly (Mark | null)[] = [null, null];
  /** What the strip is to show; null: dark. */
  #picture: Picture | null = null;
  /** The marks of this picture: those that were in force when it was taken. */
  #pictureMarks: readonly (Mark | null)[] = [];
  #blend: Blend | null = null;
  /** R, G, B of the show under way, before a fade to dark takes its share. */
  #rgb: Uint8Array = new Uint8Array();
  /** Since when the picture has been fading to the dark [µs]. */
  #fadeUs: number | null = null;
  #dirty = true;
  #busyUntilUs: number;
  #showing: readonly Waiting[] | null = null;
  #confirmed: Waiting[] = [];
  /** Whether a host has asked who is here, or said what is fitted. */
  #introduced = false;
  #host: 'none' | 'present' | 'silent' = 'none';
  #lastValidUs = 0;
  #beaconUs: number;
  #ok = 0;
  #bad = 0;
  #dimmed = 0;
  #showUs = 0;

  constructor(around: Surroundings, cause: BootCause, startUs: number) {
    this.#around = around;
    this.#cause = cause;
    this.#startUs = this.#nowUs = this.#busyUntilUs = this.#beaconUs = startUs;
    this.#stops = around.stops;
    this.#setup = around.kept ?? BOOT_SETUP;
    this.needles = new Needles(this.#setup);
    this.needles.follow(this.#setup);
    around.buttons.begin(startUs);
  }

  get framesBad(): number {
    return this.#bad + this.receiver.dropped;
  }

  /** Only deviceUs as it is told: this program keeps time by itself and cannot stumble over the wrap. */
  setDeviceUs(deviceUs: number): void {
    this.#clockAheadUs = deviceUs - (this.#nowUs - this.#startUs);
  }

  /** When the processor has something to do next of its own accord [µs]. */
  get wakeUs(): number {
    return this.#showing ? this.#busyUntilUs : this.#startUs + this.#ticks * TICK_US;
  }

  /** All that the program would do by now. */
  work(nowUs: number): void {
    this.#nowUs = nowUs;
    if (nowUs < this.#busyUntilUs) return;
    this.#finishShow();
    for (let stuffed = this.receiver.next(); stuffed; stuffed = this.receiver.next()) this.#take(stuffed);
    for (; nowUs >= this.#startUs + this.#ticks * TICK_US; this.#ticks++) this.#tick();
    if (this.#dirty) this.#beginShow();
  }

  #beginShow(): void {
    this.#dirty = false;
    this.#rgb = this.#rgbNow();
    this.#showUs = DECODE_US + (this.#setup.ledCount + (this.#setup.skip ?? 0)) * LED_US + LATCH_US;
    this.#busyUntilUs = this.#nowUs + this.#showUs;
    this.#showing = this.#confirmed;
    this.#confirmed = [];
  }

  /** By the palette and the limit in force; a blend goes on as long as it lasts. */
  #rgbNow(): Uint8Array {
    if (!this.#picture) return new Uint8Array(3 * this.#setup.ledCount);
    const levels = this.#blend?.levels(this.#nowUs);
    if (this.#blend?.over(this.#nowUs)) this.#blend = null;
    if (this.#blend) this.#dirty = true;
    const picture = levels ? { levels } : this.#picture;
    return lightOf(picture, this.#setup, this.#stops, this.#pictureMarks).rgb;
  }

  #finishShow(): void {
    if (!this.#showing) return;
    const left = this.#fadeUs === null ? 1 : Math.max(0, 1 - (this.#nowUs - this.#fadeUs) / FADE_OUT_US);
    const rgb = this.#rgb.map((channel) => Math.trunc(channel * left));
    this.#around.show(behindDark(rgb, this.#setup), this.#setup.colourOrder);
    for (const { line, edgeUs } of this.#showing) {
      this.#around.send({ verb: 'L', id: line.id, latencyUs: Math.round(this.#nowUs - edgeUs) });
    }
    this.#showing = null;
  }

  #take(stuffed: Uint8Array): void {
    const { send, major, refuses } = this.#around;
    const message = decodeHostMessage(stuffed);
    if (major !== PROTOCOL_MAJOR || !('seq' in message)) {
      this.#bad++;
      return;
    }
    this.#ok++;
    this.#lastValidUs = this.#nowUs;
    if (this.#host !== 'present') this.#beaconUs = this.#nowUs + BEACON_MS * US_PER_MS;
    this.#host = 'present';
    if ('problem' in message) this.#refuse(message.seq, message.problem, message.text);
    else if (refuses(message)) this.#refuse(message.seq, 'busy', 'not now');
    else this.#act(message);
    send({ verb: 'K', seq: message.seq });
  }

  #refuse(seq: number, code: RefusalCode, text: string): void {
    this.#around.send({ verb: 'N', seq, code, text: text.slice(0, 90) });
  }

  #act(message: HostMessage): void {
    const { send } = this.#around;
    const { seq } = message;
    switch (message.type) {
      case 'ident':
        this.#introduced = true;
        this.#events.restart();
        this.#greet();
        break;
      case 'ping':
        send({ verb: 'T', token: message.token, receivedUs: this.#deviceUs(), sentUs: this.#deviceUs() });
        break;
      case 'config':
        if (!this.#configure(seq, message.setup)) return;
        break;
      case 'palette':
        this.#stops = message.stops;
        break;
      case 'marks': {
        const beyond = message.marks.find((mark) => mark && mark.led >= this.#setup.ledCount);
        if (beyond) {
          this.#refuse(seq, 'range', `mark at ${beyond.led} of ${this.#setup.ledCount}`);
          return;
        }
        this.#marks = message.marks;
        break;
      }
      case 'save':
        this.#saving = { seq, untilUs: this.#nowUs + SAVE_US };
        return;
      case 'safe':
        this.#goDark();
        this.needles.rest();
        break;
      case 'level':
      case 'profile':
      case 'rgb':
        this.#light(message);
        return;
      default:
        message satisfies never;
    }
    send({ verb: 'A', seq });
  }

  #light(message: RealTimeMessage): void {
    if (!this.#introduced) {
      this.#refuse(message.seq, 'busy', 'restarted');
      return;
    }
    const wrong = misfit(message, this.#setup.ledCount);
    if (wrong) {
      this.#refuse(message.seq, wrong.code, wrong.text);
      return;
    }
    const picture = pictureOf(message, this.#setup.ledCount);
    if (lightOf(picture, this.#setup, this.#stops, this.#marks).dimmed) this.#dimmed++;
    this.needles.show(message.needleLevels);
    const confirmed = this.#events.confirm(message.inputId);
    this.#confirmed.push(...confirmed);
    const from = this.#blend?.levels(this.#nowUs) ?? levelsOf(this.#picture);
    const levels = levelsOf(picture);
    const { fadeMs } = this.#setup;
    const blends = fadeMs > 0 && confirmed.length === 0 && this.#fadeUs === null;
    this.#blend = blends && from && levels ? new Blend(from, levels, this.#nowUs, fadeMs) : null;
    this.#picture = picture;
    this.#pictureMarks = this.#marks;
    this.#fadeUs = null;
    this.#dirty = true;
  }

  #goDark(): void {
    this.#picture = null;
    this.#blend = null;
    this.#dirty = true;
  }

  #configure(seq: number, setup: BoardSetup): boolean {
    const { maxLeds, caps, dials, buttons } = this.#around;
    const { ledCount, fadeMs, colourOrder, skip = 0 } = setup;
    const wrong =
      (ledCount + skip > maxLeds && `leds ${ledCount} skip ${skip} max ${maxLeds}`) ||
      (setup.fillsPackets && !caps.includes('A') && 'inputs') ||
      (isLongSetup(setup) && !caps.includes('X') && 'long set-up') ||
      (fadeMs > 0 && !caps.includes('F') && `fade ${fadeMs}`) ||
      (colourOrder.includes('w') && !caps.includes('X') && `colour order ${colourOrder}`);
    if (wrong) {
      this.#refuse(seq, 'range', wrong);
      return false;
    }
    this.#introduced = true;
    const before = this.#setup;
    if (
      setup.ledCount !== before.ledCount ||
      setup.colourOrder !== before.colourOrder ||
      skip !== (before.skip ?? 0)
    ) {
      this.#around.show(behindDark(new Uint8Array(3 * before.ledCount), before), before.colourOrder);
      this.#goDark();
    }
    this.#setup = setup;
    // A set-up ends a blend, and a lower limit holds at once.
    this.#blend = null;
    if (this.#picture && this.#fadeUs === null) this.#dirty = true;
    for (const button of [0, 1, 2, 3])
      if (isHigh(setup, button) !== isHigh(before, button)) buttons.begin(this.#nowUs, button + 1);
    for (const dial of [0, 1]) if (setup.dials[dial] && !before.dials[dial]) dials.forget(dial);
    this.needles.follow(setup);
    return true;
  }

  #deviceUs(us = this.#nowUs): number {
    return Math.trunc(us - this.#startUs + this.#clockAheadUs) % 2 ** 32;
  }

  #greet(): void {
    const { major, maxLeds, windowBytes, caps, send } = this.#around;
    const { ledCount } = this.#setup;
    const who = { verb: 'H', major, firmware: FIRMWARE_VERSION, board: 'mock' } as const;
    send({ ...who, ledCount, maxLeds, windowBytes, caps, boot: this.#cause });
  }

  #tick(): void {
    this.#watchHost();
    this.#save();
    if (this.#ticks % NEEDLE_TICKS === 0) this.needles.period();
    if (this.#fadeUs !== null && this.#ticks % FADE_TICKS === 0) {
      this.#dirty ||= this.#nowUs - this.#fadeUs < FADE_OUT_US + FADE_TICKS * TICK_US;
    }
    this.#watchInputs();
    if (this.#nowUs >= this.#beaconUs) {
      this.#beaconUs += BEACON_MS * US_PER_MS;
      if (this.#host === 'present') {
        this.#tellHeld();
        this.#tellStatistics();
      } else this.#greet();
    }
  }

  #watchHost(): void {
    if (this.#host !== 'present') return;
    if (this.#nowUs - this.#lastValidUs < this.#setup.silenceMs * US_PER_MS) return;
    this.#host = 'silent';
    this.#fadeUs ??= this.#nowUs;
    this.#beaconUs = this.#nowUs;
    this.needles.rest();
    this.#around.send({ verb: '#', text: `strip dark: host silent for ${this.#setup.silenceMs} ms` });
  }

  #save(): void {
    if (!this.#saving || this.#nowUs < this.#saving.untilUs) return;
    this.#around.kept = this.#setup;
    this.#around.send({ verb: 'A', seq: this.#saving.seq });
    this.#saving = null;
  }

  #watchInputs(): void {
    const { buttons, dials } = this.#around;
    for (const { button, low, atUs } of buttons.edges(this.#nowUs)) {
      const pressed = low !== isHigh(this.#setup, button - 1);
      if (this.#setup.buttons[button - 1]) this.#report({ verb: 'B', button, pressed }, atUs);
    }
    for (const dial of this.#ticks % DIAL_TICKS === 0 ? [0, 1] : []) {
      if (!this.#setup.dials[dial] || this.#events.dialWaits(dial)) continue;
      const value = dials.news(dial);
      if (value !== undefined) this.#report({ verb: 'D', dial, value }, this.#nowUs);
    }
    for (const line of this.#events.due(this.#nowUs)) this.#sendEvent(line);
  }

  #report(body: Parameters<EventQueue['add']>[0], edgeUs: number): void {
    const line = this.#events.add(body, edgeUs, this.#deviceUs(edgeUs), this.#nowUs);
    if (line) this.#sendEvent(line);
  }

  #sendEvent(line: BoardLine): void {
    this.#around.send(line);
    if (this.#setup.fillsPackets) this.#around.fill(FILL_BYTES);
  }

  #tellHeld(): void {
    const { buttons } = this.#around;
    const held = [1, 2, 3, 4].filter((button) => {
      const low = this.#setup.buttons[button - 1] ? buttons.isLow(button) : undefined;
      return low !== undefined && low !== isHigh(this.#setup, button - 1);
    });
    if (held.length > 0) this.#around.send({ verb: 'I', buttons: held });
  }

  #tellStatistics(): void {
    this.#around.send({
      verb: 'S',
      upS: Math.trunc((this.#nowUs - this.#startUs) / 1e6),
      framesOk: this.#ok,
      framesBad: this.framesBad,
      overruns: 0,
      overflows: this.receiver.overflows,
      showUs: this.#showUs,
      freeRamBytes: 500,
      framesDimmed: this.#dimmed,
      eventsLost: this.#events.lost,
    });
  }
}
