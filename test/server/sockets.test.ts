/** Peers that want to harm: they flood, do not read, lie and keep their half open. */

import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Observer, PICTURE_MS } from '../../src/controller/index.js';
import { PAGE_COMMANDS } from '../../src/server/messages.js';
import type { RigServer } from '../../src/server/server.js';
import {
  COMMANDS_PER_SECOND,
  GOODBYE_WITHIN_MS,
  MOST_SURPLUS,
  PING_EVERY_MS,
} from '../../src/server/sockets.js';
import { orList } from '../../src/units.js';
import { BenchServer, get, gone, settled } from './bench-server.js';

let bench: BenchServer;
let server: RigServer;

beforeEach(async () => {
  bench = new BenchServer();
  server = await bench.start();
  bench.rig.controller.start();
});

afterEach(() => bench.close());

/** A web socket by hand: it has been let in, and reads only what is asked of it. */
async function rawPage(): Promise<Socket> {
  const socket = await bench.socket(server);
  const welcome = new Promise((resolve) => socket.once('data', resolve));
  socket.write(
    get(server, '/ws', [
      `Origin: http://127.0.0.1:${server.port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ]),
  );
  await welcome;
  return socket;
}

/** A frame as a client sends it, masked with zeros. */
function frame(opcode: number, payload: string): Buffer {
  const bytes = Buffer.from(payload);
  const length = bytes.length < 126 ? [0x80 | bytes.length] : [0xfe, bytes.length >> 8, bytes.length & 255];
  return Buffer.concat([Buffer.from([0x80 | opcode, ...length, 0, 0, 0, 0]), bytes]);
}
const [TEXT, CLOSE, PING, PONG] = [1, 8, 9, 10];

describe('a page that sends too much', () => {
  it('is heard no more after its 1008, and cut off if it does not go', async () => {
    const socket = await rawPage();
    const { controller } = bench.rig;
    let flooding = true;
    const flood = (async () => {
      for (let n = 0; flooding && !socket.destroyed; n++) {
        socket.write(frame(TEXT, `{"do":"lens","roomMsPerAxonMs":${100 + (n % 900)}}`));
        if (n % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    const startMs = performance.now();
    socket.resume();
    await new Promise((resolve) => socket.once('close', resolve));
    expect(performance.now() - startMs).toBeLessThan(20 * GOODBYE_WITHIN_MS);
    flooding = false;
    await flood;
    expect(controller.snapshot().roomMsPerAxonMs).toBe(99 + COMMANDS_PER_SECOND);
  });

  it.each([
    ['pings', PING],
    ['pongs that nobody asked for', PONG],
  ])(`is closed for ${COMMANDS_PER_SECOND + MOST_SURPLUS} %s as for commands`, async (_what, opcode) => {
    const socket = await rawPage();
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString('latin1');
    });
    for (let n = 0; n <= COMMANDS_PER_SECOND + MOST_SURPLUS; n++) socket.write(frame(opcode, ''));
    await new Promise((resolve) => socket.once('close', resolve).once('end', () => socket.end()));
    expect(answer).toContain('\x03\xf0too many commands');
  });

  it('in pieces is refused with 1008 after 16 of them', async () => {
    const socket = await rawPage();
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString('latin1');
    });
    socket.write(Buffer.from([TEXT, 0x80, 0, 0, 0, 0]));
    for (let n = 0; n < 20; n++) socket.write(Buffer.from([0, 0x80, 0, 0, 0, 0]));
    await new Promise((resolve) => socket.once('close', resolve).once('end', () => socket.end()));
    expect(answer).toContain('\x88\x02\x03\xf0');
  });
});

describe('a page that does not read', () => {
  it('gets no refusal, no pong and no state beyond its buffer, and the newest state once it reads on', async () => {
    let observer: Observer = {};
    const long = await bench.start({
      controller: {
        ...bench.rig.controller,
        observe: (wanted) => {
          observer = wanted;
          return () => {};
        },
      },
    });
    // A strip of 20 000 LEDs: some hundred of its pictures are more than the kernel's own buffers hold.
    const light = {
      potentialMv: new Float64Array(),
      levels: new Uint8Array(),
      palette: { stops: new Uint8Array(99), exact: false },
      rgb: new Uint8Array(60_000),
      needleLevels: [0, 0] as [number, number],
      currentMa: 0,
      currentLimitActing: false,
      flashLimitActing: false,
    };
    async function show(count: number): Promise<void> {
      for (let n = 0; n < count; n++) {
        observer.picture!({
          picture: n,
          experiment: 'lesson',
          lookingBack: false,
          channelsOn: true,
          potentialMv: new Float64Array(),
          modelMs: n,
          blueMv: 0,
          yellowMv: 0,
          blueHighestMv: 0,
          yellowHighestMv: 0,
          highestMv: new Float32Array(),
          gates: new Uint8Array(),
          inside: new Float64Array(),
          light,
          samples: () => new Float64Array(),
        });
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    const page = await bench.page(long);
    page.socket.pause();
    await show(600);
    page.texts.length = 0;
    let pongs = 0;
    page.socket.on('pong', () => pongs++);
    for (let n = 0; n < 30; n++) {
      page.send({ do: 'explode' });
      page.socket.ping();
      page.send({ do: 'lens', roomMsPerAxonMs: 100 + n });
    }
    while (bench.rig.controller.snapshot().roomMsPerAxonMs !== 129) await settled();
    for (let n = 0; n < 5; n++) {
      observer.change!();
      bench.rig.timers.advance(PICTURE_MS);
    }
    page.socket.resume();
    while (page.texts.length === 0) {
      bench.rig.timers.advance(PICTURE_MS);
      await show(1);
    }
    expect(pongs).toBe(0);
    expect(page.texts.map(({ type }) => type)).toEqual(['state']);
    expect(page.states()[0]?.lens).toBe(129);
    expect(page.pictures.length).toBeLessThan(500);
  });

  it('reads a refusal that quotes 24 characters of a command of 1 kB', async () => {
    const page = await bench.page(server);
    page.socket.send(JSON.stringify({ do: 'x'.repeat(900) }));
    expect(await page.refusal()).toBe(
      `unknown command "${'x'.repeat(23)}…: expected ${orList(Object.keys(PAGE_COMMANDS))}`,
    );
    page.texts.length = 0;
    page.socket.send('{}');
    expect(await page.refusal()).toMatch(/^unknown command nothing: expected/);
  });
});

