import { SerialPortStream } from '@serialport/stream';
import { describe, expect, it } from 'vitest';
import { Bench, type PlugOptions } from '../harness/emulator/bench.js';
import { avrGccPath, lacks } from '../harness/tools.js';
import { boardWith } from './board-with.js';

const PATH = '/dev/ttyRIG0';

/** A bench with one board, and a port on it whose doings are written down with their virtual time. */
function benchWith(fixture: string, options: PlugOptions = {}) {
  const bench = new Bench();
  const { board } = boardWith(fixture);
  bench.plug(PATH, board, options);
  return { bench, board };
}

function openPort(bench: Bench, path = PATH, baudRate = 500_000) {
  const log: string[] = [];
  const bytes: number[] = [];
  const stamps: number[] = [];
  const port = new SerialPortStream({ binding: bench.binding, path, baudRate }, (error) =>
    log.push(error == null ? 'open' : `open failed: ${error.message}`),
  );
  port.on('data', (chunk: Buffer) => {
    bytes.push(...chunk);
    stamps.push(bench.clock.nowMs());
  });
  port.on('error', (error) => log.push(`error: ${error.message}`));
  port.on('close', (error: unknown) => {
    const disconnected = error instanceof Error && 'disconnected' in error && error.disconnected === true;
    log.push(disconnected ? 'close: disconnected' : 'close');
  });
  return { port, log, bytes, stamps };
}

