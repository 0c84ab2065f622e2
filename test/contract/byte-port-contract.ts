/** What every port keeps of `src/devices/port/byte-port.ts`, whatever carries its bytes. */
import { afterEach, describe, expect, it } from 'vitest';
import {
  type BytePort,
  MOST_WAITING_BYTES,
  type OpenPort,
  type PortEnd,
} from '../../src/devices/port/byte-port.js';

/** A port with a board at its end that has no program. */
export interface PortRig {
  readonly openPort: OpenPort;
  readonly path: string;
  /** Lets time pass until it is so; throws if it never is. */
  until(condition: () => boolean): Promise<void>;
  /** Resolves when the path can be opened: some ports need a moment after they were closed. */
  there(): Promise<void>;
  /** What the board has heard since this was called last. */
  heard(): readonly number[];
  say(bytes: Uint8Array): void;
  /** Whether a host has it open, as the other end sees it. */
  hasHost(): boolean;
  unplug(): void;
  replug(): Promise<void>;
  /** Another program, or another tab, has it; the result gives it back. */
  occupy(): Promise<() => Promise<void>>;
  close(): Promise<void>;
  /** What only a port with a real line has; null on a pseudo-terminal. */
  readonly line: {
    resets(): number;
    baud(): number;
    /** From now on it takes nothing. */
    stick(): void;
  } | null;
  /** Timers that wait and ports that are open; 0 where nobody counts. */
  leftBehind(): number;
}

type Said = 'opened' | PortEnd['kind'];

/** One opening, and all that was said of it. */
interface Opening {
  readonly port: BytePort;
  readonly said: Said[];
  readonly bytes: number[];
  end: PortEnd | undefined;
}

const BAUD = 500_000;
const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const PIECES = 100;
const PIECE_BYTES = 200;

