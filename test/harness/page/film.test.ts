import { expect, it } from 'vitest';
import { animatedWebp } from './film.js';

/** A still WebP with so many bytes of image, which are all the same. */
function still(bytes: number, byte: number): Buffer {
  const image = Buffer.concat([
    Buffer.from('VP8 '),
    Buffer.alloc(4),
    Buffer.alloc(bytes + (bytes % 2), byte),
  ]);
  image.writeUInt32LE(bytes, 4);
  const head = Buffer.from('RIFF\0\0\0\0WEBP');
  head.writeUInt32LE(4 + image.length, 4);
  return Buffer.concat([head, image]);
}

it('stills of 960 × 540 make one file with a length, a size, and a time for each of them', () => {
  const frames = [
    { webp: still(10, 1), shownMs: 250.4 },
    { webp: still(11, 2), shownMs: 3000 },
  ];
  const file = animatedWebp(frames, { width: 960, height: 540 });
  expect(file.readUInt32LE(4)).toBe(file.length - 8);
  expect(file.toString('latin1', 8, 16)).toBe('WEBPVP8X');
  expect([file.readUIntLE(24, 3) + 1, file.readUIntLE(27, 3) + 1]).toEqual([960, 540]);
  const times: number[] = [];
  const images: number[] = [];
  for (let at = 12; at < file.length; at += 8 + file.readUInt32LE(at + 4) + (file.readUInt32LE(at + 4) % 2))
    if (file.toString('latin1', at, at + 4) === 'ANMF') {
      times.push(file.readUIntLE(at + 8 + 12, 3));
      expect(file.toString('latin1', at + 24, at + 28)).toBe('VP8 ');
      images.push(file[at + 32]!);
    }
  expect(times).toEqual([250, 3000]);
  expect(images).toEqual([1, 2]);
});

it('what is no still picture is refused', () => {
  expect(() => animatedWebp([{ webp: Buffer.from('RIFF'), shownMs: 1 }], { width: 1, height: 1 })).toThrow(
    /still/,
  );
});
