/** The harness's adapters: a packet or a timer, whichever comes first. */
import { describe, expect, it } from 'vitest';
import { ADAPTERS, Adapter, type AdapterKind } from '../harness/emulator/adapter.js';

const BYTE_US = 20;

/** So many bytes, one every 20 µs from `startUs` on. */
function say(adapter: Adapter, count: number, startUs: number): void {
  for (let n = 1; n <= count; n++) adapter.push(n & 0xff, startUs + n * BYTE_US);
}

/** When the first byte of what is said at `startUs` is at the host [µs after its last byte]. */
function waitUs(kind: AdapterKind, count: number, startUs: number): number {
  const adapter = new Adapter(kind);
  say(adapter, count, startUs);
  const endUs = startUs + count * BYTE_US;
  for (let us = endUs; ; us += 10) if (adapter.take(us) !== null) return us - endUs;
}

describe('an adapter of the harness', () => {
  it('keeps a line of 30 bytes until its timer runs out: up to 16 ms, 1 ms, or 4.1 ms', () => {
    const longest = (kind: AdapterKind) =>
      Math.max(...Array.from({ length: 160 }, (_, n) => waitUs(kind, 30, 40_000 + 137 * n)));
    expect(longest(ADAPTERS.FTDI)).toBeGreaterThan(15_000);
    expect(longest(ADAPTERS.FTDI)).toBeLessThanOrEqual(16_000);
    expect(longest(ADAPTERS['FTDI, low latency'])).toBeLessThanOrEqual(1000);
    // 0.6 ms of it go by while the line is being said.
    expect(longest(ADAPTERS['genuine Uno'])).toBeGreaterThan(3400);
    expect(longest(ADAPTERS['genuine Uno'])).toBeLessThanOrEqual(3500);
  });

  it('sends a packet of 62 bytes at once, and keeps the rest', () => {
    const adapter = new Adapter(ADAPTERS.FTDI);
    say(adapter, 70, 100);
    expect(adapter.take(100 + 70 * BYTE_US)).toEqual(Uint8Array.from({ length: 62 }, (_, n) => n + 1));
    expect(adapter.take(3000)).toBeNull();
    expect(adapter.take(40_000)).toHaveLength(8);
  });

  it('begins its timer again with each packet if it is FTDI’s, and never if it is a genuine Uno’s', () => {
    const ftdi = new Adapter(ADAPTERS.FTDI);
    say(ftdi, 63, 15_000 - 62 * BYTE_US);
    expect(ftdi.take(16_500)).toHaveLength(62);
    expect(ftdi.take(30_900)).toBeNull();
    expect(ftdi.take(31_000)).toHaveLength(1);
    const uno = new Adapter(ADAPTERS['genuine Uno']);
    say(uno, 98, 4000 - 97 * BYTE_US);
    expect(uno.take(4090)).toHaveLength(97);
    expect(uno.take(4096)).toHaveLength(1);
  });

  it('loses what finds it full', () => {
    const adapter = new Adapter({ packetBytes: 1000, timerMs: 16, timerFrom: 'free', ringBytes: 128 });
    say(adapter, 130, 100);
    expect([adapter.lost, adapter.mostHeld]).toEqual([2, 128]);
  });
});
