/** A rig in a worker with a board: the mock board, and the real firmware and bootloader in an emulated Uno. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BoardView } from '../../../src/browser/messages.js';
import type { WebBoard } from '../../../src/browser/serial/web-board.js';
import { flash } from '../../../src/devices/flash/flash.js';
import { portsOf as allPorts } from '../../../src/devices/port/ports.js';
import { serialFromRig } from '../../../src/devices/serial/from-rig.js';
import { portsOf } from '../../harness/bench-ports.js';
import { bootloadersPath, OPTIBOOT } from '../../harness/bootloaders.js';
import { Bench } from '../../harness/emulator/bench.js';
import { EmulatedBoard } from '../../harness/emulator/board.js';
import { MockBoard } from '../../harness/mock-board.js';
import { lacks } from '../../harness/tools.js';
import { FakePage, shipped } from './fake-page.js';

const PATH = '/dev/ttyACM0';

let bench: Bench;
let ports: ReturnType<typeof portsOf>;
let page: FakePage;

beforeEach(() => {
  bench = new Bench();
  ports = portsOf(bench);
  page = new FakePage({ timers: bench.clock, board: benchBoard() });
});

afterEach(async () => {
  const closed = page.host.close();
  await bench.advance(3000);
  await closed;
  expect([ports.open(), bench.clock.waiting]).toEqual([0, 0]);
});

/** As a browser has it, on the ports of the bench. */
function benchBoard(): WebBoard {
  return {
    device: (rig) => serialFromRig(rig, bench.clock, ports),
    async flash(program, tell, signal) {
      let words = '';
      const end = await flash(
        {
          ...{ path: PATH, program, ports: allPorts(ports), timers: bench.clock },
          onProgress: (progress) => tell({ progress, words }),
          onWords(now) {
            words = now;
          },
        },
        signal,
      );
      return { ok: end.kind === 'done', words: end.kind };
    },
  };
}

const view = (): BoardView | undefined => page.last('board')?.board;
const isReady = () => {
  const board = view();
  return board?.kind === 'board' && board.device.kind === 'ready';
};
const views = () => page.told.flatMap((one) => (one.type === 'board' ? [one.board] : []));
const brightest = (board: { readonly leds: Uint8Array }) => Math.max(...board.leds.slice(0, 180));

describe('a rig that is connected', () => {
  it('looks for a board until there is one, plays what it played on it, and a press on it becomes light', async () => {
    const connected = page.ask({ do: 'connect' });
    await bench.advance(3000);
    expect((await connected).ok).toBe(true);
    expect(view()).toMatchObject({ kind: 'board', device: { kind: 'lost', fault: 'no-port' } });
    const board = new MockBoard();
    bench.plug(PATH, board);
    await bench.advanceUntil(isReady, 10_000);
    expect(page.state).toMatchObject({
      rig: 'Virtual axon',
      experiment: 'lesson-channels-off',
      ledCount: 60,
    });
    await bench.advance(1000);
    const rest = [...board.leds.slice(0, 180)];
    board.press(1);
    await bench.advance(600);
    expect([...board.leds.slice(0, 180)]).not.toEqual(rest);
    expect(page.state.presses).toHaveLength(1);
  });

  it('finds its board again when its cable was out', async () => {
    const board = new MockBoard();
    bench.plug(PATH, board);
    void page.ask({ do: 'connect' });
    await bench.advanceUntil(isReady, 10_000);
    bench.unplug(PATH);
    await bench.advance(1000);
    expect(view()).toMatchObject({ kind: 'board', device: { kind: 'lost' } });
    bench.plug(PATH, board);
    await bench.advanceUntil(isReady, 10_000);
  });

  it('leaves the board dark when it is disconnected, and plays on', async () => {
    const board = new MockBoard();
    bench.plug(PATH, board);
    void page.ask({ do: 'connect' });
    await bench.advanceUntil(isReady, 10_000);
    await bench.advance(1500);
    expect(brightest(board)).toBeGreaterThan(0);
    const disconnected = page.ask({ do: 'disconnect' });
    await bench.advance(3000);
    expect((await disconnected).ok).toBe(true);
    expect(brightest(board)).toBe(0);
    expect(ports.open()).toBe(0);
    expect(view()).toEqual({ kind: 'none' });
    const before = page.pictures.length;
    page.send({ do: 'stimulate' });
    await bench.advance(500);
    expect(page.pictures.length - before).toBeGreaterThan(25);
  });

  it('goes on on the board when another rig file is opened', async () => {
    const board = new MockBoard();
    bench.plug(PATH, board);
    void page.ask({ do: 'connect' });
    await bench.advanceUntil(isReady, 10_000);
    const text = shipped.rigs['uno-60']!.replace('name: Uno with 60 LEDs', 'name: My Uno');
    const played = page.ask({ do: 'play', file: 'my-uno.yaml', text });
    await bench.advance(5000);
    expect((await played).ok).toBe(true);
    await bench.advanceUntil(isReady, 10_000);
    expect(page.state.rig).toBe('My Uno');
    expect(page.last('plays')?.rigFile).toBe('my-uno.yaml');
  });

  it('cannot play a rig for Firmata on it: it is said, and the board goes on', async () => {
    const board = new MockBoard();
    bench.plug(PATH, board);
    void page.ask({ do: 'connect' });
    await bench.advanceUntil(isReady, 10_000);
    const text = shipped.rigs['uno-firmata-strip']!;
    const played = page.ask({ do: 'play', file: 'firmata.yaml', text });
    await bench.advance(1500);
    expect(await played).toEqual({ ok: false, lines: [expect.stringContaining('kind: serial')] });
    expect(isReady()).toBe(true);
  });
});

describe.skipIf(lacks(bootloadersPath))('the firmware of the page', () => {
  it('goes onto a blank Uno by its own bootloader, with its progress, and is played on', async () => {
    const board = new EmulatedBoard({ hex: '', bootloader: OPTIBOOT.hex() });
    bench.plug(PATH, board);
    const flashed = page.ask({ do: 'flash' });
    await bench.advanceUntil(() => views().some(({ kind }) => kind === 'flashed'), 30_000);
    await bench.advanceUntil(isReady, 15_000);
    expect(await flashed).toEqual({ ok: true, lines: ['done'] });
    const progress = views().flatMap((one) =>
      one.kind === 'flashing' && one.progress ? [one.progress] : [],
    );
    expect(progress.length).toBeGreaterThan(50);
    expect(progress.at(-1)).toMatchObject({ phase: 'reading' });
  });

  it('does not get anywhere without a board: it is said, and nothing is looked for', async () => {
    const flashed = page.ask({ do: 'flash' });
    await bench.advance(3000);
    expect(await flashed).toMatchObject({ ok: false });
    expect(view()).toMatchObject({ kind: 'flashed', ok: false });
  });

  it('is given up when somebody disconnects in the middle: it is said what the board does now', async () => {
    const board = new EmulatedBoard({ hex: '', bootloader: OPTIBOOT.hex() });
    bench.plug(PATH, board);
    const flashed = page.ask({ do: 'flash' });
    await bench.advanceUntil(
      () => views().some((one) => one.kind === 'flashing' && one.progress !== null),
      30_000,
    );
    const disconnected = page.ask({ do: 'disconnect' });
    await bench.advance(3000);
    expect(await flashed).toEqual({ ok: false, lines: [expect.stringContaining('it waits, dark')] });
    expect((await disconnected).ok).toBe(true);
    expect(view()).toEqual({ kind: 'none' });
  });
});
