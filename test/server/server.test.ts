import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { type Observer, PICTURE_MS } from '../../src/controller/index.js';
import { decodePagePicture, MAX_COMMAND_BYTES, type PageState } from '../../src/server/messages.js';
import type { RigServer } from '../../src/server/server.js';
import {
  COMMANDS_PER_SECOND,
  LINE_EVERY_MS,
  MAX_CLIENTS,
  MOST_SURPLUS,
  PING_EVERY_MS,
  TOO_MANY_PAGES,
} from '../../src/server/sockets.js';
import { BenchServer, FACTS, type Page, rawRequest } from './bench-server.js';

let bench: BenchServer;
let rig: BenchServer['rig'];
let server: RigServer;

beforeEach(async () => {
  bench = new BenchServer();
  rig = bench.rig;
  server = await bench.start();
  rig.controller.start();
});

afterEach(() => bench.close());

const openPage = (at = server, options: ClientOptions = {}): Promise<Page> => bench.page(at, options);

/** Status of a refused upgrade, 101 for a welcome. */
function upgradeStatus(headers: Record<string, string>, path = '/ws', port = server.port): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('open', () => {
      resolve(101);
      socket.terminate();
    });
    socket.on('error', () => {});
  });
}

describe('web socket', () => {
  it('gives a press to the axon as it comes, and shows it at once: the clock of the rig has not moved', async () => {
    const page = await openPage();
    await page.state();
    const nowMs = rig.timers.nowMs();
    page.send({ do: 'stimulate', at: 20 });
    await page.heard();
    expect(rig.axon.snapshot().stimuli.given).toHaveLength(1);
    const [mark] = rig.controller.snapshot().presses;
    const { picture, gates } = decodePagePicture(page.pictures.at(-1)!)!;
    expect([picture, gates.length]).toEqual([mark!.picture, 120]);
    expect(rig.timers.nowMs()).toBe(nowMs);
  });

  it('greets with the state and sends each picture with the very light of the device', async () => {
    const page = await openPage();
    expect(await page.state()).toEqual({
      type: 'state',
      rig: 'Test rig',
      invite: null,
      view: 'whole',
      viewRestMv: -70,
      device: { kind: 'ready', words: expect.any(String) },
      membrane: 'gated',
      experiments: [{ name: 'lesson', title: 'The lesson', lengthWords: '60 sites' }],
      experiment: 'lesson',
      channelsOn: true,
      treatments: [],
      strength: 200,
      held: false,
      look: { kind: 'live' },
      ghostFromPicture: null,
      fastestLens: 1,
      fastestBecause: null,
      running: true,
      tapeMs: expect.any(Number),
      pauseWhen: null,
      weakest: { kind: 'not-asked' },
      measures: expect.objectContaining({
        gap: { value: null, because: 'nothing has been pressed' },
        lit: { value: null, because: 'no spike on the axon' },
      }),
      stimulusWaits: false,
      lens: 500,
      axon: {
        kind: 'lattice',
        siteCount: 60,
        lastPlace: 59,
        placeUnit: 'site',
        wholePlaces: true,
        ledPlaces: Array.from({ length: 60 }, (_, led) => led),
        nodeLeds: [],
        restMv: -70,
        channels: {
          every: 1,
          sodiumOpensMv: -55,
          sodiumClosesMv: 40,
          potassiumClosesMv: -80,
          sodiumReversalMv: 60,
          potassiumReversalMv: -90,
        },
        switching: true,
        excitable: true,
        press: { unit: 'µA', strength: 200, most: 1_000_000, holds: false },
        gates: expect.objectContaining({ kind: 'switching' }),
        stimulusPlaces: [0],
        lengthWords: '60 sites',
        paints: expect.arrayContaining([expect.objectContaining({ kind: 'ttx', because: null })]),
      },
      activity: 'none',
      lastPress: null,
      presses: [],
      resets: 0,
      ledCount: 60,
      currentLimitMa: 200,
      brightness: 0.38,
      electrodes: { blue: 3, yellow: 8 },
      latencyMs: null,
      buttonFaults: [],
    });
    rig.device.press(1);
    rig.timers.advance(500);
    const shown = [...rig.device.shownRgb];
    const picture = await page.until(() => {
      const last = page.pictures.at(-1);
      return page.pictures.length >= 30 && last ? decodePagePicture(last) : undefined;
    });
    expect([...picture.rgb]).toEqual(shown);
    expect(picture.modelMs).toBeCloseTo(rig.axon.modelMs, 9);
    expect(picture.samples.length).toBeGreaterThan(0);
  });

  it('turns the picture round for a strip that is fed from the far end: pages draw the axon', async () => {
    const reversed = await bench.start({ rig: { ...FACTS, reversed: true } });
    const page = await openPage(reversed);
    rig.device.press(1);
    rig.timers.advance(200);
    const shown = rig.device.shownRgb;
    const picture = await page.until(() => {
      const last = decodePagePicture(page.pictures.at(-1) ?? new Uint8Array());
      return last?.modelMs === rig.axon.modelMs ? last : undefined;
    });
    expect([...picture.rgb.subarray(177)]).toEqual([...shown.subarray(0, 3)]);
    expect([...picture.rgb.subarray(0, 3)]).toEqual([...shown.subarray(177)]);
    expect([...picture.rgb.subarray(177)]).not.toEqual([...picture.rgb.subarray(0, 3)]);
    await reversed.close();
  });

  it('carries out each command and tells every page', async () => {
    const [one, other] = [await openPage(), await openPage()];
    one.send({ do: 'membrane', kind: 'passive' });
    one.send({ do: 'lens', roomMsPerAxonMs: 1000 });
    one.send({ do: 'run', running: false });
    one.send({ do: 'electrode', name: 'blue', at: 'bath' });
    const state = await other.state((told) => told.electrodes.blue === 'bath');
    expect(state).toMatchObject({ channelsOn: false, lens: 1000, running: false });
    const beforeMs = rig.axon.modelMs;
    for (let steps = 0; steps < 20; steps++) one.send({ do: 'step' });
    one.send({ do: 'stimulate' });
    await other.state((told) => told.stimulusWaits);
    expect(rig.axon.modelMs).toBeCloseTo(beforeMs + 2, 9);
    other.texts.length = 0;
    one.send({ do: 'reset' });
    await other.state((told) => told.running);
    expect(rig.axon.modelMs).toBeLessThan(1);
  });

  it.each([{ do: 'step' } as const, { do: 'run', running: true } as const, { do: 'reset' } as const])(
    'tells every page of a press on the rig itself while the axon is paused, until %o',
    async (goOn) => {
      const page = await openPage();
      expect(await page.state()).toMatchObject({ stimulusWaits: false });
      rig.controller.command({ do: 'run', running: false });
      rig.device.press(1);
      await page.state((told) => !told.running && told.stimulusWaits);
      page.texts.length = 0;
      rig.controller.command(goOn);
      expect(await page.state()).toMatchObject({ stimulusWaits: false });
    },
  );

  it.each([
    ['text that is no JSON', '{"do":', /JSON/],
    ['a command that there is none of', '{"do":"explode"}', /unknown command "explode"/],
    ['a lens out of range', '{"do":"lens","roomMsPerAxonMs":0}', /from 1 to 5000/],
    ['a site that the axon has not got', '{"do":"electrode","name":"blue","at":60}', /site from 0 to 59/],
    ['null', 'null', /object/],
  ])('refuses %s with a sentence and goes on', async (_what, text, words) => {
    const page = await openPage();
    page.socket.send(text);
    expect(await page.refusal()).toMatch(words);
    page.send({ do: 'lens', roomMsPerAxonMs: 77 });
    await page.state((state) => state.lens === 77);
  });

  it('refuses bytes with a sentence', async () => {
    const page = await openPage();
    page.socket.send(new Uint8Array([1, 2, 3]));
    expect(await page.refusal()).toBe('a command must be text, not bytes');
  });

  it(`closes a page that sends more than ${MAX_COMMAND_BYTES} bytes with 1009, and no other`, async () => {
    const [page, other] = [await openPage(), await openPage()];
    page.socket.send('x'.repeat(5_000_000));
    expect((await page.closed).code).toBe(1009);
    other.send({ do: 'lens', roomMsPerAxonMs: 77 });
    await other.state((state) => state.lens === 77);
  });

  it('survives a page that breaks the framing of its socket', async () => {
    const other = await openPage();
    const answer = await rawRequest(
      server,
      `GET /ws HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nOrigin: http://127.0.0.1:${server.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n\xff\xff\xff\xff\xff\xff`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 101 /);
    other.send({ do: 'lens', roomMsPerAxonMs: 77 });
    await other.state((state) => state.lens === 77);
  });

  it.each([
    [{}],
    [{ Origin: 'http://evil.example' }],
    [{ Origin: 'null' }],
    [{ Origin: 'https://127.0.0.1' }],
  ])('answers 403 to a page of another origin: %o', async (headers) => {
    expect(await upgradeStatus(headers)).toBe(403);
  });

  it('answers 403 to its own origin under a foreign Host, and 404 beside /ws', async () => {
    const Origin = `http://127.0.0.1:${server.port}`;
    expect(await upgradeStatus({ Origin, Host: `evil.example:${server.port}` })).toBe(403);
    expect(
      await upgradeStatus({
        Origin: `http://evil.example:${server.port}`,
        Host: `evil.example:${server.port}`,
      }),
    ).toBe(403);
    expect(await upgradeStatus({ Origin }, '/other')).toBe(404);
    expect(await upgradeStatus({ Origin })).toBe(101);
  });

  it(`takes ${MAX_CLIENTS} pages and closes the next one with 1013 and a sentence, until one leaves`, async () => {
    const pages = await Promise.all(Array.from({ length: MAX_CLIENTS }, () => openPage()));
    const late = bench.knock(server);
    expect(await late.closed).toEqual({ code: 1013, reason: TOO_MANY_PAGES });
    expect([late.texts, late.pictures]).toEqual([[], []]);
    expect(Buffer.byteLength(TOO_MANY_PAGES)).toBeLessThanOrEqual(123);
    pages[0]!.socket.close();
    await pages[0]!.closed;
    await openPage();
  });

  it(`takes ${COMMANDS_PER_SECOND} commands a second of a page, refuses more once, and ends a flood with 1008`, async () => {
    const page = await openPage();
    for (let i = 0; i < COMMANDS_PER_SECOND + 50; i++) page.send({ do: 'lens', roomMsPerAxonMs: 100 + i });
    expect(await page.refusal()).toMatch(/at most 100 a second/);
    expect(rig.controller.snapshot().roomMsPerAxonMs).toBe(99 + COMMANDS_PER_SECOND);
    for (let i = 0; i < MOST_SURPLUS; i++) page.send({ do: 'stimulate' });
    expect(await page.closed).toEqual({ code: 1008, reason: 'too many commands' });
    expect(page.texts.filter((text) => text.type === 'refusal')).toHaveLength(1);
  });

  it('skips pictures for a page that does not read, and keeps no other page waiting', async () => {
    // A strip of 20 000 LEDs: 600 of its pictures are 36 MB, more than the kernel's own buffers hold.
    const rgb = new Uint8Array(60_000);
    let observer: Observer = {};
    const long = await bench.start({
      controller: {
        ...rig.controller,
        observe: (wanted) => {
          observer = wanted;
          return () => {};
        },
      },
    });
    const [slow, quick] = [await openPage(long), await openPage(long)];
    let modelMs = 0;
    async function picture(): Promise<void> {
      modelMs++;
      rig.timers.advance(PICTURE_MS);
      observer.picture!({
        picture: modelMs,
        experiment: 'lesson',
        lookingBack: false,
        channelsOn: true,
        potentialMv: new Float64Array(),
        modelMs,
        blueMv: 0,
        yellowMv: 0,
        blueHighestMv: 0,
        yellowHighestMv: 0,
        highestMv: new Float32Array(),
        gates: new Uint8Array(),
        inside: new Float64Array(),
        light: {
          potentialMv: new Float64Array(),
          levels: new Uint8Array(),
          palette: { stops: new Uint8Array(99), exact: false },
          rgb,
          needleLevels: [0, 0],
          currentMa: 0,
          currentLimitActing: false,
          flashLimitActing: false,
        },
        samples: () => new Float64Array(),
      });
      const target = quick.pictures.length + 1;
      await quick.until(() => (quick.pictures.length >= target ? true : undefined));
    }
    slow.socket.pause();
    while (modelMs < 600) await picture();
    rig.controller.command({ do: 'lens', roomMsPerAxonMs: 99 });
    observer.change!();
    slow.socket.resume();
    // It drains what was under way; the pictures after that bring it the newest state, and none of those between.
    while (!slow.texts.some((text) => (text as PageState).lens === 99)) await picture();
    expect(quick.pictures.length).toBe(modelMs);
    expect(slow.pictures.length).toBeLessThan(500);
    await long.close();
  });

  it('drops a page that answers no ping, so that it does not hold a seat for ever', async () => {
    // A browser that was frozen with its computer: its socket is open and nobody answers.
    const dead = await openPage(server, { autoPong: false });
    rig.timers.advance(PING_EVERY_MS);
    await new Promise<void>((resolve) => dead.socket.once('ping', () => resolve()));
    rig.timers.advance(PING_EVERY_MS);
    expect((await dead.closed).code).toBe(1006);
  });

  it('says goodbye with 1001 when the rig is switched off, after it told that the device is closed', async () => {
    const page = await openPage();
    await rig.controller.close();
    await server.close();
    expect(await page.closed).toEqual({ code: 1001, reason: 'the rig is switched off' });
    expect((await page.state()).device.kind).toBe('closed');
    await expect(fetch(server.url)).rejects.toThrow();
    expect(rig.timers.waiting).toBe(0);
  });
});

