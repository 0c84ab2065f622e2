import { afterEach, describe, expect, it } from 'vitest';
import type { Device, DeviceState, InputEvent, Picture } from '../../../src/devices/device.js';
import { createSerialDevice, type SerialDeviceOptions } from '../../../src/devices/serial/index.js';
import type { BoardLine, HostMessage } from '../../../src/protocol/index.js';
import { setupOf } from '../../contract/serial-rig.js';
import { TappedLine } from '../../contract/tapped-line.js';
import { rampStops } from '../../contract/vectors.js';
import { portsOf } from '../../harness/bench-ports.js';
import { Bench, type PlugOptions } from '../../harness/emulator/bench.js';
import { MockBoard, type MockBoardOptions } from '../../harness/mock-board.js';

const PATH = '/dev/ttyACM0';
const stops = rampStops();

interface Wishes extends MockBoardOptions {
  readonly ledCount?: number;
  readonly plug?: PlugOptions;
  readonly device?: Partial<SerialDeviceOptions>;
}

describe('a session on the serial device', () => {
  const opened: { device: Device; bench: Bench }[] = [];
  afterEach(async () => {
    for (const { device, bench } of opened.splice(0)) {
      const closed = device.close();
      await bench.advance(1500);
      await closed;
      expect(bench.clock.waiting).toBe(0);
    }
  });

  function setUp({ ledCount = 60, plug, device: more, ...boardOptions }: Wishes = {}) {
    const bench = new Bench();
    const board = new MockBoard(boardOptions);
    const line = new TappedLine(board);
    bench.plug(PATH, line, plug);
    const { openPort, splitLines, listPorts, ports } = portsOf(bench);
    const setup = setupOf({ ledCount, currentLimitMa: 3000, stops, dials: false });
    const device = createSerialDevice(
      // The longest frames: what these tests load the line with.
      { path: PATH, setup, stops, openPort, splitLines, listPorts, encoding: 'level', ...more },
      bench.clock,
    );
    const states: DeviceState[] = [];
    const inputs: InputEvent[] = [];
    device.open({ input: (event) => inputs.push(event), state: (state) => states.push(state) });
    opened.push({ device, bench });
    const frame = (level: number, inputId = 0): Picture => ({
      levels: new Uint8Array(ledCount).fill(level),
      rgb: new Uint8Array(3 * ledCount),
      needleLevels: [40, 40],
      inputId,
    });
    const ready = () => bench.advanceUntil(() => device.state.kind === 'ready', 5000);
    const stream = async (level: number, ms: number, everyMs = 16) => {
      for (let t = 0; t < ms; t += everyMs) {
        device.show(frame(level, inputs.at(-1)?.id ?? 0));
        await bench.advance(everyMs);
      }
    };
    /** Types of what the host has sent since this was called last. */
    const sent = () => line.sent.splice(0).map((message) => (message === 'zero' ? message : message.type));
    const kinds = () => states.splice(0).map(({ kind }) => kind);
    const drop = (verbs: string, times = Infinity) => {
      let left = times;
      board.faults.dropLine = (said: BoardLine) => verbs.includes(said.verb) && left-- > 0;
    };
    return { bench, board, line, device, ports, states, inputs, frame, ready, stream, sent, kinds, drop };
  }

  const lit = (board: MockBoard) => board.leds[0];
  /** Red of the ramp's colour at a level that is a stop. */
  const red = (level: number) => (7 * level) / 8;

  it('sends nothing until the greeting, then a zero, IDENT, CONFIG, PALETTE, MARKS, a PING, the picture', async () => {
    const { bench, device, sent, ready, frame } = setUp({ bootloaderMs: 1400 });
    device.show(frame(240));
    await bench.advance(1399);
    expect(sent()).toEqual([]);
    await ready();
    await bench.advance(20);
    expect(sent()).toEqual(['zero', 'ident', 'config', 'palette', 'marks', 'ping', 'level']);
  });

  it('sends the set-up, the palette and the marks that it was given', async () => {
    const marks = [{ led: 3, rgb: [0, 0, 40] as const }, null] as const;
    const { line, ready } = setUp({ device: { marks } });
    await ready();
    const found = (type: string) => line.sent.find((message) => message !== 'zero' && message.type === type);
    expect(found('config')).toMatchObject({ setup: { ledCount: 60, needleSlewUs: 60, fadeMs: 0 } });
    expect(found('palette')).toMatchObject({ stops });
    expect(found('marks')).toMatchObject({ marks });
  });

  describe('a picture with another palette', () => {
    /** The ramp of the tests, and one with all its colours exchanged. */
    const other = stops.map((_, i) => stops[3 * Math.floor(i / 3) + ((i + 1) % 3)]!);
    const lit = (frame: Picture, wanted: Uint8Array = other, exact = true): Picture => ({
      ...frame,
      palette: { stops: wanted, exact },
    });
    const colour = (board: MockBoard) => [...board.leds.subarray(0, 3)];
    const at240 = (palette: Uint8Array) => [...palette.subarray(90, 93)];

    it('waits until the board has it, and is then shown with it', async () => {
      const { bench, board, sent, device, frame, ready } = setUp();
      await ready();
      await bench.advance(50);
      device.show(lit(frame(240), stops));
      await bench.advance(20);
      expect(colour(board)).toEqual(at240(stops));
      sent();
      device.show(lit(frame(240)));
      await bench.advance(20);
      expect(sent().filter((type) => type !== 'ping')).toEqual(['palette', 'level']);
      expect(colour(board)).toEqual(at240(other));
    });

    it('is not shown before the answer, however long that takes, and the latest of those that wait is', async () => {
      const { bench, board, sent, drop, device, frame, ready } = setUp();
      await ready();
      device.show(frame(240));
      await bench.advance(50);
      sent();
      drop('A', 3);
      device.show(lit(frame(120)));
      await bench.advance(16);
      device.show(lit(frame(240)));
      await bench.advance(16);
      expect(sent().filter((type) => type === 'level')).toEqual([]);
      await bench.advance(900);
      expect(colour(board)).toEqual(at240(other));
    });

    it('has it again after the board has restarted', async () => {
      const { bench, board, device, frame, ready } = setUp();
      await ready();
      device.show(lit(frame(240)));
      await bench.advance(50);
      board.reset('external');
      await bench.advance(2500);
      device.show(lit(frame(240)));
      await bench.advance(50);
      expect(device.state.kind).toBe('ready');
      expect(colour(board)).toEqual(at240(other));
    });

    it('waits for room: with 144 LEDs a palette and a picture are more than the board buffers', async () => {
      const { bench, board, device, frame, ready } = setUp({ ledCount: 144 });
      await ready();
      for (let step = 1; step <= 12; step++) {
        const stepped = stops.map((from, i) => from + Math.round(((other[i]! - from) * step) / 12));
        for (let picture = 0; picture < 3; picture++) {
          // At a level at which the current limit dims nothing.
          device.show(lit(frame(40), stepped));
          await bench.advance(16);
        }
      }
      await bench.advance(50);
      expect(colour(board)).toEqual([...other.subarray(15, 18)]);
      expect(device.stats.rejected).toBe(0);
    });

    it('is offered again each 100 ms to a board that refuses it, and shown once the board takes it', async () => {
      const { bench, board, sent, device, frame, ready } = setUp();
      await ready();
      await bench.advance(50);
      sent();
      board.faults.refused = ({ type }) => type === 'palette';
      for (let ms = 0; ms < 1000; ms += 16) {
        device.show(lit(frame(240)));
        await bench.advance(16);
      }
      const offered = sent().filter((type) => type === 'palette').length;
      expect(offered).toBeGreaterThanOrEqual(6);
      expect(offered).toBeLessThanOrEqual(11);
      expect(device.stats.wire.refused).toBe(offered);
      board.faults.refused = null;
      await bench.advance(200);
      expect(colour(board)).toEqual(at240(other));
      expect(device.state.kind).toBe('ready');
    });

    it('is refused for 2.5 s: the board cannot do what is wanted, and is looked for again', async () => {
      const { bench, board, states, device, frame, ready } = setUp();
      await ready();
      board.faults.refused = ({ type }) => type === 'palette';
      device.show(lit(frame(240)));
      await bench.advance(2400);
      expect(device.state.kind).toBe('ready');
      await bench.advance(400);
      expect(states.at(-1)).toMatchObject({
        kind: 'lost',
        words: expect.stringContaining('palette was refused: busy not now'),
      });
    });

    it('is never rounded to a profile where every level counts', async () => {
      const { bench, sent, device, frame, ready } = setUp({ ledCount: 144, device: { encoding: 'profile' } });
      await ready();
      device.show(lit(frame(240), stops, false));
      await bench.advance(50);
      expect(sent()).toContain('profile');
      device.show(lit(frame(240), stops, true));
      await bench.advance(50);
      expect(sent().filter((type) => type !== 'ping')).toEqual(['level']);
    });
  });

  it('uses only what the board names: no MARKS without M, no fade without F', async () => {
    const setup = { ...setupOf({ ledCount: 60, currentLimitMa: 200, stops, dials: false }), fadeMs: 40 };
    const { line, sent, ready } = setUp({ caps: 'L', device: { setup } });
    await ready();
    expect(line.sent.find((message) => message !== 'zero' && message.type === 'config')).toMatchObject({
      setup: { fadeMs: 0 },
    });
    expect(sent()).toEqual(['zero', 'ident', 'config', 'palette', 'ping']);
  });

  it('repeats a command whose answers were lost, each time with a new number', async () => {
    const { line, drop, ready, device } = setUp();
    drop('A', 3);
    await ready();
    const idents = line.sent.filter(
      (message): message is HostMessage => message !== 'zero' && message.type === 'ident',
    );
    expect(idents.length).toBe(4);
    expect(new Set(idents.map(({ seq }) => seq)).size).toBe(4);
    expect(device.state.kind).toBe('ready');
  });

  it('sets a board up whose line holds every byte back for 250 ms', async () => {
    const { bench, ready, stream, board } = setUp({ plug: { latencyMs: 250 } });
    await ready();
    await stream(240, 1000);
    await bench.advance(50);
    expect(lit(board)).toBe(red(240));
  });

  it('hears a button that was pressed while the board was being set up', async () => {
    const { bench, board, ready, inputs } = setUp();
    let answers = 0;
    // IDENT is answered, CONFIG twice not.
    board.faults.dropLine = ({ verb }) => verb === 'A' && ++answers > 1 && answers < 4;
    await bench.advance(50);
    board.press(2);
    await ready();
    await bench.advance(150);
    expect(inputs).toMatchObject([{ id: 1, button: 2, pressed: true }]);
  });

  it.each([107, 150, 224])(
    'overflows no buffer and drops no frame with a window of %i bytes',
    async (windowBytes) => {
      const { board, ready, stream } = setUp({ windowBytes, ledCount: 90 });
      await ready();
      await stream(200, 2000, 3);
      expect(board.losses).toEqual({ framesBad: 0, overflows: 0 });
      expect(board.shows).toBeGreaterThan(300);
    },
  );

  it('shows 60 frames a second of 144 LEDs over a bridge that holds bytes back for 4 ms', async () => {
    const { board, ready, stream, device } = setUp({ ledCount: 144, plug: { latencyMs: 4 } });
    await ready();
    const before = board.shows;
    await stream(200, 3000);
    expect(board.shows - before).toBeGreaterThan(180);
    expect(device.stats.picturesSuperseded).toBe(0);
  });

  it('holds no picture longer than two are under way: a slow board gets the newest, not all', async () => {
    const { board, bench, device, frame, ready } = setUp({ plug: { latencyMs: 40 } });
    await ready();
    for (let level = 0; level < 200; level += 1) {
      device.show(frame(level));
      await bench.advance(2);
    }
    device.show(frame(240));
    // Two pictures may be on their way; the third goes when the first credit comes.
    await bench.advance(60);
    expect(lit(board)).toBe(red(240));
    const { picturesSent, picturesSuperseded, picturesOffered } = device.stats;
    expect(picturesSent + picturesSuperseded).toBe(picturesOffered);
    expect(picturesSuperseded).toBeGreaterThan(100);
  });

  it('goes on when single credits are lost: the next one returns all before it', async () => {
    const { board, ready, stream, sent, device } = setUp();
    await ready();
    sent();
    let count = 0;
    board.faults.dropLine = (said) => said.verb === 'K' && ++count % 2 === 1;
    await stream(240, 1000);
    expect(sent()).not.toContain('zero');
    expect(device.stats.wire?.creditsLost).toBe(0);
    expect(device.stats.picturesSent).toBeGreaterThan(55);
  });

  it('after 150 ms without credit sends a zero and a PING, and holds pictures until the board reads again', async () => {
    const { bench, drop, board, ready, stream, sent, device, frame } = setUp();
    await ready();
    await stream(80, 100);
    sent();
    drop('KAT');
    await stream(160, 400);
    const types = sent();
    expect(types.filter((type) => type === 'level').length).toBeLessThanOrEqual(3);
    expect(types.slice(types.indexOf('zero'), types.indexOf('zero') + 2)).toEqual(['zero', 'ping']);
    expect(types.slice(types.indexOf('zero'))).not.toContain('level');
    drop('', 0);
    device.show(frame(240));
    await bench.advance(150);
    expect(lit(board)).toBe(red(240));
  });

  it('shows the last picture again 250 ms later, so that one lost to noise heals', async () => {
    const { bench, board, ready, device, frame } = setUp();
    await ready();
    board.faults.fromHost = (byte) => byte ^ 4;
    device.show(frame(240));
    await bench.advance(20);
    board.faults.fromHost = null;
    await bench.advance(20);
    expect(lit(board)).toBe(0);
    await bench.advance(400);
    expect(lit(board)).toBe(red(240));
    expect(device.stats.picturesSent).toBe(1);
    expect(device.stats.resent).toBeGreaterThanOrEqual(1);
  });

  it('sets a board up again that restarts in the middle, and shows the picture again', async () => {
    const { bench, board, ready, stream, sent, kinds } = setUp();
    await ready();
    await stream(240, 200);
    kinds();
    sent();
    board.reset('watchdog');
    await stream(240, 300);
    expect(kinds()).toEqual(['opening', 'ready']);
    expect(sent()).toEqual(expect.arrayContaining(['ident', 'config', 'palette', 'marks', 'level']));
    await bench.advance(20);
    expect(lit(board)).toBe(red(240));
  });

  it('notices a restart whose greeting was lost, by a refused picture or by the board\u2019s age', async () => {
    for (const ledCount of [50, 60]) {
      const { board, ready, stream, drop } = setUp({ ledCount });
      await ready();
      await stream(240, 3000);
      drop('H', 1);
      board.reset('brownout');
      await stream(240, 1500);
      // With the palette of the boot (dark) in force the strip would not be lit.
      expect(lit(board)).toBe(red(240));
    }
  });

  it('calls a board silent after 1 s and lost after 2.5 s, and finds it again after its watchdog', async () => {
    const { bench, board, ready, stream, kinds, states, device } = setUp({ plug: { resetOnDtr: false } });
    await ready();
    await stream(240, 200);
    kinds();
    board.faults.frozen = true;
    await stream(240, 1100);
    expect(kinds()).toEqual(['silent']);
    await stream(240, 1600);
    expect(states.find(({ kind }) => kind === 'lost')).toMatchObject({ fault: 'silent' });
    board.faults.frozen = false;
    board.reset('watchdog');
    await bench.advanceUntil(() => device.state.kind === 'ready', 5000);
    await stream(240, 100);
    expect(lit(board)).toBe(red(240));
  });

  it('says of a board that worked and then hangs for good to pull its cable, not to load its firmware', async () => {
    const { bench, board, ready, stream, device } = setUp({ plug: { resetOnDtr: false } });
    await ready();
    await stream(240, 200);
    board.faults.frozen = true;
    const hangs = () => device.state.kind === 'lost' && device.state.fault === 'no-answer';
    await bench.advanceUntil(hangs, 40_000);
    expect(device.state.words).toMatch(
      /the board that worked there does not answer.*USB cable out for five seconds/,
    );
    board.faults.frozen = false;
    board.reset('power');
    await bench.advanceUntil(() => device.state.kind === 'ready', 20_000);
  });

  it('is ready again without a word of being lost when a board was silent for 1.5 s only', async () => {
    const { board, ready, stream, kinds } = setUp();
    await ready();
    await stream(240, 200);
    kinds();
    board.faults.frozen = true;
    await stream(240, 1500);
    board.faults.frozen = false;
    await stream(240, 500);
    expect(kinds().filter((kind) => kind !== 'opening')).toEqual(['silent', 'ready']);
    expect(lit(board)).toBe(red(240));
  });

  it('does not take for the board\u2019s silence that this computer stood still for 1.7 s or for 4 s', async () => {
    const { bench, board, ready, stream, kinds } = setUp();
    await ready();
    await stream(240, 200);
    kinds();
    for (const heldUpMs of [1700, 4000]) {
      bench.clock.standStill(heldUpMs);
      await stream(240, 300);
      expect(kinds()).toEqual([]);
      expect(lit(board)).toBe(red(240));
    }
  });

  it('takes up a board again that still serves a session, without a reset and without waiting for a greeting', async () => {
    const { bench, board, ready, stream, ports, device, kinds } = setUp({ plug: { resetOnDtr: false } });
    await ready();
    await stream(240, 500);
    kinds();
    // The port dies under the host; the board never hears of it.
    ports.at(-1)!.close();
    await bench.advanceUntil(() => device.state.kind === 'lost', 100);
    await bench.advanceUntil(() => device.state.kind === 'ready', 1500);
    await stream(240, 100);
    expect(lit(board)).toBe(red(240));
  });

  it('counts lines that cannot be read, and frames that the board refused', async () => {
    const { board, ready, stream, device } = setUp();
    await ready();
    await stream(240, 100);
    expect(device.stats.rejected).toBe(0);
    let count = 0;
    board.faults.toHost = (byte) => (++count % 50 === 0 ? byte ^ 1 : byte);
    await stream(240, 500);
    expect(device.stats.rejected).toBeGreaterThan(3);
  });

  it('ignores a frame of another length, and counts it', async () => {
    const { board, bench, ready, device, frame } = setUp();
    await ready();
    device.show(frame(240));
    device.show({ ...frame(0), levels: new Uint8Array(59) });
    await bench.advance(50);
    expect(lit(board)).toBe(red(240));
    expect(device.stats.rejected).toBe(1);
  });

  it('sends SAFE once when nobody shows anything for 1 s, and PINGs to keep the session', async () => {
    const { bench, ready, device, frame, sent, kinds } = setUp();
    await ready();
    device.show(frame(240));
    await bench.advance(100);
    sent();
    kinds();
    await bench.advance(5000);
    const types = sent();
    expect(types.filter((type) => type === 'safe').length).toBe(1);
    expect(types.slice(types.indexOf('safe') + 1).every((type) => type === 'ping')).toBe(true);
    expect(kinds()).toEqual([]);
  });

  it('claims that the strip is dark only if the board has said so', async () => {
    const closeOf = async ({ device, bench }: ReturnType<typeof setUp>) => {
      const closed = device.close();
      await bench.advance(1000);
      await closed;
      return device.state.words;
    };
    const answering = setUp();
    await answering.ready();
    expect(await closeOf(answering)).toMatch(/strip dark, needles at rest/);
    const frozen = setUp();
    await frozen.ready();
    frozen.board.faults.frozen = true;
    expect(await closeOf(frozen)).toMatch(/did not answer: it goes dark by itself/);
    const absent = setUp();
    absent.bench.unplug(PATH);
    await absent.bench.advance(100);
    expect(await closeOf(absent)).toMatch(/no board is in use/i);
  });
});
