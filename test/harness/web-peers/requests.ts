/** HTTP requests as no browser sends them. */
import type { Dice } from '../host-firmware/dice.js';
import { chance, damaged } from './mutate.js';

const METHODS = ['HEAD', 'POST', 'PUT', 'OPTIONS', 'TRACE', 'CONNECT', 'PRI', 'get', 'G@T', ''];
const TARGETS = [
  '/index.html',
  '/?x=%41',
  '/ws',
  '/assets/',
  '/nothing',
  '/../../package.json',
  '//',
  '/%00',
  '/%',
  '*',
  'http://127.0.0.1/',
  '',
  '/a b',
  `/${'x'.repeat(9000)}`,
];
const VERSIONS = ['HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/9', 'RTSP/1.0', ''];
const RANGES = [
  'bytes=10-5',
  'bytes=0-9007199254740993',
  'bytes=5-2,1-2',
  'bytes=-0',
  'bytes=-',
  'bytes=0-0,1-1',
  'bytes=99999999999999999999-',
  'bytes=0-NaN',
  'lines=1-2',
  'bytes',
];
const HOSTS = [
  'evil.example',
  '',
  '127.0.0.1',
  '127.0.0.1:1',
  '[::1',
  '127.0.0.1:99999',
  'a@b',
  '\u00ff',
  '0',
];
const OTHERS = [
  'Connection: close',
  'Connection: keep-alive',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Upgrade: h2c',
  'Expect: 100-continue',
  'Expect: nothing',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: gzip, chunked',
  'Content-Length: 3',
  'Content-Length: -1',
  'Content-Length: 99999999999999999999',
  'If-None-Match: *',
  'If-None-Match: "',
  'If-Modified-Since: never',
  'Accept-Encoding: br;q=nonsense',
  'Origin: http://evil.example',
  'Origin: null',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=99',
  'Sec-WebSocket-Protocol: a,,b',
  ' folded',
  ': no name',
  'no colon',
  'X: \u0000\u0001',
];

function headers(dice: Dice, authority: string): string[] {
  const lines: string[] = [];
  if (chance(dice, 0.95)) lines.push(`Host: ${chance(dice, 0.9) ? authority : dice.oneOf(HOSTS)}`);
  if (chance(dice, 0.3)) lines.push(`Range: ${dice.oneOf(RANGES)}`);
  if (chance(dice, 0.4)) for (let count = dice.from(1, 4); count > 0; count--) lines.push(dice.oneOf(OTHERS));
  if (chance(dice, 0.02)) lines.push(`X: ${'x'.repeat(dice.below(40_000))}`);
  if (chance(dice, 0.02)) for (let n = 0; n < 300; n++) lines.push(`X${n}: 1`);
  return lines;
}

/** @param authority the server's own `address:port`. */
export function mutatedRequest(dice: Dice, authority: string): Buffer {
  const method = chance(dice, 0.7) ? 'GET' : dice.oneOf(METHODS);
  const target = chance(dice, 0.5) ? '/' : dice.oneOf(TARGETS);
  const version = chance(dice, 0.9) ? 'HTTP/1.1' : dice.oneOf(VERSIONS);
  const lines = [`${method} ${target} ${version}`, ...headers(dice, authority), '', ''];
  const body = chance(dice, 0.05) ? dice.bytes(dice.below(200)) : [];
  const request = Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), Buffer.from(body)]);
  return chance(dice, 0.2) ? damaged(dice, request) : request;
}
