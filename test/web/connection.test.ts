import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageLine, PagePicture, PageState } from '../../src/server/messages.js';
import { encodePagePicture } from '../../src/server/messages.js';
import { Connection, REDIAL_AFTER_MS, STALE_AFTER_MS } from '../../src/web/connection.js';
import {
  FULL_RETRY_MS,
  GREETING_MS,
  type LinkState,
  LONGEST_RETRY_MS,
  type Socket,
  socketAddress,
} from '../../src/web/link.js';
import { SET_A_FACTS, STATE } from './page-state.js';

const PICTURE: PagePicture = {
  picture: 7,
  lookingBack: false,
  channelsOn: true,
  modelMs: 1,
  blueMv: -70,
  yellowMv: 0,
  currentMa: 60,
  blueHighestMv: 39.5,
  yellowHighestMv: Number.NaN,
  currentLimitActing: false,
  flashLimitActing: false,
  rgb: new Uint8Array(6),
  potentialMv: new Float32Array(2),
  highestMv: new Float32Array(2),
  gates: new Uint8Array(0),
  inside: new Float32Array(0),
  samples: new Float64Array(3),
};

/** A socket that a test opens, fills and breaks by hand. */
class HandSocket extends EventTarget {
  binaryType: BinaryType = 'blob';
  readyState = 0;
  readonly sent: string[] = [];
  send(data: unknown): void {
    this.sent.push(String(data));
  }
  close(code = 1006, reason = ''): void {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code, reason }));
  }
  opened(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }
  says(data: unknown): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }
}

let sockets: HandSocket[];
let links: LinkState[];
let pictures: PagePicture[];
let states: PageState[];
let refusals: string[];
let lines: PageLine[];
let connection: Connection;
const newest = (): HandSocket => sockets.at(-1)!;
const buffer = (picture: PagePicture): ArrayBuffer => encodePagePicture(picture).slice().buffer;

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  links = [];
  pictures = [];
  states = [];
  refusals = [];
  lines = [];
  connection = new Connection(
    () => {
      const socket = new HandSocket();
      sockets.push(socket);
      return socket as unknown as Socket;
    },
    {
      link: (state) => links.push(state),
      picture: (picture) => pictures.push(picture),
      state: (state) => states.push(state),
      refusal: (words) => refusals.push(words),
      line: (line) => lines.push(line),
    },
  );
  connection.open();
});

afterEach(() => {
  connection.close();
  vi.useRealTimers();
});

