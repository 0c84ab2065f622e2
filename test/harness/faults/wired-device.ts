import type { Device, DeviceState, InputEvent, Picture } from '../../../src/devices/device.js';
import { createSerialDevice, type SerialDeviceOptions } from '../../../src/devices/serial/index.js';
import type { BoardLine, BoardSetup, Statistics } from '../../../src/protocol/index.js';
import { PALETTE_STOPS, REST_LEVEL } from '../../../src/units.js';
import { type BenchPorts, portsOf } from '../bench-ports.js';
import { Bench, type PlugOptions } from '../emulator/bench.js';
import type { ShownFrame } from '../emulator/types.js';
import type { WireBoard } from '../wire-board.js';
import { diceOf } from './dice.js';
import { PicturesShown } from './pictures-shown.js';
import { TappedLine } from './tapped-line.js';

export const PATH = '/dev/ttyACM0';
const FRAME_MS = 1000 / 60;
const OPEN_MS = 5000;
/** Room for any level on any LED: the current limit must not make two pictures alike. */
const CURRENT_LIMIT_MA = 3000;

/** A board that can be looked at and touched: the mock, or the real program in the emulator. */
export interface FingerBoard extends WireBoard {
  /** After every show(); of what it is told only `rgb` is there on every board. */
  onShow: ((frame: ShownFrame) => void) | null;
  readonly leds: Uint8Array;
  press(button: number): void;
  release(button: number): void;
}

export interface WiredOptions {
  readonly ledCount?: number;
  readonly plug?: PlugOptions;
  readonly device?: Partial<SerialDeviceOptions>;
  /** By which ports the device reaches the bench; default: those of serialport. */
  readonly reach?: (bench: Bench) => BenchPorts;
}

/** Stop k of a palette in which every level has a light of its own, and none is dark. */
export function plainStops(): Uint8Array {
  const stops = new Uint8Array(3 * PALETTE_STOPS);
  for (let k = 0; k < PALETTE_STOPS; k++) stops.set([7 * k, 4 * k, 255 - 7 * k], 3 * k);
  return stops;
}

/** What a test has fitted that wants no more than light and buttons. */
export function plainSetup(ledCount: number): BoardSetup {
  return {
    ledCount,
    colourOrder: 'grb',
    currentLimitMa: CURRENT_LIMIT_MA,
    silenceMs: 1000,
    fadeMs: 0,
    needleRestLevel: REST_LEVEL,
    needleSlewUs: 60,
    buttons: [true, true, true, true],
    dials: [false, false],
    needles: [{ lowUs: 1000, highUs: 2000 }, null],
  };
}

/**
 * The serial device on a workbench in virtual time, with any board at the far end of a faulty line, and a
 * controller's habits: 60 pictures a second, no two alike, each with the latest input taken into account.
 */
export class WiredDevice {
  readonly bench = new Bench();
  readonly line: TappedLine;
  readonly board: FingerBoard;
  readonly device: Device;
  readonly pictures: PicturesShown;
  readonly states: DeviceState[] = [];
  readonly inputs: InputEvent[] = [];
  /** Called with every input, before the picture that takes it into account. */
  onInput: ((event: InputEvent) => void) | null = null;
  readonly latencies: [id: number, latencyUs: number][] = [];
  /** What the host has sent since this was emptied, by type. */
  readonly types: string[] = [];
  /** Lines of the board, before anything happens to them. */
  onLine: ((line: BoardLine) => void) | null = null;
  /** Messages of the host, likewise. */
  onSent: TappedLine['onSent'] = null;
  /** The latest `S` that the board sent. */
  statistics: Statistics | undefined;
  /** Pictures handed to the device, and when the latest was [ms]. */
  offered = 0;
  offeredMs = -Infinity;
  readonly openPorts: () => number;
  readonly ports: BenchPorts['ports'];
  readonly #plug: PlugOptions;
  readonly #frame: Picture;
  readonly #roll = diceOf(3);
  #stopStream: (() => void) | undefined;
  #lastInputId = 0;
  #path = PATH;

