/**
 * What a person sees when things go wrong between host and board: the same scenarios for every board, each fault
 * with numbers of its own. All in virtual time. "Light" is a picture that was sent, on the strip to the last bit.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { type Dice, diceOf } from '../harness/faults/dice.js';
import { every, type Fault, type Hits, inTurn, share } from '../harness/faults/fault.js';
import { InFlight } from '../harness/faults/in-flight.js';
import { dropLines } from '../harness/faults/lines.js';
import { burst, drop, flip, insert } from '../harness/faults/noise.js';
import { delay, pieces, reorder } from '../harness/faults/timing.js';
import { type FingerBoard, WiredDevice, type WiredOptions } from '../harness/faults/wired-device.js';

export interface FaultyBoards {
  make(options?: { bootloaderMs?: number }): FingerBoard;
  /** Turns the board's own clock to this many microseconds since its reset. */
  setClock(board: FingerBoard, deviceUs: number): void;
  /** Of all places where a cable can be cut, every how manyth is tried. */
  readonly cutEvery: number;
  /** How often a fault is tried that differs from time to time. */
  readonly times: number;
  /** How the device reaches the board, if not as usual. */
  readonly wired?: WiredOptions;
}

/** So many bytes are a set-up and a picture. */
const CUT_WITHIN = 330;
const BOOTLOADER_MS = 1400;
const FRAME_MS = 1000 / 60;
const WINDOW_BYTES = 224;
/** A frame of 60 LEDs has 71 bytes: one fault in 1061 bytes leaves some pictures between two of them. */
const FAULT_EVERY = 1061;

/** Hits, and how many there were. */
function counted(hits: Hits): { hits: Hits; count(): number } {
  let count = 0;
  return {
    hits: () => {
      const hit = hits();
      if (hit) count++;
      return hit;
    },
    count: () => count,
  };
}

