import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RigServer } from '../../src/server/server.js';
import { BenchServer, voiceOf } from './bench-server.js';

const TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

let bench: BenchServer;
let server: RigServer;
let isWell: boolean;

beforeEach(async () => {
  bench = new BenchServer();
  isWell = true;
  server = await bench.start({
    reports: {
      health: () => ({ isWell, json: JSON.stringify({ state: isWell ? 'well' : 'ill' }) }),
      metrics: () => ({ text: '# EOF\n', type: TYPE }),
    },
  });
});

afterEach(async () => {
  expect(bench.faults).toEqual([]);
  await bench.close();
});

const ask = (path: string, options?: RequestInit) => fetch(`${server.url}${path}`, options);

describe('reports over HTTP', () => {
  it('say with status 200 that the rig is well, and with 503 that it is ill', async () => {
    const well = await ask('healthz');
    expect([well.status, await well.json()]).toEqual([200, { state: 'well' }]);
    isWell = false;
    const ill = await ask('healthz?x=1');
    expect([ill.status, await ill.json()]).toEqual([503, { state: 'ill' }]);
    expect(ill.headers.get('cache-control')).toBe('no-store');
  });

  it('have the figures with the type that collectors ask for', async () => {
    const response = await ask('metrics');
    expect([response.headers.get('content-type'), await response.text()]).toEqual([TYPE, '# EOF\n']);
  });

  it('answer HEAD without a body, and nothing but GET and HEAD', async () => {
    expect(await (await ask('healthz', { method: 'HEAD' })).text()).toBe('');
    expect((await ask('healthz', { method: 'POST' })).status).toBe(405);
  });

  it('are not there where the rig has none, nor under names that every object has', async () => {
    const other = await bench.start();
    expect((await fetch(`${other.url}healthz`)).status).toBe(404);
    for (const path of ['constructor', '__proto__', 'toString']) expect((await ask(path)).status).toBe(404);
  });
});

describe('who is connected', () => {
  it('is counted: pages of this computer, of others, and phones', async () => {
    expect(server.crowd()).toEqual({ own: 0, others: 0, phones: 0 });
    const page = await bench.page(server);
    await bench.page(server, { localAddress: '127.0.0.2' });
    await bench.phone(server, '127.0.0.3', voiceOf('127.0.0.3'));
    expect(server.crowd()).toEqual({ own: 1, others: 1, phones: 1 });
    server.reload();
    await page.until(() => page.texts.find(({ type }) => type === 'reload'));
    page.socket.close();
    await page.closed;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(server.crowd()).toEqual({ own: 0, others: 1, phones: 1 });
  });
});