  constructor(board: FingerBoard, options: WiredOptions = {}) {
    const { ledCount = 60, plug = {}, device = {}, reach = portsOf } = options;
    this.board = board;
    this.#plug = plug;
    this.line = new TappedLine(board);
    this.bench.plug(PATH, this.line, plug);
    const { open, ports, ...somePorts } = reach(this.bench);
    this.openPorts = open;
    this.ports = ports;
    const [setup, stops] = [plainSetup(ledCount), plainStops()];
    this.pictures = new PicturesShown(setup, stops);
    board.onShow = ({ rgb }) => this.pictures.show(rgb);
    this.line.onLine = (line) => {
      if (line.verb === 'S') this.statistics = line;
      this.onLine?.(line);
    };
    this.line.onSent = (sent, wireBytes) => {
      this.line.sent.length = 0;
      this.types.push(sent === 'zero' ? sent : sent.type);
      this.pictures.send(sent);
      this.onSent?.(sent, wireBytes);
    };
    const needleLevels = [REST_LEVEL, REST_LEVEL] as const;
    this.#frame = {
      levels: new Uint8Array(ledCount),
      rgb: new Uint8Array(3 * ledCount),
      needleLevels,
      inputId: 0,
    };
    this.device = createSerialDevice({ path: PATH, setup, stops, ...somePorts, ...device }, this.bench.clock);
  }

  get nowMs(): number {
    return this.bench.clock.nowMs();
  }

  /** Whether the strip shows anything. */
  get light(): boolean {
    return this.board.leds.some((channel) => channel > 0);
  }

  /** Opens the device and waits until it is ready. */
  async ready(): Promise<void> {
    this.open();
    await this.untilReady();
  }

  open(): void {
    this.device.open({
      input: (event) => {
        this.inputs.push(event);
        this.#lastInputId = event.id;
        this.onInput?.(event);
        this.show();
      },
      state: (state) => this.states.push(state),
      latency: (id, us) => this.latencies.push([id, us]),
    });
  }

  untilReady(limitMs = OPEN_MS): Promise<number> {
    return this.bench.advanceUntil(() => this.device.state.kind === 'ready', limitMs);
  }

  advance(ms: number): Promise<void> {
    return this.bench.advance(ms);
  }

  /** Hands the device a picture that no other is like. */
  show(): void {
    const { levels } = this.#frame;
    for (let led = 0; led < levels.length; led++) levels[led] = 256 * this.#roll();
    this.offered++;
    this.offeredMs = this.nowMs;
    this.device.show({ ...this.#frame, inputId: this.#lastInputId });
  }

  /** Shows pictures, 60 a second, from now on. */
  stream(everyMs = FRAME_MS): void {
    this.#stopStream?.();
    this.show();
    this.#stopStream = this.bench.clock.every(everyMs, () => this.show());
  }

  /** How long ago the device was handed this picture [ms]; Infinity if it is not the latest. */
  ageMs(levels: Uint8Array): number {
    const latest = this.#frame.levels;
    return levels.every((level, led) => level === latest[led]) ? this.nowMs - this.offeredMs : Infinity;
  }

  stopStream(): void {
    this.#stopStream?.();
    this.#stopStream = undefined;
  }

  unplug(options: { noticeMs?: number } = {}): void {
    this.bench.unplug(this.#path, options);
  }

  /** Plugs the board in again, at the same path unless another is given. */
  replug(path = this.#path): void {
    this.#path = path;
    this.bench.plug(path, this.line, this.#plug);
  }

  /** Lets time pass until a picture sent from now on is on the strip; how long that took [ms]. */
  untilLight(limitMs = OPEN_MS): Promise<number> {
    const { shown } = this.pictures;
    return this.bench.advanceUntil(() => this.pictures.shown > shown, limitMs);
  }

  /** Closes the device and says what it has left behind: timers that wait and ports that are open. */
  async close(): Promise<number> {
    this.stopStream();
    let closed = false;
    const closing = this.device.close().then(() => {
      closed = true;
    });
    await this.bench.advanceUntil(() => closed, OPEN_MS);
    await closing;
    return this.bench.clock.waiting + this.openPorts();
  }
}
