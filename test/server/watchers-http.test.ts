/** What pages of other computers may load and save. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CardText, Lessons, PlanText } from '../../src/lessons/contract.js';
import type { RigServer } from '../../src/server/server.js';
import { answered, BenchServer, get } from './bench-server.js';

let asked: string[];
const LESSONS: Lessons = {
  state: () => ({ type: 'lesson', plan: null, card: null }),
  command: () => undefined,
  texts(language) {
    asked.push(language);
    const spread = {
      name: 'spread',
      language,
      question: `question in ${language}`,
      predict: [{ choice: 'less', reveals: 'secret' }],
      why: { question: 'why', choices: [{ choice: 'a', look: 'secret' }] },
      explain: 'secret',
      see: 'secret',
      misconception: 'secret',
      teacher: 'secret',
      measures: [{ name: 'rise', words: 'rise', unit: 'mV', is: 106.5, within: 1 }],
    };
    const plan = { name: 'hour', teacher: 'secret' };
    return { cards: [spread as unknown as CardText], plans: [plan as unknown as PlanText] };
  },
  observe: () => () => {},
  answered: () => {},
  end: () => {},
};
const NETWORK = [
  { address: '127.0.0.1', family: 'IPv4', internal: true },
  { address: '192.168.1.5', family: 'IPv4', internal: false },
];

let bench: BenchServer;
let server: RigServer;
let network: typeof NETWORK;

beforeEach(async () => {
  asked = [];
  network = NETWORK;
  bench = new BenchServer();
  server = await bench.start({
    host: '0.0.0.0',
    code: 'KX7M2',
    lessons: LESSONS,
    networkAddresses: () => network,
  });
  bench.rig.controller.start();
});

afterEach(async () => {
  expect(bench.faults).toEqual([]);
  await bench.close();
});

async function load(path: string, from = '127.0.0.2', lines: readonly string[] = []): Promise<string> {
  const socket = await bench.socket(server, from);
  socket.write(get(server, path, [...lines, 'Connection: close']));
  return answered(socket);
}

/** A page of another computer that has given the code. */
async function admitted() {
  const page = await bench.page(server, { localAddress: '127.0.0.2' });
  page.send({ do: 'code', code: 'KX7M2' });
  await page.role(({ role }) => role === 'controller');
  return page;
}

describe('who watches', () => {
  it.each(['/last-minute.recording', '/votes.csv'])('may not save %s, and is told who may', async (path) => {
    for (const answer of [await load(path), await load(path, '127.0.0.1', ['X-Forwarded-For: 10.0.0.9'])]) {
      expect(answer).toMatch(/^HTTP\/1\.1 403 /);
      expect(answer).toContain(
        'only the page of the rig’s own computer, and one that has given the code, may save this',
      );
    }
    expect(await load(path, '127.0.0.1')).toMatch(/^HTTP\/1\.1 200 /);
  });

  it.each(['X-Forwarded-For: 10.0.0.9', 'Forwarded: for=10.0.0.9', 'Via: 1.1 school'])(
    'through a proxy on the rig’s own computer may save nothing while the teacher’s page is open: %s',
    async (line) => {
      await bench.page(server);
      for (const path of ['/last-minute.recording', '/votes.csv'])
        expect(await load(path, '127.0.0.1', [line])).toMatch(/^HTTP\/1\.1 403 /);
      expect(await load('/votes.csv', '127.0.0.1')).toMatch(/^HTTP\/1\.1 200 /);
    },
  );

  it('may save what plays', async () => {
    expect(await load('/experiment.yaml')).toMatch(/^HTTP\/1\.1 200 .*application\/yaml/s);
  });

  it('may save the votes with the pass of a page that has given the code, while it is there, and without it never', async () => {
    const page = await admitted();
    const { pass } = await page.role();
    expect(pass).toMatch(/^[\w-]{22}$/);
    for (const from of ['127.0.0.2', '127.0.0.3'])
      expect(await load(`/votes.csv?pass=${pass}`, from)).toMatch(
        /^HTTP\/1\.1 200 .*filename="votes.csv".*card,experiment,round,question,choice/s,
      );
    for (const query of ['', '?pass', '?pass=', '?pass=null', `?pass=${pass!.slice(1)}`])
      expect(await load(`/votes.csv${query}`)).toMatch(/^HTTP\/1\.1 403 /);
    page.socket.close();
    await page.closed;
    expect(await load(`/votes.csv?pass=${pass}`)).toMatch(/^HTTP\/1\.1 403 /);
  });

  it.each(['/traces.json?picture=1&reachMs=1', '/experiment.yaml'])(
    'may ask for %s 64 times at once, and then 20 times a second, with all who watch',
    async (path) => {
      const statuses = async (count: number) => {
        const answers = [];
        for (let n = 0; n < count; n++)
          answers.push((await load(path, `127.0.0.${2 + (n % 9)}`)).slice(9, 12));
        return answers.filter((status) => status === '200').length;
      };
      expect(await statuses(70)).toBe(64);
      expect(await load(path, '127.0.0.1')).toMatch(/^HTTP\/1\.1 200 /);
      bench.rig.timers.advance(500);
      expect(await statuses(15)).toBe(10);
    },
  );
});

