import { describe, expect, it } from 'vitest';
import {
  IN_NO_NETWORK,
  joinOf,
  KEPT_APART,
  NO_PHONE_MS,
  NO_SERVER,
  THIS_COMPUTER_ALONE,
} from '../../src/server/join.js';

const WAY = { alone: false, urls: ['http://192.168.1.5:8080/'], waitedMs: null, phoneCame: false };

describe('the way in for phones', () => {
  it('is the address of the network with /v, that of a home or school first', () => {
    const urls = [
      'http://[2001:db8::5]:80/',
      'http://172.17.0.1:80/',
      'http://10.8.0.2:80/',
      'http://192.168.1.5:80/',
    ];
    expect(joinOf({ ...WAY, urls })).toEqual({
      addresses: [
        'http://192.168.1.5:80/v',
        'http://10.8.0.2:80/v',
        'http://172.17.0.1:80/v',
        'http://[2001:db8::5]:80/v',
      ],
      words: null,
    });
    expect(joinOf({ ...WAY, urls: [...urls, ...urls] }).addresses).toHaveLength(4);
  });

  it('is closed where a page plays by itself, without advice for a program that is not there', () => {
    expect(joinOf({ ...WAY, alone: true, noServer: true })).toEqual({ addresses: [], words: NO_SERVER });
    expect(NO_SERVER).not.toContain('--host');
  });

  it('is closed where the rig serves its own computer alone, or is in no network: in words', () => {
    expect(joinOf({ ...WAY, alone: true })).toEqual({ addresses: [], words: THIS_COMPUTER_ALONE });
    expect(joinOf({ ...WAY, urls: [] })).toEqual({ addresses: [], words: IN_NO_NETWORK });
  });

  it('is said to be barred by the network once a class has waited a minute, and no phone has ever come', () => {
    const words = (waitedMs: number | null, phoneCame = false) =>
      joinOf({ ...WAY, waitedMs, phoneCame }).words;
    expect([null, 0, NO_PHONE_MS - 1, NO_PHONE_MS].map((ms) => words(ms))).toEqual([
      null,
      null,
      null,
      KEPT_APART,
    ]);
    expect(words(NO_PHONE_MS, true)).toBeNull();
  });
});
