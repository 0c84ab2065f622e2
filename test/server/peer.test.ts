import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Peer } from '../../src/server/peer.js';
import { createTurns } from '../../src/server/turns.js';

let listener: Server;
let far: Socket;
let peer: Peer;

beforeEach(async () => {
  const turns = createTurns(
    3,
    () => performance.now(),
    (error) => expect.unreachable(String(error)),
  );
  listener = createServer({ allowHalfOpen: true });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as { port: number };
  const near = new Promise<Socket>((resolve) => listener.once('connection', resolve));
  far = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  far.on('error', () => {});
  peer = new Peer(await near, '10.0.0.7', turns);
  peer.on('error', () => {});
});

afterEach(() => {
  far.destroy();
  peer.destroy();
  listener.close();
});

const PATTERN = Buffer.from(Array.from({ length: 200_000 }, (_, n) => (n * 7 + (n >> 8)) & 255));

async function everything(stream: Socket | Peer): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  stream.on('data', (piece: Buffer) => pieces.push(piece));
  await new Promise((resolve) => stream.once('end', resolve));
  return pieces;
}

describe('peer', () => {
  it('hands on 200 kB in pieces of at most 1 KiB, all of them in order, then the end', async () => {
    far.end(PATTERN);
    const pieces = await everything(peer);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(1024);
    expect(Buffer.concat(pieces).equals(PATTERN)).toBe(true);
  });

  it('hands on one piece in a turn, and none while nobody wants any', async () => {
    const perRound: number[] = [];
    let pieces = 0;
    peer.on('data', () => pieces++);
    far.write(PATTERN);
    while (perRound.length < 50) {
      const before = pieces;
      await new Promise((resolve) => setImmediate(resolve));
      if (pieces > before) perRound.push(pieces - before);
    }
    // Node asks for the next piece in the same round or in the next one; a round has room for few of these.
    expect(Math.min(...perRound)).toBe(1);
    peer.pause();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const paused = pieces;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(pieces).toBe(paused);
  });

  it('sends everything, in order, and ends its half alone', async () => {
    peer.cork();
    for (let at = 0; at < PATTERN.length; at += 999) peer.write(PATTERN.subarray(at, at + 999));
    peer.uncork();
    peer.end();
    expect(Buffer.concat(await everything(far)).equals(PATTERN)).toBe(true);
    far.end('still heard');
    expect(Buffer.concat(await everything(peer)).toString()).toBe('still heard');
  });

  it('counts what the other end has not taken', async () => {
    far.pause();
    for (let n = 0; n < 100; n++) peer.write(PATTERN);
    // What is under way and what waits in the system is no longer counted: some of it has come.
    await once(far, 'readable');
    expect(peer.writableLength).toBeGreaterThan(1_000_000);
  });

  it.each(['destroy', 'resetAndDestroy'] as const)('is gone when the other end goes with %s', async (way) => {
    peer.resume();
    const gone = new Promise((resolve) => peer.once('close', resolve));
    if (way === 'destroy') far.end();
    far[way]();
    if (way === 'destroy') peer.end();
    await gone;
  });
});
