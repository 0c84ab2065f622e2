/** Real sockets from 127.0.0.2 and on: other computers than the rig's own, and the phones of a class. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HALL_FULL } from '../../src/lessons/voices.js';
import { PRESSED } from '../../src/lessons/votes.js';
import { CODE_LETTERS, TRIES_AT_ONCE } from '../../src/server/code.js';
import { decodePagePicture } from '../../src/server/messages.js';
import {
  LOAN_MS,
  NOT_THE_CODE,
  ONLY_WHO_HAS_THE_CODE,
  TOO_MANY_TRIES,
  WATCHING,
} from '../../src/server/roles.js';
import type { RigServer } from '../../src/server/server.js';
import { MAX_CLIENTS, TOO_MANY_PHONES } from '../../src/server/sockets.js';
import { BenchServer, type Page, voiceOf } from './bench-server.js';
import { CARD_ON_SHOW } from './card-on-show.js';

const CODE = 'KX7M2';

let bench: BenchServer;
let server: RigServer;
let teacher: Page;

beforeEach(async () => {
  bench = new BenchServer();
  server = await bench.start({ code: CODE });
  bench.rig.controller.start();
  teacher = await bench.page(server);
});

afterEach(async () => {
  expect(bench.faults).toEqual([]);
  await bench.close();
});

const watcher = (localAddress = '127.0.0.2') => bench.page(server, { localAddress });
const lens = () => bench.rig.controller.snapshot().roomMsPerAxonMs;
/** Addresses of a class: 127.0.1.1 and on. */
const addressOf = (n: number) => `127.0.${1 + Math.floor(n / 250)}.${1 + (n % 250)}`;

function vote(phone: Page, choice: number, round = 'before'): void {
  phone.send({ do: 'vote', card: 'spread', round, choice });
}

/** Time passes, and those who are still there answer the pings of the rig. */
async function pass(ms: number, ...pages: readonly Page[]): Promise<void> {
  for (let left = ms; left > 0; left -= 5000) {
    bench.rig.timers.advance(Math.min(5000, left));
    for (const page of pages) await page.heard();
  }
}

function press(): void {
  bench.rig.controller.command({ do: 'stimulate' });
}

describe('a page of another computer', () => {
  it('watches: what it asks the rig for is refused in words, once a second', async () => {
    const page = await watcher();
    expect(await page.role()).toMatchObject({ role: 'watcher', code: null });
    page.send({ do: 'lens', roomMsPerAxonMs: 77 });
    page.send({ do: 'lens', roomMsPerAxonMs: 78 });
    expect(await page.refusal()).toBe(WATCHING);
    await page.heard();
    expect(lens()).not.toBeLessThan(100);
    expect(page.texts.filter(({ type }) => type === 'refusal')).toHaveLength(1);
  });

  it('watches too where a proxy on the rig’s own computer passes it on', async () => {
    const page = await bench.page(server, { headers: { 'X-Forwarded-For': '192.168.1.9' } });
    expect((await page.role()).role).toBe('watcher');
  });

  it('controls with the code that the teacher’s page shows, and no longer than it stays', async () => {
    const { code } = await teacher.role();
    expect(code).toBe(CODE);
    const page = await watcher();
    page.send({ do: 'code', code: 'kx7-m2' });
    expect(await page.role(({ role }) => role === 'controller')).toMatchObject({ code: CODE });
    page.send({ do: 'lens', roomMsPerAxonMs: 77 });
    await page.state((state) => state.lens === 77);
    page.socket.close();
    await page.closed;
    expect((await (await watcher()).role()).role).toBe('watcher');
  });

  it('cannot guess the code: of 40 tries on 8 connections five are looked at', async () => {
    let wrong = 0;
    let tooOften = 0;
    for (let n = 0; n < 8; n++) {
      const page = await watcher();
      for (let t = 0; t < 5; t++) {
        page.send({ do: 'code', code: `${CODE_LETTERS[n]}${CODE_LETTERS[t]}222` });
        await page.heard();
      }
      page.send({ do: 'code', code: CODE });
      await page.heard();
      const words = page.texts.flatMap((text) => text.words ?? []);
      wrong += words.filter((said) => said === NOT_THE_CODE).length;
      tooOften += words.filter((said) => said === TOO_MANY_TRIES).length;
      expect((await page.role()).role).toBe('watcher');
      page.socket.close();
      await page.closed;
    }
    expect([wrong, tooOften]).toEqual([TRIES_AT_ONCE, 43]);
  });

  it.each(['lend', 'takeBack', 'voteAgain', 'clearVotes'])('may not %s', async (what) => {
    const page = await watcher();
    page.send({ do: what });
    expect(await page.refusal()).toBe(ONLY_WHO_HAS_THE_CODE);
  });

  it('finds the places of the teacher kept when all others are taken', async () => {
    for (let n = 0; n < MAX_CLIENTS; n++) {
      const page = bench.knock(server, { localAddress: addressOf(Math.floor(n / 8)) });
      if (n < MAX_CLIENTS - 2) await page.state();
      else expect((await page.closed).code).toBe(1013);
    }
    const again = await bench.page(server);
    expect((await again.role()).role).toBe('teacher');
  });
});

