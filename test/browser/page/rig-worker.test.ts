/** The page's end of the rig in its worker. */
import { describe, expect, it } from 'vitest';
import type { BoardView, FromWorker, ToWorker } from '../../../src/browser/messages.js';
import { type RigThread, RigWorker } from '../../../src/browser/page/rig-worker.js';
import { Link, type LinkState } from '../../../src/web/link.js';
import { VirtualTimers } from '../../harness/virtual-timers.js';

/** A thread by hand. */
function thread() {
  const sent: ToWorker[] = [];
  const heard: ((event: { readonly data: unknown }) => void)[] = [];
  const errors: ((event: { readonly message?: string }) => void)[] = [];
  const timers = new VirtualTimers();
  const rigThread: RigThread = {
    postMessage: (message) => sent.push(message),
    addEventListener(type: string, listen: (event: never) => void) {
      (type === 'message' ? heard : errors).push(listen as never);
    },
  };
  return {
    sent,
    worker: new RigWorker(rigThread, () => 'The rig has stopped.', timers),
    pass: (ms: number) => timers.advance(ms),
    tell(message: FromWorker) {
      for (const listen of heard) listen({ data: message });
    },
    fail(message?: string) {
      for (const listen of errors) listen(message === undefined ? {} : { message });
    },
    line(at = 0): MessagePort {
      const lines = sent.filter((message) => message.type === 'line');
      return lines[at]!.line;
    },
  };
}

describe('questions to the rig', () => {
  it('have each its own answer, in whatever order they come', async () => {
    const { worker, sent, tell } = thread();
    const first = worker.ask({ do: 'connect' });
    const second = worker.ask({ do: 'flash' });
    expect(sent).toEqual([
      { type: 'request', id: 1, request: { do: 'connect' } },
      { type: 'request', id: 2, request: { do: 'flash' } },
    ]);
    tell({ type: 'answer', id: 2, answer: { ok: true, lines: ['two'] } });
    tell({ type: 'answer', id: 7, answer: { ok: true, lines: ['nobody asked'] } });
    tell({ type: 'answer', id: 1, answer: { ok: false, lines: ['one'] } });
    expect([await first, await second]).toEqual([
      { ok: false, lines: ['one'] },
      { ok: true, lines: ['two'] },
    ]);
  });

  it('are answered by the page once the rig has ended, those that wait and those that come', async () => {
    const { worker, fail, sent } = thread();
    const waits = worker.ask({ do: 'connect' });
    fail('out of memory');
    const ended = { ok: false, lines: ['The rig has stopped.'] };
    expect([await waits, await worker.ask({ do: 'flash' })]).toEqual([ended, ended]);
    expect(sent).toHaveLength(1);
  });

  it('are 64 at most that wait', async () => {
    const { worker, sent } = thread();
    for (let n = 0; n < 64; n++) void worker.ask({ do: 'connect' });
    expect((await worker.ask({ do: 'connect' })).ok).toBe(false);
    expect(sent).toHaveLength(64);
  });
});

describe('what the rig tells', () => {
  it('is told to who listens from now on as well', () => {
    const { worker, tell } = thread();
    const board: BoardView = { kind: 'none' };
    tell({ type: 'begun', rigFile: 'virtual.yaml', rigText: 'a: 1' });
    tell({ type: 'board', board });
    tell({ type: 'rhythm', words: 'held back' });
    const told: unknown[] = [];
    worker.listen({
      plays: (...what) => told.push(what),
      board: (what) => told.push(what),
      rhythm: (what) => told.push(what),
      crash: (what) => told.push(what),
    });
    tell({ type: 'plays', rigFile: 'b.yaml', rigText: 'b: 1' });
    tell({ type: 'rhythm', words: null });
    tell({ type: 'crash', words: 'a fault' });
    tell({ type: 'crash', words: 'another' });
    expect(told).toEqual([
      ['virtual.yaml', 'a: 1', true],
      board,
      'held back',
      ['b.yaml', 'b: 1', false],
      null,
      { kind: 'fault', words: 'a fault' },
    ]);
  });

  it.each([
    [undefined, { kind: 'not-begun' }],
    ['', { kind: 'not-begun' }],
    ['Uncaught ', { kind: 'not-begun' }],
    ['Uncaught RangeError: no', { kind: 'fault', words: 'RangeError: no' }],
  ])('has ended, where the browser says %j of its thread', async (message, end) => {
    const { worker, fail } = thread();
    const ends: unknown[] = [];
    worker.listen({ crash: (how) => ends.push(how) });
    fail(message);
    expect(ends).toEqual([end]);
    expect((await worker.ask({ do: 'flash' })).lines).toEqual(['The rig has stopped.']);
  });

  it('is lost in the middle where its thread ends without a word', () => {
    const { worker, tell, fail } = thread();
    const ends: unknown[] = [];
    worker.listen({ crash: (how) => ends.push(how) });
    tell({ type: 'begun', rigFile: 'virtual.yaml', rigText: 'a: 1' });
    fail();
    expect(ends).toEqual([{ kind: 'lost' }]);
  });
});

