/** The real program on an emulated Uno behind the real serial device, all in virtual time, for the benches. */
import type { DeviceListener, Frame, InputEvent } from '../src/devices/device.js';
import { createSerialDevice } from '../src/devices/serial.js';
import { paletteStops } from '../src/display/palette.js';
import { parseBoardLine, type Statistics } from '../src/protocol/index.js';
import { REST_LEVEL } from '../src/units.js';
import { portsOf } from '../test/harness/bench-ports.js';
import { Bench } from '../test/harness/emulator/bench.js';
import { EmulatedBoard } from '../test/harness/emulator/board.js';

const PATH = '/dev/ttyACM0';
const FRAME_MS = 1000 / 60;
const STOPS = paletteStops(0.4);

export interface UnoAtWork {
  readonly bench: Bench;
  readonly board: EmulatedBoard;
  readonly device: ReturnType<typeof createSerialDevice>;
  /** The latest `S` line of the board. */
  statistics(): Statistics | undefined;
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
  picture: (inputs: readonly InputEvent[]) => Pick<Frame, 'levels' | 'inputId'>,
  latency: DeviceListener['latency'] = () => {},
): Promise<UnoAtWork> {
  const bench = new Bench();
  const board = new EmulatedBoard();
  bench.plug(PATH, board);
  const statistics = listenIn(board);
  const device = createSerialDevice(
    {
      path: PATH,
      setup: {
        ledCount,
        colourOrder: 'grb',
        currentLimitMa: 3000,
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
  const stop = bench.clock.every(FRAME_MS, show);
  return {
    bench,
    board,
    device,
    statistics,
    async close() {
      stop();
      const closed = device.close();
      await bench.advance(500);
      await closed;
    },
  };
}
