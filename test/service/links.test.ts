/** The hub and the webhook, over real HTTP to servers that answer, lie, flood or say nothing. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHealth } from '../../src/exhibit/health.js';
import type { HubCommand } from '../../src/exhibit/hub.js';
import { createHubLink, type HubLinkOptions } from '../../src/service/hub-link.js';
import { type Post, post } from '../../src/service/post.js';
import { createWebhook } from '../../src/service/webhook.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

let server: Server;
let url: string;
let answer: Answer;
let heard: { readonly path: string; readonly body: Record<string, unknown> }[];

beforeEach(async () => {
  heard = [];
  answer = (response) => response.end('{"commands":[]}');
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (piece) => {
      text += piece;
    });
    request.on('end', () => {
      heard.push({ path: request.url!, body: JSON.parse(text) });
      answer(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('a question to another server', () => {
  const ask = (mostBytes = 1000, withinMs = 2000) => post(url, '{}', { withinMs, mostBytes });

  it('brings the text of its answer', async () => {
    answer = (response) => response.end('– yes');
    expect(await ask()).toBe('– yes');
  });

  it.each<[string, Answer, string]>([
    ['a status that is no success', (response) => response.writeHead(500).end(), 'status 500'],
    ['an answer that is too long', (response) => response.end('x'.repeat(1001)), 'more than 1000 bytes'],
    [
      'an answer without end',
      (response) => {
        const more = setInterval(() => response.write('x'.repeat(100)), 1);
        response.on('close', () => clearInterval(more));
      },
      'more than 1000 bytes',
    ],
    [
      'another address, to which nobody is sent',
      (response) => response.writeHead(302, { Location: '/elsewhere' }).end(),
      'redirect',
    ],
    ['an end in the middle', (response) => response.destroy(), 'closed'],
    ['nonsense', (response) => response.socket!.end('nonsense\r\n\r\n'), 'HTTP'],
  ])('has none of %s', async (_what, given, words) => {
    answer = given;
    await expect(ask()).rejects.toThrow(words);
    expect(heard.map(({ path }) => path)).toEqual(['/']);
  });

  it('has none of a server that says nothing, in time', async () => {
    answer = () => {};
    await expect(ask(1000, 50)).rejects.toThrow('no answer in time');
    answer = (response) => response.write('{');
    await expect(ask(1000, 50)).rejects.toThrow('no answer in time');
  });

  it('has none where nothing listens', async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await expect(ask()).rejects.toThrow('nothing listens at this address');
    server.listen(0, '127.0.0.1');
  });
});

describe('the link to a hub', () => {
  function bench(changes: Partial<HubLinkOptions> = {}) {
    const timers = new VirtualTimers();
    const obeyed: HubCommand[] = [];
    const link = createHubLink({
      url: `${url}/`,
      id: 'axon',
      clock: timers,
      post,
      facts: () => ({ health: { kind: 'well' }, inUse: false, canRestart: true, round: undefined }),
      obey: (command) => obeyed.push(command),
      forget: () => {},
      ...changes,
    });
    const pings = (count: number) => vi.waitFor(() => expect(heard).toHaveLength(count));
    return { timers, obeyed, link, pings };
  }

  it('pings at once and then every 5 s, and does what the answer wants', async () => {
    const { timers, obeyed, link, pings } = bench();
    await pings(1);
    expect(heard[0]).toMatchObject({ path: '/system/ping', body: { id: 'axon', type: 'axon-rig' } });
    answer = (response) => response.end('{"commands":["sleepDisplay"]}');
    await new Promise((resolve) => setTimeout(resolve, 20));
    timers.advance(4999);
    expect(heard).toHaveLength(1);
    timers.advance(1);
    await vi.waitFor(() => expect(obeyed).toEqual(['sleep']));
    expect(link.trouble).toBeUndefined();
    link.close();
    expect(timers.waiting).toBe(0);
  });

  it('says that a hub lies, and that it is a hub again', async () => {
    answer = (response) => response.end('<html>Sign in</html>');
    const { timers, obeyed, link } = bench();
    await vi.waitFor(() => expect(link.trouble).toContain('its answer is no JSON'));
    expect(link.trouble).toContain(new URL(url).host);
    answer = (response) => response.end('{"commands":["wakeDisplay"]}');
    timers.advance(5000);
    await vi.waitFor(() => expect(link.trouble).toBeUndefined());
    expect(obeyed).toEqual(['wake']);
    link.close();
  });

  it('forgets what a hub wanted that has been gone for half an hour, once, and again only after it was there', async () => {
    let forgotten = 0;
    const hub = { isThere: true };
    const { timers, link } = bench({
      post: async () => {
        if (!hub.isThere) throw new Error('no answer in time');
        return '{}';
      },
      forget: () => forgotten++,
    });
    const pass = async (minutes: number) => {
      for (let n = 0; n < 12 * minutes; n++) {
        timers.advance(5000);
        for (let turn = 0; turn < 10; turn++) await Promise.resolve();
      }
    };
    await pass(60);
    expect(forgotten).toBe(0);
    hub.isThere = false;
    await pass(30);
    expect(forgotten).toBe(0);
    await pass(1);
    expect(forgotten).toBe(1);
    await pass(60);
    expect(forgotten).toBe(1);
    hub.isThere = true;
    await pass(1);
    hub.isThere = false;
    await pass(31);
    expect(forgotten).toBe(2);
    link.close();
  });

  it('asks one question at a time, however long the answer takes', async () => {
    let asked = 0;
    const slow: Post = () => {
      asked++;
      return new Promise(() => {});
    };
    const { timers, link } = bench({ post: slow });
    timers.advance(60_000);
    expect(asked).toBe(1);
    link.close();
  });

  it('ends its question when it is closed, and does nothing that comes later', async () => {
    let late: ServerResponse | undefined;
    answer = (response) => {
      late = response;
    };
    const { obeyed, link, pings } = bench();
    await pings(1);
    link.close();
    late!.end('{"commands":["restart"]}');
    await new Promise((resolve) => late!.on('close', resolve));
    expect(obeyed).toEqual([]);
  });
});

describe('the webhook', () => {
  function bench() {
    const timers = new VirtualTimers();
    const failed: string[] = [];
    const told: { state: string; text: string }[] = [];
    const posts = { fail: false };
    const webhook = createWebhook({
      url,
      rig: 'Axon',
      clock: timers,
      now: () => new Date('2026-03-01T08:00:00Z'),
      post: async (_url, json) => {
        if (posts.fail) throw new Error('status 500');
        told.push(JSON.parse(json));
        return '';
      },
      failed: (words) => failed.push(words),
    });
    const health = createHealth();
    health.observe((state) => webhook.tell(state));
    const settle = async () => {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    };
    return { timers, failed, told, posts, webhook, health, settle };
  }

  it('is told once when the rig falls ill, whatever else falls ill then, and once when it is well', async () => {
    const { told, health, settle } = bench();
    health.see('log', 'The disk is full.', 0);
    await settle();
    health.see('button', 'Button 1 is stuck.', 1);
    health.see('button', undefined, 2);
    await settle();
    health.see('log', undefined, 3);
    health.look(100_000);
    await settle();
    expect(told).toEqual([
      {
        rig: 'Axon',
        state: 'ill',
        at: '2026-03-01T08:00:00.000Z',
        text: 'Axon is ill: The disk is full.',
        parts: { log: 'The disk is full.' },
      },
      { rig: 'Axon', state: 'well', at: '2026-03-01T08:00:00.000Z', text: 'Axon is well again.', parts: {} },
    ]);
  });

  it('is tried again after 10 s, 20 s, and so on up to ten minutes, until it has been heard', async () => {
    const { timers, failed, told, posts, health, settle } = bench();
    posts.fail = true;
    health.see('log', 'The disk is full.', 0);
    await settle();
    for (let second = 0; second < 3600; second++) {
      timers.advance(1000);
      await settle();
    }
    expect(failed).toHaveLength(1 + 6 + 4);
    expect(failed[0]).not.toContain('127.0.0.1');
    posts.fail = false;
    timers.advance(600_000);
    await settle();
    expect(told.map(({ state }) => state)).toEqual(['ill']);
  });

  it('has nothing to say of an illness that was over before it could be told', async () => {
    const { timers, told, posts, webhook, health, settle } = bench();
    posts.fail = true;
    health.see('button', 'Button 1 is stuck.', 0);
    await settle();
    health.see('button', undefined, 1);
    posts.fail = false;
    timers.advance(600_000);
    await settle();
    expect(told).toEqual([]);
    webhook.close();
    expect(timers.waiting).toBe(0);
  });
});
