import { beforeEach, describe, expect, it } from 'vitest';
import { createPageLine, type LinePort, type PageLine } from '../../../src/browser/rig/page-line.js';

/** A port whose other end the test has. */
class Port implements LinePort {
  onmessage: LinePort['onmessage'] = null;
  readonly sent: unknown[] = [];
  isClosed = false;
  postMessage(message: unknown): void {
    if (!this.isClosed) this.sent.push(message);
  }
  close(): void {
    this.isClosed = true;
  }
  /** The page says this. */
  say(data: unknown): void {
    this.onmessage?.call(this as unknown as MessagePort, { data } as MessageEvent);
  }
}

let port: Port;
let line: PageLine;
let heard: string[];
let closed: number;

beforeEach(() => {
  port = new Port();
  line = createPageLine(port);
  heard = [];
  closed = 0;
  line.listen(
    (text) => heard.push(text),
    () => closed++,
  );
});

describe('the line to a page in the same browser', () => {
  it('carries texts as they are, and bytes as an ArrayBuffer of their own', () => {
    line.socket.send('state');
    const many = new Uint8Array([9, 1, 2, 3, 9]);
    line.socket.send(many.subarray(1, 4));
    many.fill(0);
    expect(port.sent[0]).toBe('state');
    expect(port.sent[1]).toBeInstanceOf(ArrayBuffer);
    expect([...new Uint8Array(port.sent[1] as ArrayBuffer)]).toEqual([1, 2, 3]);
    port.say('{"do":"reset"}');
    expect(heard).toEqual(['{"do":"reset"}']);
  });

  it('counts as waiting what the page has not said that it has had', () => {
    line.socket.send(new Uint8Array(1000));
    line.socket.send('abc');
    line.socket.send(new Uint8Array(24));
    expect(line.socket.bufferedAmount).toBe(1030);
    port.say(1);
    expect(line.socket.bufferedAmount).toBe(30);
    port.say(3);
    expect(line.socket.bufferedAmount).toBe(0);
  });

  it('believes no count beyond what was sent, and none that goes back', () => {
    line.socket.send('abc');
    port.say(1e9);
    expect(line.socket.bufferedAmount).toBe(0);
    line.socket.send('abc');
    port.say(1);
    port.say(Number.NaN);
    port.say(-5);
    expect(line.socket.bufferedAmount).toBe(6);
    port.say(2);
    expect(line.socket.bufferedAmount).toBe(0);
  });

  it('says when a message has left: with the count of the page, or with the end', () => {
    const left: string[] = [];
    line.socket.send('one', () => left.push('one'));
    line.socket.send('two', () => left.push('two'));
    port.say(1);
    expect(left).toEqual(['one']);
    port.say(null);
    expect(left).toEqual(['one', 'two']);
  });

  it.each([
    ['the page says so', () => port.say(null), 0],
    ['the rig closes it', () => line.socket.close(1001, ''), 1],
    ['the rig gives it up', () => line.socket.terminate(), 1],
  ])('ends once when %s, and carries nothing after that', (_what, end, goodbyes) => {
    end();
    end();
    line.socket.send('late');
    port.say('late');
    expect(closed).toBe(1);
    expect(port.sent.filter((one) => one === null)).toHaveLength(goodbyes);
    expect(port.sent).not.toContain('late');
    expect(heard).toEqual([]);
    expect(line.socket.readyState).not.toBe(line.socket.OPEN);
    expect(port.isClosed).toBe(true);
  });

  it('takes nothing else for a command', () => {
    for (const odd of [undefined, {}, [], true, new ArrayBuffer(4)]) port.say(odd);
    expect(heard).toEqual([]);
    expect(closed).toBe(0);
  });
});
