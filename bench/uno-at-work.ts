/** The real program on an emulated Uno behind the real serial device, all in virtual time, for the benches. */
import type { DeviceListener, InputEvent, Picture } from '../src/devices/device.js';
import { createSerialDevice } from '../src/devices/serial/index.js';
import { paletteStops } from '../src/display/palette.js';
import { parseBoardLine, type Statistics } from '../src/protocol/index.js';
import { REST_LEVEL, type StripOrder } from '../src/units.js';
import { portsOf } from '../test/harness/bench-ports.js';
import type { AdapterKind } from '../test/harness/emulator/adapter.js';
import { Bench } from '../test/harness/emulator/bench.js';
import { EmulatedBoard } from '../test/harness/emulator/board.js';

const PATH = '/dev/ttyACM0';
const FRAME_MS = 1000 / 60;
/** The palette that the board is given. */
export const STOPS = paletteStops(0.4);
/** Current limit that it is given [mA]. */
export const CURRENT_LIMIT_MA = 3000;

/** What differs from a 60-picture room with an Uno on a short cable. */
export interface Circumstances {
  /** Default 500000. */
  readonly baud?: number;
  readonly hexPath?: string;
  /** How long the USB bridge holds the board's bytes back [ms]; default 0. */
  readonly ackLatencyMs?: number;
  /** What forwards the board's bytes; null, the default: nothing holds them back. */
  readonly adapter?: AdapterKind | null;
  /** Time between two pictures; null: only when an input comes, and when `show` is called. */
  readonly frameMs?: number | null;
  /** What the strip wants; default grb. */
  readonly strip?: StripOrder;
}

export interface UnoAtWork {
  readonly bench: Bench;
  readonly board: EmulatedBoard;
  readonly device: ReturnType<typeof createSerialDevice>;
  /** The latest `S` line of the board. */
  statistics(): Statistics | undefined;
  /** Bytes of the board that found its adapter full. */
  adapterLost(): number;
  /** Shows what `picture` gives, now. */
  show(): void;
  close(): Promise<void>;
}

/** The board tells the host on its own line; this listens in on it. */
function listenIn(board: EmulatedBoard): () => Statistics | undefined {
  const toHost = board.onSerial;
  let text = '';
  let statistics: Statistics | undefined;
  board.onSerial = (byte, us) => {
    toHost?.(byte, us);
    if (byte !== 10) text += String.fromCharCode(byte);
    else {
      const line = parseBoardLine(text);
      if ('verb' in line && line.verb === 'S') statistics = line;
      text = '';
    }
  };
  return () => statistics;
}

/** Opens the device and streams what `picture` gives, 60 times a second and whenever an input comes. */
export async function unoAtWork(
  ledCount: number,
  picture: (inputs: readonly InputEvent[]) => Pick<Picture, 'levels' | 'inputId'>,
  latency: DeviceListener['latency'] = () => {},
  {
    baud = 500_000,
    hexPath,
    ackLatencyMs = 0,
    adapter = null,
    frameMs = FRAME_MS,
    strip = 'grb',
  }: Circumstances = {},
): Promise<UnoAtWork> {
  const bench = new Bench();
  const board = new EmulatedBoard({ strip, ...(hexPath !== undefined && { hexPath }) });
  const plugged = bench.plug(PATH, board, { latencyMs: ackLatencyMs, adapter });
  const statistics = listenIn(board);
  const device = createSerialDevice(
    {
      path: PATH,
      baud,
      setup: {
        ledCount,
        colourOrder: strip,
        currentLimitMa: CURRENT_LIMIT_MA,
        silenceMs: 1000,
        fadeMs: 0,
        needleRestLevel: REST_LEVEL,
        needleSlewUs: 60,
        buttons: [true, true, true, true],
        dials: [false, false],
        needles: [
          { lowUs: 1000, highUs: 2000 },
          { lowUs: 1000, highUs: 2000 },
        ],
      },
      stops: STOPS,
      ...portsOf(bench),
    },
    bench.clock,
  );
  const inputs: InputEvent[] = [];
  const rgb = new Uint8Array(3 * ledCount);
  const show = () => device.show({ rgb, needleLevels: [REST_LEVEL, 240], ...picture(inputs) });
  device.open({
    state: () => {},
    input(event) {
      inputs.push(event);
      show();
    },
    latency: (id, us) => latency(id, us),
  });
  await bench.advanceUntil(() => device.state.kind === 'ready', 5000);
  const stop = frameMs === null ? () => {} : bench.clock.every(frameMs, show);
  return {
    bench,
    board,
    device,
    statistics,
    adapterLost: () => plugged?.lost ?? 0,
    show,
    async close() {
      stop();
      const closed = device.close();
      await bench.advance(500);
      await closed;
    },
  };
}