export function describeBytePort(name: string, makeRig: () => Promise<PortRig>): void {
  describe(`the port: ${name}`, () => {
    let rig: PortRig;
    const openings: Opening[] = [];

    async function setUp(): Promise<PortRig> {
      rig = await makeRig();
      return rig;
    }

    afterEach(async () => {
      for (const opening of openings.splice(0)) {
        opening.port.close();
        await rig.until(() => opening.end !== undefined);
      }
      expect(rig.leftBehind()).toBe(0);
      await rig.close();
    });

    function open(path = rig.path, baud = BAUD, whenOpened: (port: BytePort) => void = () => {}): Opening {
      const said: Said[] = [];
      const bytes: number[] = [];
      const opening: { end: PortEnd | undefined } = { end: undefined };
      const port: BytePort = rig.openPort(path, baud, {
        opened() {
          said.push('opened');
          whenOpened(port);
        },
        bytes: (piece) => bytes.push(...piece),
        ended(end) {
          said.push(end.kind);
          opening.end = end;
        },
      });
      expect(said, 'nothing is said before openPort returns').toEqual([]);
      const all = Object.assign(opening, { port, said, bytes });
      openings.push(all);
      return all;
    }

    /** Opened, and the other end knows. */
    async function opened(): Promise<Opening> {
      await rig.there();
      const opening = open();
      await rig.until(() => opening.said.length > 0 && rig.hasHost());
      expect(opening.said).toEqual(['opened']);
      return opening;
    }

    async function ended(opening: Opening): Promise<readonly Said[]> {
      await rig.until(() => opening.end !== undefined);
      return opening.said;
    }

    it('opens once, at the baud that is wanted, and resets the board', async () => {
      const { line } = await setUp();
      const before = line?.resets() ?? 0;
      const { port, said } = await opened();
      expect([port.isOpen, said]).toEqual([true, ['opened']]);
      if (line === null) return;
      expect(line.baud()).toBe(BAUD);
      expect(line.resets()).toBeGreaterThan(before);
    });

    it('carries all 256 bytes, there and back, as they are', async () => {
      await setUp();
      const { port, bytes } = await opened();
      port.write(ALL_BYTES.slice());
      const heard: number[] = [];
      await rig.until(() => heard.push(...rig.heard()) >= 256);
      expect(heard).toEqual([...ALL_BYTES]);
      rig.say(ALL_BYTES);
      await rig.until(() => bytes.length >= 256);
      expect(bytes).toEqual([...ALL_BYTES]);
    });

    it(`carries ${PIECES} pieces of ${PIECE_BYTES} bytes at once, whole and in order`, async () => {
      await setUp();
      const { port } = await opened();
      for (let n = 0; n < PIECES; n++) port.write(new Uint8Array(PIECE_BYTES).fill(n));
      const heard: number[] = [];
      await rig.until(() => heard.push(...rig.heard()) >= PIECES * PIECE_BYTES);
      expect(heard.every((byte, at) => byte === Math.floor(at / PIECE_BYTES))).toBe(true);
      expect(port.isOpen).toBe(true);
    });

    it('drops what is written before it is open and after it is closed, for good', async () => {
      await setUp();
      await rig.there();
      const first = open();
      first.port.write(Uint8Array.of(1, 1, 1));
      await rig.until(() => first.said.length > 0 && rig.hasHost());
      first.port.close();
      first.port.write(Uint8Array.of(2, 2, 2));
      await ended(first);
      first.port.write(Uint8Array.of(3, 3, 3));
      const second = await opened();
      second.port.write(Uint8Array.of(9));
      const heard: number[] = [];
      await rig.until(() => heard.push(...rig.heard()) > 0);
      expect(heard).toEqual([9]);
    });

    it('says once that it is closed, however often and whenever that is asked for', async () => {
      await setUp();
      const usual = await opened();
      usual.port.close();
      usual.port.close();
      expect(usual.port.isOpen).toBe(false);
      expect(await ended(usual)).toEqual(['opened', 'closed']);
      usual.port.close();
      await rig.there();
      const early = open();
      early.port.close();
      expect(await ended(early)).toEqual(['closed']);
      await rig.there();
      const inside = open(rig.path, BAUD, (port) => port.close());
      expect(await ended(inside)).toEqual(['opened', 'closed']);
      expect(usual.said).toEqual(['opened', 'closed']);
    });

    it('tells no bytes once it was told to close', async () => {
      await setUp();
      const { port, bytes, said } = await opened();
      rig.say(Uint8Array.of(1, 2, 3));
      port.close();
      await rig.until(() => said.includes('closed'));
      expect(bytes).toEqual([]);
    });

    it('can be opened again as soon as it has said that it is closed, 5 times in a row', async () => {
      await setUp();
      for (let n = 0; n < 5; n++) {
        const opening = await opened();
        opening.port.close();
        expect(await ended(opening)).toEqual(['opened', 'closed']);
      }
    });

    it('says that it is not there, and throws nothing', async () => {
      await setUp();
      const nowhere = open(`${rig.path}-nowhere`);
      expect(await ended(nowhere)).toEqual(['not-opened']);
      expect(nowhere.end).toMatchObject({ error: { message: expect.stringMatching(/./) } });
      nowhere.port.write(Uint8Array.of(1));
    });

    it('does not open while somebody else has it, and does after that', async () => {
      await setUp();
      await rig.there();
      const giveBack = await rig.occupy();
      const taken = open();
      expect(await ended(taken)).toEqual(['not-opened']);
      await giveBack();
      await opened();
    });

    it('says once that it was unplugged, with a write under way and with more written after it', async () => {
      await setUp();
      const { port, said, end } = await opened();
      expect(end).toBeUndefined();
      port.write(ALL_BYTES.slice());
      rig.unplug();
      port.write(ALL_BYTES.slice());
      await rig.until(() => said.length > 1);
      port.write(ALL_BYTES.slice());
      port.close();
      await rig.replug();
      await opened();
      expect([said, port.isOpen]).toEqual([['opened', 'unplugged'], false]);
    });

    it('ends by itself where nothing is taken, with no more than 64 KiB kept, and can be opened again', async () => {
      const { line } = await setUp();
      if (line === null) return;
      const { port, said } = await opened();
      line.stick();
      let written = 0;
      while (port.isOpen && written < 4 * MOST_WAITING_BYTES) {
        port.write(new Uint8Array(1024));
        written += 1024;
      }
      expect(written).toBeLessThanOrEqual(MOST_WAITING_BYTES + 8192);
      await rig.until(() => said.length > 1);
      expect(said).toEqual(['opened', 'unplugged']);
      await opened();
    });
  });
}