describe('the connection', () => {
  it('hands on pictures, states, refusals and what is told of the line', () => {
    newest().opened();
    newest().says(JSON.stringify(STATE));
    newest().says(buffer(PICTURE));
    newest().says('{"type":"refusal","words":"no"}');
    expect(states).toEqual([STATE]);
    expect(pictures).toHaveLength(1);
    expect(refusals).toEqual(['no']);
    const line = { type: 'line', summary: '60 a second', groups: [{ title: 'Board', rows: [['a', '1']] }] };
    newest().says(JSON.stringify(line));
    expect(lines).toEqual([line]);
    expect(connection.ignored).toBe(0);
  });

  it.each<[string, unknown]>([
    ['broken JSON', '{"type":'],
    ['JSON null', 'null'],
    ['an unknown type', '{"type":"gossip"}'],
    ['a state without electrodes', JSON.stringify({ ...STATE, electrodes: undefined })],
    ['a state with 0 sites', JSON.stringify({ ...STATE, axon: { ...SET_A_FACTS, siteCount: 0 } })],
    ['a state without experiments', JSON.stringify({ ...STATE, experiments: undefined })],
    ['a line without words', '{"type":"line","groups":[]}'],
    [
      'a line with a row of three',
      '{"type":"line","summary":"","groups":[{"title":"","rows":[["a","b","c"]]}]}',
    ],
    ['an empty message', new ArrayBuffer(0)],
    ['a truncated picture', buffer(PICTURE).slice(0, 33)],
    ['a picture of NaN', buffer({ ...PICTURE, blueMv: Number.NaN })],
    ['a picture at infinity', buffer({ ...PICTURE, modelMs: Number.POSITIVE_INFINITY })],
    ['a blob', new Blob(['x'])],
  ])('ignores %s and goes on', (_, message) => {
    newest().opened();
    newest().says(message);
    expect(connection.ignored).toBe(1);
    newest().says(buffer(PICTURE));
    expect(pictures).toHaveLength(1);
    expect(states).toHaveLength(0);
  });

  it('tries again after 250, 500, 1000, 2000, 4000 and then always 5000 ms', () => {
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      newest().close();
      const last = links.at(-1)!;
      pauses.push(last.kind === 'lost' ? last.retryInMs : -1);
      const before = sockets.length;
      vi.advanceTimersByTime(pauses.at(-1)! - 1);
      expect(sockets).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(sockets).toHaveLength(before + 1);
    }
    expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000, 5000]);
  });

  it('says the words of a rig that is full, and tries again every 15 s', () => {
    newest().close();
    vi.advanceTimersByTime(250);
    for (let attempt = 0; attempt < 3; attempt++) {
      newest().opened();
      newest().close(1013, '32 pages are open already.');
      expect(links.at(-1)).toEqual({
        kind: 'lost',
        retryInMs: FULL_RETRY_MS,
        words: '32 pages are open already.',
      });
      const before = sockets.length;
      vi.advanceTimersByTime(FULL_RETRY_MS - 1);
      expect(sockets).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(sockets).toHaveLength(before + 1);
    }
    newest().close();
    expect(links.at(-1)).toEqual({ kind: 'lost', retryInMs: 500 });
  });

  it('begins again with 250 ms once a server made sense, not when a port merely opened', () => {
    newest().close();
    vi.advanceTimersByTime(250);
    newest().opened();
    newest().close();
    expect(links.at(-1)).toEqual({ kind: 'lost', retryInMs: 500 });
    vi.advanceTimersByTime(500);
    newest().opened();
    newest().says(JSON.stringify(STATE));
    newest().close();
    expect(links.at(-1)).toEqual({ kind: 'lost', retryInMs: 250 });
  });

  it('counts as open once the rig has said its state, not when the socket opens', () => {
    newest().opened();
    expect(links.at(-1)).toEqual({ kind: 'connecting' });
    newest().says(JSON.stringify(STATE));
    newest().says(JSON.stringify(STATE));
    expect(links).toEqual([{ kind: 'connecting' }, { kind: 'open' }]);
  });

  it('does not wait when it is told to hurry, and does not dial twice', () => {
    newest().close();
    connection.hurry();
    expect(sockets).toHaveLength(2);
    connection.hurry();
    vi.advanceTimersByTime(LONGEST_RETRY_MS);
    expect(sockets).toHaveLength(2);
  });

  it('sends a press when connected, and never keeps one for later', () => {
    expect(connection.send({ do: 'stimulate' })).toBe(false);
    newest().opened();
    expect(connection.send({ do: 'stimulate' })).toBe(true);
    expect(newest().sent).toEqual(['{"do":"stimulate"}']);
  });

  it('hears nothing more from a socket that it gave up', () => {
    const old = newest();
    old.opened();
    old.close();
    connection.hurry();
    old.says(buffer(PICTURE));
    expect(pictures).toHaveLength(0);
  });

  /** What a rig sends all the time. */
  const shows = (socket: HandSocket, pictures: number): void => {
    for (let i = 0; i < pictures; i++) {
      vi.advanceTimersByTime(1000 / 60);
      socket.says(buffer(PICTURE));
    }
  };

  it('says after 1 s of silence that what was said is old, once, and takes that back with the next picture', () => {
    newest().opened();
    newest().says(JSON.stringify(STATE));
    shows(newest(), 600);
    expect(links.map(({ kind }) => kind)).toEqual(['connecting', 'open']);
    vi.advanceTimersByTime(STALE_AFTER_MS - 260);
    expect(links).toHaveLength(2);
    vi.advanceTimersByTime(260);
    expect(links.at(-1)).toEqual({ kind: 'stale' });
    vi.advanceTimersByTime(2000);
    expect(links).toHaveLength(3);
    newest().says('rubbish');
    expect(links).toHaveLength(3);
    shows(newest(), 1);
    expect(links.at(-1)).toEqual({ kind: 'open' });
    expect(sockets).toHaveLength(1);
  });

  it('dials again after 5 s of silence, since a dead line has no close, and every 10 s where nobody greets', () => {
    newest().opened();
    newest().says(JSON.stringify(STATE));
    vi.advanceTimersByTime(REDIAL_AFTER_MS);
    expect(sockets).toHaveLength(2);
    vi.advanceTimersByTime(GREETING_MS);
    expect(links.at(-1)).toEqual({ kind: 'lost', retryInMs: 250 });
    vi.advanceTimersByTime(250 + GREETING_MS + 500);
    expect(sockets).toHaveLength(4);
    newest().opened();
    newest().says(JSON.stringify(STATE));
    expect(links.at(-1)).toEqual({ kind: 'open' });
    sockets[0]!.says(buffer(PICTURE));
    expect(pictures).toHaveLength(0);
  });

  it('dials at once where a silent connection is told to hurry', () => {
    newest().opened();
    newest().says(JSON.stringify(STATE));
    connection.hurry();
    expect(sockets).toHaveLength(1);
    vi.advanceTimersByTime(STALE_AFTER_MS);
    connection.hurry();
    expect(sockets).toHaveLength(2);
    expect(links.at(-1)).toEqual({ kind: 'connecting' });
  });

  it('does not take its own sleep of an hour for silence of the rig: it listens for 1 s first', () => {
    newest().opened();
    newest().says(JSON.stringify(STATE));
    // The computer wakes: timers fire once, however long it has been.
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(260);
    expect(links.at(-1)).toEqual({ kind: 'open' });
    shows(newest(), 1);
    vi.advanceTimersByTime(STALE_AFTER_MS);
    expect(links.at(-1)).toEqual({ kind: 'stale' });
  });

  it('stays closed', () => {
    newest().opened();
    connection.close();
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the address of the socket', () => {
  it.each([
    ['http://127.0.0.1:8080/', 'ws://127.0.0.1:8080/ws'],
    ['https://lab.example/?x=1#y', 'wss://lab.example/ws'],
    ['http://[::1]:8080/index.html', 'ws://[::1]:8080/ws'],
  ])('is beside the page: %s → %s', (page, socket) => {
    expect(socketAddress(page)).toBe(socket);
  });
});