describe('control that is lent to a phone', () => {
  it('goes to the one that asks, is told to both, and comes back after 30 s without a touch', async () => {
    const phone = await bench.phone(server, '127.0.0.2');
    phone.send({ do: 'askControl' });
    const { page } = await phone.role(({ asks }) => asks);
    await teacher.role(({ asking }) => asking.includes(page));
    teacher.send({ do: 'lend' });
    expect(await phone.role(({ role }) => role === 'controller')).toMatchObject({ lentTo: page, code: null });
    await teacher.role(({ lentTo }) => lentTo === page);
    phone.send({ do: 'lens', roomMsPerAxonMs: 77 });
    await phone.heard();
    expect(lens()).toBe(77);
    await pass(LOAN_MS, phone, teacher);
    await phone.role(({ role }) => role === 'watcher');
    phone.send({ do: 'lens', roomMsPerAxonMs: 99 });
    expect(await phone.refusal()).toBe(WATCHING);
    expect(lens()).toBe(77);
  });

  it.each(['leaves', 'is lost', 'is touched no more', 'has it taken'])(
    'ends, and with it a press that is held, when that phone %s',
    async (how) => {
      const { controller } = bench.rig;
      const phone = await bench.phone(server, '127.0.0.2');
      const { page } = await phone.role();
      teacher.send({ do: 'lend', to: page });
      await phone.role(({ role }) => role === 'controller');
      phone.send({ do: 'stimulate', held: true });
      await phone.heard();
      expect(controller.snapshot().held).toBe(true);
      if (how === 'leaves') phone.socket.close();
      else if (how === 'is lost') phone.socket.terminate();
      else if (how === 'has it taken') teacher.send({ do: 'takeBack' });
      else await pass(LOAN_MS, phone, teacher);
      await expect.poll(() => controller.snapshot().held).toBe(false);
      expect(await teacher.role(({ lentTo }) => lentTo === null)).toMatchObject({ role: 'teacher' });
    },
  );
});

