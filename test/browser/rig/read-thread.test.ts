import { describe, expect, it } from 'vitest';
import { createReader, type ReaderThread } from '../../../src/browser/rig/read-thread.js';
import type { ReadWork } from '../../../src/browser/rig/reading.js';
import { knownSentence } from '../../../src/web/words/rig-words.js';
import { VirtualTimers } from '../../harness/virtual-timers.js';

const workOf = (file: string): ReadWork => ({
  as: 'lesson',
  file: { file, text: 'card: 1\n' },
  cards: [],
});
const GOOD = { ok: false, lines: ['read'] };

/** A thread by hand. */
class FakeThread implements ReaderThread {
  readonly asked: string[] = [];
  isEnded = false;
  #heard: ((event: { readonly data: unknown }) => void)[] = [];
  #failed: ((event: { readonly message?: string }) => void)[] = [];

  postMessage({ file }: ReadWork): void {
    this.asked.push(file.file);
  }

  addEventListener(type: string, listen: (event: never) => void): void {
    if (type === 'message') this.#heard.push(listen as never);
    else this.#failed.push(listen as never);
  }

  terminate(): void {
    this.isEnded = true;
  }

  say(data: unknown): void {
    for (const listen of this.#heard) listen({ data });
  }

  fail(message?: string): void {
    for (const listen of this.#failed) listen(message === undefined ? {} : { message });
  }
}

function room() {
  const timers = new VirtualTimers();
  const threads: FakeThread[] = [];
  const reader = createReader(() => {
    const thread = new FakeThread();
    threads.push(thread);
    return thread;
  }, timers);
  return { timers, threads, reader };
}

const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

describe('the thread that reads files', () => {
  it('is one for all files, which come to it one after the other', async () => {
    const { reader, threads } = room();
    const first = reader.read(workOf('a.yaml'));
    const second = reader.read(workOf('b.yaml'));
    await settle();
    expect(threads.map(({ asked }) => asked)).toEqual([['a.yaml']]);
    threads[0]!.say(GOOD);
    expect(await first).toEqual(GOOD);
    await settle();
    threads[0]!.say({ ...GOOD, lines: ['too'] });
    expect(await second).toEqual({ ...GOOD, lines: ['too'] });
    expect(threads.map(({ asked }) => asked)).toEqual([['a.yaml', 'b.yaml']]);
  });

  it('is ended after 10 s with a file, which is refused in words; the next file has another one', async () => {
    const { reader, threads, timers } = room();
    const first = reader.read(workOf('endless.yaml'));
    const second = reader.read(workOf('b.yaml'));
    await settle();
    timers.advance(9_990);
    await settle();
    expect(threads[0]!.isEnded).toBe(false);
    timers.advance(20);
    const words = 'endless.yaml could not be read: it takes longer than 10 s. Is this the right file?';
    expect(await first).toEqual({ ok: false, lines: [words] });
    expect(knownSentence(words)).toBe('rig.readsLong');
    expect(threads[0]!.isEnded).toBe(true);
    await settle();
    threads[0]!.say({ ...GOOD, lines: ['too late'] });
    threads[1]!.say(GOOD);
    expect(await second).toEqual(GOOD);
  });

  it.each([
    ['out of memory', 'out of memory'],
    [undefined, 'its reader has ended'],
    ['', 'its reader has ended'],
  ])('that fails with %j has its file refused with words, and is not used again', async (message, why) => {
    const { reader, threads } = room();
    const first = reader.read(workOf('a.yaml'));
    await settle();
    threads[0]!.fail(message);
    expect(await first).toEqual({ ok: false, lines: [`a.yaml could not be read: ${why}`] });
    void reader.read(workOf('b.yaml'));
    await settle();
    expect(threads[1]!.asked).toEqual(['b.yaml']);
  });

  it('that cannot be started is told of with the file', async () => {
    const reader = createReader(() => {
      throw new Error('no threads here');
    }, new VirtualTimers());
    expect(await reader.read(workOf('a.yaml'))).toEqual({
      ok: false,
      lines: ['a.yaml could not be read: Error: no threads here'],
    });
  });

  it('ends after 30 s without a file, and leaves no timer', async () => {
    const { reader, threads, timers } = room();
    const first = reader.read(workOf('a.yaml'));
    await settle();
    threads[0]!.say(GOOD);
    await first;
    timers.advance(29_000);
    expect(threads[0]!.isEnded).toBe(false);
    timers.advance(1_100);
    expect([threads[0]!.isEnded, timers.waiting]).toEqual([true, 0]);
  });
});
