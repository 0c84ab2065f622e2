import { SerialPortStream } from '@serialport/stream';
import { afterEach, describe, expect, it } from 'vitest';
import type { Device, DeviceState } from '../../../src/devices/device.js';
import { NOTHING_KNOWN } from '../../../src/devices/port/facts.js';
import { hangingFault } from '../../../src/devices/port/open-fault.js';
import { probePort } from '../../../src/devices/ports.js';
import { createSerialDevice, type SerialDeviceOptions } from '../../../src/devices/serial/index.js';
import { streamPort } from '../../../src/devices/system/stream-port.js';
import { setupOf } from '../../contract/serial-rig.js';
import { rampStops } from '../../contract/vectors.js';
import { portsOf } from '../../harness/bench-ports.js';
import { Bench } from '../../harness/emulator/bench.js';
import { MockBoard } from '../../harness/mock-board.js';
import { StrangerBoard } from '../../harness/stranger-board.js';

const PATH = '/dev/ttyACM0';
/** Two bauds of ours and Firmata's, 3.5 s each; then the bootloader's two, 1.2 s each. */
const SEARCH_MS = 14_000;
const stops = rampStops();
/** A report of version 2.5, and of a sketch with this name. */
const firmataOf = (name: string) =>
  Uint8Array.of(0xf9, 2, 5, 0xf0, 0x79, 2, 5, ...[...Buffer.from(name)].flatMap((code) => [code, 0]), 0xf7);
const firmata = firmataOf('StandardFirmata.ino');
const text = (words: string) => Uint8Array.from(Buffer.from(words));

