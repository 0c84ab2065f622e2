import { describe, expect, it } from 'vitest';
import {
  type Doors,
  hostAllowed,
  isLoopback,
  isOwnRequest,
  isThisComputer,
  networkUrls,
  originAllowed,
  peerAddress,
  urlOf,
} from '../../src/server/guard.js';

const alone: Doors = { host: '127.0.0.1', address: '127.0.0.1', port: 8080, computerName: 'Lab-7' };
const network: Doors = { ...alone, host: '0', address: '0.0.0.0' };

describe('Host header', () => {
  it.each(['127.0.0.1:8080', 'localhost:8080', '[::1]:8080', 'LOCALHOST:8080'])('takes %s', (host) => {
    expect(hostAllowed(host, alone)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'localhost',
    'localhost:8081',
    'evil.example:8080',
    'localhost.evil.example:8080',
    'localhost:8080@evil.example',
    'evil.example/localhost:8080',
    '192.168.1.4:8080',
    'lab-7:8080',
  ])('refuses %s for this computer alone', (host) => {
    expect(hostAllowed(host, alone)).toBe(false);
  });

  it.each(['192.168.1.4:8080', '[fe80::1]:8080', 'lab-7:8080', 'LAB-7.local:8080', 'localhost:8080'])(
    'takes %s when the network is let in',
    (host) => {
      expect(hostAllowed(host, network)).toBe(true);
    },
  );

  it('refuses a name that a stranger may have pointed here, even when the network is let in', () => {
    expect(hostAllowed('rebound.example:8080', network)).toBe(false);
  });

  it('takes the name that it was told to bind to, and the address that this became', () => {
    const named: Doors = { ...alone, host: 'Rig-PC', address: '127.0.1.1' };
    expect(hostAllowed('rig-pc:8080', named)).toBe(true);
    expect(hostAllowed('127.0.1.1:8080', named)).toBe(true);
    expect(hostAllowed('192.168.1.4:8080', named)).toBe(false);
  });

  it('takes no port for port 80', () => {
    expect(hostAllowed('localhost', { ...alone, port: 80 })).toBe(true);
  });
});

describe('Origin header', () => {
  it('takes the page of this server, under whichever name of this computer', () => {
    expect(originAllowed('http://127.0.0.1:8080', '127.0.0.1:8080', alone)).toBe(true);
    expect(originAllowed('http://localhost:8080', '127.0.0.1:8080', alone)).toBe(true);
    expect(originAllowed('http://[::1]:8080', 'localhost:8080', alone)).toBe(true);
    expect(originAllowed('http://192.168.1.4:8080', '192.168.1.4:8080', network)).toBe(true);
  });

  it.each([
    undefined,
    'null',
    '',
    'http://evil.example',
    'http://evil.example:8080',
    'http://localhost:3000',
    'https://localhost:8080',
    'http://localhost:8080.evil.example',
    'http://localhost:8080@evil.example:8080',
    'file://',
  ])('refuses %s', (origin) => {
    expect(originAllowed(origin, 'localhost:8080', alone)).toBe(false);
  });

  it('refuses another computer of the network, though its address would do as a Host', () => {
    expect(originAllowed('http://192.168.1.66:8080', '192.168.1.4:8080', network)).toBe(false);
  });
});

describe('address', () => {
  const OWN = [
    { address: '127.0.0.1', family: 'IPv4', internal: true },
    { address: 'fe80::1', family: 'IPv6', internal: false },
    { address: '2001:db8::7', family: 'IPv6', internal: false },
    { address: '192.168.1.4', family: 'IPv4', internal: false },
    { address: '::1', family: 'IPv6', internal: true },
  ];

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:8080/'],
    ['0.0.0.0', 'http://127.0.0.1:8080/'],
    ['::', 'http://127.0.0.1:8080/'],
    ['::ffff:0.0.0.0', 'http://127.0.0.1:8080/'],
    ['::1', 'http://[::1]:8080/'],
    ['192.168.1.4', 'http://192.168.1.4:8080/'],
  ])('%s is opened on this computer at %s', (address, url) => {
    expect(urlOf({ address, port: 8080 })).toBe(url);
  });

  it.each([
    ['127.0.0.1', []],
    ['::1', []],
    ['0.0.0.0', ['http://192.168.1.4:8080/']],
    ['::', ['http://192.168.1.4:8080/', 'http://[2001:db8::7]:8080/']],
    ['192.168.1.4', ['http://192.168.1.4:8080/']],
  ])('%s is opened from other computers at %j', (address, urls) => {
    expect(networkUrls({ address, port: 8080 }, OWN)).toEqual(urls);
  });

  it('tells this computer alone from the network', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].every(isLoopback)).toBe(true);
    expect(['0.0.0.0', '::', '192.168.1.4', '127.0.0.1.example', ''].some(isLoopback)).toBe(false);
  });

  it('has 127.0.0.1 and ::1 for those who sit at it, and no other', () => {
    expect(['127.0.0.1', '::1'].every(isThisComputer)).toBe(true);
    expect(['127.0.0.2', '127.9.9.9', '::2', '192.168.1.4', '', 'localhost'].some(isThisComputer)).toBe(
      false,
    );
  });

  it.each(['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'])(
    'does not take for its own what a proxy passes on: %s',
    (name) => {
      expect(isOwnRequest('127.0.0.1', {})).toBe(true);
      expect(isOwnRequest('127.0.0.1', { [name]: '10.0.0.9' })).toBe(false);
      expect(isOwnRequest(undefined, {})).toBe(false);
    },
  );

  it('is one for a peer, by IPv4 and by IPv6', () => {
    expect(peerAddress('::ffff:192.168.1.4')).toBe('192.168.1.4');
    expect(peerAddress('192.168.1.4')).toBe('192.168.1.4');
    expect(peerAddress('2001:db8::7')).toBe('2001:db8::7');
    expect(peerAddress(undefined)).toBe('');
  });
});