describe('a class of 50 phones', () => {
  it('joins, votes, changes, drops out and comes back: no voice is lost, and none counts twice', async () => {
    const phones = await Promise.all(Array.from({ length: 50 }, (_, n) => bench.phone(server, addressOf(n))));
    await teacher.votes(({ phones }) => phones === 50);
    server.follow(CARD_ON_SHOW);
    for (const [n, phone] of phones.entries()) vote(phone, n % 3);
    await teacher.votes(({ ballots }) => ballots[0]?.answered === 50);
    // Every second one changes its choice; a third of them is lost without a word, and comes back.
    for (const [n, phone] of phones.entries()) if (n % 2 === 0) vote(phone, 1);
    for (const phone of phones) await phone.heard();
    const lost = phones.filter((_, n) => n % 3 === 0);
    for (const phone of lost) phone.socket.terminate();
    await teacher.votes(({ phones }) => phones === 50 - lost.length);
    const back = await Promise.all(lost.map((_, k) => bench.phone(server, addressOf(3 * k))));
    for (const [k, phone] of back.entries()) {
      const n = 3 * k;
      await phone.votes(({ mine }) => mine.before === (n % 2 === 0 ? 1 : n % 3));
      if (k % 2 === 0) vote(phone, 2);
    }
    for (const phone of back) await phone.heard();
    const told = await teacher.votes(({ phones }) => phones === 50);
    expect(told.ballots).toMatchObject([{ round: 'before', answered: 50, counts: null, right: null }]);

    server.follow({ ...CARD_ON_SHOW, asks: null });
    press();
    const [ballot] = (await teacher.votes(({ ballots }) => ballots[0]?.open === false)).ballots;
    const last = (n: number) => {
      if (n % 6 === 0) return 2;
      return n % 2 === 0 ? 1 : n % 3;
    };
    const expected = [0, 0, 0];
    for (let n = 0; n < 50; n++) expected[last(n)]!++;
    expect(ballot).toMatchObject({ answered: 50, counts: expected, right: 1 });
  });

  it('hears after the press that a vote comes too late, and how the room had voted', async () => {
    const phone = await bench.phone(server, '127.0.0.2');
    server.follow(CARD_ON_SHOW);
    vote(phone, 2);
    await phone.votes(({ mine }) => mine.before === 2);
    server.follow({ ...CARD_ON_SHOW, asks: null });
    press();
    vote(phone, 1);
    expect(await phone.refusal()).toBe(PRESSED);
    expect(await phone.votes(({ ballots }) => ballots[0]?.counts !== null)).toMatchObject({
      mine: { before: 2 },
      ballots: [{ counts: [0, 0, 1], right: 1 }],
    });
  });

  it('may be one pupil at the rig’s own computer', async () => {
    teacher.send({ do: 'join', voice: voiceOf('me') });
    server.follow(CARD_ON_SHOW);
    vote(teacher, 1);
    await teacher.votes(({ mine, ballots }) => mine.before === 1 && ballots[0]?.answered === 1);
  });
});

describe('a hall of phones', () => {
  it('has 500 at most, of which the first 58 beside the teacher see pictures; the next is told to raise a hand', async () => {
    server.follow(CARD_ON_SHOW);
    const phones: Page[] = [];
    for (let n = 0; n < 500; n += 50)
      phones.push(
        ...(await Promise.all(Array.from({ length: 50 }, (_, k) => bench.phone(server, addressOf(n + k))))),
      );
    expect(await bench.knockAsPhone(server, addressOf(500)).closed).toEqual({
      code: 1013,
      reason: TOO_MANY_PHONES,
    });
    for (const [n, phone] of phones.entries()) vote(phone, n % 3);
    const { ballots } = await teacher.votes(({ ballots }) => ballots[0]?.answered === 500);
    expect(ballots[0]?.open).toBe(true);
    for (const phone of phones) phone.pictures.length = 0;
    for (let n = 0; n < 6; n++) {
      bench.rig.timers.advance(1000 / 60);
      await phones[0]!.heard();
    }
    for (const phone of phones) await phone.heard();
    // Six of the 64 seats of others are kept for whole pages.
    expect(phones.filter(({ pictures }) => pictures.length > 0)).toHaveLength(58);
    // A phone goes, and another one takes its place: as a voice it is the 501st on this card.
    phones[0]!.socket.terminate();
    await teacher.votes(({ phones }) => phones === 499);
    const late = await bench.phone(server, addressOf(500));
    vote(late, 1);
    expect(await late.refusal()).toBe(HALL_FULL);
    teacher.send({ do: 'clearVotes' });
    await late.votes(({ ballots }) => ballots[0]?.answered === 0);
    vote(late, 1);
    await late.votes(({ mine }) => mine.before === 1);
  }, 60_000);
});

describe('pictures for those who watch', () => {
  it('come 30 times a second, with every sample of those between, where the teacher gets 60', async () => {
    const page = await watcher();
    press();
    for (const each of [teacher, page]) {
      await each.heard();
      each.pictures.length = 0;
    }
    for (let n = 0; n < 60; n++) {
      bench.rig.timers.advance(1000 / 60);
      await page.heard();
    }
    await teacher.heard();
    const [all, some] = [teacher, page].map(({ pictures }) =>
      pictures.map((bytes) => decodePagePicture(bytes)!),
    );
    expect([all!.length, some!.length]).toEqual([60, 30]);
    const times = (pictures: typeof all) => pictures!.flatMap(({ samples }) => [...samples]);
    const seen = times(some);
    expect(seen.length).toBeGreaterThan(300);
    expect(times(all).join()).toContain(seen.join());
    for (const [k, picture] of some!.entries())
      if (k > 0) expect(picture.picture - some![k - 1]!.picture).toBe(1 + (picture.skipped ?? 0));
  });
});
