/** The Firmata device, johnny-five and all, on a board that is words only: everything in virtual time. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Device, DeviceState, InputEvent, Picture } from '../../../src/devices/device.js';
import { boardInThisProcess } from '../../../src/devices/firmata/board-side.js';
import { createFirmataDevice } from '../../../src/devices/firmata/index.js';
import { loadJohnnyFive } from '../../../src/devices/firmata/johnny-five.js';
import type { FromBoard, StartBoardProcess } from '../../../src/devices/firmata/messages.js';
import { type FirmataLights, type FirmataSetup, ledCountOf } from '../../../src/devices/firmata/setup.js';
import type { OpenPort } from '../../../src/devices/port/byte-port.js';
import { hangingFault } from '../../../src/devices/port/open-fault.js';
import { paletteColour } from '../../../src/display/light.js';
import { paletteStops } from '../../../src/display/palette.js';
import { virtualGlobals } from '../../firmata/virtual-globals.js';
import { portsOf } from '../../harness/bench-ports.js';
import { Bench } from '../../harness/emulator/bench.js';
import { ScriptedFirmata, type ScriptedOptions } from '../../harness/firmata/scripted-board.js';
import { MockBoard } from '../../harness/mock-board.js';
import { StrangerBoard } from '../../harness/stranger-board.js';
import type { WireBoard } from '../../harness/wire-board.js';

const PATH = '/dev/ttyACM0';
const STOPS = paletteStops(1);
const FIVE: FirmataLights = {
  kind: 'leds',
  leds: [3, 5, 6, 11, 10].map((pin) => ({ pin, onFromLevel: pin === 10 ? 128 : null })),
};
const SETUP: FirmataSetup = {
  lights: FIVE,
  ledMa: 14,
  currentLimitMa: 200,
  needles: [{ pin: 9, lowUs: 1000, highUs: 2000 }, null],
  needleRestLevel: 40,
  needleSlewUs: 120,
  buttons: [2, null, 4],
  dials: ['A0'],
  piezo: 8,
  silenceMs: 1000,
};
const johnnyFive = loadJohnnyFive();

describe('the Firmata device', () => {
  let bench = new Bench();
  let globals = virtualGlobals(bench);
  let device: Device | undefined;
  beforeEach(() => {
    globals.restore();
    bench = new Bench();
    globals = virtualGlobals(bench);
  });
  afterEach(async () => {
    const closed = device?.close();
    await bench.advance(2500);
    await closed;
    device = undefined;
    // One timer moves johnny-five's.
    expect(bench.clock.waiting).toBe(1);
    expect(globals.waiting()).toBe(0);
    globals.restore();
  });

  function plug(board: WireBoard, change: Partial<FirmataSetup> = {}, path = PATH) {
    const setup = { ...SETUP, ...change };
    bench.plug(PATH, board);
    const { openPort, splitLines, listPorts, open, ports } = portsOf(bench);
    const messages: FromBoard[] = [];
    const inside = boardInThisProcess({ openPort, timers: bench.clock, startJohnnyFive: johnnyFive });
    let kill = () => {};
    const startBoard: StartBoardProcess = (listener) => {
      const board = inside({
        ...listener,
        message(message) {
          messages.push(message);
          listener.message(message);
        },
      });
      kill = () => board.kill();
      return board;
    };
    const made = createFirmataDevice(
      { path, setup, startBoard, openPort, splitLines, listPorts },
      bench.clock,
    );
    device = made;
    const states: DeviceState[] = [];
    const inputs: InputEvent[] = [];
    const latencies: [number, number][] = [];
    made.open({
      input: (event) => inputs.push(event),
      state: (state) => states.push(state),
      latency: (id, us) => latencies.push([id, us]),
    });
    const leds = ledCountOf(setup.lights);
    const frame = (levels: readonly number[], needle = 40, inputId = 0): Picture => {
      const rgb = new Uint8Array(3 * leds);
      levels.forEach((level, led) => {
        paletteColour(STOPS, level, rgb, 3 * led);
      });
      return { levels: Uint8Array.from(levels), rgb, needleLevels: [needle, 40], inputId };
    };
    return {
      device: made,
      states,
      inputs,
      latencies,
      messages,
      ports,
      open,
      frame,
      kill: () => kill(),
      ready: () => bench.advanceUntil(() => made.state.kind === 'ready', 6000),
      settled: () => bench.advanceUntil(() => ['ready', 'lost'].includes(made.state.kind), 20_000),
    };
  }

  const serve = async (board: ScriptedFirmata, change: Partial<FirmataSetup> = {}) => {
    const rig = plug(board, change);
    await rig.ready();
    return rig;
  };

  it('is ready 0.1 s after the greeting, dark and at rest', async () => {
    const board = new ScriptedFirmata();
    const { device } = await serve(board);
    expect(bench.clock.nowMs()).toBeLessThan(600);
    expect(device.state.words).toBe('Scripted 2.5 (Firmata 2.5) on /dev/ttyACM0 at 57600 baud, 5 LEDs.');
    await bench.advance(50);
    expect([3, 5, 6, 11, 10].map((pin) => board.values.get(pin))).toEqual([0, 0, 0, 0, 0]);
    expect(board.values.get(9)).toBe(1157);
  });

  it('says that it opens the port, then that it waits for Firmata, then who is there', async () => {
    const { states } = await serve(new ScriptedFirmata());
    expect([...new Set(states.map(({ kind, words }) => `${kind}: ${words}`))]).toEqual([
      'opening: Opening /dev/ttyACM0.',
      'opening: Waiting for Firmata on /dev/ttyACM0.',
      'ready: Scripted 2.5 (Firmata 2.5) on /dev/ttyACM0 at 57600 baud, 5 LEDs.',
    ]);
  });

  it('asks a board that does not greet, and only after 2.6 s', async () => {
    const board = new ScriptedFirmata({ greets: false });
    const rig = plug(board);
    await bench.advance(2500);
    expect(board.heard).toEqual([]);
    await rig.ready();
  });

  it('tells a board only what has changed', async () => {
    const board = new ScriptedFirmata();
    const { device, frame } = await serve(board);
    device.show(frame([40, 40, 40, 40, 40]));
    await bench.advance(60);
    board.heard = [];
    device.show(frame([40, 240, 40, 40, 40]));
    await bench.advance(30);
    expect(board.heard).toEqual([[0xe5, 235 & 0x7f, 235 >> 7], [0xf9]]);
    board.heard = [];
    device.show(frame([40, 240, 40, 40, 40]));
    await bench.advance(30);
    expect(board.heard).toEqual([]);
    expect(device.stats).toMatchObject({ picturesOffered: 3, picturesSent: 3, picturesSuperseded: 0 });
  });

  it('switches an LED without PWM on at its level and off 12 levels below, and keeps it to three flashes a second', async () => {
    const board = new ScriptedFirmata();
    const { device, frame } = await serve(board);
    const lit: (number | undefined)[] = [];
    for (const level of [127, 128, 117, 116, 115, 127]) {
      device.show(frame([40, 40, 40, 40, level]));
      await bench.advance(100);
      lit.push(board.values.get(10));
    }
    expect(lit).toEqual([0, 1, 1, 1, 0, 0]);
    await bench.advance(1500);
    let flashes = 0;
    for (let n = 0; n < 20; n++) {
      const before = board.values.get(10);
      device.show(frame([40, 40, 40, 40, n % 2 ? 0 : 255]));
      await bench.advance(50);
      if (before === 0 && board.values.get(10) === 1) flashes++;
    }
    expect(flashes).toBe(3);
  });

  it('keeps lamps within their current', async () => {
    const board = new ScriptedFirmata();
    const { device, frame } = await serve(board, { currentLimitMa: 28 });
    device.show(frame([255, 255, 255, 255, 255]));
    await bench.advance(60);
    const duties = [3, 5, 6, 11].map((pin) => board.values.get(pin)!);
    // 28 mA are two of five lamps: each has two fifths, and the one that cannot be dimmed is none of its own choice.
    expect(duties).toEqual([102, 102, 102, 102]);
  });

  it('lights two RGB LEDs, the other way round with a common anode', async () => {
    const pins = [
      { red: 3, green: 5, blue: 6 },
      { red: 9, green: 10, blue: 11 },
    ];
    for (const commonAnode of [false, true]) {
      const board = new ScriptedFirmata();
      const lights = { kind: 'rgb', leds: pins, commonAnode } as const;
      const { device, frame } = await serve(board, { lights, needles: [null, null] });
      const shown = frame([200, 40]);
      device.show(shown);
      await bench.advance(60);
      const order = [3, 5, 6, 9, 10, 11].map((pin) => board.values.get(pin)!);
      expect(order).toEqual([...shown.rgb].map((count) => (commonAnode ? 255 - count : count)));
      const closed = device.close();
      await bench.advance(1500);
      await closed;
      expect(board.values.get(3)).toBe(commonAnode ? 255 : 0);
      bench.unplug(PATH);
    }
  });

  it('gives a strip one colour and then the LEDs that differ, where that is shorter', async () => {
    const board = new ScriptedFirmata({ pixels: true });
    const lights = { kind: 'strip', pin: 6, ledCount: 60, colourOrder: 'grb' } as const;
    const { device, frame } = await serve(board, { lights, needles: [null, null], currentLimitMa: 3000 });
    await bench.advance(50);
    board.heard = [];
    const levels = new Array<number>(60).fill(40);
    levels[7] = 240;
    const shown = frame(levels);
    device.show(shown);
    await bench.advance(60);
    expect(board.heard.map((message) => message.length)).toEqual([8, 10, 4, 1]);
    const colour = (led: number) =>
      shown.rgb[3 * led]! * 65536 + shown.rgb[3 * led + 1]! * 256 + shown.rgb[3 * led + 2]!;
    expect([...board.pixels.values()]).toEqual(levels.map((_, led) => colour(led)));
  });

  it('sends 16 LEDs of a PCA9685 in 146 bytes to Firmata 2.3, none of its messages over 32, in 137 to 2.5', async () => {
    for (const [version, bytes, longest] of [
      [[2, 3] as const, 146, 32],
      [[2, 5] as const, 137, 64],
    ] as const) {
      const board = new ScriptedFirmata({ expander: true, version });
      const channels = Array.from({ length: 16 }, (_, channel) => channel);
      const { device, frame } = await serve(board, { lights: { kind: 'pca9685', address: 0x40, channels } });
      await bench.advance(50);
      board.heard = [];
      device.show(frame(channels.map((channel) => 100 + 8 * channel)));
      await bench.advance(60);
      const sysexes = board.heard.filter(([first]) => first === 0xf0);
      expect(sysexes.flat().length).toBe(bytes);
      expect(Math.max(...sysexes.map((message) => message.length - 2))).toBeLessThanOrEqual(longest);
      const closed = device.close();
      await bench.advance(1500);
      await closed;
      bench.unplug(PATH);
    }
  });

  it('hears buttons and dials, once each, and says when a picture that knows of them is there', async () => {
    const board = new ScriptedFirmata();
    const { device, inputs, latencies, frame } = await serve(board);
    board.analog(0, 512);
    await bench.advance(60);
    for (const closed of [true, false, true, false, true]) {
      board.contact(4, closed);
      await bench.advance(2);
    }
    await bench.advance(50);
    board.contact(4, false);
    await bench.advance(50);
    for (let n = 0; n < 40; n++) {
      board.analog(0, 512 + (n % 3));
      await bench.advance(19);
    }
    expect(inputs).toMatchObject([
      { kind: 'dial', id: 1, dial: 0, position: 512 / 1023 },
      { kind: 'button', id: 2, button: 3, pressed: true },
      { kind: 'button', id: 3, button: 3, pressed: false },
    ]);
    device.show(frame([40, 40, 40, 40, 40], 40, 3));
    await bench.advance(60);
    expect(latencies.map(([id]) => id)).toEqual([1, 2, 3]);
  });

  it('takes a button that is held while the rig starts for no press, and hears its release and the next press', async () => {
    const board = new ScriptedFirmata();
    board.hold(4);
    const { inputs } = await serve(board);
    await bench.advance(500);
    expect(inputs).toEqual([]);
    for (const closed of [false, true]) {
      board.contact(4, closed);
      await bench.advance(50);
    }
    expect(inputs).toMatchObject([
      { kind: 'button', button: 3, pressed: false },
      { kind: 'button', button: 3, pressed: true },
    ]);
  });

  it('leaves a pressed button its pull-up when it switches another pin of the same port', async () => {
    const board = new ScriptedFirmata({ version: [2, 3] });
    const { device, frame } = await serve(board, { buttons: [12], piezo: null });
    board.contact(12, true);
    await bench.advance(50);
    board.heard = [];
    device.show(frame([40, 40, 40, 40, 255]));
    await bench.advance(30);
    const [port] = board.heard.filter(([first]) => first === 0x91);
    expect(port![1]! & (1 << (12 - 8))).not.toBe(0);
  });

  it('lights a fault lamp on pin 13, tells it again, and is dark without pictures and when it is closed', async () => {
    const board = new ScriptedFirmata();
    const { device, frame } = await serve(board, { lamp: 13 });
    const lamp = () => board.heard.filter(([first]) => first === 0x91).map(([, bits]) => (bits! >> 5) & 1);
    const show = async (faultLamp: boolean, ms: number) => {
      for (let passed = 0; passed < ms; passed += 100) {
        device.show({ ...frame([40, 40, 40, 40, 40]), faultLamp });
        await bench.advance(100);
      }
    };
    board.heard = [];
    await show(true, 1000);
    expect(new Set(lamp())).toEqual(new Set([1]));
    await show(false, 300);
    expect(lamp().at(-1)).toBe(0);
    await show(true, 300);
    expect(lamp().at(-1)).toBe(1);
    await bench.advance(1300);
    expect(lamp().at(-1)).toBe(0);
    await show(true, 300);
    const closed = device.close();
    await bench.advance(1500);
    await closed;
    expect(lamp().at(-1)).toBe(0);
  });

  it('clicks once when needle A rises through −20 mV', async () => {
    const board = new ScriptedFirmata();
    const { device, frame } = await serve(board);
    board.heard = [];
    for (const needle of [40, 130, 131, 200, 240, 131, 40]) {
      device.show(frame([40, 40, 40, 40, 40], needle));
      await bench.advance(30);
    }
    const edges = board.heard.filter(([first]) => first === 0x91).map(([, bits]) => bits! & 1);
    expect(edges).toEqual([1, 0]);
  });

  it('goes dark, needles at rest, when no picture comes for a second', async () => {
    const board = new ScriptedFirmata();
    const { device, frame } = await serve(board);
    device.show(frame([240, 240, 240, 240, 240], 240));
    await bench.advance(900);
    expect(board.values.get(3)).toBe(235);
    expect(board.values.get(9)).toBe(1941);
    await bench.advance(600);
    expect(board.values.get(3)).toBe(0);
    expect(board.values.get(10)).toBe(0);
    expect(board.values.get(9)).toBe(1157);
  });

  it('leaves the board dark and at rest, and the port closed, when it is closed', async () => {
    const board = new ScriptedFirmata();
    const { device, frame, open } = await serve(board);
    device.show(frame([240, 240, 240, 240, 240], 240));
    await bench.advance(300);
    const closed = device.close();
    await bench.advance(1000);
    await closed;
    expect(device.state).toEqual({
      kind: 'closed',
      words: 'The port is closed; lights dark, needles at rest.',
    });
    expect([board.values.get(3), board.values.get(10), board.values.get(9)]).toEqual([0, 0, 1157]);
    expect(open()).toBe(0);
  });

  it('tells again, a few at a time, what the line may have lost', async () => {
    const board = new ScriptedFirmata();
    const { device, frame } = await serve(board);
    for (let n = 0; n < 40; n++) {
      device.show(frame([240, 240, 240, 240, 240]));
      if (n === 5) board.values.set(6, 77);
      await bench.advance(50);
    }
    expect(board.values.get(6)).toBe(235);
    expect(device.stats.resent).toBeGreaterThan(4);
  });

  it('asks again for an answer that was lost, and does not give the board up for that', async () => {
    const board = new ScriptedFirmata();
    const { device, frame, states } = await serve(board);
    board.hung = true;
    device.show(frame([240, 240, 240, 240, 240]));
    await bench.advance(300);
    board.hung = false;
    await bench.advance(1000);
    expect(states.at(-1)!.kind).toBe('ready');
    expect(device.stats.counts.askedAgain).toBeGreaterThan(0);
  });

  it('opens a board again that hangs, and shows the picture again', async () => {
    const board = new ScriptedFirmata();
    const { device, frame, states } = await serve(board);
    device.show(frame([240, 240, 240, 240, 240]));
    await bench.advance(100);
    board.hung = true;
    await bench.advanceUntil(() => device.state.kind === 'lost', 3000);
    expect(device.state).toMatchObject({ fault: 'silent' });
    await bench.advanceUntil(() => device.state.kind === 'ready', 5000);
    await bench.advance(100);
    expect(board.values.get(3)).toBe(235);
    expect(device.stats.reconnects).toBe(1);
    expect(states.filter(({ kind }) => kind === 'ready')).toHaveLength(2);
  });

  it('sets a board up again that was reset in mid-show, within 5 s', async () => {
    const board = new ScriptedFirmata();
    const { device, frame } = await serve(board);
    device.show(frame([240, 240, 240, 240, 240]));
    await bench.advance(3500);
    board.reset('external');
    await bench.advanceUntil(() => device.state.kind === 'lost', 2000);
    expect(device.state.words).toMatch(/restarted by itself/);
    await bench.advanceUntil(() => device.state.kind === 'ready', 3000);
    device.show(frame([240, 240, 240, 240, 240]));
    await bench.advance(100);
    expect(board.values.get(3)).toBe(235);
  });

  it('finds a board again 100 times after the plug was pulled, each within 5 s, and leaves nothing behind', async () => {
    const board = new ScriptedFirmata();
    const { device, ports, frame } = await serve(board);
    const listeners = () => process.listenerCount('SIGINT') + process.listenerCount('exit');
    await bench.advance(6000);
    const before = [bench.clock.waiting, globals.waiting(), listeners()];
    for (let n = 0; n < 100; n++) {
      device.show(frame([240, 240, 240, 240, 240], 0));
      bench.unplug(PATH);
      await bench.advanceUntil(() => device.state.kind === 'lost', 1000);
      bench.plug(PATH, board);
      await bench.advanceUntil(() => device.state.kind === 'ready', 5000);
    }
    // For half a minute the device remembers that the board came and went.
    await bench.advance(31_000);
    expect([bench.clock.waiting, globals.waiting(), listeners()]).toEqual(before);
    expect(ports.filter((port) => port.isOpen)).toHaveLength(1);
    expect(device.stats.reconnects).toBe(100);
  });

  it('starts another process when one falls', async () => {
    const board = new ScriptedFirmata();
    const { device, kill } = await serve(board);
    kill();
    await bench.advanceUntil(() => device.state.kind === 'lost', 1000);
    expect(device.state).toMatchObject({ fault: 'port-error' });
    await bench.advanceUntil(() => device.state.kind === 'ready', 5000);
  });

  it('hears sysex garbage, a flood and random bytes without harm', async () => {
    const board = new ScriptedFirmata();
    const { device, frame, states } = await serve(board);
    let seed = 1;
    const dice = () => {
      seed = (seed * 48_271) % 0x7fffffff;
      return seed % 256;
    };
    for (let n = 0; n < 60; n++) {
      board.say(
        0xf0,
        0x6c,
        1,
        2,
        3,
        0xf7,
        0xf0,
        0x6a,
        0xf7,
        0xf0,
        0x79,
        0xf7,
        0xf0,
        0xf7,
        0xe9,
        0xf0,
        0x77,
        0xf7,
      );
      board.say(0xf0, 0x6e, 99, 1, 2, 0xf7, 0xf0, 0x71, ...new Array(3000).fill(5));
      board.say(...Array.from({ length: 50 }, dice), 0xf7);
      device.show(frame([n, 240 - n, n, n, n]));
      await bench.advance(20);
    }
    await bench.advance(500);
    expect(states.filter(({ kind }) => kind === 'ready')).toHaveLength(1);
    expect(board.values.get(3)).toBeGreaterThan(0);
    expect(device.stats.counts.garbage).toBeGreaterThan(60);
  });

  it.each<[string, ScriptedOptions, string, RegExp]>([
    [
      'that never says what its pins can do',
      { without: ['capabilities'] },
      'firmata',
      /Firmata 2\.5, which does not say/,
    ],
    [
      'that never says which pins are analog',
      { without: ['analog-mapping'] },
      'firmata',
      /does not say what its pins/,
    ],
    ['without a name', { without: ['firmware'] }, 'firmata', /too old, or cut down.*StandardFirmata/],
    ['that has no version', { without: ['version'] }, 'garbage', /not Firmata.*StandardFirmata/],
  ])('says what is wrong with a board %s', async (_, options, fault, words) => {
    const rig = plug(new ScriptedFirmata(options));
    await rig.settled();
    expect(rig.device.state).toMatchObject({ kind: 'lost', fault });
    expect(rig.device.state.words).toMatch(words);
  });

  it('says which pin cannot do what, and which pins can', async () => {
    const rig = plug(new ScriptedFirmata(), { piezo: null, dials: [7] });
    await rig.settled();
    expect(rig.device.state).toMatchObject({ kind: 'lost', fault: 'refused' });
    expect(rig.device.state.words).toContain(
      'pin 7 cannot read a dial: the pins that can are A0, A1, A2, A3, A4, A5',
    );
  });

  it('says that no PCA9685 answers', async () => {
    const rig = plug(new ScriptedFirmata(), { lights: { kind: 'pca9685', address: 0x41, channels: [0, 1] } });
    await rig.settled();
    expect(rig.device.state).toMatchObject({ kind: 'lost', fault: 'refused' });
    expect(rig.device.state.words).toMatch(/no PCA9685 answers at 0x41/);
  });

  it('says that nobody answers, that somebody else does, and that it is our own firmware', async () => {
    const cases: [WireBoard, string, RegExp][] = [
      [new StrangerBoard(), 'no-answer', /no board answers as Firmata.*StandardFirmata/],
      [
        new StrangerBoard({
          baud: 57_600,
          chatter: Uint8Array.from(Buffer.from('sensor 512\n')),
          chatterMs: 100,
        }),
        'garbage',
        /not Firmata/,
      ],
      [new MockBoard(), 'own-firmware', /device: \{kind: serial\}.*uno-60/],
    ];
    for (const [board, fault, words] of cases) {
      const rig = plug(board);
      await rig.settled();
      expect(rig.device.state).toMatchObject({ kind: 'lost', fault });
      expect(rig.device.state.words).toMatch(words);
      const closed = rig.device.close();
      await bench.advance(2500);
      await closed;
      bench.unplug(PATH);
    }
  });

  it('gives up an open that hangs after 5 s, says so, and tries again', async () => {
    bench.plug(PATH, new ScriptedFirmata());
    const { splitLines, listPorts } = portsOf(bench);
    let opens = 0;
    const openPort: OpenPort = () => {
      opens++;
      return { isOpen: false, lowLatency: null, write() {}, close() {} };
    };
    const startBoard = boardInThisProcess({ openPort, timers: bench.clock, startJohnnyFive: johnnyFive });
    const options = { path: PATH, setup: SETUP, startBoard, openPort, splitLines, listPorts };
    const made = createFirmataDevice(options, bench.clock);
    device = made;
    made.open({ input() {}, state() {} });
    await bench.advance(4990);
    expect([made.state.kind, opens]).toEqual(['opening', 1]);
    await bench.advance(20);
    expect(made.state).toMatchObject({ kind: 'lost', ...hangingFault(PATH, 5), retryInMs: 250 });
    await bench.advance(300);
    expect(opens).toBe(2);
  });

  it('finds the board among several ports, and says no-port where there is none', async () => {
    bench.plug('/dev/ttyUSB0', new StrangerBoard());
    const rig = plug(new ScriptedFirmata(), {}, 'auto');
    await bench.advanceUntil(() => rig.device.state.kind === 'ready', 30_000);
    expect(rig.device.state.words).toContain(PATH);
    bench.unplug(PATH);
    bench.unplug('/dev/ttyUSB0');
    await bench.advance(12_000);
    const lost = rig.states.filter(({ kind }) => kind === 'lost');
    expect(rig.device.state).toMatchObject({ kind: 'lost', fault: 'unplugged', retryInMs: 250 });
    expect(lost.length).toBeLessThanOrEqual(8);
  });

  it('may be closed at any moment of its start', async () => {
    for (let ms = 0; ms < 600; ms += 40) {
      const rig = plug(new ScriptedFirmata());
      await bench.advance(ms);
      const closed = rig.device.close();
      await bench.advance(2500);
      await closed;
      expect(rig.open()).toBe(0);
      bench.unplug(PATH);
    }
  });
});
