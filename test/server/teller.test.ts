import { beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../../src/server/client.js';
import { createTeller, type Teller } from '../../src/server/teller.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

const EVERY_MS = 100;
const AT_ONCE = 32;

let timers: VirtualTimers;
let teller: Teller;
let made: number;
let caught: number[];

/** A page with a socket that keeps what it is sent. */
function pages(count: number, sent: string[][] = []): Client[] {
  return Array.from({ length: count }, (_, n) => {
    sent[n] = [];
    return {
      page: n,
      socket: { bufferedAmount: 0, send: (text: string) => sent[n]!.push(text) },
    } as unknown as Client;
  });
}

beforeEach(() => {
  timers = new VirtualTimers();
  made = 0;
  caught = [];
  teller = createTeller({
    clock: timers,
    everyMs: EVERY_MS,
    atOnce: AT_ONCE,
    messages() {
      const message = `news ${++made}`;
      return ({ page }) => (page === 13 ? undefined : message);
    },
    caught: ({ page }) => caught.push(page),
  });
});

describe('news', () => {
  it('are told at once, and then once in 100 ms however often something changes, the newest', () => {
    const sent: string[][] = [];
    const [page] = pages(1, sent);
    for (let n = 0; n < 50; n++) teller.change([page!]);
    expect(sent[0]).toEqual(['news 1']);
    timers.advance(EVERY_MS - 1);
    expect(sent[0]).toHaveLength(1);
    timers.advance(1);
    expect(sent[0]).toEqual(['news 1', 'news 2']);
    timers.advance(10 * EVERY_MS);
    expect(sent[0]).toHaveLength(2);
  });

  it(`reach 500 pages, ${AT_ONCE} of them in one turn and the next with the next picture, made once a turn`, () => {
    const sent: string[][] = [];
    const all = pages(500, sent);
    const reached = () => sent.filter(({ length }) => length > 0).length;
    teller.change(all);
    expect(reached()).toBe(AT_ONCE - 1);
    timers.advance(20);
    expect(reached()).toBe(2 * AT_ONCE - 1);
    timers.advance(300);
    expect(reached()).toBe(499);
    expect(made).toBe(16);
    expect(sent.every(({ length }) => length <= 1)).toBe(true);
  });

  it('wait for a page that does not read, and keep nobody waiting for it', () => {
    const sent: string[][] = [];
    const [slow, other] = pages(2, sent);
    Object.assign(slow!.socket, { bufferedAmount: 1e6 });
    teller.change([slow!, other!]);
    timers.advance(500);
    expect(sent.map(({ length }) => length)).toEqual([0, 1]);
    Object.assign(slow!.socket, { bufferedAmount: 0 });
    timers.advance(20);
    expect(sent.map(({ length }) => length)).toEqual([1, 1]);
  });

  it('end the one page whose telling fails, and no other', () => {
    const sent: string[][] = [];
    const [ill, other] = pages(2, sent);
    Object.assign(ill!.socket, {
      send() {
        throw new Error('boom');
      },
    });
    teller.change([ill!, other!]);
    expect(caught).toEqual([0]);
    expect(sent[1]).toHaveLength(1);
  });

  it('are told to nobody who has left, and to all others at the end', () => {
    const sent: string[][] = [];
    const all = pages(100, sent);
    teller.change(all);
    teller.forget(all[99]!);
    teller.finish();
    expect(sent.filter(({ length }) => length > 0)).toHaveLength(98);
    timers.advance(1000);
    expect(made).toBe(2);
  });
});