describe('the serial device says what is wrong and what to do', () => {
  let bench = new Bench();
  const opened: Device[] = [];
  afterEach(async () => {
    for (const device of opened.splice(0)) {
      const closed = device.close();
      await bench.advance(2000);
      await closed;
    }
    expect(bench.clock.waiting).toBe(0);
    bench = new Bench();
  });

  function openDevice(options: Partial<SerialDeviceOptions> = {}, ledCount = 20) {
    const { openPort, splitLines, listPorts } = portsOf(bench);
    const setup = setupOf({ ledCount, currentLimitMa: 200, stops, dials: false });
    const device = createSerialDevice(
      { path: PATH, setup, stops, openPort, splitLines, listPorts, ...options },
      bench.clock,
    );
    const states: DeviceState[] = [];
    device.open({ input() {}, state: (state) => states.push(state) });
    opened.push(device);
    return { device, states };
  }

  const settled = (device: Device) =>
    bench.advanceUntil(() => device.state.kind === 'ready' || device.state.kind === 'lost', SEARCH_MS);

  it('no-port: names the port, and what is connected instead', async () => {
    bench.plug('/dev/ttyUSB3', new MockBoard());
    const { device } = openDevice();
    await settled(device);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'no-port' });
    expect(device.state.words).toContain('There is no port /dev/ttyACM0.');
    expect(device.state.words).toContain('/dev/ttyUSB3 (Arduino (www.arduino.cc), 2341:0043)');
  });

  it('no-port: says that nothing is connected where nothing is', async () => {
    const { device } = openDevice({ path: 'auto' });
    await settled(device);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'no-port' });
    expect(device.state.words).toMatch(/no usb serial port is connected.*cable/i);
  });

  it('finds no port where the list of ports is refused, and goes on', async () => {
    const { device } = openDevice({
      path: 'auto',
      listPorts: () => Promise.reject(new Error('spawn udevadm ENOENT')),
    });
    await settled(device);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'no-port' });
  });

  it('port-taken: another program has it; it goes on by itself when that program ends', async () => {
    bench.plug(PATH, new MockBoard());
    const other = new SerialPortStream({ binding: bench.binding, path: PATH, baudRate: 9600 });
    await bench.advance(10);
    const { device } = openDevice();
    await settled(device);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'port-taken', retryInMs: 250 });
    expect(device.state.words).toMatch(/in use by another program: close/);
    other.close();
    await bench.advanceUntil(() => device.state.kind === 'ready', 5000);
  });

  it('no-permission: gives the command that helps', async () => {
    bench.plug(PATH, new MockBoard(), { denied: true });
    const { device } = openDevice();
    await settled(device);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'no-permission' });
    expect(device.state.words).toContain('sudo usermod -aG dialout $USER');
  });

  it('port-error: gives the words of the system', async () => {
    const { device } = openDevice({
      openPort: (_path, _baud, listener) =>
        streamPort(() => {
          throw new Error('the driver is on fire');
        }, listener),
    });
    await settled(device);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'port-error' });
    expect(device.state.words).toContain('the driver is on fire');
  });

  it('port-error: gives up a port that neither opens nor refuses after 5 s, and tries again', async () => {
    let opens = 0;
    const { device } = openDevice({
      openPort: () => {
        opens++;
        return { isOpen: false, lowLatency: null, write() {}, close() {} };
      },
    });
    await bench.advance(4990);
    expect([device.state.kind, opens]).toEqual(['opening', 1]);
    await bench.advance(20);
    expect(device.state).toMatchObject({ kind: 'lost', ...hangingFault(PATH, 5), retryInMs: 250 });
    await bench.advance(300);
    expect(opens).toBe(2);
  });

  it('no-answer: asks whether the firmware is on the board, having sent nothing for 2.5 s', async () => {
    const board = new StrangerBoard();
    bench.plug(PATH, board);
    const { device } = openDevice();
    await bench.advance(2490);
    expect(board.heard).toEqual([]);
    await bench.advance(20);
    expect(board.heard.length).toBe(9);
    expect(board.heard[0]).toBe(0);
    await settled(device);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'no-answer' });
    expect(device.state.words).toMatch(/no board answers.*firmware/);
  });

  it('no-answer: a board that greets but hears nothing', async () => {
    const board = new MockBoard();
    board.faults.fromHost = () => undefined;
    bench.plug(PATH, board);
    const { device } = openDevice();
    await settled(device);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'no-answer' });
    expect(device.state.words).toMatch(/greets but does not hear/);
  });

  it.each([
    ['prose at our baud', 500_000, 'sensor 512\r\n', '500000 baud it says "sensor 512"'],
    ['prose at 115200 baud', 115_200, 'sensor 512\r\n', '115200 baud it says "sensor 512"'],
    ['prose at the 9600 baud of most sketches', 9600, 'sensor 512\r\n', '9600 baud it says "sensor 512"'],
    ['20 000 letters at a time without a newline', 500_000, 'x'.repeat(20_000), `"${'x'.repeat(32)}…"`],
  ])('garbage: %s, and quotes it', async (_, baud, words, told) => {
    bench.plug(PATH, new StrangerBoard({ baud, chatter: text(words), chatterMs: 100 }));
    const { device } = openDevice();
    await settled(device);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'garbage' });
    expect(device.state.words).toContain(told);
    expect(device.state.words).toMatch(/another program.*firmware/i);
  });

  it.each([
    [
      'prose at 38400 baud',
      new StrangerBoard({ baud: 38_400, chatter: text('sensor 512\r\n'), chatterMs: 50 }),
    ],
    ['zeros', new StrangerBoard({ chatter: new Uint8Array(50), chatterMs: 50 })],
    ['our firmware at 250000 baud', new MockBoard({ baud: 250_000 })],
  ])('wrong-baud: %s', async (_, board) => {
    bench.plug(PATH, board);
    const { device } = openDevice();
    await settled(device);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'wrong-baud' });
    expect(device.state.words).toMatch(/at a baud that is not ours/);
  });

  it('damaged: a board of ours on a line that spoils a bit of every line', async () => {
    const board = new MockBoard();
    let sent = 0;
    board.faults.toHost = (byte) => (++sent % 20 === 0 && byte !== 10 ? byte ^ 1 : byte);
    bench.plug(PATH, board);
    const { device } = openDevice();
    await settled(device);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'damaged' });
    expect(device.state.words).toMatch(/comes damaged.*cable.*115200/);
  });

  it.each([
    ['an Uno without a program', 115_200],
    ['a Nano with the old bootloader', 57_600],
  ])(
    'bootloader: %s answers the two bytes that every upload begins with, and nothing else',
    async (_, baud) => {
      // Like optiboot of an Uno, it listens for a second after a reset and then never again.
      const answer = (heard: readonly number[], sinceResetMs: number) =>
        sinceResetMs < 1000 && heard.at(-2) === 0x30 && heard.at(-1) === 0x20
          ? Uint8Array.of(0x14, 0x10)
          : undefined;
      bench.plug(PATH, new StrangerBoard({ baud, answer }));
      const { device } = openDevice();
      await settled(device);
      expect(device.state).toMatchObject({ kind: 'lost', fault: 'bootloader' });
      expect(device.state.words).toMatch(/only the bootloader answers.*firmware/);
    },
  );

  it('sends those two bytes only to a board that has been silent at every baud', async () => {
    const board = new StrangerBoard({ chatter: new Uint8Array(50), chatterMs: 50 });
    const sent: number[] = [];
    const write = board.write.bind(board);
    board.write = (bytes) => {
      sent.push(...bytes);
      write(bytes);
    };
    bench.plug(PATH, board);
    const { device } = openDevice();
    await settled(device);
    expect(sent).toEqual([]);
  });

  it('closes in the middle of asking for a bootloader, with no port open and no timer left', async () => {
    bench.plug(PATH, new StrangerBoard());
    const { device } = openDevice();
    await bench.advanceUntil(() => device.state.words.startsWith('Asking'), SEARCH_MS);
    for (const ms of [500, 800, 500]) await bench.advance(ms);
    const closed = device.close();
    await bench.advance(100);
    await closed;
    expect(bench.clock.waiting).toBe(0);
  });

  it('firmata: by its banner after 1.9 s, at its own 57600 baud', async () => {
    bench.plug(PATH, new StrangerBoard({ baud: 57_600, banner: firmata, bannerMs: 1900 }));
    const { device } = openDevice();
    await settled(device);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'firmata' });
    expect(device.state.words).toMatch(
      /Firmata 2\.5 \(StandardFirmata\.ino\), not our firmware.*axon-rig run uno-firmata-5-leds.*"npx axon-rig flash"/,
    );
  });

  it('firmata: without its name, half a second after its version', async () => {
    bench.plug(PATH, new StrangerBoard({ baud: 57_600, banner: Uint8Array.of(0xf9, 2, 3) }));
    const { device } = openDevice();
    await settled(device);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'firmata' });
    expect(device.state.words).toMatch(/runs Firmata 2\.3, not our firmware.*uno-firmata-5-leds/);
  });

  it('firmata: by its answer to a question, where opening does not reset the board', async () => {
    const answer = (heard: readonly number[]) => (heard.at(-1) === 0xf7 ? firmata : undefined);
    bench.plug(PATH, new StrangerBoard({ baud: 57_600, answer }), { controlLines: false });
    const { device } = openDevice();
    await settled(device);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'firmata' });
  });

  it('other-major: says both numbers, at the first greeting', async () => {
    bench.plug(PATH, new MockBoard({ major: 2 }));
    const { device } = openDevice();
    await bench.advance(500);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'other-major' });
    expect(device.state.words).toMatch(/speaks Axon Wire 2, this program 1/);
  });

  it('refused: more LEDs than the board has memory for', async () => {
    bench.plug(PATH, new MockBoard({ maxLeds: 60 }));
    const { device } = openDevice({}, 144);
    await settled(device);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'refused' });
    expect(device.state.words).toContain('144 LEDs, but its memory holds 60');
  });

  it.each([
    [{ colourOrder: 'grbw' }, 'a strip with a white light in each LED'],
    [{ skip: 2 }, 'strip.skip'],
    [{ pressedHigh: [false, true, false, false] }, 'buttons with pressed: high'],
    [{ holdS: 5 }, 'needles.holdS'],
    [{ needles: [{ lowUs: 1000, midUs: 1400, highUs: 2000 }, null] }, 'a needle with midUs'],
  ] as const)('refused: what only newer firmware does, %o', async (wanted, words) => {
    bench.plug(PATH, new MockBoard({ caps: 'LPRMF' }));
    const setup = setupOf({ ledCount: 20, currentLimitMa: 200, stops, dials: false });
    const { device } = openDevice({ setup: { ...setup, ...wanted } });
    await settled(device);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'refused' });
    expect(device.state.words).toContain(`${words}, but its firmware is too old for that: stop the rig, and`);
  });

  it('refused: a board without LEVEL frames', async () => {
    bench.plug(PATH, new MockBoard({ caps: 'R' }));
    const { device } = openDevice();
    await settled(device);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'refused' });
  });

  it('unplugged while it opens: lost, then ready when the plug is in again', async () => {
    const board = new MockBoard({ bootloaderMs: 1400 });
    bench.plug(PATH, board);
    const { device } = openDevice();
    await bench.advance(700);
    bench.unplug(PATH);
    await settled(device);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'unplugged' });
    bench.plug(PATH, board);
    await bench.advanceUntil(() => device.state.kind === 'ready', 8000);
  });

  it('other-major: a newer one says to update this program, an older one to flash', async () => {
    bench.plug(PATH, new MockBoard({ major: 0 }));
    const { device } = openDevice();
    await bench.advance(500);
    expect(device.state.words).toMatch(/speaks Axon Wire 0, this program 1\. Put the firmware on it/);
  });

  it('a boot loop: says so from the fourth restart within 30 s on, and no more once it is over', async () => {
    const board = new MockBoard();
    bench.plug(PATH, board);
    const { device, states } = openDevice();
    await settled(device);
    const plain = device.state.words;
    await bench.advance(1000);
    for (let restart = 1; restart <= 4; restart++) {
      expect(device.state.words).toBe(plain);
      board.reset('brownout');
      await bench.advance(1500);
      expect(device.state.kind).toBe('ready');
    }
    expect(device.state.words).toMatch(
      /restarts again and again because its supply voltage drops.*5 V supply/,
    );
    await bench.advance(31_000);
    expect(device.state.words).toBe(plain);
    expect(states.map(({ kind }) => kind)).not.toContain('lost');
  });

  it.each([
    ['watchdog', /because its program hangs.*firmware/],
    ['external', /mostly because its supply voltage drops.*RESET/],
  ] as const)('a boot loop by %s has a cure of its own', async (kind, words) => {
    const board = new MockBoard();
    bench.plug(PATH, board);
    const { device } = openDevice();
    await settled(device);
    for (let restart = 0; restart < 4; restart++) {
      await bench.advance(1000);
      board.reset(kind);
    }
    await bench.advance(1000);
    expect(device.state.words).toMatch(words);
  });

  it('restarting: a board that goes down each time its needles are set up', async () => {
    const board = new MockBoard();
    let answers = 0;
    board.faults.dropLine = ({ verb }) => verb === 'A' && ++answers > 1;
    bench.plug(PATH, board);
    const { device } = openDevice();
    for (let restart = 1; restart <= 4; restart++) {
      await bench.advance(1400);
      expect(device.state.kind).toBe('opening');
      answers = 0;
      board.reset('brownout');
    }
    await bench.advance(100);
    expect(device.state).toMatchObject({ kind: 'lost', fault: 'restarting' });
    expect(device.state.words).toMatch(/cannot be set up.*supply voltage drops.*5 V supply/);
    board.faults.dropLine = null;
    await bench.advanceUntil(() => device.state.kind === 'ready', 5000);
  });

  it('looks closely at a port that is there again but does not open', async () => {
    const looks: string[] = [];
    bench.plug(PATH, new MockBoard());
    const { device } = openDevice({
      inspectPort: async (path) => {
        looks.push(path);
        return { ...NOTHING_KNOWN, holders: [{ pid: 4711, name: 'minicom' }] };
      },
    });
    await settled(device);
    bench.unplug(PATH);
    await bench.advance(10_000);
    bench.plug(PATH, new MockBoard());
    const other = new SerialPortStream({ binding: bench.binding, path: PATH, baudRate: 9600 });
    await bench.advanceUntil(() => device.state.kind === 'lost' && device.state.fault !== 'unplugged', 1000);
    expect(device.state.words).toContain('in use by minicom (process 4711)');
    expect(looks.at(-1)).toBe(PATH);
    other.close();
    await bench.advance(10);
  });

  it('a port that comes and goes four times in 30 s: the board loses its power', async () => {
    const board = new MockBoard();
    const { device } = openDevice();
    for (let time = 1; time <= 4; time++) {
      bench.plug(PATH, board);
      await bench.advanceUntil(() => device.state.kind === 'ready', 8000);
      bench.unplug(PATH);
      await bench.advance(100);
      expect(device.state).toMatchObject({ kind: 'lost', fault: 'unplugged' });
      expect(device.state.words).toMatch(
        time < 4 ? /is gone: the cable is out/ : /comes and goes.*5 V supply/,
      );
    }
  });

  it('finds a board of 115200 baud after 500000 was silent', async () => {
    bench.plug(PATH, new MockBoard({ baud: 115_200 }));
    const { device } = openDevice();
    await settled(device);
    expect(device.state).toMatchObject({ kind: 'ready' });
    expect(device.state.words).toMatch(/built for 115200 baud: write "baud: 115200"/);
  });

  it('tries the baud of the rig file first: a board of 115200 is found within 1 s', async () => {
    bench.plug(PATH, new MockBoard({ baud: 115_200 }));
    const { device } = openDevice({ baud: 115_200 });
    await bench.advance(1000);
    expect(device.state).toMatchObject({ kind: 'ready' });
    expect(device.state.words).not.toContain('write');
  });

  it('auto: passes by a silent board, a taken port and Firmata, and finds ours by its greeting', async () => {
    bench.plug('/dev/ttyACM0', new StrangerBoard({ baud: 57_600, banner: firmata }));
    bench.plug('/dev/ttyACM1', new StrangerBoard());
    bench.plug('/dev/ttyACM2', new MockBoard(), { denied: true });
    bench.plug('/dev/ttyUSB0', new MockBoard(), { info: { vendorId: '1a86', productId: '7523' } });
    const { device, states } = openDevice({ path: 'auto' });
    await bench.advanceUntil(() => device.state.kind === 'ready', 40_000);
    expect(device.state.words).toContain('/dev/ttyUSB0');
    expect(states.map((state) => state.kind)).not.toContain('lost');
  });

  it('auto: follows its board to another port', async () => {
    const board = new MockBoard();
    bench.plug('/dev/ttyACM0', board);
    const { device } = openDevice({ path: 'auto' });
    await bench.advanceUntil(() => device.state.kind === 'ready', 5000);
    bench.unplug('/dev/ttyACM0');
    await bench.advance(300);
    bench.plug('/dev/ttyACM1', board);
    await bench.advanceUntil(() => device.state.kind === 'ready', 8000);
    expect(device.state.words).toContain('/dev/ttyACM1');
  });

  it('auto: tells the fault that is nearest to a working board', async () => {
    bench.plug('/dev/ttyACM0', new StrangerBoard());
    bench.plug('/dev/ttyACM1', new MockBoard({ major: 3 }));
    const { device } = openDevice({ path: 'auto' });
    await bench.advanceUntil(() => device.state.kind === 'lost', 3 * SEARCH_MS);
    expect(device.state).toMatchObject({ fault: 'other-major' });
  });

  it('probes a port for the list of ports: a rig, and what is no rig', async () => {
    bench.plug(PATH, new MockBoard());
    bench.plug('/dev/ttyACM1', new StrangerBoard({ baud: 57_600, banner: firmata }));
    const ports = portsOf(bench);
    const rig = probePort(PATH, bench.clock, ports);
    await bench.advance(500);
    expect(await rig).toMatchObject({ kind: 'rig', baud: 500_000, greeting: { board: 'mock' } });
    const stranger = probePort('/dev/ttyACM1', bench.clock, ports);
    await bench.advance(SEARCH_MS);
    expect(await stranger).toMatchObject({
      kind: 'firmata',
      firmata: { version: '2.5', sketch: 'StandardFirmata.ino' },
      rigs: ['uno-firmata-5-leds', 'uno-firmata-rgb', 'uno-firmata-pca9685'],
    });
    expect(ports.open()).toBe(0);
  });

  it('waits for a port that does not close 1 s at most, and tells of its rig all the same', async () => {
    bench.plug(PATH, new MockBoard());
    const ports = portsOf(bench);
    let found: unknown;
    const stuck: typeof ports.openPort = (path, baud, listener) => {
      const port = ports.openPort(path, baud, listener);
      port.close = () => {};
      return port;
    };
    void probePort(PATH, bench.clock, { ...ports, openPort: stuck }).then((result) => {
      found = result;
    });
    await bench.advance(1500);
    expect(found).toMatchObject({ kind: 'rig', greeting: { board: 'mock' } });
  });

  it('names a strip first among the rigs of a board with the sketch of node-pixel', async () => {
    bench.plug(PATH, new StrangerBoard({ baud: 57_600, banner: firmataOf('node_pixel_firmata.ino') }));
    const found = probePort(PATH, bench.clock, portsOf(bench));
    await bench.advance(SEARCH_MS);
    expect(await found).toMatchObject({
      kind: 'firmata',
      rigs: ['uno-firmata-strip', 'uno-firmata-5-leds', 'uno-firmata-rgb', 'uno-firmata-pca9685'],
      words: expect.stringContaining('Run one with "npx axon-rig run uno-firmata-strip".'),
    });
  });
});