export function describeFaults(name: string, boards: FaultyBoards): void {
  describe(`faults: ${name}`, () => {
    const opened: WiredDevice[] = [];
    afterEach(async () => {
      for (const wired of opened.splice(0)) expect(await wired.close()).toBe(0);
    });

    /** A device that has shown pictures for 300 ms. */
    async function atWork({ bootloaderMs = 0, ...options }: WiredOptions & { bootloaderMs?: number } = {}) {
      const wired = new WiredDevice(boards.make({ bootloaderMs }), { ...boards.wired, ...options });
      opened.push(wired);
      await wired.ready();
      wired.stream();
      await wired.advance(300);
      wired.states.length = 0;
      wired.types.length = 0;
      return wired;
    }

    const kinds = ({ states }: WiredDevice) => states.map(({ kind }) => kind);

    /** Lets faults happen one by one, and says how many pictures each of them cost at most. */
    async function costOf(wired: WiredDevice, faults: { count(): number }, times: number): Promise<number> {
      const { pictures } = wired;
      let worst = 0;
      for (let n = 1; n <= times; n++) {
        const before = pictures.lost;
        await wired.bench.advanceUntil(() => faults.count() >= n, 1000);
        await wired.advance(150);
        pictures.settle();
        worst = Math.max(worst, pictures.lost - before);
      }
      expect(faults.count()).toBe(times);
      return worst;
    }

    it.each<[string, number, (hits: Hits, roll: Dice) => Fault]>([
      ['a byte dropped', 2, (hits) => drop(hits)],
      ['a byte too many', 2, (hits, roll) => insert(hits, roll)],
      ['a bit flipped', 2, (hits, roll) => flip(hits, roll)],
      ['a burst of 17 bytes', 2, (hits, roll) => burst(hits, 17, roll)],
      ['a burst of 40 bytes', 2, (hits, roll) => burst(hits, 40, roll)],
    ])(
      '%s on the way to the board costs at most %i pictures, and none is shown that was not sent',
      async (_, most, make) => {
        const wired = await atWork();
        const faults = counted(every(FAULT_EVERY));
        wired.line.toBoard = make(faults.hits, diceOf(11));
        const worst = await costOf(wired, faults, boards.times);
        expect(worst).toBeGreaterThan(0);
        expect(worst).toBeLessThanOrEqual(most);
        expect(wired.pictures).toMatchObject({ wrong: 0, backwards: 0, torn: 0 });
        expect(wired.states).toEqual([]);
      },
    );

    it('16 bytes that are overtaken by those behind them cost at most 2 pictures, and none is shown that was not sent', async () => {
      const wired = await atWork();
      const faults = counted(every(97));
      wired.line.toBoard = inTurn(pieces(16), reorder(faults.hits, 2));
      expect(await costOf(wired, faults, boards.times)).toBeLessThanOrEqual(2);
      expect(wired.pictures).toMatchObject({ wrong: 0, backwards: 0, torn: 0 });
      expect(wired.states).toEqual([]);
    });

    it('one bit in a thousand bytes, packets out of order and jitter on the way to the host cost no picture', async () => {
      const wired = await atWork();
      const roll = diceOf(5);
      const noise = flip(share(0.001, roll), roll);
      wired.line.toHost = inTurn(
        noise,
        reorder(share(0.02, roll), 3),
        delay(() => 4 * roll()),
      );
      await wired.advance(1000);
      wired.pictures.settle();
      expect(wired.pictures).toMatchObject({ lost: 0, wrong: 0, backwards: 0 });
      expect(wired.device.stats.picturesSuperseded).toBe(0);
      expect(wired.states).toEqual([]);
    });

    it('acks that come 0 to 200 ms late, a fifth of them never: at most 224 bytes in flight, and only the newest picture goes out', async () => {
      const wired = await atWork();
      const roll = diceOf(8);
      wired.line.toHost = inTurn(
        dropLines((line) => line.startsWith('K') && roll() < 0.2),
        delay(() => 200 * roll()),
      );
      const flight = new InFlight();
      const agesMs: number[] = [];
      wired.onLine = (line) => flight.hear(line);
      wired.onSent = (sent, bytes) => {
        flight.send(sent, bytes);
        if (sent !== 'zero' && sent.type === 'level') agesMs.push(wired.ageMs(sent.levels));
      };
      const { shown } = wired.pictures;
      await wired.advance(2000);
      expect(flight.most).toBeGreaterThan(70);
      expect(flight.most).toBeLessThanOrEqual(WINDOW_BYTES);
      expect(agesMs.length).toBeGreaterThan(10);
      expect(Math.max(...agesMs)).toBeLessThanOrEqual(FRAME_MS);
      // Two pictures in the time of a slow ack.
      expect(wired.pictures.shown - shown).toBeGreaterThan(10);
      expect(wired.pictures).toMatchObject({ lost: 0, wrong: 0, backwards: 0 });
      expect(wired.states).toEqual([]);
    });

    it('a host that stands still leaves the strip dark 2 s later, and lights it within 50 ms of coming back', async () => {
      const wired = await atWork();
      wired.line.freezeHost(900);
      expect(wired.pictures.faded).toBe(0);
      wired.line.freezeHost(700);
      expect(wired.light).toBe(true);
      expect(wired.pictures.faded).toBeGreaterThan(10);
      wired.line.freezeHost(450);
      expect(wired.light).toBe(false);
      expect(await wired.untilLight()).toBeLessThanOrEqual(50);
      await wired.advance(200);
      expect(wired.pictures).toMatchObject({ wrong: 0, backwards: 0 });
    });

    it('a board that stands still for 1.5 s is called silent, and shows the newest picture within 150 ms of going on', async () => {
      const wired = await atWork();
      wired.line.freezeBoard(1500);
      await wired.advance(1500);
      expect(kinds(wired)).toEqual(['silent']);
      expect(await wired.untilLight()).toBeLessThanOrEqual(150);
      await wired.advance(200);
      expect(kinds(wired)).toEqual(['silent', 'ready']);
      expect(wired.pictures).toMatchObject({ wrong: 0, backwards: 0 });
    });

    it('a board that hangs is set up again after its watchdog and shows light 300 ms after that', async () => {
      const wired = await atWork();
      wired.line.hangBoard();
      await wired.advance(2000);
      expect(await wired.untilLight()).toBeLessThanOrEqual(300);
      await wired.advance(100);
      expect(kinds(wired)[0]).toBe('silent');
      expect(kinds(wired).slice(-2)).toEqual(['opening', 'ready']);
      expect(wired.types).toEqual(expect.arrayContaining(['ident', 'config', 'palette']));
      expect(wired.pictures).toMatchObject({ wrong: 0, backwards: 0 });
    });

    it('after a brown-out in mid-show set-up and palette are sent again, and light is back within 500 ms', async () => {
      const wired = await atWork();
      for (let n = 0; n < boards.times; n++) {
        wired.types.length = 0;
        wired.states.length = 0;
        const startMs = wired.nowMs;
        wired.line.brownOut(20 + 0.37 * n);
        await wired.bench.advanceUntil(() => kinds(wired).includes('ready'), 2000);
        await wired.untilLight();
        expect(wired.nowMs - startMs).toBeLessThanOrEqual(500);
        expect(wired.types).toEqual(expect.arrayContaining(['ident', 'config', 'palette', 'level']));
        expect(kinds(wired)).toEqual(['opening', 'ready']);
        await wired.advance(50 + 1.7 * n);
      }
      // Not even one that was on its way when the board restarted, in the colours that it was born with.
      expect(wired.pictures).toMatchObject({ wrong: 0, backwards: 0 });
    });

    it('a restart whose greeting is lost is noticed by the first picture: light again within 300 ms', async () => {
      const wired = await atWork();
      wired.line.toHost = dropLines((line) => line.startsWith('H'));
      wired.line.brownOut();
      const startMs = wired.nowMs;
      await wired.bench.advanceUntil(() => kinds(wired).includes('ready'), 2000);
      await wired.untilLight();
      expect(wired.nowMs - startMs).toBeLessThanOrEqual(300);
      expect(wired.types).toEqual(expect.arrayContaining(['ident', 'config', 'palette', 'level']));
      expect(wired.pictures).toMatchObject({ wrong: 0, backwards: 0 });
    });

    it('a reset by DTR, through a bootloader of 1.4 s, is light again within 2 s', async () => {
      const wired = await atWork({ bootloaderMs: BOOTLOADER_MS });
      wired.line.resetByDtr();
      const startMs = wired.nowMs;
      await wired.bench.advanceUntil(() => kinds(wired).includes('opening'), 3000);
      await wired.untilLight();
      expect(wired.nowMs - startMs).toBeLessThanOrEqual(2000);
      expect(wired.pictures).toMatchObject({ wrong: 0, backwards: 0 });
    });

    it.each([-5000, 5000])(
      'a board whose clock is off by %i ppm loses no byte and no picture in 1.5 s',
      async (ppm) => {
        const wired = await atWork();
        wired.line.driftPpm = ppm;
        wired.board.press(1);
        await wired.advance(500);
        wired.board.release(1);
        await wired.advance(1000);
        wired.pictures.settle();
        expect(wired.pictures).toMatchObject({ lost: 0, wrong: 0, backwards: 0 });
        expect(wired.statistics).toMatchObject({ framesBad: 0, overruns: 0, overflows: 0 });
        expect(wired.device.stats).toMatchObject({ picturesSuperseded: 0, rejected: 0 });
        const [down, up] = wired.inputs;
        expect(Math.abs(up!.deviceUs - down!.deviceUs - (500_000 + ppm / 2))).toBeLessThan(2000);
      },
    );

    it('goes on through the wrap of the board\u2019s clock after 71.6 minutes: no picture lost, every press heard', async () => {
      const wired = await atWork();
      boards.setClock(wired.board, 2 ** 32 - 600_000);
      // The turned clock itself looks like a silence.
      await wired.advance(400);
      wired.pictures.settle();
      const { lost } = wired.pictures;
      wired.types.length = 0;
      wired.states.length = 0;
      for (let n = 0; n < 6; n++) {
        if (n % 2 === 0) wired.board.press(1);
        else wired.board.release(1);
        await wired.advance(150);
      }
      wired.pictures.settle();
      expect(wired.pictures).toMatchObject({ lost, wrong: 0, backwards: 0 });
      expect(wired.states).toEqual([]);
      expect(wired.types).not.toContain('ident');
      const times = wired.inputs.map(({ deviceUs }) => deviceUs);
      expect(times.length).toBe(6);
      expect(times[0]).toBeGreaterThan(4e9);
      expect(times[5]).toBeLessThan(2e6);
      for (const [n, us] of times.slice(1).entries()) {
        expect(Math.abs(((us - times[n]!) >>> 0) - 150_000)).toBeLessThan(3000);
      }
      expect(wired.latencies.length).toBe(6);
      for (const [, us] of wired.latencies) expect(us).toBeLessThan(30_000);
    });

    it.each(['to-board', 'to-host'] as const)(
      `a cable cut %s at ${Math.ceil(CUT_WITHIN / boards.cutEvery)} places, in the set-up or in a picture: light within 600 ms of replugging`,
      async (way) => {
        const wired = new WiredDevice(boards.make(), boards.wired);
        opened.push(wired);
        const roll = diceOf(21);
        wired.open();
        wired.stream();
        let plugged = true;
        for (let count = 0; count < CUT_WITHIN; count += boards.cutEvery) {
          wired.line.cutAfter(way, count, () => {
            plugged = false;
            wired.unplug();
          });
          await wired.bench.advanceUntil(() => !plugged, 3000);
          await wired.advance(600 * roll());
          wired.replug();
          plugged = true;
          expect(await wired.untilLight(), `after byte ${count}`).toBeLessThanOrEqual(600);
          // Off again, so that the next cut meets the set-up from its beginning.
          wired.unplug();
          await wired.advance(5);
          wired.replug();
        }
        expect(wired.pictures).toMatchObject({ wrong: 0, backwards: 0 });
      },
    );

    it('no press is lost, doubled or out of order with 1 % of all bytes damaged each way', async () => {
      const wired = await atWork();
      const roll = diceOf(9);
      wired.line.toBoard = flip(share(0.01, roll), roll);
      wired.line.toHost = flip(share(0.01, roll), roll);
      const edges = 5 * boards.times;
      for (let n = 0; n < edges; n++) {
        if (n % 2 === 0) wired.board.press(1);
        else wired.board.release(1);
        await wired.advance(60 + 200 * roll());
      }
      await wired.bench.advanceUntil(() => wired.inputs.length >= edges, 2000);
      await wired.advance(300);
      expect(wired.inputs.map((event) => event.kind === 'button' && event.pressed)).toEqual(
        Array.from({ length: edges }, (_, n) => n % 2 === 0),
      );
      expect(wired.pictures).toMatchObject({ wrong: 0, backwards: 0, torn: 0 });
    });
  });
}
