/** Runs in a worker of its own: the board of a page's fake Web Serial, in the room's own time. */
import { Bench } from '../emulator/bench.js';
import { EmulatedBoard } from '../emulator/board.js';
import { BenchSystem, type Chooser } from './bench-system.js';
import { serveSystem } from './over-port.js';
import type { BoardOptions, Control, ToBench } from './page-fake.js';
import type { LineError } from './system.js';

const PATH = '/dev/ttyACM0';
/** As often as a browser lets a timer fire, and about as often as the USB bridge of an Uno hands bytes on. */
const TICK_MS = 4;
/** What a busy computer has missed beyond this is lost: the board stands still for so long. */
const MOST_BEHIND_MS = 200;
const LONGEST_WAIT_MS = 30_000;

const bench = new Bench();
bench.sliceMs = 2;
const system = new BenchSystem(bench);
const tellers: ReturnType<typeof serveSystem>[] = [];
system.onPlug = (kind, granted) => {
  for (const tell of tellers) tell(kind, granted);
};
let board: EmulatedBoard | undefined;
let plug: BoardOptions['plug'];
/** Told of each show, with R, G, B of the strip and the board's time [µs]. */
const watchers = new Set<(rgb: Uint8Array, timeUs: number) => void>();
let shows = 0;

function begin({ hex, bootloader, bootloaderMs = 0, ...options }: BoardOptions): void {
  const emulated = new EmulatedBoard({ hex, bootloaderMs, ...(bootloader && { bootloader }) });
  board = emulated;
  emulated.onShow = ({ rgb }) => {
    shows++;
    for (const watcher of watchers) watcher(rgb, emulated.timeUs);
  };
  plug = options.plug ?? {};
  system.grantsAll = options.granted ?? true;
  system.chooser = options.chooser ?? 'choose';
  system.forgets = options.forgets ?? false;
  if (options.unplugged !== true) bench.plug(PATH, emulated, plug);
  void live();
}

async function live(): Promise<void> {
  let lastMs = performance.now();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    const nowMs = performance.now();
    await bench.advance(Math.min(nowMs - lastMs, MOST_BEHIND_MS));
    lastMs = nowMs;
  }
}

/** Presses, and lets go after `holdMs`: how long until the strip showed anything else, on the board's clock [ms]. */
function pressToLight(button: number, holdMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const before = Uint8Array.from(board!.leds);
    const startUs = board!.timeUs;
    const cancel = bench.clock.after(LONGEST_WAIT_MS, () => {
      watchers.delete(look);
      reject(new Error('no light after a press'));
    });
    function look(rgb: Uint8Array, timeUs: number): void {
      if (rgb.every((channel, n) => channel === before[n])) return;
      watchers.delete(look);
      cancel();
      resolve((timeUs - startUs) / 1000);
    }
    watchers.add(look);
    board!.press(button);
    bench.clock.after(holdMs, () => board!.release(button));
  });
}

const CONTROLS: Readonly<Record<Control, (...args: never[]) => unknown>> = {
  plug: () => bench.plug(PATH, board!, plug),
  unplug: () => bench.unplug(PATH),
  revoke: () => system.revoke(PATH),
  press: (button: number) => board!.press(button),
  release: (button: number) => board!.release(button),
  leds: () => [...board!.leds],
  shows: () => shows,
  servoUs: () => [...board!.servoUs],
  pressToLight: (button: number, holdMs: number) => pressToLight(button, holdMs),
  take: (isTaken: boolean) => {
    system.isTaken = isTaken;
  },
  disturb: (name: LineError) => system.disturb(name),
  chooser: (chooser: Chooser) => {
    system.chooser = chooser;
  },
  forgets: (forgets: boolean) => {
    system.forgets = forgets;
  },
  opened: () => system.opened,
  open: () => system.lines.size,
};

self.onmessage = ({ data }: MessageEvent<ToBench>) => {
  switch (data.type) {
    case 'begin':
      begin(data.board);
      break;
    case 'page':
      tellers.push(serveSystem(system, data.port));
      break;
    case 'control': {
      const { port, name, args } = data;
      Promise.resolve()
        .then(() => CONTROLS[name](...(args as never[])))
        .then(
          (value) => port.postMessage({ value }),
          (error: Error) => port.postMessage({ error: error.message }),
        );
      break;
    }
  }
};