describe('a page that is asked whether it is there', () => {
  it.each([
    ['an empty pong', ''],
    ['a pong for another ping', '12345678'],
  ])('does not say so with %s', async (_what, payload) => {
    const page = await bench.page(server, { autoPong: false });
    bench.rig.timers.advance(PING_EVERY_MS);
    await new Promise((resolve) => page.socket.once('ping', resolve));
    page.socket.pong(payload);
    await page.heard();
    bench.rig.timers.advance(PING_EVERY_MS);
    expect((await page.closed).code).toBe(1006);
  });

  it('says so with the pong for the ping, each time another one', async () => {
    const page = await bench.page(server, { autoPong: false });
    const asked: string[] = [];
    for (let round = 0; round < 3; round++) {
      bench.rig.timers.advance(PING_EVERY_MS);
      await new Promise<void>((resolve) =>
        page.socket.once('ping', (data) => {
          asked.push(data.toString('hex'));
          page.socket.pong(data);
          resolve();
        }),
      );
      await page.heard();
    }
    expect(new Set(asked).size).toBe(3);
    expect(page.socket.readyState).toBe(page.socket.OPEN);
  });

  it('gets its own pings answered', async () => {
    const page = await bench.page(server);
    const answer = new Promise((resolve) => page.socket.once('pong', (data) => resolve(data.toString())));
    page.socket.ping('hello');
    expect(await answer).toBe('hello');
  });
});

