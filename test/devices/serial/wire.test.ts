/** What the serial device makes of a line: how pictures are sent, the board's clock, blends, lost credits, counters. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ButtonFault, Device, InputEvent, Picture } from '../../../src/devices/device.js';
import { type ProbeResult, probePort } from '../../../src/devices/ports.js';
import { FadeControl } from '../../../src/devices/serial/fade-control.js';
import { createSerialDevice, type SerialDeviceOptions } from '../../../src/devices/serial/index.js';
import { mostUnderWay } from '../../../src/devices/serial/picture-flow.js';
import { roomierKnots, worthwhileKnots } from '../../../src/devices/serial/picture-message.js';
import {
  type BoardLine,
  encodeHostMessage,
  expandProfile,
  type HostMessage,
} from '../../../src/protocol/index.js';
import { setupOf } from '../../contract/serial-rig.js';
import { rampStops } from '../../contract/vectors.js';
import { portsOf } from '../../harness/bench-ports.js';
import { ADAPTERS } from '../../harness/emulator/adapter.js';
import { Bench, type PlugOptions } from '../../harness/emulator/bench.js';
import { TappedLine } from '../../harness/faults/tapped-line.js';
import { MockBoard, type MockBoardOptions } from '../../harness/mock-board.js';
import { lessonPictures } from '../../protocol/pictures.js';

const PATH = '/dev/ttyACM0';
const FRAME_MS = 1000 / 60;
const stops = rampStops();
const FILMS: Readonly<Record<number, readonly Uint8Array[]>> = {
  60: lessonPictures(60),
  144: lessonPictures(144),
};

interface Wishes extends MockBoardOptions {
  readonly ledCount?: number;
  readonly fadeMs?: number;
  readonly plug?: PlugOptions;
  readonly device?: Partial<SerialDeviceOptions>;
  /** Board's clock before the device is opened [µs]. */
  readonly deviceUs?: number;
  readonly driftPpm?: number;
  /** A button that is held all the time. */
  readonly held?: number;
}

