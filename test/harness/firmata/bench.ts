import { type BenchPorts, portsOf } from '../bench-ports.js';
import { Bench, type PlugOptions } from '../emulator/bench.js';
import type { WireBoard } from '../wire-board.js';

export const FIRMATA_PATH = '/dev/ttyACM0';

/** A workbench with one board plugged in, in virtual time (`live` makes it real time). */
export interface FirmataBench extends BenchPorts {
  readonly bench: Bench;
  readonly path: string;
  /** Pulls the cable: the board loses its power. */
  unplug(): void;
  /** Puts it back; the board starts again. */
  replug(): void;
}

export function firmataBench(board: WireBoard, options: PlugOptions = {}): FirmataBench {
  const bench = new Bench();
  const path = FIRMATA_PATH;
  bench.plug(path, board, options);
  return {
    bench,
    path,
    ...portsOf(bench),
    unplug: () => bench.unplug(path),
    replug: () => bench.plug(path, board, options),
  };
}
