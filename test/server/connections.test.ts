import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANSWER_WITHIN_MS, REQUEST_WITHIN_MS, TURNED_AWAY_WITHIN_MS } from '../../src/server/connections.js';
import type { RigServer } from '../../src/server/server.js';
import { answered, BenchServer, get, gone, settled } from './bench-server.js';

let bench: BenchServer;
let server: RigServer;

beforeEach(async () => {
  bench = new BenchServer();
  server = await bench.start();
});

afterEach(async () => {
  expect(bench.faults).toEqual([]);
  await bench.close();
  expect(bench.rig.timers.waiting).toBe(0);
});

describe('every connection has an end', () => {
  it.each([
    ['says nothing', ''],
    ['sends half a request', 'GET / HTTP/1.1\r\nHost: '],
  ])(`after ${REQUEST_WITHIN_MS} ms if it %s`, async (_what, text) => {
    const socket = await bench.socket(server);
    socket.write(text);
    await settled();
    bench.rig.timers.advance(REQUEST_WITHIN_MS - 1);
    await settled();
    expect(socket.destroyed || socket.readableEnded).toBe(false);
    bench.rig.timers.advance(1);
    await gone(socket);
  });

  it(`after ${REQUEST_WITHIN_MS} ms without another request`, async () => {
    const socket = await bench.socket(server);
    for (let n = 0; n < 3; n++) {
      socket.write(get(server, '/'));
      expect(await answered(socket)).toMatch(/^HTTP\/1\.1 200 /);
      await settled();
      bench.rig.timers.advance(REQUEST_WITHIN_MS - 1);
    }
    bench.rig.timers.advance(1);
    await gone(socket);
  });

  it(`after ${ANSWER_WITHIN_MS} ms if it reads no answer`, async () => {
    // Far more than the buffers between the two hold.
    writeFileSync(join(bench.pageFolder, 'big.js'), Buffer.alloc(30_000_000));
    const big = await bench.start();
    const socket = await bench.socket(big);
    socket.pause();
    socket.write(get(big, '/big.js'));
    await settled();
    bench.rig.timers.advance(ANSWER_WITHIN_MS - 1);
    await settled();
    expect(socket.destroyed).toBe(false);
    bench.rig.timers.advance(1);
    socket.resume();
    let bytes = 0;
    socket.on('data', (data) => {
      bytes += data.length;
    });
    await gone(socket);
    expect(bytes).toBeLessThan(30_000_000);
  });

  it(`after ${TURNED_AWAY_WITHIN_MS} ms if it wanted the web socket under a foreign name and keeps its half open`, async () => {
    const socket = await bench.socket(server);
    socket.resume();
    socket.write(
      'GET /ws HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    );
    await new Promise((resolve) => socket.once('end', resolve));
    await settled();
    bench.rig.timers.advance(TURNED_AWAY_WITHIN_MS);
    await gone(socket);
  });

  it('but not a page, also when it has asked for three files on the connection that becomes its web socket', async () => {
    const socket = await bench.socket(server);
    let seen = '';
    socket.on('data', (data) => {
      seen += data.toString('latin1');
    });
    const asked = get(server, '/');
    socket.write(
      `${asked}${asked}${asked}${get(server, '/ws', [
        `Origin: http://127.0.0.1:${server.port}`,
        'Upgrade: websocket',
        'Connection: Upgrade',
        'Sec-WebSocket-Version: 13',
        `Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}`,
      ])}`,
    );
    // Node lets the last of them overtake the answers.
    await expect.poll(() => seen.match(/HTTP\/1\.1 200/g)?.length).toBe(3);
    expect(seen).toContain('HTTP/1.1 101');
    bench.rig.timers.advance(REQUEST_WITHIN_MS);
    await settled();
    expect(socket.destroyed || socket.readableEnded).toBe(false);
  });

  it('when the rig is switched off, whatever it was about', async () => {
    await bench.socket(server);
    const half = await bench.socket(server);
    half.write('GET / HTTP/1.1\r\n');
    const foreign = await bench.socket(server);
    foreign.write(
      'GET /ws HTTP/1.1\r\nHost: evil.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    );
    await settled();
    await server.close();
  });
});