describe('starting to listen', () => {
  it('says what to do when the port is taken', async () => {
    await expect(bench.start({ port: server.port })).rejects.toThrow(
      `port ${server.port} is taken – if another rig is running, stop it with Ctrl-C; or use --http-port 0 for a free one`,
    );
  });

  it('says what to do when the address is none of this computer', async () => {
    await expect(bench.start({ host: '192.0.2.1' })).rejects.toThrow(
      /--host 192\.0\.2\.1 is no address of this computer/,
    );
  });
});

describe('the line to the board', () => {
  it('is told to every page once a second, and not at all by a rig without one', async () => {
    const withLine = await bench.start({
      controller: { ...rig.controller, line: () => ({ summary: 'no board', groups: [] }) },
    });
    const [page, plain] = [bench.knock(withLine), bench.knock(server)];
    const lines = (of: Page) => of.texts.filter(({ type }) => type === 'line');
    await page.until(() => page.texts.find(({ type }) => type === 'state'));
    await plain.until(() => plain.texts.find(({ type }) => type === 'state'));
    rig.timers.advance(LINE_EVERY_MS);
    await page.until(() => lines(page)[0]);
    rig.timers.advance(LINE_EVERY_MS);
    await page.until(() => lines(page)[1]);
    expect(lines(page)[1]).toMatchObject({ summary: 'no board' });
    expect(lines(plain)).toEqual([]);
    await withLine.close();
  });

  it('is asked for only while a page is there: as the first comes, so that rates begin, and each second', async () => {
    const askedAtMs: number[] = [];
    const line = () => {
      askedAtMs.push(rig.timers.nowMs());
      return { summary: 'no board', groups: [] };
    };
    const withLine = await bench.start({ controller: { ...rig.controller, line } });
    rig.timers.advance(10 * LINE_EVERY_MS);
    expect(askedAtMs).toEqual([]);
    const { waiting } = rig.timers;
    const page = bench.knock(withLine);
    await page.until(() => page.texts[0]);
    const cameMs = rig.timers.nowMs();
    rig.timers.advance(LINE_EVERY_MS);
    page.socket.close();
    await page.closed;
    await expect.poll(() => rig.timers.waiting).toBe(waiting);
    rig.timers.advance(10 * LINE_EVERY_MS);
    expect(askedAtMs).toEqual([cameMs, cameMs + LINE_EVERY_MS]);
    await withLine.close();
  });
});
