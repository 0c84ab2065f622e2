/**
 * node-pixel's own program for the Uno, as its npm package brings it, driven by its own library under johnny-five, on
 * the same board. Its baud is fixed, and it has no answers: its host, too, is told free of charge when the strip is done
 * (its program is deaf meanwhile), and sends the next picture then.
 */
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import firmata from 'firmata-io';
import five from 'johnny-five';
import pixel from 'node-pixel';
import { EmulatedBoard } from '../../test/harness/emulator/board.js';
import type { Latency, NodePixelCell } from './figures.js';
import { Judge } from './judge.js';
import { lightOf } from './light.js';
import { actionPotential } from './pictures.js';
import { latencyOf } from './summary.js';

const BAUD = 57_600;
const [STRIP_PIN, BUTTON_PIN, SERVO_PIN] = [6, 2, 9];
const START_WITHIN_MS = 10_000;
/** Both libraries look at the room's clock while they start, which has nothing to do with the emulated one: not soon [ms]. */
const NOT_SOON_MS = 3_600_000;
const LOOK_US = 50;
/** Pictures after which it is known how long the program takes to show one; until then the host waits so long [µs]. */
const LEARN_PICTURES = 5;
const LEARN_US = 15_000;
/** Its main loop has other work as well: a show may end so much later than the latest seen [µs]. */
const MARGIN_US = 500;
/** Golden section: its multiples fall evenly over a picture, in no rhythm. */
const GOLDEN = 0.618034;

export interface NodePixelOptions {
  readonly ledCount: number;
  readonly seconds: number;
  readonly presses: number;
}

function hexPath(): string {
  const main = createRequire(import.meta.url).resolve('node-pixel');
  return join(dirname(main), '../firmware/bin/firmata/uno/node_pixel_firmata.ino.hex');
}

/** The wire, as firmata-io wants it. */
class Transport extends EventEmitter {
  readonly #board: EmulatedBoard;
  bytes = 0;

  constructor(board: EmulatedBoard) {
    super();
    this.#board = board;
    board.onSerial = (byte) => this.emit('data', Uint8Array.of(byte));
  }

  write(bytes: Uint8Array, done?: () => void): void {
    this.bytes += bytes.length;
    this.#board.write(bytes);
    if (done) setImmediate(done);
  }
}

