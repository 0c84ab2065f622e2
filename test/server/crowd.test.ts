import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MOST_CONNECTIONS, MOST_CONNECTIONS_PER_ADDRESS } from '../../src/server/connections.js';
import type { RigServer } from '../../src/server/server.js';
import {
  KEPT_FOR_THIS_COMPUTER,
  MAX_CLIENTS,
  MAX_CLIENTS_PER_ADDRESS,
  TOO_MANY_FROM_THERE,
  TOO_MANY_PAGES,
} from '../../src/server/sockets.js';
import { answered, BenchServer, get, gone, settled } from './bench-server.js';

/** Where peers come from: there is one computer in a test, so the others are only said to be. */
const from = { address: '127.0.0.1' };

let bench: BenchServer;
let server: RigServer;

beforeEach(async () => {
  bench = new BenchServer();
  server = await bench.start({ addressOf: () => from.address });
});

afterEach(async () => {
  from.address = '127.0.0.1';
  expect(bench.faults).toEqual([]);
  await bench.close();
});

describe('connections', () => {
  async function fill(count: number): Promise<Socket> {
    const sockets = await Promise.all(Array.from({ length: count }, () => bench.socket(server)));
    await gone(await bench.socket(server));
    return sockets[0]!;
  }

  async function serves(): Promise<void> {
    const socket = await bench.socket(server);
    socket.write(get(server, '/'));
    expect(await answered(socket)).toMatch(/^HTTP\/1\.1 200 /);
  }

  it(`are at most ${MOST_CONNECTIONS}, and each end makes room`, async () => {
    const first = await fill(MOST_CONNECTIONS);
    first.destroy();
    await settled();
    await serves();
  });

  it(`are at most ${MOST_CONNECTIONS_PER_ADDRESS} of one other computer, and this one is served meanwhile`, async () => {
    from.address = '10.0.0.7';
    await fill(MOST_CONNECTIONS_PER_ADDRESS);
    from.address = '127.0.0.1';
    await serves();
  });
});

describe('pages', () => {
  async function pages(address: string, count: number): Promise<void> {
    from.address = address;
    for (let n = 0; n < count; n++) await bench.page(server);
  }

  it(`are at most ${MAX_CLIENTS_PER_ADDRESS} of one other computer: the next one is told so`, async () => {
    await pages('10.0.0.7', MAX_CLIENTS_PER_ADDRESS);
    expect(await bench.knock(server).closed).toEqual({ code: 1013, reason: TOO_MANY_FROM_THERE });
    await pages('10.0.0.8', 1);
  });

  it(`are at most ${MAX_CLIENTS}, the last ${KEPT_FOR_THIS_COMPUTER} of them this computer's`, async () => {
    let left = MAX_CLIENTS - KEPT_FOR_THIS_COMPUTER;
    for (let n = 1; left > 0; n++) {
      const count = Math.min(left, MAX_CLIENTS_PER_ADDRESS);
      await pages(`10.0.0.${n}`, count);
      left -= count;
    }
    from.address = '10.0.0.99';
    expect(await bench.knock(server).closed).toEqual({ code: 1013, reason: TOO_MANY_PAGES });
    await pages('::1', KEPT_FOR_THIS_COMPUTER);
    expect(await bench.knock(server).closed).toEqual({ code: 1013, reason: TOO_MANY_PAGES });
  });

  it('are told so in words that fit into a close', () => {
    for (const words of [TOO_MANY_PAGES, TOO_MANY_FROM_THERE])
      expect(Buffer.byteLength(words)).toBeLessThanOrEqual(123);
  });
});
