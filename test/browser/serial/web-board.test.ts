/** A board by way of Web Serial, which is faked over a workbench in virtual time: found, lit, lost, and flashed. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { type WebBoard, webBoard } from '../../../src/browser/serial/web-board.js';
import { NO_BOARD } from '../../../src/browser/serial/words.js';
import { loadRig } from '../../../src/cli/rig-files.js';
import type { Device, DeviceState } from '../../../src/devices/device.js';
import { parseHex } from '../../../src/devices/flash/hex.js';
import type { RigOf } from '../../../src/devices/rig-of.js';
import { bootloadersPath, OPTIBOOT } from '../../harness/bootloaders.js';
import { Bench } from '../../harness/emulator/bench.js';
import { DEFAULT_HEX_PATH, EmulatedBoard } from '../../harness/emulator/board.js';
import { MockBoard } from '../../harness/mock-board.js';
import { StrangerBoard } from '../../harness/stranger-board.js';
import { avrGccPath, lacks } from '../../harness/tools.js';
import { BenchSystem } from '../../harness/web-serial/bench-system.js';
import { FakeSerial } from '../../harness/web-serial/fake-serial.js';
import type { LineError } from '../../harness/web-serial/system.js';
import type { WireBoard } from '../../harness/wire-board.js';

const PATH = '/dev/ttyACM0';
const LINE_ERRORS: readonly LineError[] = ['BreakError', 'FramingError', 'ParityError', 'BufferOverrunError'];

describe('a board over Web Serial', () => {
  let bench = new Bench();
  const devices: Device[] = [];
  let system: BenchSystem;
  let serial: FakeSerial;
  let board: WebBoard;

  function room(): void {
    system = new BenchSystem(bench);
    serial = new FakeSerial(system);
    board = webBoard({ serial, timers: bench.clock });
  }

  /** The rig `uno-60` on whatever board the page may use, with 60 bright pictures a second. */
  function play(): { device: Device; states: DeviceState[]; stop(): void } {
    const device = board.device(loadRig('uno-60').rig as RigOf<'serial'>);
    devices.push(device);
    const states: DeviceState[] = [];
    device.open({ input() {}, state: (state) => states.push(state) });
    const { ledCount } = device.capabilities;
    const levels = new Uint8Array(ledCount).fill(200);
    const picture = {
      levels,
      rgb: new Uint8Array(3 * ledCount),
      needleLevels: [40, 40],
      inputId: 0,
    } as const;
    return { device, states, stop: bench.clock.every(16, () => device.show(picture)) };
  }

  const ready = (device: Device) => bench.advanceUntil(() => device.state.kind === 'ready', 10_000);
  const lost = (device: Device) => bench.advanceUntil(() => device.state.kind === 'lost', 30_000);

  async function closed(device: Device): Promise<void> {
    let isClosed = false;
    void device.close().then(() => {
      isClosed = true;
    });
    await bench.advanceUntil(() => isClosed, 10_000);
  }

  afterEach(async () => {
    for (const device of devices.splice(0)) await closed(device);
    expect(system.lines.size).toBe(0);
    bench = new Bench();
  });

  it('is found by its greeting, lit, and left dark, with no port open and no timer waiting after it', async () => {
    const uno = new MockBoard();
    bench.plug(PATH, uno);
    room();
    const { device, states, stop } = play();
    await ready(device);
    expect(states.map(({ words }) => words)).toEqual([
      'Looking for a board.',
      'Listening on USB port 1 at 500000 baud.',
      'A board is on USB port 1: setting it up.',
      'Board "mock" (firmware 0.1.0) on USB port 1 at 500000 baud, 60 LEDs.',
    ]);
    await bench.advanceUntil(() => uno.leds[0]! > 0, 1000);
    stop();
    await closed(device);
    expect([system.lines.size, bench.clock.waiting]).toEqual([0, 0]);
    // The last picture is left in a blend.
    await bench.advanceUntil(() => uno.leds[0] === 0, 500);
  });

  it('goes on by itself after the cable was out, and says meanwhile what to do', async () => {
    const uno = new MockBoard();
    bench.plug(PATH, uno);
    room();
    const { device } = play();
    await ready(device);
    bench.unplug(PATH);
    await bench.advance(3000);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'unplugged' });
    expect(device.state.words).toBe(
      'USB port 1 is gone: the cable is out or the board has no power. Plug it in and it goes on by itself; if it does not, press Connect and choose it again.',
    );
    bench.plug(PATH, uno);
    expect(await ready(device)).toBeLessThan(2000);
  });

  it('whose bridge has no serial number must be chosen again, and goes on once it is', async () => {
    const uno = new MockBoard();
    bench.plug(PATH, uno);
    room();
    system.forgets = true;
    const { device } = play();
    await ready(device);
    bench.unplug(PATH);
    await bench.advance(500);
    bench.plug(PATH, uno);
    await bench.advance(5000);
    expect(device.state.words).toContain('press Connect and choose it again');
    await serial.requestPort();
    expect(await ready(device)).toBeLessThan(2000);
  });

  it('is asked for where the page may use none, and where the browser refuses the list', async () => {
    bench.plug(PATH, new MockBoard());
    room();
    system.grantsAll = false;
    const { device } = play();
    await lost(device);
    expect(device.state).toMatchObject({ fault: 'no-port', words: NO_BOARD.words });
    serial.getPorts = async () => {
      throw new DOMException('Access to the feature "serial" is disallowed.', 'SecurityError');
    };
    await bench.advance(2000);
    expect(device.state).toMatchObject({ fault: 'no-port', words: NO_BOARD.words });
  });

  it('that another tab has is waited for', async () => {
    bench.plug(PATH, new MockBoard());
    room();
    system.isTaken = true;
    const { device } = play();
    await lost(device);
    expect(device.state).toMatchObject({ fault: 'port-taken' });
    expect(device.state.words).toBe(
      'USB port 1 does not open: another tab or another program has it. Close that tab, the serial monitor or the Arduino IDE. If there is none, unplug the board and plug it in again.',
    );
    system.isTaken = false;
    await ready(device);
  });

  it('that the page may not use any more is let go, dark by itself, and used again once it is chosen', async () => {
    const uno = new MockBoard();
    bench.plug(PATH, uno);
    room();
    const { device } = play();
    await ready(device);
    await bench.advanceUntil(() => uno.leds[0]! > 0, 1000);
    system.revoke(PATH);
    await lost(device);
    await bench.advance(2000);
    expect(uno.leds[0]).toBe(0);
    await serial.requestPort();
    await ready(device);
  });

  it.each(LINE_ERRORS)('bears 50 of %s, and opens the port no second time', async (name) => {
    bench.plug(PATH, new MockBoard());
    room();
    const { device } = play();
    await ready(device);
    const { opened } = system;
    const { picturesSent } = device.stats;
    for (let n = 0; n < 50; n++) {
      system.disturb(name);
      await bench.advance(20);
    }
    expect([device.state.kind, device.stats.reconnects, system.opened]).toEqual(['ready', 0, opened]);
    expect(device.stats.picturesSent - picturesSent).toBeGreaterThan(50);
  });

  it('whose line is nothing but 1000 errors is opened again', async () => {
    bench.plug(PATH, new MockBoard());
    room();
    const { device } = play();
    await ready(device);
    const [line] = system.lines;
    for (let n = 0; n < 1001; n++) {
      line!.listener.lineError('FramingError');
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    await bench.advance(10);
    expect(device.state.kind).toBe('lost');
    await ready(device);
    expect(device.stats.reconnects).toBe(1);
  });

  it('that runs another program is not ours: press Flash', async () => {
    const chatter = new TextEncoder().encode('sensor 512\r\n');
    bench.plug(PATH, new StrangerBoard({ chatter, chatterMs: 100 }));
    room();
    const { device } = play();
    await lost(device);
    expect(device.state).toMatchObject({
      fault: 'garbage',
      words:
        'Another program is on the board on USB port 1: at 500000 baud it says "sensor 512". Put the firmware on it: press Flash.',
    });
  });

  describe('and our firmware', () => {
    const program = (): Uint8Array => {
      const parsed = parseHex(readFileSync(DEFAULT_HEX_PATH, 'utf8'), 0x8000);
      if (!parsed.ok) throw new Error(parsed.problem);
      return parsed.bytes;
    };
    const blank = () => new EmulatedBoard({ hex: '', bootloader: OPTIBOOT.hex() });

    function flashing(bytes: Uint8Array = Uint8Array.of(1, 2, 3)) {
      const told: string[] = [];
      const stop = new AbortController();
      let end: { readonly ok: boolean; readonly words: string } | 'stopped' | undefined;
      board
        .flash(bytes, ({ progress, words }) => told.push(progress ? progress.phase : words), stop.signal)
        .then(
          (how) => {
            end = how;
          },
          () => {
            end = 'stopped';
          },
        );
      return {
        told,
        stop,
        toEnd: () => bench.advanceUntil(() => end !== undefined, 30_000).then(() => end!),
      };
    }

    // Skipped only where the Arduino core or avr-gcc is missing outside CI.
    it.skipIf(lacks(bootloadersPath && avrGccPath))(
      'goes onto a blank Uno by its real Optiboot, and the rig plays on it after that',
      async () => {
        const uno = blank();
        bench.plug(PATH, uno);
        room();
        const bytes = program();
        const { told, toEnd } = flashing(bytes);
        expect(await toEnd()).toEqual({
          ok: true,
          words: `The firmware is on the board: all ${bytes.length} bytes were read back as they should be.`,
        });
        expect(Buffer.from(uno.flash.buffer, 0, bytes.length).equals(bytes)).toBe(true);
        expect(told[0]).toBe('Looking for a bootloader on USB port 1 at 115200 baud.');
        expect(new Set(told.slice(1))).toEqual(new Set(['writing', 'reading']));
        expect([system.lines.size, bench.clock.waiting]).toEqual([0, 0]);
        const { device } = play();
        await ready(device);
        await bench.advanceUntil(() => uno.leds[0]! > 0, 1000);
      },
    );

    it.skipIf(lacks(bootloadersPath && avrGccPath))(
      'is on it whole at the second try, when the cable was pulled in the middle of the first',
      async () => {
        const uno = blank();
        bench.plug(PATH, uno);
        room();
        const first = flashing(program());
        await bench.advanceUntil(() => first.told.filter((what) => what === 'writing').length > 20, 20_000);
        bench.unplug(PATH);
        expect(await first.toEnd()).toEqual({
          ok: false,
          words:
            'USB port 1 is gone: the cable is out. Plug it in and press Flash again; until then the board waits, dark.',
        });
        bench.plug(PATH, uno);
        expect(await flashing(program()).toEnd()).toMatchObject({ ok: true });
      },
    );

    it.skipIf(lacks(bootloadersPath && avrGccPath))(
      'can be stopped in the middle, and no port is open then',
      async () => {
        bench.plug(PATH, blank());
        room();
        const { told, stop, toEnd } = flashing(program());
        await bench.advanceUntil(() => told.includes('writing'), 20_000);
        stop.abort();
        expect(await toEnd()).toBe('stopped');
        expect([system.lines.size, bench.clock.waiting]).toEqual([0, 0]);
      },
    );

    const uno: [string, WireBoard, Parameters<Bench['plug']>[2]] = [PATH, new StrangerBoard(), {}];
    it.each<[string, (typeof uno)[], RegExp]>([
      ['waits 2 s for a board', [], /^No board that this page may use is plugged in: .*press Connect/],
      ['stays off a Leonardo', [[PATH, uno[1], { info: { productId: '8036' } }]], /is an Arduino Leonardo/],
      [
        'asks which of two',
        [uno, ['/dev/ttyACM1', new StrangerBoard(), {}]],
        /several boards: USB port 1 \(2341:0043\), USB port 2 \(2341:0043\)\. Unplug all but the one/,
      ],
      [
        'asks for the reset button where no bootloader answers',
        [uno],
        /^No bootloader answers on USB port 1\./,
      ],
    ])('%s', async (_what, plugged, words) => {
      for (const [path, one, options] of plugged) bench.plug(path, one, options);
      room();
      expect(await flashing().toEnd()).toEqual({ ok: false, words: expect.stringMatching(words) });
      expect([system.lines.size, bench.clock.waiting]).toEqual([0, 0]);
    });
  });
});