/** Lets the board run until something has happened to an event-driven library. */
async function until(
  board: EmulatedBoard,
  what: string,
  emitter: EventEmitter,
  event: string,
): Promise<void> {
  let happened = false;
  emitter.once(event, () => {
    happened = true;
  });
  for (let ms = 0; !happened; ms++) {
    if (ms > START_WITHIN_MS) throw new Error(`${what} was not ready after ${START_WITHIN_MS} ms`);
    board.run(1000);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

class Run {
  readonly judge = new Judge();
  readonly board: EmulatedBoard;
  readonly transport: Transport;
  onLight: (inputId: number, endUs: number) => void = () => {};
  /** Number of the last press that the host has heard of. */
  inputId = 0;
  readonly #strip: InstanceType<typeof pixel.Strip>;
  readonly #lights: readonly Uint8Array[];
  #next = 0;
  #arrivedUs = 0;
  #showUs = 0;

  private constructor(
    board: EmulatedBoard,
    transport: Transport,
    strip: InstanceType<typeof pixel.Strip>,
    lights: readonly Uint8Array[],
  ) {
    this.board = board;
    this.transport = transport;
    this.#strip = strip;
    this.#lights = lights;
    board.onShow = (frame) => {
      const picture = this.judge.see(frame);
      if (!picture) return;
      if (this.#next > 1) this.#showUs = Math.max(this.#showUs, frame.endUs - this.#arrivedUs);
      this.onLight(picture.inputId, frame.endUs);
    };
  }

  static async start(ledCount: number): Promise<Run> {
    const board = new EmulatedBoard({ hexPath: hexPath(), baud: BAUD, ledPin: STRIP_PIN });
    const transport = new Transport(board);
    const io = new firmata.Firmata(transport, { reportVersionTimeout: NOT_SOON_MS });
    const j5 = new five.Board({ io, repl: false, debug: false, sigint: false, timeout: NOT_SOON_MS });
    transport.emit('open');
    await until(board, 'johnny-five', j5, 'ready');
    // 1.0 exactly makes the library write to the console; this gives the same table.
    const strip = new pixel.Strip({
      board: j5,
      controller: 'FIRMATA',
      data: STRIP_PIN,
      length: ledCount,
      gamma: 1 + 1e-9,
    });
    await until(board, 'the strip', strip, 'ready');
    new five.Servo({ pin: SERVO_PIN, board: j5 }).to(90);
    io.pinMode(BUTTON_PIN, io.MODES.PULLUP);
    const lights = actionPotential(ledCount).map(lightOf);
    const run = new Run(board, transport, strip, lights);
    let heard = false;
    io.digitalRead(BUTTON_PIN, () => {
      // The first report is of the button at rest.
      if (heard) run.inputId++;
      heard = true;
    });
    board.run(100_000);
    for (let k = 0; k < LEARN_PICTURES; k++) run.picture(LEARN_US);
    return run;
  }

  /** How long a picture takes, from the first byte to the next one's. */
  pictureUs(): number {
    const startUs = this.board.timeUs;
    this.picture();
    return this.board.timeUs - startUs;
  }

  /** One whole picture, and the time that the program needs to show it. */
  picture(waitUs = this.#showUs + MARGIN_US): void {
    const light = this.#lights[this.#next++ % this.#lights.length]!;
    this.judge.expect({ light, inputId: this.inputId });
    for (let led = 0; led < light.length / 3; led++) {
      this.#strip.pixel(led).color([...light.subarray(3 * led, 3 * led + 3)]);
    }
    this.#strip.show();
    while (this.board.pendingBytes > 0) this.board.run(LOOK_US);
    this.#arrivedUs = this.board.timeUs;
    this.board.run(waitUs);
  }
}

function latency(run: Run, presses: number): Latency | null {
  if (presses === 0) return null;
  const { board } = run;
  const pictureUs = run.pictureUs();
  const ms: number[] = [];
  for (let press = 1; press <= presses; press++) {
    const wanted = run.inputId + 1;
    let edgeUs: number | undefined;
    run.onLight = (inputId, endUs) => {
      if (edgeUs === undefined || inputId < wanted) return;
      ms.push((endUs - edgeUs) / 1000);
      edgeUs = undefined;
    };
    // The edge falls into the picture that is on its way, at any of its bytes.
    const atUs = board.timeUs + pictureUs * ((press * GOLDEN) % 1);
    const boardRun = board.run.bind(board);
    board.run = (us) => {
      boardRun(us);
      if (board.timeUs < atUs) return;
      board.run = boardRun;
      edgeUs = board.timeUs;
      if (press % 2 === 1) board.press(1);
      else board.release(1);
    };
    const before = ms.length;
    for (let pictures = 0; ms.length === before; pictures++) {
      if (pictures > 20) throw new Error(`press ${press} of ${presses} never became light`);
      run.picture();
    }
  }
  return latencyOf(ms);
}

export async function measureNodePixel({
  ledCount,
  seconds,
  presses,
}: NodePixelOptions): Promise<NodePixelCell> {
  const run = await Run.start(ledCount);
  const { board, judge, transport } = run;
  judge.clear();
  board.clearServoStats();
  board.clearLongestUnread();
  const overruns = board.overruns;
  const [startUs, startBytes] = [board.timeUs, transport.bytes];
  while (board.timeUs < startUs + 1e6 * seconds) run.picture();
  board.run(1000);
  const runS = (board.timeUs - startUs) / 1e6;
  const servo = board.servoStats(0);
  return {
    baud: BAUD,
    seconds: runS,
    intactPerSecond: judge.intact / runS,
    bytesPerFrame: (transport.bytes - startBytes) / judge.sent,
    framesSent: judge.sent,
    framesIntact: judge.intact,
    framesWrong: judge.wrong,
    framesLeftOut: judge.leftOut,
    overruns: board.overruns - overruns,
    overflows: null,
    blindUs: board.longestUnreadUs,
    servoJitterUs: servo.maxUs - servo.minUs,
    longestGapNs: judge.longestGapNs,
    latency: latency(run, presses),
  };
}
