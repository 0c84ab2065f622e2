/** The real program, compiled for this computer, behind Web Serial: what a page sends is played to it, and judged. */
import { webPorts } from '../../../src/browser/serial/web-ports.js';
import type { BytePort } from '../../../src/devices/port/byte-port.js';
import { Bench } from '../emulator/bench.js';
import { HostBoard } from '../host-firmware/board.js';
import type { LaterTarget, Outcome, Trial } from '../host-firmware/target.js';
import type { WireBoard } from '../wire-board.js';
import { BenchSystem } from './bench-system.js';
import { FakeSerial } from './fake-serial.js';

const PATH = '/dev/ttyACM0';
const BAUD = 500_000;
const OPEN_MS = 1000;
/** A trial waits for what comes of it: the board need not be looked at each millisecond. */
const SLICE_MS = 100;

/** A board that no host can reset, as one whose capacitor is out. */
class UnresetBoard extends HostBoard implements WireBoard {
  readonly pendingBytes = 0;
  hostBaud = BAUD;
  discardPending(): void {}
  reset(): void {}
}

/** The caller closes it. */
export class WebTarget implements LaterTarget {
  readonly name = 'the real program compiled for this computer, over Web Serial';
  readonly thinkingUs = 0;
  readonly #bench = new Bench();
  readonly #board = new UnresetBoard();
  #port: BytePort | undefined;
  #ended: string | undefined;
  #text = '';
  #shows: Uint8Array[] = [];

  /** Opens the port. */
  async open(): Promise<this> {
    this.#bench.plug(PATH, this.#board);
    this.#board.onShow = ({ rgb }) => this.#shows.push(rgb.slice());
    const ports = webPorts(new FakeSerial(new BenchSystem(this.#bench)), this.#bench.clock);
    const [found] = await ports.listPorts();
    const port = ports.openPort(found!.path, BAUD, {
      opened() {},
      bytes: (bytes) => {
        this.#text += String.fromCharCode(...bytes);
      },
      ended: ({ kind }) => {
        this.#ended = kind;
      },
    });
    await this.#bench.advanceUntil(() => port.isOpen, OPEN_MS);
    this.#port = port;
    this.#bench.sliceMs = SLICE_MS;
    return this;
  }

  async play(trials: readonly Trial[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const trial of trials) {
      this.#text = '';
      this.#shows = [];
      for (const { bytes, thenUs } of trial) {
        this.#port!.write(bytes);
        await this.#bench.advance(thenUs / 1000);
        if (this.#ended !== undefined) throw new Error(`the port has ended: ${this.#ended}`);
      }
      outcomes.push({ text: this.#text, shows: this.#shows, state: this.#board.state });
    }
    return outcomes;
  }

  close(): void {
    this.#board.close();
  }
}