describe('a rig that says nothing', () => {
  function listened() {
    const one = thread();
    const silences: (number | null)[] = [];
    one.worker.listen({ silent: (forS) => silences.push(forS) });
    return { ...one, silences };
  }

  it('is told of after 20 s where it has never spoken, and no more once it does', () => {
    const { pass, tell, silences, worker } = listened();
    pass(19_900);
    expect(silences).toEqual([]);
    pass(200);
    expect(silences).toEqual([20]);
    const late: (number | null)[] = [];
    worker.listen({ silent: (forS) => late.push(forS) });
    expect(late).toEqual([20]);
    tell({ type: 'begun', rigFile: 'virtual.yaml', rigText: 'a: 1' });
    expect(silences).toEqual([20, null]);
  });

  it('is told of after 10 s where it has, once, and not as long as it says that it lives', () => {
    const { pass, tell, silences } = listened();
    tell({ type: 'begun', rigFile: 'virtual.yaml', rigText: 'a: 1' });
    for (let s = 0; s < 60; s++) {
      tell({ type: 'alive' });
      pass(1000);
    }
    expect(silences).toEqual([]);
    pass(60_000);
    expect(silences).toEqual([10]);
  });

  it('is no news once it has ended', () => {
    const { pass, fail, silences } = listened();
    fail('a fault');
    pass(60_000);
    expect(silences).toEqual([]);
  });
});

describe('a line to the rig', () => {
  /** Resolves with the next so many messages at a port. */
  function messagesAt(port: MessagePort, count: number): Promise<unknown[]> {
    const got: unknown[] = [];
    return new Promise((resolve) => {
      port.addEventListener('message', ({ data }) => {
        got.push(data);
        if (got.length === count) resolve(got);
      });
      port.start();
    });
  }

  it('hands on what the rig says, counts each message to it, and takes commands', async () => {
    const { worker, line } = thread();
    const socket = worker.dial();
    const heard: unknown[] = [];
    socket.addEventListener('message', (event) => heard.push((event as MessageEvent).data));
    const port = line();
    const got = messagesAt(port, 3);
    port.postMessage('{"type":"state"}');
    port.postMessage('{"type":"role"}');
    socket.send('{"do":"reset"}');
    expect((await got).sort()).toEqual([1, 2, '{"do":"reset"}']);
    expect(heard).toEqual(['{"type":"state"}', '{"type":"role"}']);
    socket.close();
    expect(socket.readyState).toBe(3);
    socket.send('{"do":"reset"}');
    port.close();
  });

  it('ends with null from either end', async () => {
    const { worker, line } = thread();
    const first = worker.dial();
    const bye = messagesAt(line(), 1);
    first.close();
    expect(await bye).toEqual([null]);
    const second = worker.dial();
    const closed = new Promise((resolve) => second.addEventListener('close', resolve));
    line(1).postMessage(null);
    expect(await closed).toMatchObject({ code: 1012 });
    line().close();
    line(1).close();
  });

  it('is dialled again at once where the rig begins again, and after a pause where it has ended', async () => {
    const { worker, line, fail, sent } = thread();
    const states: LinkState['kind'][] = [];
    const link = new Link(
      () => worker.dial(),
      {
        link: ({ kind }) => states.push(kind),
        read: () => ({ greets: true, deliver() {} }),
      },
      { staleAfterMs: 60_000, redialAfterMs: 120_000 },
    );
    link.open();
    line().postMessage('hello');
    await expect.poll(() => states).toEqual(['connecting', 'open']);
    line().postMessage(null);
    await expect.poll(() => states).toEqual(['connecting', 'open', 'connecting']);
    expect(sent).toHaveLength(2);
    // One that says null before its first word is dialled after a pause: it might do so for ever.
    line(1).postMessage(null);
    await expect.poll(() => states.at(-1)).toBe('lost');
    fail('a fault');
    link.close();
    for (const at of [0, 1]) line(at).close();
  });
});
