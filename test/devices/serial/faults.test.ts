/** What the driver must bear on its side of the cable: ports that vanish, come back elsewhere, end twice; and leaks. */
import { SerialPortStream } from '@serialport/stream';
import { afterEach, describe, expect, it } from 'vitest';
import type { PortEnd } from '../../../src/devices/port/byte-port.js';
import { Link } from '../../../src/devices/port/link.js';
import { splitLines } from '../../../src/devices/system/lines.js';
import { streamPort } from '../../../src/devices/system/stream-port.js';
import { EmulatedBoard } from '../../harness/emulator/board.js';
import { soakPresses } from '../../harness/faults/press-soak.js';
import { soakPty } from '../../harness/faults/pty-soak.js';
import { soakUnplugs } from '../../harness/faults/unplug-soak.js';
import { PATH, WiredDevice, type WiredOptions } from '../../harness/faults/wired-device.js';
import { MockBoard } from '../../harness/mock-board.js';
import { avrGccPath, lacks, socatPath } from '../../harness/tools.js';

const BOOTLOADER_MS = 1400;
/** Replugged to light, through a bootloader. */
const LIGHT_MS = 2000;

describe('the serial device and a port that does not behave', () => {
  const opened: WiredDevice[] = [];
  afterEach(async () => {
    for (const wired of opened.splice(0)) expect(await wired.close()).toBe(0);
  });

  function wire(options: WiredOptions = {}, bootloaderMs = BOOTLOADER_MS): WiredDevice {
    const wired = new WiredDevice(new MockBoard({ bootloaderMs }), options);
    opened.push(wired);
    return wired;
  }

  /** The same, with pictures on the strip. */
  async function atWork(options: WiredOptions = {}): Promise<WiredDevice> {
    const wired = wire(options);
    wired.open();
    wired.stream();
    await wired.untilLight();
    return wired;
  }

  it('is light within 2 s although the port vanishes while it is being opened, at any of 20 moments', async () => {
    const wired = wire();
    const { binding } = wired.bench;
    const { open } = binding;
    // A slow bridge: between the wish to open and the open port 30 ms pass, in which the plug may go.
    binding.open = async (options) => {
      await new Promise<void>((resolve) => wired.bench.clock.after(30, resolve));
      return open.call(binding, options);
    };
    wired.open();
    wired.stream();
    for (let ms = 0; ms < 60; ms += 3) {
      await wired.bench.advanceUntil(() => wired.ports.at(-1)?.opening ?? false, 3000);
      await wired.advance(ms);
      wired.unplug();
      await wired.advance(11 * ms);
      wired.replug();
      expect(await wired.untilLight(), `unplugged ${ms} ms after the opening began`).toBeLessThanOrEqual(
        LIGHT_MS,
      );
      wired.unplug();
      await wired.advance(5);
      wired.replug();
    }
    expect(wired.pictures).toMatchObject({ wrong: 0, backwards: 0 });
  });

  it('finds the board at another path after replugging, where the rig file says auto, and is light within 2 s', async () => {
    const wired = await atWork({ device: { path: 'auto' } });
    for (const path of ['/dev/ttyACM1', '/dev/ttyUSB0', PATH]) {
      wired.unplug();
      await wired.advance(400);
      wired.replug(path);
      expect(await wired.untilLight()).toBeLessThanOrEqual(LIGHT_MS);
      await wired.untilReady();
      expect(wired.device.state.words).toContain(path);
    }
  });

  it('does not take a board at another path where the rig file names one, and is light when it is back there', async () => {
    const wired = await atWork();
    wired.unplug();
    await wired.advance(100);
    wired.replug('/dev/ttyACM1');
    const { shown } = wired.pictures;
    await wired.advance(5000);
    expect(wired.device.state).toMatchObject({ kind: 'lost' });
    expect(wired.pictures.shown).toBe(shown);
    wired.unplug();
    wired.replug(PATH);
    expect(await wired.untilLight()).toBeLessThanOrEqual(LIGHT_MS);
  });

  it('is light within 2 s of replugging, however long the plug was out: 0.1 s, 3 s, 10 s, 1 minute', async () => {
    const wired = await atWork();
    for (const outMs of [100, 3000, 10_000, 60_000]) {
      wired.unplug();
      await wired.advance(outMs);
      wired.replug();
      expect(await wired.untilLight()).toBeLessThanOrEqual(LIGHT_MS);
      await wired.advance(100);
    }
  });

  it('hears of a pulled plug by its own writes where the system does not say so for 3 s, and is light again', async () => {
    const wired = await atWork();
    wired.unplug({ noticeMs: 3000 });
    await wired.advance(500);
    expect(wired.device.state).toMatchObject({ kind: 'lost', fault: 'unplugged' });
    wired.replug();
    expect(await wired.untilLight()).toBeLessThanOrEqual(LIGHT_MS);
    await wired.advance(3000);
    expect(wired.device.state.kind).toBe('ready');
  });

  it.each(['at once', 'while it opens', 'in mid-show', 'while the plug is out'])(
    'closed twice %s it ends once, and leaves no timer and no port',
    async (when) => {
      const wired = when === 'at once' || when === 'while it opens' ? wire() : await atWork();
      if (when === 'while it opens') {
        wired.open();
        await wired.advance(3);
      }
      if (when === 'while the plug is out') {
        wired.unplug();
        await wired.advance(100);
      }
      wired.stopStream();
      let ends = 0;
      for (let again = 0; again < 2; again++) void wired.device.close().then(() => ends++);
      await wired.advance(2000);
      expect(ends).toBe(2);
      expect(wired.states.filter(({ kind }) => kind === 'closed').length).toBe(when === 'at once' ? 0 : 1);
      expect(wired.bench.clock.waiting + wired.openPorts()).toBe(0);
    },
  );

  it('takes a port\u2019s end once, though it says close twice and an error after that', async () => {
    const wired = wire();
    const ends: PortEnd[] = [];
    let port: SerialPortStream | undefined;
    const link = new Link(
      {
        openPort: (path, baud, listener) =>
          streamPort(() => {
            port = new SerialPortStream({ binding: wired.bench.binding, path, baudRate: baud });
            return port;
          }, listener),
        splitLines,
      },
      PATH,
      500_000,
    );
    link.attach({ line: () => {}, ended: (end) => ends.push(end) });
    await wired.advance(10);
    port!.emit('close', new Error('pulled'));
    port!.emit('close', null);
    port!.emit('error', new Error('EIO: i/o error, write'));
    link.close();
    link.close();
    await wired.advance(10);
    expect(ends.map(({ kind }) => kind)).toEqual(['unplugged']);
    expect(port!.isOpen).toBe(false);
  });
});

