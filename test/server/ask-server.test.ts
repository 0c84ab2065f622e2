/** The page's server of a command that asks: who may answer, and what counts as an answer. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { systemTimers } from '../../src/devices/system/timers.js';
import { type AskAnswer, type AskState, parseAskState, readAnswer } from '../../src/server/ask-messages.js';
import { type AskServer, startAskServer } from '../../src/server/ask-server.js';

const TURN = {
  kind: 'turn',
  question: 'Turn it.',
  low: 500,
  high: 2500,
  step: 5,
  bigStep: 50,
  value: 1000,
  unit: 'µs',
} as const;
const YES_NO = {
  kind: 'choose',
  question: 'Does it?',
  choices: [
    { value: 'yes', label: 'Yes' },
    { value: 'no', label: 'No' },
  ],
  usual: 'yes',
} as const;
const never = new AbortController().signal;

let folder: string;
let server: AskServer;
const sockets: WebSocket[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'axon-ask-'));
  writeFileSync(join(folder, 'index.html'), 'the page of a rig');
  writeFileSync(join(folder, 'ask.html'), 'the page that asks');
  server = await startAskServer({ title: 'Calibrating', pageFolder: folder, port: 0, clock: systemTimers });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await server.close();
  rmSync(folder, { recursive: true });
});

/** A page: what it was told, and how it was closed. */
function page(options: ClientOptions = {}) {
  const { host, origin } = new URL(server.url);
  const socket = new WebSocket(`ws://${host}/ws`, { origin, ...options });
  sockets.push(socket);
  let state: AskState | undefined;
  let wake = () => {};
  socket.on('message', (data) => {
    state = parseAskState(data.toString());
    wake();
  });
  socket.on('error', () => wake());
  const closed = new Promise<number>((resolve) => {
    socket.on('close', (code) => {
      resolve(code);
      wake();
    });
  });
  return {
    socket,
    closed,
    say: (answer: AskAnswer | string) =>
      socket.send(typeof answer === 'string' ? answer : JSON.stringify(answer)),
    async until(found: (state: AskState) => boolean): Promise<AskState> {
      while (state === undefined || !found(state))
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      return state;
    },
  };
}

const isAsked = ({ asked }: AskState) => asked !== null;

