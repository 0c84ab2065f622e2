import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RigServer } from '../../src/server/server.js';
import { BenchServer, get, hostLines, rawRequest } from './bench-server.js';

let bench: BenchServer;
let server: RigServer;

beforeEach(async () => {
  bench = new BenchServer();
  mkdirSync(join(bench.pageFolder, 'assets'));
  writeFileSync(join(bench.pageFolder, 'assets', 'page-1a.js'), 'let axon;');
  server = await bench.start();
});

afterEach(async () => {
  expect(bench.faults).toEqual([]);
  await bench.close();
});

const CLOSE = 'Connection: close';

describe('page over HTTP', () => {
  it('is served with headers that let it load nothing from elsewhere', async () => {
    const response = await fetch(server.url);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('the page');
    expect(response.headers.get('content-security-policy')).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self' ws://127.0.0.1:${server.port}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(response.headers.get('permissions-policy')).toMatch(/camera=\(\), .*microphone=\(\), .*usb=\(\)/);
  });

  it('sets no cookie', async () => {
    for (const path of ['', 'assets/page-1a.js', 'experiment.yaml', 'nothing'])
      expect((await fetch(`${server.url}${path}`)).headers.get('set-cookie')).toBeNull();
  });

  it.each(['', '?x=%41', '?/../x', 'index.html', 'index.html?%', '?'])('is there at /%s', async (path) => {
    const response = await fetch(`${server.url}${path}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toContain('the page');
  });

  it('brings its files with their types', async () => {
    const response = await fetch(`${server.url}assets/page-1a.js?v=2`);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('content-length')).toBe('9');
    expect(await response.text()).toBe('let axon;');
  });

  it('is not sent again to a browser that has it', async () => {
    const first = await fetch(server.url);
    const etag = first.headers.get('etag')!;
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const status = async (known: string) =>
      (await fetch(server.url, { headers: { 'If-None-Match': known } })).status;
    expect(await status(etag)).toBe(304);
    expect(await status(`"other", W/${etag}`)).toBe(304);
    expect(await status('*')).toBe(304);
    expect(await status('"other"')).toBe(200);
    expect((await fetch(`${server.url}assets/page-1a.js`)).headers.get('etag')).not.toBe(etag);
  });

  it('answers a HEAD with the length and no body', async () => {
    const answer = await rawRequest(server, get(server, '/', [CLOSE]).replace('GET', 'HEAD'));
    expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*Content-Length: 38\r\n/);
    expect(answer).toMatch(/\r\n\r\n$/);
  });

  it.each([
    'bytes=10-5',
    'bytes=0-9007199254740993',
    'bytes=5-2,1-2',
    'bytes=-0',
    'bytes=99999999-',
    'bytes=',
    'lines=1-2',
    `bytes=${'0-0,'.repeat(2000)}`,
  ])('comes whole whatever range is asked for: %.30s', async (range) => {
    for (const method of ['GET', 'HEAD']) {
      const answer = await rawRequest(
        server,
        get(server, '/', [`Range: ${range}`, CLOSE]).replace('GET', method),
      );
      expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*Content-Length: 38\r\n/);
    }
  });

  it('answers 404 to a file that is not there or hidden, and to a way out of its folder', async () => {
    expect((await fetch(`${server.url}nothing.js`)).status).toBe(404);
    for (const path of [
      '/.secret',
      '/assets',
      '/assets/',
      '//',
      '/constructor',
      '/../../package.json',
      '/%2e%2e/%2e%2e/package.json',
      '/..%2f..%2fetc/passwd',
      '/%00',
      '/%',
    ])
      expect(await rawRequest(server, get(server, path, [CLOSE]))).toMatch(/^HTTP\/1\.1 404 /);
  });

  it('is there for a request that names the whole address, as HTTP allows, and 403 for another server’s', async () => {
    const whole = (address: string) => rawRequest(server, get(server, address, [CLOSE]));
    const own = `http://127.0.0.1:${server.port}`;
    for (const address of [`${own}/`, own, `${own}?x=/`, `${own.replace('http', 'HTTP')}/index.html`])
      expect(await whole(address)).toMatch(/^HTTP\/1\.1 200 [\s\S]*the page/);
    for (const address of [`${own}/nothing`, `${own}//`, `ftp${own.slice(4)}/`, '*'])
      expect(await whole(address)).toMatch(/^HTTP\/1\.1 404 /);
    for (const address of [
      'http://evil.example/',
      `http://evil.example:${server.port}/`,
      'http://',
      'http:///',
    ])
      expect(await whole(address)).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('answers 405 to anything but GET and HEAD', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const response = await fetch(server.url, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, HEAD');
    }
    expect((await fetch(server.url, { method: 'HEAD' })).status).toBe(200);
  });

  it('answers 403 to a foreign Host, as DNS rebinding would bring it, with the same strict headers', async () => {
    const answer = await rawRequest(
      server,
      `GET / HTTP/1.1\r\nHost: evil.example:${server.port}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).not.toContain('the page<');
    expect(answer).not.toContain('evil.example');
    for (const header of [
      /^Content-Security-Policy: default-src 'none'; .*connect-src 'self'; .*frame-ancestors 'none'; /m,
      /^X-Content-Type-Options: nosniff\r$/m,
      /^Referrer-Policy: no-referrer\r$/m,
      /^Cross-Origin-Opener-Policy: same-origin\r$/m,
      /^Cross-Origin-Embedder-Policy: require-corp\r$/m,
      /^Cross-Origin-Resource-Policy: same-origin\r$/m,
      /^Permissions-Policy: .*geolocation=\(\)/m,
    ])
      expect(answer).toMatch(header);
  });

  it('answers requests that follow each other on one connection in their order', async () => {
    const answer = await rawRequest(
      server,
      get(server, '/nothing') + get(server, '/assets/page-1a.js') + get(server, '/', [CLOSE]),
    );
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 404', 'HTTP/1.1 200', 'HTTP/1.1 200']);
  });

  it.each([
    ['no HTTP at all', 'nonsense\r\n\r\n', 400],
    ['no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['no Host in the old way', 'GET / HTTP/1.0\r\n\r\n', 403],
    ['two Hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n', 403],
    ['headers without end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(100_000)}`, 431],
  ])('answers %s with its status and goes on', async (_what, text, status) => {
    expect(await rawRequest(server, text)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect((await fetch(server.url)).status).toBe(200);
  });

  it('follows no wish to wait, to switch or to tunnel', async () => {
    expect(await rawRequest(server, `CONNECT x:1 HTTP/1.1\r\n${hostLines(server)}`)).toBe('');
    expect(await rawRequest(server, get(server, '/', ['Expect: 100-continue', CLOSE]))).toMatch(/ 200 OK/);
    expect(await rawRequest(server, get(server, '/', ['Expect: a miracle', CLOSE]))).toMatch(/ 417 /);
    expect(await rawRequest(server, get(server, '/', ['Upgrade: h2c', 'Connection: Upgrade']))).toMatch(
      / 403 /,
    );
  });
});

describe('a page that is not built', () => {
  it('is answered with what to do, and served once it is built, within a second', async () => {
    rmSync(join(bench.pageFolder, 'index.html'));
    const early = await bench.start();
    expect([server.pageIsBuilt, early.pageIsBuilt]).toEqual([true, false]);
    const response = await fetch(early.url);
    expect(response.status).toBe(503);
    expect(await response.text()).toBe(
      'axon-rig: the page is not built yet: run "npm run build", then load this address again\n',
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    writeFileSync(join(bench.pageFolder, 'index.html'), 'built');
    bench.rig.timers.advance(1000);
    expect(await (await fetch(early.url)).text()).toBe('built');
  });

  it('stays as it was at the start while it is built again', async () => {
    const { url } = server;
    rmSync(bench.pageFolder, { recursive: true });
    bench.rig.timers.advance(60_000);
    expect(await (await fetch(url)).text()).toContain('the page');
    expect(await (await fetch(`${url}assets/page-1a.js`)).text()).toBe('let axon;');
    mkdirSync(bench.pageFolder);
  });
});
