/** A server of an exhibit: pages of its own computer are for visitors, and control needs the code. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExhibitDesk, ExhibitTold } from '../../src/exhibit/contract.js';
import { CODE_LETTERS } from '../../src/server/code.js';
import { parseServerMessage } from '../../src/server/messages.js';
import { createBenchRig } from '../controller/bench-rig.js';
import { BenchServer, get, rawRequest } from './bench-server.js';

const TOLD: ExhibitTold = {
  phase: { kind: 'attracting' },
  zone: 'Europe/Berlin',
  visitors: ['stimulate', 'lens'],
  languages: ['en', 'de'],
  volume: 0.5,
  trail: 'science-fair',
  lens: { slow: 500, real: 1 },
};
const REFUSED = 'This is not for visitors.';

class FakeDesk implements ExhibitDesk {
  now = TOLD;
  hands = 0;
  readonly #observers = new Set<() => void>();

  told = () => this.now;
  observeTold = (change: () => void) => {
    this.#observers.add(change);
    return () => this.#observers.delete(change);
  };
  refusal = (_page: number, asked: { readonly do: string }) =>
    asked.do === 'stimulate' || asked.do === 'release' ? undefined : REFUSED;
  done = () => {};
  hand = () => {
    this.hands++;
  };

  become(phase: ExhibitTold['phase']): void {
    this.now = { ...this.now, phase };
    for (const change of this.#observers) change();
  }

  get observers(): number {
    return this.#observers.size;
  }
}

let bench: BenchServer;
let exhibit: FakeDesk;

beforeEach(() => {
  const rig = createBenchRig();
  bench = new BenchServer(rig);
  exhibit = new FakeDesk();
  rig.controller.start();
});

afterEach(() => bench.close());

const start = () => bench.start({ exhibit, code: 'KX7M2' });

describe('a page of an exhibit’s own computer', () => {
  it('is a visitor’s: it is told of the exhibit, and never the code', async () => {
    const page = await bench.page(await start());
    const role = await page.role();
    expect(role).toMatchObject({ role: 'visitor', code: null });
    const told = await page.until(() => page.texts.find(({ type }) => type === 'exhibit'));
    expect(parseServerMessage(JSON.stringify(told))).toEqual({ type: 'exhibit', ...TOLD });
  });

  it('does what visitors may, is refused the rest with words, and each is a hand', async () => {
    const page = await bench.page(await start());
    page.send({ do: 'stimulate' });
    await page.state(({ activity }) => activity !== 'none');
    page.send({ do: 'channels', on: false });
    expect(await page.refusal()).toBe(REFUSED);
    expect(bench.rig.controller.snapshot().channelsOn).toBe(true);
    expect(exhibit.hands).toBe(2);
  });

  it('tells with touch that somebody is there, and nothing else happens', async () => {
    const page = await bench.page(await start());
    page.send({ do: 'touch' });
    page.send({ do: 'channels', on: false });
    await page.refusal();
    expect(exhibit.hands).toBe(2);
  });

  it('hears of each phase, also of one that closes', async () => {
    const page = await bench.page(await start());
    exhibit.become({ kind: 'closed', because: 'hours', opensAtMs: 1_800_000_000_000 });
    await page.state();
    const told = await page.until(() =>
      page.texts
        .map((text) => parseServerMessage(JSON.stringify(text)))
        .find((one) => one?.type === 'exhibit' && one.phase.kind === 'closed'),
    );
    expect(told).toMatchObject({ phase: { because: 'hours', opensAtMs: 1_800_000_000_000 } });
  });

  it('controls the rig once it has given the code, and only then lends control', async () => {
    const server = await start();
    const page = await bench.page(server);
    page.send({ do: 'lend', to: 1 });
    expect(await page.refusal()).toContain('has given the code');
    page.send({ do: 'code', code: 'KX7M2' });
    await page.role(({ role }) => role === 'controller');
    page.send({ do: 'channels', on: false });
    await page.state(({ channelsOn }) => !channelsOn);
  });

  it.each(['/last-minute.recording', '/votes.csv'])(
    'saves %s with the pass of a technician’s page, and never without it, though both are at one address',
    async (path) => {
      const server = await start();
      const status = async (query: string) =>
        (await rawRequest(server, get(server, `${path}${query}`, ['Connection: close']))).slice(9, 12);
      expect(await status('')).toBe('403');
      const technician = await bench.page(server);
      technician.send({ do: 'code', code: 'KX7M2' });
      const { pass } = await technician.role(({ role }) => role === 'controller');
      expect(await status('')).toBe('403');
      expect(await status(`?pass=${pass}`)).toBe('200');
    },
  );

  it('releases what it holds, and not what another page holds, by releasing or by leaving', async () => {
    const server = await start();
    const [one, two] = [await bench.page(server), await bench.page(server)];
    const isHeld = () => bench.rig.controller.snapshot().held;
    two.send({ do: 'stimulate', held: true });
    await two.heard();
    one.send({ do: 'stimulate', held: true, at: 10 });
    await one.heard();
    for (const asked of [{ do: 'release' }, { do: 'stimulate', at: 15, held: true }]) {
      one.send(asked);
      await one.heard();
      expect(isHeld()).toBe(true);
    }
    one.socket.close();
    await one.closed;
    await two.heard();
    expect(isHeld()).toBe(true);
    two.send({ do: 'release' });
    await two.heard();
    expect(isHeld()).toBe(false);
  });

  it('is refused a code however often it has tried wrong ones, and the next page of the same screen is not', async () => {
    const server = await start();
    const visitor = await bench.page(server);
    for (let n = 0; n < 20; n++) visitor.send({ do: 'code', code: `2222${CODE_LETTERS[n]}` });
    visitor.send({ do: 'code', code: 'KX7M2' });
    await visitor.heard();
    expect((await visitor.role()).role).toBe('visitor');
    const technician = await bench.page(server);
    technician.send({ do: 'code', code: 'KX7M2' });
    expect((await technician.role(({ role }) => role === 'controller')).role).toBe('controller');
  });

  it('has the whole page at /technician, where a rig that is no exhibit has nothing', async () => {
    const server = await start();
    const ask = ['Connection: close'];
    expect(await rawRequest(server, get(server, '/technician', ask))).toContain('<title>the page</title>');
    expect(
      await rawRequest(server, get(server, '/technician', [...ask, 'X-Forwarded-For: 10.0.0.1'])),
    ).toContain(' 403 ');
    const plain = await bench.start();
    expect(await rawRequest(plain, get(plain, '/technician', ask))).toContain(' 404 ');
  });
});

describe('a page of another computer', () => {
  it('watches an exhibit as it watches any rig, and is no hand', async () => {
    const page = await bench.page(await start(), { localAddress: '127.0.0.9' });
    expect(await page.role()).toMatchObject({ role: 'watcher' });
    page.send({ do: 'touch' });
    page.send({ do: 'stimulate' });
    await page.refusal();
    expect(exhibit.hands).toBe(0);
  });
});

describe('the message of an exhibit', () => {
  const read = (changes: object) =>
    parseServerMessage(JSON.stringify({ type: 'exhibit', ...TOLD, ...changes }));

  it('is believed whole', () => {
    expect(read({})).toEqual({ type: 'exhibit', ...TOLD });
  });

  it.each([
    { phase: { kind: 'open' } },
    { phase: { kind: 'closed', because: 'rain', opensAtMs: null } },
    { phase: { kind: 'closed', because: 'hours' } },
    { visitors: ['everything'] },
    { languages: 'en' },
    { volume: 1.5 },
    { trail: 5 },
    { zone: undefined },
    { lens: { slow: 0, real: 1 } },
    { lens: null },
  ])('is not believed with %j', (changes) => {
    expect(read(changes)).toBeUndefined();
  });

  it('leaves nobody observing once the server is closed', async () => {
    const server = await start();
    expect(exhibit.observers).toBe(1);
    await bench.rig.controller.close();
    await server.close();
    expect(exhibit.observers).toBe(0);
  });
});