describe('the way in', () => {
  it('is the same drawing for all who ask, and another one with another address', async () => {
    const drawings = [];
    for (let n = 0; n < 5; n++) drawings.push(await load('/join.svg', `127.0.0.${2 + n}`));
    const etags = drawings.map((answer) => /^ETag: (.*)\r$/m.exec(answer)![1]!);
    expect(new Set(etags).size).toBe(1);
    const known = [`If-None-Match: ${etags[0]}`];
    expect(await load('/join.svg', '127.0.0.2', known)).toMatch(/^HTTP\/1\.1 304 /);
    network = [{ ...NETWORK[1]!, address: '192.168.1.6' }];
    expect(await load('/join.svg', '127.0.0.2', known)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('is told with a QR code of the address where phones vote', async () => {
    expect(server.phoneAddresses()).toEqual([`http://192.168.1.5:${server.port}/v`]);
    expect(await load('/join.svg')).toMatch(/^HTTP\/1\.1 200 .*image\/svg\+xml.*<svg /s);
    const page = await bench.page(server);
    expect((await page.votes()).join).toEqual({ addresses: server.phoneAddresses(), words: null });
  });

  it('is closed where the rig serves its own computer alone', async () => {
    const alone = await bench.start({ networkAddresses: () => NETWORK });
    expect(alone.phoneAddresses()).toEqual([]);
    const socket = await bench.socket(alone);
    socket.write(get(alone, '/join.svg'));
    expect(await answered(socket)).toMatch(/^HTTP\/1\.1 404 /);
  });
});

describe('the words of cards', () => {
  it('come in the language that is asked for, are made once for each, and any other language is English', async () => {
    for (const lang of ['de', 'de-AT', 'fr', 'en', 'DE']) await load(`/cards.json?lang=${lang}`);
    expect(await load('/cards.json?lang=de')).toContain('question in de');
    expect(await load('/cards.json')).toContain('question in en');
    expect(asked.sort()).toEqual(['de', 'en']);
  });

  it('come to who watches without what tells an answer, until its page has given the code', async () => {
    const hidden = [await load('/cards.json'), await load('/cards.json', '127.0.0.1', ['Via: 1.1 school'])];
    for (const answer of hidden) {
      expect(answer).toContain('question in en');
      expect(answer).not.toMatch(/secret|106\.5/);
    }
    expect(await load('/cards.json', '127.0.0.1')).toMatch(/secret.*106\.5/s);
    const { pass } = await (await admitted()).role();
    expect(await load(`/cards.json?lang=en&pass=${pass}`)).toMatch(/secret.*106\.5/s);
    expect(await load('/cards.json')).not.toMatch(/secret|106\.5/);
  });

  it('are not sent again to a page that has them', async () => {
    const [etag, other] = await Promise.all(
      ['de', 'en'].map(async (lang) => /^ETag: (.*)\r$/m.exec(await load(`/cards.json?lang=${lang}`))![1]),
    );
    const again = (known: string) => load('/cards.json?lang=de', '127.0.0.2', [`If-None-Match: ${known}`]);
    expect(await again(etag!)).toMatch(/^HTTP\/1\.1 304 /);
    expect(await again(other!)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('come to a phone for one card, without what gives the answer away', async () => {
    const answer = await load('/v/card.json?card=spread&lang=de');
    expect(answer).toContain('"question":"question in de","choices":["less"]');
    expect(answer).not.toContain('secret');
    expect(await load('/v/card.json?card=other')).toMatch(/^HTTP\/1\.1 404 /);
  });
});