describe('a page that asks', () => {
  it('shows what was told and what is asked, to a page that comes later too', async () => {
    server.tell('Button 1: pressed once, heard once.');
    const answer = server.ask(YES_NO, never);
    const first = page();
    const state = await first.until(isAsked);
    expect(state).toMatchObject({
      title: 'Calibrating',
      told: ['Button 1: pressed once, heard once.'],
      isOver: false,
    });
    first.say({ do: 'answer', id: state.asked!.id, value: 'no' });
    expect(await answer).toBe('no');
    expect((await first.until(({ asked }) => asked === null)).asked).toBeNull();
  });

  it('moves what is turned with each value, in order and within its range, and takes the last', async () => {
    const moves: number[] = [];
    const answer = server.ask(TURN, never, (value) => moves.push(value));
    const one = page();
    const { id } = (await one.until(isAsked)).asked!;
    for (const value of [1005, 1010, 9999, 1010, 1060]) one.say({ do: 'move', id, value });
    one.say({ do: 'answer', id, value: 1060 });
    expect(await answer).toBe(1060);
    expect(moves).toEqual([1000, 1005, 1010, 1060]);
  });

  it('takes no answer to another question, none that is out of range, and nothing else', async () => {
    const answer = server.ask({ kind: 'figure', question: 'How many?', low: 1, high: 9, usual: 3 }, never);
    const one = page();
    const { id } = (await one.until(isAsked)).asked!;
    for (const wrong of [
      '',
      '{',
      'null',
      '[]',
      '7',
      '{"do":"answer"}',
      `{"do":"answer","id":${id},"value":null}`,
    ])
      one.say(wrong);
    one.say({ do: 'answer', id: id + 1, value: 3 });
    one.say({ do: 'answer', id, value: 10 });
    one.say({ do: 'answer', id, value: 'three' });
    one.say({ do: 'move', id, value: 4 });
    one.say({ do: 'answer', id, value: 5 });
    expect(await answer).toBe(5);
    expect(readAnswer('{"do":"answer","id":1.5,"value":1}')).toBeUndefined();
  });

  it('stops everything when a page says so, and when it is called off', async () => {
    const stopped = server.ask(YES_NO, never);
    const one = page();
    await one.until(isAsked);
    one.say({ do: 'stop' });
    expect(await stopped).toBeNull();
    const off = new AbortController();
    const answer = server.ask(YES_NO, off.signal);
    off.abort();
    expect(await answer).toBeNull();
    expect(await server.ask(YES_NO, off.signal)).toBeNull();
  });

  it('says goodbye with its last lines, and lets go of its port', async () => {
    const one = page();
    await one.until(() => true);
    const answer = server.ask(YES_NO, never);
    server.tell('mine.yaml is written.');
    await server.close();
    expect(await answer).toBeNull();
    expect(await one.closed).toBe(1001);
    const { told, isOver } = await one.until(() => true);
    expect({ told, isOver }).toEqual({ told: ['mine.yaml is written.'], isOver: true });
    await expect(
      new Promise((resolve, reject) => get(server.url, resolve).on('error', reject)),
    ).rejects.toThrow(/ECONNREFUSED/);
  });

  it('hears no page of another site, serves four pages, and closes one that sends too much or too long', async () => {
    const strange = page({ origin: 'http://evil.example' });
    expect(await strange.closed).toBe(1006);
    const four = [page(), page(), page(), page()];
    for (const one of four) await one.until(() => true);
    expect(await page().closed).toBe(1013);
    four[0]!.say('x'.repeat(600));
    expect(await four[0]!.closed).toBe(1009);
    for (let n = 0; n < 300; n++) four[1]!.say('{}');
    expect(await four[1]!.closed).toBe(1008);
    const answer = server.ask(YES_NO, never);
    const { id } = (await four[2]!.until(isAsked)).asked!;
    four[2]!.say({ do: 'answer', id, value: 'yes' });
    expect(await answer).toBe('yes');
  });

  it('lets go of its port whatever others keep open', async () => {
    const { host, origin, hostname, port } = new URL(server.url);
    const keepsItsHalf = (from: string) =>
      new Promise<Socket>((resolve) => {
        const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
        socket.on('error', () => {});
        socket.once('data', () => resolve(socket));
        socket.write(
          `GET /ws HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${from}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
        );
      });
    const open = await Promise.all([
      keepsItsHalf('http://evil.example'),
      ...Array.from({ length: 6 }, () => keepsItsHalf(origin)),
    ]);
    const before = performance.now();
    await server.close();
    expect(performance.now() - before).toBeLessThan(2000);
    for (const socket of open) socket.destroy();
  });

  it('serves its page under the strict policy, and nothing under another name or by another method', async () => {
    const ask = (path: string, options: { method?: string; host?: string } = {}) =>
      new Promise<{ status: number; body: string; policy: string }>((resolve) => {
        const { host = new URL(server.url).host, method = 'GET' } = options;
        const sent = request(new URL(path, server.url), { method, headers: { host } }, (response) => {
          let body = '';
          response.on('data', (piece) => {
            body += piece;
          });
          response.on('end', () =>
            resolve({
              status: response.statusCode!,
              body,
              policy: String(response.headers['content-security-policy']),
            }),
          );
        });
        sent.end();
      });
    expect(await ask('/')).toMatchObject({
      status: 200,
      body: 'the page that asks',
      policy: expect.stringContaining("default-src 'none'"),
    });
    expect((await ask('/', { host: 'evil.example' })).status).toBe(403);
    expect((await ask('/', { method: 'POST' })).status).toBe(405);
    expect((await ask('/../secret')).status).toBe(404);
  });

  it('says in words that its port is taken', async () => {
    const port = Number(new URL(server.url).port);
    await expect(
      startAskServer({ title: '', pageFolder: folder, port, clock: systemTimers }),
    ).rejects.toThrow(`port ${port} is taken`);
  });
});