describe('the line of a serial device', () => {
  const opened: { device: Device; bench: Bench }[] = [];
  afterEach(async () => {
    for (const { device, bench } of opened.splice(0)) {
      const closed = device.close();
      await bench.advance(1500);
      await closed;
      expect(bench.clock.waiting).toBe(0);
    }
  });

  async function ready(wishes: Wishes = {}) {
    const { ledCount = 60, fadeMs = 0, plug, device: more, deviceUs, driftPpm = 0, held, ...others } = wishes;
    const bench = new Bench();
    const board = new MockBoard(others);
    if (held !== undefined) board.press(held);
    const line = new TappedLine(board);
    line.driftPpm = driftPpm;
    bench.plug(PATH, line, plug);
    const { openPort, splitLines, listPorts } = portsOf(bench);
    const setup = { ...setupOf({ ledCount, currentLimitMa: 3000, stops, dials: false }), fadeMs };
    const device = createSerialDevice(
      { path: PATH, setup, stops, openPort, splitLines, listPorts, ...more },
      bench.clock,
    );
    const inputs: InputEvent[] = [];
    const buttonFaults: (readonly ButtonFault[])[] = [];
    device.open({
      input: (event) => inputs.push(event),
      state: () => {},
      buttonFaults: (faults) => buttonFaults.push(faults),
    });
    opened.push({ device, bench });
    if (deviceUs !== undefined) {
      await bench.advance(1);
      board.setDeviceUs(deviceUs);
    }
    await bench.advanceUntil(() => device.state.kind === 'ready', 5000);
    const setUp = line.sent.splice(0).filter((message): message is HostMessage => message !== 'zero');
    const film = FILMS[ledCount]!;
    let next = 0;
    const show = (levels: Uint8Array) => {
      const frame: Picture = {
        levels,
        rgb: new Uint8Array(3 * ledCount),
        needleLevels: [40, 40],
        inputId: 0,
      };
      device.show({ ...frame, inputId: inputs.at(-1)?.id ?? 0 });
    };
    /** Pictures of the lesson's action potential. */
    const stream = async (ms: number, everyMs = FRAME_MS) => {
      const stop = bench.clock.every(everyMs, () => show(film[next++ % film.length]!));
      await bench.advance(ms);
      stop();
    };
    const messages = () =>
      line.sent.splice(0).filter((message): message is HostMessage => message !== 'zero');
    const pictures = () => messages().filter(({ type }) => type === 'level' || type === 'profile');
    const drop = (verbs: string, which: (count: number) => boolean) => {
      let count = 0;
      board.faults.dropLine = (said: BoardLine) => verbs.includes(said.verb) && which(++count);
    };
    const wire = () => device.stats.wire!;
    return {
      ...{ bench, board, line, device, inputs, buttonFaults, show, stream },
      ...{ messages, pictures, drop, wire, film, setUp },
    };
  }

  describe('how pictures are sent', () => {
    /** Of pictures for 60 LEDs at 500000 baud, those that would be LEVEL if there were room. */
    const inHaste = (pictures: readonly HostMessage[]) =>
      pictures.filter((picture) => picture.type === 'profile' && picture.knots.length > 5);

    it('is worth a PROFILE where it saves 1 ms: 5 knots of 60 LEDs at 500000 baud, 24 at 115200', () => {
      expect(worthwhileKnots(60, 500_000)).toBe(5);
      expect(worthwhileKnots(60, 115_200)).toBe(24);
      expect(worthwhileKnots(144, 500_000)).toBe(47);
      expect(worthwhileKnots(50, 500_000)).toBe(0);
      expect(worthwhileKnots(255, 115_200)).toBe(95);
    });

    it('is LEVEL for an action potential on 60 LEDs at 500000 baud, PROFILE on 144 and at 115200', async () => {
      const typesOf = async (wishes: Wishes, device: Partial<SerialDeviceOptions> = {}) => {
        const { stream, pictures } = await ready({ ...wishes, device });
        await stream(3000);
        const sent = pictures().slice(60);
        return new Set(sent.map(({ type }) => type));
      };
      expect(await typesOf({})).toEqual(new Set(['level']));
      expect(await typesOf({ ledCount: 144 })).toEqual(new Set(['profile']));
      expect(await typesOf({ baud: 115_200 }, { baud: 115_200 })).toEqual(new Set(['profile']));
      expect(await typesOf({ ledCount: 144, caps: 'LRMS' })).toEqual(new Set(['level']));
    });

    it('is roomier as PROFILE where more of them fit the window: 4 of 22 knots, not 3 LEVELs of 60 LEDs', () => {
      expect(roomierKnots(60, 224)).toBe(22);
      expect(roomierKnots(144, 224)).toBe(50);
      expect(roomierKnots(3, 224)).toBeLessThan(2);
    });

    it('stays LEVEL on 60 LEDs where the window holds what is under way: 60 a second, or answers within 4 ms', async () => {
      for (const [latencyMs, everyMs] of [
        [16, FRAME_MS],
        [1, 0.5],
        [4, 0.5],
      ] as const) {
        const { stream, pictures, device } = await ready({ plug: { latencyMs } });
        await stream(2000, everyMs);
        expect([inHaste(pictures()), latencyMs]).toEqual([[], latencyMs]);
        if (everyMs === FRAME_MS) expect(device.stats.picturesSuperseded).toBe(0);
      }
    });

    it('is PROFILE where a round trip of 16 ms leaves the window no room for all that is offered, until 1 s after', async () => {
      const shownIn2s = async (wishes: Wishes) => {
        const rig = await ready({ ...wishes, plug: { latencyMs: 16 } });
        await rig.stream(1000, 0.5);
        const { shows } = rig.board;
        rig.pictures();
        await rig.stream(2000, 0.5);
        const levels = rig.pictures().filter(({ type }) => type === 'level').length;
        return { ...rig, levels, shown: rig.board.shows - shows };
      };
      const exact = await shownIn2s({ caps: 'LRMS' });
      const { stream, pictures, shown, levels } = await shownIn2s({});
      expect(levels).toBe(0);
      expect(shown).toBeGreaterThan(1.7 * exact.shown);
      await stream(1200);
      pictures();
      await stream(3000);
      expect(inHaste(pictures())).toEqual([]);
    });

    it('puts no LED more than 2 levels off on a board of 144 LEDs, and is exact at rest', async () => {
      const { bench, show, pictures, film, stream } = await ready({ ledCount: 144 });
      const shown = new Uint8Array(144);
      for (const levels of film.filter((_, n) => n % 40 === 0)) {
        show(levels);
        await bench.advance(20);
        const [sent] = pictures();
        if (sent?.type !== 'profile') throw new Error(`sent ${sent?.type}`);
        expandProfile(sent.knots, shown);
        const errors = [...shown].map((level, led) => Math.abs(level - levels[led]!));
        expect(Math.max(...errors)).toBeLessThanOrEqual(2);
        if (levels.every((level) => level === 40)) expect(Math.max(...errors)).toBe(0);
      }
      await stream(100);
    });

    it('makes frames of 144 LEDs a third as long, and counts their bytes', async () => {
      const { stream, wire } = await ready({ ledCount: 144 });
      const before = { ...wire() };
      await stream(3000);
      const count = wire().profilesSent - before.profilesSent;
      expect(wire().levelsSent).toBe(before.levelsSent);
      expect(count).toBeGreaterThan(170);
      expect((wire().pictureBytes - before.pictureBytes) / count).toBeLessThan(47);
    });
  });

  describe('pictures under way', () => {
    it('are as many as a board finishes until a credit is back, but at least two', () => {
      expect([0, 2, 4.1, 6.5, 20].map((tripMs) => mostUnderWay(tripMs, 2))).toEqual([2, 2, 3, 4, 10]);
    });

    it.each([4, 16])(
      'are no more than the strip can show, offered 2000 a second with answers %i ms late',
      async (latencyMs) => {
        const encoding = 'profile';
        const { board, stream, device } = await ready({ plug: { latencyMs }, device: { encoding } });
        await stream(500, 0.5);
        const [shows, sent] = [board.shows, device.stats.picturesSent];
        await stream(2000, 0.5);
        const [shown, went] = [board.shows - shows, device.stats.picturesSent - sent];
        expect(shown).toBeGreaterThan(latencyMs === 16 ? 500 : 700);
        expect(shown).toBeGreaterThan(0.97 * went);
      },
    );

    it.each([4, 16])(
      'bring 60 a second to 144 LEDs, none late, where answers take %i ms',
      async (latencyMs) => {
        const { board, stream, device, bench } = await ready({ ledCount: 144, plug: { latencyMs } });
        await stream(1000);
        const [shows, superseded] = [board.shows, device.stats.picturesSuperseded];
        await stream(3000);
        await bench.advance(20);
        expect(board.shows - shows).toBeGreaterThanOrEqual(179);
        expect(device.stats.picturesSuperseded).toBe(superseded);
      },
    );

    it.each(['level', 'profile'] as const)(
      'never overflow the board as %s, offered 1000 a second with answers 16 ms late, one in three lost',
      async (encoding) => {
        const { board, stream, drop, device } = await ready({
          plug: { latencyMs: 16 },
          device: { encoding },
        });
        drop('K', (count) => count % 3 === 0);
        await stream(1500, 1);
        expect(board.losses).toEqual({ framesBad: 0, overflows: 0 });
        const { picturesOffered, picturesSent, picturesSuperseded } = device.stats;
        expect(picturesOffered - picturesSent - picturesSuperseded).toBeLessThanOrEqual(1);
        expect(picturesSent).toBeGreaterThan(encoding === 'level' ? 110 : 220);
      },
    );

    it('go on within 60 ms when all credits of a moment are lost: the answer to a PING brings them back', async () => {
      const { bench, board, stream, drop, wire } = await ready();
      await stream(2000);
      drop('K', (count) => count <= 2);
      const { shows } = board;
      await stream(200);
      // 12 pictures in 200 ms; those of the pause are replaced by newer ones.
      expect(board.shows - shows).toBeGreaterThanOrEqual(8);
      expect(wire().creditsLost).toBe(0);
      await bench.advance(20);
    });
  });

  describe('an adapter that waits for full packets', () => {
    it('gets them filled from 0.4 s of pictures on, and a press is heard within 3 ms instead of 16', async () => {
      const heardMs = async (caps: string) => {
        const { bench, board, stream, inputs, wire } = await ready({
          caps,
          plug: { adapter: ADAPTERS.FTDI },
        });
        await stream(1000);
        expect(wire().fillsPackets).toBe(caps.includes('A'));
        const delaysMs: number[] = [];
        for (let n = 0; n < 40; n++) {
          const count = inputs.length;
          const pressedMs = bench.clock.nowMs();
          if (n % 2 === 0) board.press(1);
          else board.release(1);
          for (let passed = 0; inputs.length === count && passed < 40; passed++) await stream(1, 0.9);
          delaysMs.push(bench.clock.nowMs() - pressedMs);
          await stream(61.3);
        }
        return Math.max(...delaysMs);
      };
      expect(await heardMs('LPRMFA')).toBeLessThanOrEqual(3);
      expect(await heardMs('LPRMF')).toBeGreaterThan(8);
    });

    it.each(['FTDI, low latency', 'genuine Uno'] as const)(
      'is none of %s: nothing is filled',
      async (name) => {
        const { bench, stream, wire } = await ready({ plug: { adapter: ADAPTERS[name] } });
        await stream(3000);
        expect(wire().fillsPackets).toBe(false);
        await bench.advance(20);
      },
    );

    it('is said in the line’s figures', async () => {
      const { stream, device } = await ready({ plug: { adapter: ADAPTERS.FTDI } });
      await stream(1000);
      expect(device.line!().groups.flatMap(({ rows }) => rows)).toContainEqual([
        'adapter holds short lines',
        'presses fill its packet',
      ]);
    });

    it('holds no picture up that answers a finger, however many credits it holds back', async () => {
      // Two pictures are under way, as many as may be, and their credits do not come.
      const { bench, board, show, film, pictures } = await ready();
      await bench.advance(500);
      board.faults.dropLine = ({ verb }) => verb === 'K';
      for (const levels of film.slice(0, 3)) show(levels);
      await bench.advance(3);
      expect(pictures()).toHaveLength(2);
      board.press(1);
      await bench.advance(4);
      show(film[3]!);
      await bench.advance(3);
      expect(pictures()).toMatchObject([{ inputId: 1 }]);
      board.faults.dropLine = null;
      await bench.advance(300);
    });
  });

  describe('buttons that are out of order', () => {
    it('are told by the board that has found one pressed: a minute later it is stuck', async () => {
      const { board, device, stream, buttonFaults } = await ready({ held: 2 });
      await stream(58_000, 250);
      expect(buttonFaults).toEqual([]);
      await stream(4000, 250);
      expect(buttonFaults).toEqual([[{ button: 2, kind: 'stuck' }]]);
      board.release(2);
      await stream(100);
      expect(buttonFaults.at(-1)).toEqual([]);
      expect(device.state.kind).toBe('ready');
    });

    it('press on unheard: what they do is confirmed to the board, and marked as ignored', async () => {
      const { board, inputs, stream, buttonFaults } = await ready();
      await stream(300);
      for (let n = 0; n < 12; n++) {
        board.press(1);
        await stream(21);
        board.release(1);
        await stream(21);
      }
      expect(buttonFaults).toEqual([[{ button: 1, kind: 'bouncing' }]]);
      expect(inputs).toHaveLength(24);
      expect(inputs.filter((event) => event.kind === 'button' && event.ignored)).toHaveLength(16);
      board.press(2);
      await stream(50);
      expect(inputs.at(-1)).toMatchObject({ button: 2, pressed: true });
      expect(inputs.at(-1)).not.toHaveProperty('ignored');
    });
  });

  describe('the board\u2019s clock', () => {
    it.each([-5000, 0, 5000])(
      'is known to run %i ppm off, and presses have a time of the room',
      async (driftPpm) => {
        const { bench, board, stream, inputs, wire } = await ready({ driftPpm });
        await stream(12_000);
        const { clock } = wire();
        expect(Math.abs(clock!.driftPpm - driftPpm)).toBeLessThanOrEqual(clock!.driftWithinPpm);
        expect(clock!.driftWithinPpm).toBeLessThan(500);
        expect(clock!.roundTripMs).toBeLessThan(5);
        for (let n = 0; n < 4; n++) {
          const pressedMs = bench.clock.nowMs();
          board.press(1);
          await stream(333);
          board.release(1);
          await stream(333);
          const { wallMs, wallWithinMs } = inputs.at(-2)!;
          // The mock looks at its buttons once a millisecond.
          expect(Math.abs(wallMs! - pressedMs)).toBeLessThanOrEqual(wallWithinMs! + 1);
          expect(wallWithinMs!).toBeLessThan(3);
        }
        const { lastPress } = wire();
        expect(lastPress!.toHostMs!).toBeGreaterThanOrEqual(-lastPress!.withinMs!);
        expect(lastPress!.toHostMs!).toBeLessThan(5);
        expect(lastPress!.toLightMs).toBeLessThan(30);
      },
    );

    it('goes on through its wrap after 71.6 minutes', async () => {
      const { bench, board, stream, inputs } = await ready({ deviceUs: 2 ** 32 - 3_000_000 });
      for (let n = 0; n < 6; n++) {
        await stream(900);
        const pressedMs = bench.clock.nowMs();
        board.press(2);
        await stream(50);
        board.release(2);
        await stream(50);
        const { wallMs, wallWithinMs } = inputs.at(-2)!;
        expect(Math.abs(wallMs! - pressedMs)).toBeLessThanOrEqual(wallWithinMs! + 1);
      }
      expect(inputs[0]!.deviceUs).toBeGreaterThan(4e9);
      expect(inputs.at(-1)!.deviceUs).toBeLessThan(4e6);
    });

    it('is compared again when the board restarts', async () => {
      const { bench, board, device, stream, inputs, wire } = await ready();
      await stream(3000);
      board.reset('watchdog');
      await stream(50);
      await bench.advanceUntil(() => device.state.kind === 'ready', 3000);
      await stream(1000);
      const pressedMs = bench.clock.nowMs();
      board.press(1);
      await stream(50);
      const { wallMs, wallWithinMs } = inputs.at(-1)!;
      expect(Math.abs(wallMs! - pressedMs)).toBeLessThanOrEqual(wallWithinMs! + 1);
      expect(wire().clock!.withinMs).toBeLessThan(10);
    });
  });

  describe('blends', () => {
    const look = (control: FadeControl, atS: number, picturesSent: number, picturesSuperseded: number) =>
      control.look({ atMs: 1000 * atS, picturesSent, picturesSuperseded });

    it('begin below 40 pictures a second that the line brings, last from one to the next, and end at 44', () => {
      const control = new FadeControl(1000);
      expect(look(control, 0, 0, 0)).toBe(0);
      expect(look(control, 2, 82, 40)).toBe(0);
      expect(look(control, 4, 82 + 60, 80)).toBe(32);
      expect(look(control, 6, 142 + 84, 120)).toBe(20);
      expect(look(control, 8, 226 + 90, 160)).toBe(0);
    });

    it('never begin where nobody makes more pictures, or where the rig allows none', () => {
      const [idle, none] = [new FadeControl(1000), new FadeControl(0)];
      for (let s = 0; s < 20; s += 2) {
        expect(look(idle, s, 10 * s, 0)).toBe(0);
        expect(look(none, s, 10 * s, 50 * s)).toBe(0);
      }
    });

    it('are no longer than the rig allows', () => {
      const control = new FadeControl(50);
      look(control, 0, 0, 0);
      expect(look(control, 2, 10, 100)).toBe(48);
    });

    // LEVEL alone, and answers that are 60 ms late: three pictures in that time, and more do not fit the window.
    const slow = { caps: 'LRMSF', plug: { latencyMs: 90 }, ledCount: 60, fadeMs: 1000 };
    const fadesOf = (messages: readonly HostMessage[]) =>
      messages.flatMap((message) => (message.type === 'config' ? [message.setup.fadeMs] : []));

    it('are asked of a board with F on a slow line, and of no other', async () => {
      const { stream, messages, wire } = await ready(slow);
      await stream(4500);
      const fades = fadesOf(messages());
      expect(fades.length).toBeGreaterThan(0);
      expect(fades[0]).toBeGreaterThan(25);
      expect(wire().fadeMs).toBe(fades.at(-1));
      for (const wishes of [
        { ...slow, caps: 'LRMS' },
        { ...slow, fadeMs: 0 },
        { ...slow, plug: {} },
      ]) {
        const other = await ready(wishes);
        await other.stream(4500);
        expect(fadesOf(other.messages())).toEqual([]);
      }
    });

    it('are asked again no sooner than after 2.5 s where the board refuses them, and pictures go on', async () => {
      const { stream, messages, board } = await ready(slow);
      board.faults.refused = ({ type }) => type === 'config';
      await stream(7000);
      const sent = messages();
      expect(fadesOf(sent).length).toBeGreaterThanOrEqual(1);
      expect(fadesOf(sent).length).toBeLessThanOrEqual(3);
      expect(sent.filter(({ type }) => type === 'level').length).toBeGreaterThan(100);
    });

    it('begin with none: the set-up of every session says 0', async () => {
      const { setUp } = await ready(slow);
      expect(fadesOf(setUp)).toEqual([0]);
    });
  });

  describe('the counters', () => {
    it('add up: pictures sent and taken, bytes, commands, the board and its own counts', async () => {
      const { bench, stream, device, wire } = await ready();
      await stream(3000);
      await bench.advance(30);
      const { picturesSent, resent, reconnects, rejected } = device.stats;
      const { levelsSent, profilesSent, picturesAcked, bytesSent, pictureBytes, commandsSent } = wire();
      expect(levelsSent + profilesSent).toBe(picturesSent + resent);
      expect(picturesAcked).toBe(picturesSent + resent);
      expect(bytesSent).toBeGreaterThan(pictureBytes + 8 * commandsSent);
      expect(commandsSent).toBeGreaterThanOrEqual(7);
      expect([reconnects, rejected]).toEqual([0, 0]);
      expect(wire()).toMatchObject({
        commandsResent: 0,
        creditsLost: 0,
        linesUnread: 0,
        refused: 0,
        port: { path: PATH, baud: 500_000, board: 'mock', lowLatency: null },
        board: { framesBad: 0, bytesLost: 0, eventsLost: 0 },
      });
    });

    it('tell what went wrong apart: commands repeated, credits lost, lines that could not be read', async () => {
      const { bench, board, stream, drop, device, wire } = await ready();
      await stream(500);
      drop('A', (count) => count <= 2);
      await stream(2000);
      expect(wire().commandsResent).toBeGreaterThanOrEqual(1);
      expect(device.stats.resent).toBeGreaterThanOrEqual(wire().commandsResent);
      drop('KAT', () => true);
      await stream(400);
      expect(wire().creditsLost).toBeGreaterThanOrEqual(1);
      board.faults.dropLine = null;
      let bytes = 0;
      board.faults.toHost = (byte) => (++bytes % 50 === 0 ? byte ^ 1 : byte);
      await stream(500);
      expect(wire().linesUnread).toBeGreaterThan(3);
      board.faults.toHost = null;
      await bench.advance(100);
    });

    it('say nothing of a board that is gone, and go on counting when it is back', async () => {
      const { bench, line, stream, device, wire } = await ready();
      await stream(1500);
      const { bytesSent } = wire();
      bench.unplug(PATH);
      await bench.advance(100);
      expect(wire()).toMatchObject({ port: null, clock: null, board: null });
      bench.plug(PATH, line);
      await bench.advanceUntil(() => device.state.kind === 'ready', 5000);
      await stream(500);
      expect(wire().port).not.toBeNull();
      expect(wire().bytesSent).toBeGreaterThan(bytesSent);
    });
  });
});