describe('a small share of the soak (npm run bench -- soak has all of it)', () => {
  const boards = [
    {
      name: 'the mock board',
      unplugs: 30,
      presses: 100,
      skipped: false,
      make: (ms: number) => new MockBoard({ bootloaderMs: ms }),
    },
    {
      name: 'the real program',
      unplugs: 6,
      presses: 6,
      skipped: lacks(avrGccPath),
      make: (ms: number) => new EmulatedBoard({ bootloaderMs: ms }),
    },
  ];

  // Skipped only where avr-gcc is missing outside CI: then there is no program to run.
  describe.each(boards)('$name', ({ make, unplugs, presses, skipped }) => {
    it.skipIf(skipped)(
      `is light within 2 s after each of ${unplugs} unplugs at random moments, and leaks nothing`,
      async () => {
        const { lightMs, first, most, leftBehind, wrong } = await soakUnplugs(
          make(BOOTLOADER_MS),
          unplugs,
          7,
        );
        expect(lightMs.length).toBe(unplugs / 2);
        expect(lightMs.at(-1)).toBeLessThanOrEqual(LIGHT_MS);
        // One timer more: the sentence about a board that comes and goes is taken back after a while.
        expect({ ...most, timers: 0 }).toEqual({ ...first, timers: 0 });
        expect(most.timers - first.timers).toBeLessThanOrEqual(1);
        expect(leftBehind).toBe(0);
        expect(wrong).toBe(0);
      },
    );

    it.skipIf(skipped)(
      `hears each of ${presses} presses once and in order with 1 % of all bytes damaged either way`,
      async () => {
        const report = await soakPresses(make(0), presses, 0.01, 7);
        expect(report).toMatchObject({
          edges: 2 * presses,
          lostEdges: 0,
          wrongEdges: 0,
          droppedByBoard: 0,
          wrongPictures: 0,
          stateChanges: 0,
        });
        expect(report.framesBad).toBeGreaterThan(presses);
        expect(report.linesBad).toBeGreaterThan(presses);
      },
    );
  });

  // Skipped only where socat is missing outside CI: nothing else makes a pseudo-terminal for Node.
  it.skipIf(lacks(socatPath))(
    'holds no descriptor more after 5 hang-ups of a real pseudo-terminal than after none',
    async () => {
      const { descriptors, resources, reconnects } = await soakPty(5);
      expect(descriptors.most).toBeLessThanOrEqual(descriptors.first);
      expect(resources.most).toBeLessThanOrEqual(resources.first);
      expect(descriptors.after).toBeLessThanOrEqual(descriptors.before);
      expect(resources.after).toBeLessThanOrEqual(resources.before);
      expect(reconnects).toBeGreaterThanOrEqual(5);
    },
  );
});