describe('a page that says goodbye', () => {
  it(`and keeps its half open is cut off after ${GOODBYE_WITHIN_MS} ms`, async () => {
    const socket = await rawPage();
    socket.write(frame(CLOSE, ''));
    await gone(socket);
  });
});

describe('changes', () => {
  it('of 1000 in one picture are told once, with the last of them', async () => {
    const pages = await Promise.all([1, 2, 3].map(() => bench.page(server)));
    bench.rig.timers.advance(PICTURE_MS);
    for (const page of pages) {
      await page.heard();
      page.texts.length = 0;
    }
    for (let n = 1; n <= 1000; n++) bench.rig.controller.command({ do: 'lens', roomMsPerAxonMs: 1000 + n });
    bench.rig.timers.advance(PICTURE_MS);
    for (const page of pages) {
      await page.heard();
      expect(page.states().length).toBeLessThanOrEqual(2);
      expect(page.states().at(-1)?.lens).toBe(2000);
    }
  });

  it('that nobody saw before the end are told with the goodbye', async () => {
    const page = await bench.page(server);
    for (let n = 1; n <= 3; n++) bench.rig.controller.command({ do: 'lens', roomMsPerAxonMs: 100 * n });
    await server.close();
    await page.closed;
    expect(page.states().at(-1)?.lens).toBe(300);
  });
});

describe('a fault in serving', () => {
  it('of pictures ends no loop and no page, and is told at most three times', async () => {
    let observer: Observer = {};
    const ill = await bench.start({
      controller: {
        ...bench.rig.controller,
        observe: (wanted) => {
          observer = wanted;
          return () => {};
        },
      },
    });
    const page = await bench.page(ill);
    for (let n = 0; n < 10; n++) observer.picture!({} as never);
    expect(bench.faults).toHaveLength(3);
    expect(String(bench.faults[0])).toMatch(/TypeError/);
    expect(page.socket.readyState).toBe(page.socket.OPEN);
  });

  it('of a command ends that page alone', async () => {
    let ill = false;
    const server = await bench.start({
      controller: {
        ...bench.rig.controller,
        command(command) {
          if (ill) throw new Error('boom');
          return bench.rig.controller.command(command);
        },
      },
    });
    const [one, other] = [await bench.page(server), await bench.page(server)];
    ill = true;
    one.send({ do: 'stimulate' });
    expect((await one.closed).code).toBe(1006);
    ill = false;
    other.send({ do: 'lens', roomMsPerAxonMs: 77 });
    await other.state((state) => state.lens === 77);
    expect(bench.faults.map(String)).toEqual(['Error: boom']);
  });

  it('of a new page ends that page alone', async () => {
    let ill = false;
    const server = await bench.start({
      controller: {
        ...bench.rig.controller,
        snapshot() {
          if (ill) throw new Error('boom');
          return bench.rig.controller.snapshot();
        },
      },
    });
    const other = await bench.page(server);
    ill = true;
    expect((await bench.knock(server).closed).code).toBe(1006);
    bench.rig.timers.advance(PING_EVERY_MS);
    ill = false;
    other.send({ do: 'lens', roomMsPerAxonMs: 77 });
    await other.state((state) => state.lens === 77);
    expect(new Set(bench.faults.map(String))).toEqual(new Set(['Error: boom']));
  });
});

describe('a page that holds a stimulus', () => {
  it.each(['goes', 'is cut off'])('and %s lets go with that, and another page does not', async (how) => {
    const { controller } = bench.rig;
    const holder = await bench.page(server);
    const other = await bench.page(server);
    await holder.state();
    await other.state();
    holder.send({ do: 'stimulate', held: true });
    await other.state(({ held }) => held);
    other.send({ do: 'stimulate', at: 30 });
    await other.heard();
    other.socket.close();
    await other.closed;
    expect(controller.snapshot().held).toBe(true);
    if (how === 'goes') holder.socket.close();
    else holder.socket.terminate();
    await expect.poll(() => controller.snapshot().held).toBe(false);
  });
});
