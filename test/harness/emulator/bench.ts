import type { BindingInterface, OpenOptions, PortInfo } from '@serialport/bindings-cpp';
import { VirtualTimers } from '../virtual-timers.js';
import type { WireBoard } from '../wire-board.js';
import type { Adapter } from './adapter.js';
import { Cable, type CableOptions, VirtualPort } from './virtual-port.js';

/** Rounds of the event loop after which the host's code must have come to rest within one slice. */
const MAX_ROUNDS = 50;

export interface PlugOptions extends CableOptions {
  /** What `list()` says about the port; an Uno's ids unless given. */
  info?: Partial<PortInfo>;
  /** The port is there but the user may not open it. */
  denied?: boolean;
}

interface Place {
  readonly cable: Cable;
  readonly info: Partial<PortInfo>;
  readonly denied: boolean;
}

/**
 * A workbench in virtual time: boards plugged in at paths, a binding for serialport's stream, and a clock for
 * host code. Nothing happens between calls of `advance`, apart from promises of the host's own code.
 *
 * `new SerialPortStream({ binding: bench.binding, path, baudRate })` is a port on it.
 */
export class Bench {
  readonly clock: VirtualTimers;
  readonly binding: BindingInterface<VirtualPort, OpenOptions, PortInfo>;
  readonly #places = new Map<string, Place>();
  readonly #wasPlugged = new WeakSet<WireBoard>();
  #active = false;
  /** Longest stretch of time that boards run before the host may act again [ms]. */
  sliceMs = 1;
  /** Told of every board that comes, and when the system notices that it is gone; `plugging` is the same for both. */
  onPlug: ((kind: 'plug' | 'unplug', path: string, plugging: object) => void) | null = null;

  constructor() {
    this.clock = new VirtualTimers();
    this.binding = {
      list: async () => this.list(),
      open: async (options) => this.#open(options),
    };
  }

  /** Plugs a board in. One that was unplugged before comes back with its power-on reset. @returns its adapter, if it has one. */
  plug(path: string, board: WireBoard, options: PlugOptions = {}): Adapter | null {
    if (this.#places.has(path)) throw new Error(`plug(): something is plugged in at ${path} already`);
    if (this.#wasPlugged.has(board)) board.reset('power');
    this.#wasPlugged.add(board);
    const { info = {}, denied = false, ...cableOptions } = options;
    const cable = new Cable(path, board, cableOptions);
    this.#places.set(path, { cable, info, denied });
    this.onPlug?.('plug', path, cable);
    return cable.adapter;
  }

  /**
   * Pulls the cable: the path is gone and the board without power. A host that reads hears of it after
   * `noticeMs` (default 0, on the next `advance`); until then its writes fail with EIO.
   */
  unplug(path: string, { noticeMs = 0 }: { noticeMs?: number } = {}): void {
    const place = this.#places.get(path);
    if (place === undefined) throw new Error(`unplug(): nothing is plugged in at ${path}`);
    this.#places.delete(path);
    const { port, board } = place.cable;
    board.onSerial = null;
    board.discardPending();
    port?.unplug();
    if (noticeMs > 0) {
      this.clock.after(noticeMs, () => {
        port?.notice();
        this.onPlug?.('unplug', path, place.cable);
      });
      return;
    }
    port?.notice();
    this.onPlug?.('unplug', path, place.cable);
  }

  /** Lets `ms` of room time pass for boards and clock, and the host's code act on what comes of it. */
  async advance(ms: number): Promise<void> {
    const endMs = this.clock.nowMs() + ms;
    await this.#settle();
    while (this.clock.nowMs() < endMs) await this.#slice(endMs);
  }

  /** The host is slow: boards run for `ms`, then it does at once all that has become due, each thing once. */
  async advanceLate(ms: number): Promise<void> {
    const endMs = this.clock.nowMs() + ms;
    for (const { cable } of this.#places.values()) {
      cable.board.run(ms * 1000);
      this.#carry(cable, this.clock.nowMs());
    }
    this.clock.advanceLate(endMs - this.clock.nowMs());
    for (const { cable } of this.#places.values()) cable.port?.exchange();
    await this.#settle();
  }

  /**
   * Lets time pass until `condition` holds, looking after every slice; returns how long it took [ms].
   * Throws when it still does not hold after `limitMs`.
   */
  async advanceUntil(condition: () => boolean, limitMs: number): Promise<number> {
    const startMs = this.clock.nowMs();
    await this.#settle();
    while (!condition()) {
      if (this.clock.nowMs() - startMs >= limitMs) {
        throw new Error(`advanceUntil(): still waiting after ${limitMs} ms of virtual time`);
      }
      await this.#slice(startMs + limitMs);
    }
    return this.clock.nowMs() - startMs;
  }

  async #slice(endMs: number): Promise<void> {
    const nowMs = this.clock.nowMs();
    const targetMs = Math.max(nowMs, Math.min(nowMs + this.sliceMs, endMs, this.clock.nextDueMs));
    if (targetMs > nowMs) {
      for (const { cable } of this.#places.values()) {
        cable.board.run((targetMs - nowMs) * 1000);
        this.#carry(cable, targetMs);
      }
    }
    this.clock.advanceTo(targetMs);
    for (const { cable } of this.#places.values()) cable.port?.exchange();
    await this.#settle();
  }

  /** What the board has said during a slice reaches the host at its end, or later by the bridge's delay. */
  #carry(cable: Cable, sliceEndMs: number): void {
    const bytes = cable.takeBytes();
    const { port } = cable;
    if (bytes === null || port === null) return;
    const delayMs = sliceEndMs - this.clock.nowMs() + cable.options.latencyMs;
    this.clock.after(delayMs, () => port.receive(bytes));
  }

  /** Turns the event loop until the host's code makes no more use of the ports. */
  async #settle(): Promise<void> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      this.#active = false;
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (!this.#active) return;
    }
  }

  readonly #touch = (): void => {
    this.#active = true;
  };

  /** What is plugged in. */
  list(): PortInfo[] {
    return [...this.#places].map(([path, { info }]) => ({
      manufacturer: 'Arduino (www.arduino.cc)',
      serialNumber: undefined,
      pnpId: undefined,
      locationId: undefined,
      vendorId: '2341',
      productId: '0043',
      ...info,
      path,
    }));
  }

  #open(options: OpenOptions): VirtualPort {
    this.#touch();
    const place = this.#places.get(options.path);
    if (place === undefined) {
      throw new Error(`Error: No such file or directory, cannot open ${options.path}`);
    }
    if (place.denied) throw new Error(`Error: Permission denied, cannot open ${options.path}`);
    if (place.cable.port !== null) {
      throw new Error('Error Resource temporarily unavailable Cannot lock port');
    }
    return new VirtualPort(place.cable, options, this.#touch);
  }
}