describe.skipIf(lacks(avrGccPath))('a port in virtual time', () => {
  it('resets the board when it is opened, and brings its greeting', async () => {
    const { bench, board } = benchWith('life');
    const resets: string[] = [];
    board.onReset = (kind) => resets.push(kind);
    await bench.advance(100);
    const { log, bytes, port } = openPort(bench);
    await bench.advance(10);
    expect(log).toEqual(['open']);
    expect(resets).toEqual(['external']);
    expect(Buffer.from(bytes).toString('latin1')).toBe('R\x02\xff\x01');
    port.close();
    await bench.advance(1);
    expect(log).toEqual(['open', 'close']);
  });

  it('carries 5000 bytes there and back at 50 bytes a millisecond', async () => {
    const { bench, board } = benchWith('echo-interrupt');
    const { port, bytes } = openPort(bench);
    await bench.advance(2);
    port.write(Buffer.from(Uint8Array.from({ length: 5000 }, (_, i) => i)));
    await bench.advance(50);
    expect(bytes.length).toBeGreaterThan(2480);
    expect(bytes.length).toBeLessThan(2520);
    await bench.advance(52);
    expect(bytes).toEqual(Array.from({ length: 5000 }, (_, i) => i & 255));
    expect(board.overruns).toBe(0);
    port.close();
    await bench.advance(1);
  });

  it('drains when the last byte has arrived, not before: 5000 bytes take 100 ms', async () => {
    const { bench } = benchWith('echo-interrupt');
    const { port } = openPort(bench);
    await bench.advance(2);
    const startMs = bench.clock.nowMs();
    let drainedMs = -1;
    port.write(Buffer.alloc(5000, 1));
    port.drain(() => {
      drainedMs = bench.clock.nowMs() - startMs;
    });
    await bench.advance(200);
    expect(drainedMs).toBeGreaterThanOrEqual(100);
    expect(drainedMs).toBeLessThanOrEqual(102);
    port.close();
    await bench.advance(1);
  });

  it('holds the answer back by the latency of the bridge', async () => {
    for (const [latencyMs, expectedMs] of [
      [0, 1],
      [16, 17],
    ] as const) {
      const { bench } = benchWith('echo-interrupt', { latencyMs });
      const { port, stamps } = openPort(bench);
      await bench.advance(10);
      port.write(Buffer.of(7));
      await bench.advance(50);
      expect(stamps).toEqual([10 + expectedMs]);
      port.close();
      await bench.advance(1);
    }
  });

  it('says that a port does not exist, is taken, or is not ours to open', async () => {
    const { bench } = benchWith('echo-interrupt');
    bench.plug('/dev/denied', boardWith('life').board, { denied: true });
    const first = openPort(bench);
    await bench.advance(1);
    const second = openPort(bench);
    const absent = openPort(bench, '/dev/none');
    const denied = openPort(bench, '/dev/denied');
    await bench.advance(1);
    expect(second.log).toEqual(['open failed: Error Resource temporarily unavailable Cannot lock port']);
    expect(absent.log).toEqual(['open failed: Error: No such file or directory, cannot open /dev/none']);
    expect(denied.log).toEqual(['open failed: Error: Permission denied, cannot open /dev/denied']);
    first.port.close();
    await bench.advance(1);
    const third = openPort(bench);
    await bench.advance(1);
    expect(third.log).toEqual(['open']);
  });

  it('lists what is plugged in', async () => {
    const { bench } = benchWith('life', { info: { vendorId: '1a86', productId: '7523' } });
    expect(await bench.binding.list()).toMatchObject([{ path: PATH, vendorId: '1a86', productId: '7523' }]);
    bench.unplug(PATH);
    expect(await bench.binding.list()).toEqual([]);
  });

  it('tells a listening host of a pulled cable by a close with DisconnectedError and no error', async () => {
    const { bench } = benchWith('life');
    const { log } = openPort(bench);
    await bench.advance(10);
    bench.unplug(PATH);
    await bench.advance(1);
    expect(log).toEqual(['open', 'close: disconnected']);
  });

  it('fails a write with EIO, and closes twice, while the system has not noticed the pulled cable yet', async () => {
    const { bench } = benchWith('life');
    const { port, log } = openPort(bench);
    await bench.advance(10);
    bench.unplug(PATH, { noticeMs: 5 });
    await bench.advance(1);
    expect(log).toEqual(['open']);
    port.write(Buffer.of(1));
    await bench.advance(10);
    // Two closes, as with the real port.
    expect(log).toEqual(['open', 'error: EIO: i/o error, write', 'close', 'close: disconnected']);
  });

  it('fails a write that is still on its way when the cable is pulled', async () => {
    const { bench } = benchWith('echo-interrupt');
    const { port, log } = openPort(bench);
    await bench.advance(10);
    let failure = '';
    port.write(Buffer.alloc(10_000), (error) => {
      failure = error?.message ?? 'none';
    });
    await bench.advance(10);
    bench.unplug(PATH);
    await bench.advance(1);
    expect(failure).toBe('EIO: i/o error, write');
    expect(log).toContain('error: EIO: i/o error, write');
  });

  it('says nothing of a pulled cable to a host that does not read', async () => {
    const { bench } = benchWith('life');
    const port = new SerialPortStream({ binding: bench.binding, path: PATH, baudRate: 500_000 });
    let events = 0;
    port.on('close', () => events++);
    port.on('error', () => events++);
    await bench.advance(10);
    bench.unplug(PATH);
    await bench.advance(100);
    expect(events).toBe(0);
    expect(port.isOpen).toBe(true);
  });

  it('brings a board back with its power-on reset, at a path of one’s choice', async () => {
    const { bench, board } = benchWith('life');
    await bench.advance(10);
    bench.unplug(PATH);
    bench.plug('/dev/ttyRIG1', board, { resetOnDtr: false });
    const { bytes, port } = openPort(bench, '/dev/ttyRIG1');
    await bench.advance(10);
    expect(bytes.slice(0, 2)).toEqual(['R'.charCodeAt(0), 1]);
    port.close();
    await bench.advance(1);
  });

  it('resets the board on a rising DTR, and fails control lines as a pseudo-terminal does', async () => {
    const { bench, board } = benchWith('life');
    bench.plug('/dev/pts/9', boardWith('life').board, { controlLines: false });
    const real = openPort(bench);
    const pty = openPort(bench, '/dev/pts/9');
    await bench.advance(5);
    const resets: string[] = [];
    board.onReset = (kind) => resets.push(kind);
    real.port.set({ dtr: false });
    await bench.advance(5);
    real.port.set({ dtr: true });
    let message = '';
    pty.port.set({ dtr: true }, (error) => {
      message = error?.message ?? '';
    });
    await bench.advance(5);
    expect(resets).toEqual(['external']);
    expect(message).toBe('Error: Inappropriate ioctl for device, cannot set');
  });

  it('times bytes by the baud of the host that opens it', async () => {
    const { bench, board } = benchWith('echo-interrupt');
    const { port } = openPort(bench, PATH, 115_200);
    await bench.advance(2);
    port.write(Buffer.alloc(100));
    await bench.advance(8);
    expect(board.pendingBytes).toBeGreaterThan(0);
    await bench.advance(1);
    expect(board.pendingBytes).toBe(0);
    expect(board.framingErrors).toBeGreaterThan(0);
    port.close();
    await bench.advance(1);
  });

  it('waits for a condition in virtual time, and gives up after the limit', async () => {
    const { bench } = benchWith('life');
    const { bytes } = openPort(bench);
    const tookMs = await bench.advanceUntil(() => bytes.length === 4, 100);
    expect(tookMs).toBeLessThan(5);
    await expect(bench.advanceUntil(() => false, 20)).rejects.toThrow(/still waiting after 20 ms/);
    expect(bench.clock.nowMs()).toBe(tookMs + 20);
  });

  it('fires timers of the host at their own times among the slices', async () => {
    const bench = new Bench();
    const at: number[] = [];
    bench.clock.every(2.5, () => at.push(bench.clock.nowMs()));
    await bench.advance(10);
    expect(at).toEqual([2.5, 5, 7.5, 10]);
  });
});