describe('asking what is on a port', () => {
  const probed = async (
    plug: PlugOptions = {},
    mock: MockBoardOptions = {},
    fault?: (board: MockBoard) => void,
  ) => {
    const bench = new Bench();
    const board = new MockBoard(mock);
    fault?.(board);
    bench.plug(PATH, new TappedLine(board), plug);
    const { openPort, splitLines, listPorts, open } = portsOf(bench);
    let result: ProbeResult | undefined;
    void probePort(PATH, bench.clock, { openPort, splitLines, listPorts }).then((found) => {
      result = found;
    });
    await bench.advanceUntil(() => result !== undefined, 20_000);
    // What the bridge still held back comes to nobody.
    await bench.advance(50);
    expect([open(), bench.clock.waiting]).toEqual([0, 0]);
    return result!;
  };

  it('says firmware, board, LEDs, and how long the way there and back takes', async () => {
    const found = await probed({ latencyMs: 4 });
    expect(found).toMatchObject({
      kind: 'rig',
      baud: 500_000,
      greeting: { board: 'mock', ledCount: 60 },
      roundTrips: { asked: 8, answered: 8 },
    });
    if (found.kind !== 'rig') throw new Error('no rig');
    expect(found.roundTrips.shortestMs!).toBeGreaterThan(4);
    expect(found.roundTrips.longestMs!).toBeLessThan(9);
    expect(found.words).toMatch(
      /^\/dev\/ttyACM0: a rig \(firmware 0\.\d+\.\d+ on "mock", 60 LEDs\) at 500000 baud, there and back in [45]\.\d to [4-8]\.\d ms\.$/,
    );
  });

  it('hears who a board is that serves a session already', async () => {
    const bench = new Bench();
    const board = new MockBoard();
    bench.plug(PATH, board, { resetOnDtr: false });
    const { openPort, splitLines, listPorts } = portsOf(bench);
    await bench.advance(300);
    board.write(Uint8Array.of(0, ...encodeHostMessage({ type: 'ping', seq: 9, token: 9 })));
    await bench.advance(1500);
    let result: ProbeResult | undefined;
    const keptAwake = bench.clock.every(400, () =>
      board.write(encodeHostMessage({ type: 'ping', seq: 9, token: 9 })),
    );
    void probePort(PATH, bench.clock, { openPort, splitLines, listPorts }).then((found) => {
      result = found;
    });
    await bench.advanceUntil(() => result !== undefined, 8000);
    keptAwake();
    expect(result).toMatchObject({ kind: 'rig', greeting: { board: 'mock' } });
  });

  it('says that answers were lost, or that there are none', async () => {
    let count = 0;
    const lossy = await probed({}, {}, (board) => {
      board.faults.dropLine = ({ verb }) => verb === 'T' && ++count % 4 === 0;
    });
    expect(lossy.words).toMatch(/, 2 of 8 answers lost\.$/);
    const deaf = await probed({}, {}, (board) => {
      board.faults.dropLine = ({ verb }) => verb === 'T';
    });
    expect(deaf).toMatchObject({ kind: 'rig', roundTrips: { shortestMs: null, answered: 0 } });
    expect(deaf.words).toMatch(/but it answers no PING\.$/);
  });
});
