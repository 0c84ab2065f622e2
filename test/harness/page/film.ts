/** A press on the page as a moving picture (animated WebP): screenshots, each shown as long as it took to the next. */
import type { Page } from 'playwright-core';

export interface FilmFrame {
  /** A still WebP without transparency. */
  readonly webp: Uint8Array;
  readonly shownMs: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface FilmWishes {
  readonly frames: number;
  /** From one to the next, at least [ms of room]. */
  readonly frameMs: number;
  /** How long the last one is shown [ms]. */
  readonly lastMs: number;
  readonly size: Size;
}

export async function takeFilm(
  page: Page,
  { frames, frameMs, lastMs, size }: FilmWishes,
): Promise<FilmFrame[]> {
  const shots: { readonly png: Buffer; readonly atMs: number }[] = [];
  while (shots.length < frames) {
    const atMs = performance.now();
    shots.push({ png: await page.screenshot(), atMs });
    await page.waitForTimeout(Math.max(0, frameMs - (performance.now() - atMs)));
  }
  const film: FilmFrame[] = [];
  for (const [k, { png, atMs }] of shots.entries()) {
    const base64 = await page.evaluate(
      async ({ source, width, height }) => {
        const image = new Image();
        image.src = `data:image/png;base64,${source}`;
        await image.decode();
        const canvas = new OffscreenCanvas(width, height);
        const context = canvas.getContext('2d', { alpha: false })!;
        context.imageSmoothingQuality = 'high';
        context.drawImage(image, 0, 0, width, height);
        const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.72 });
        let text = '';
        for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte);
        return btoa(text);
      },
      { source: png.toString('base64'), ...size },
    );
    const next = shots[k + 1];
    film.push({ webp: Buffer.from(base64, 'base64'), shownMs: next ? next.atMs - atMs : lastMs });
  }
  return film;
}

/** Stills of one size as one file that plays again and again. */
export function animatedWebp(frames: readonly FilmFrame[], { width, height }: Size): Buffer {
  const size = [...le(width - 1, 3), ...le(height - 1, 3)];
  const animated = 2;
  return riff([
    chunk('VP8X', [animated, 0, 0, 0, ...size]),
    chunk('ANIM', [0, 0, 0, 255, 0, 0]),
    ...frames.map(({ webp, shownMs }) => {
      const place = [0, 0, 0, 0, 0, 0];
      const head = [...place, ...size, ...le(Math.round(shownMs), 3), 2];
      return chunk('ANMF', Buffer.concat([Buffer.from(head), imageChunk(Buffer.from(webp))]));
    }),
  ]);
}

/** The chunk of a still that has the image itself. */
function imageChunk(webp: Buffer): Buffer {
  for (let at = 12; at + 8 <= webp.length; ) {
    const length = webp.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (/^VP8[ L]$/.test(webp.toString('latin1', at, at + 4))) return webp.subarray(at, end);
    at = end;
  }
  throw new RangeError('webp: expected a still with an image of its own');
}

function riff(chunks: readonly Buffer[]): Buffer {
  return chunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]));
}

function chunk(name: string, data: ArrayLike<number> & Iterable<number>): Buffer {
  const head = Buffer.from(`${name}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([
    head,
    Buffer.from(Array.isArray(data) ? data : Uint8Array.from(data)),
    Buffer.alloc(data.length % 2),
  ]);
}

function le(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, k) => (value >> (8 * k)) & 255);
}
