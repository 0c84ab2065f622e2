import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { MOST_CHARS } from '../../../src/browser/page/kept.js';
import { MOST_BYTES, openedFile, refusedAtOnce } from '../../../src/browser/page/opened-file.js';

const top = fileURLToPath(new URL('../../..', import.meta.url));
const bytes = (text: string) => new TextEncoder().encode(text);
const wordsOf = (name: string, content: Uint8Array) => {
  const opened = openedFile(name, content);
  return opened.kind === 'refused' ? opened.words : opened.kind;
};
const shipped = (folder: string) =>
  readdirSync(join(top, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => openedFile(name, readFileSync(join(top, folder, name))).kind);

describe('a file that is opened', () => {
  it('is a card or a plan, or something for the rig: every shipped one is known by its sections', () => {
    const lessons = [...shipped('lessons'), ...shipped('lessons/plans')];
    const others = [...shipped('rigs'), ...shipped('experiments')];
    expect([lessons.length > 10, others.length > 10]).toEqual([true, true]);
    expect([new Set(lessons), new Set(others)]).toEqual([new Set(['lesson']), new Set(['rig'])]);
  });

  it('is a recording where its first line is JSON, and may begin with a byte order mark', () => {
    expect(openedFile('last.recording', bytes('{"kind":"recording"}\n')).kind).toBe('recording');
    expect(openedFile('a.yaml', new Uint8Array([0xef, 0xbb, 0xbf, ...bytes('card: 1\n')]))).toEqual({
      kind: 'lesson',
      text: 'card: 1\n',
    });
  });

  it.each<[string, readonly number[], string]>([
    ['photo.png', [0x89, 0x50, 0x4e, 0x47, 0x0d], 'photo.png is a picture.'],
    ['photo.jpg', [0xff, 0xd8, 0xff, 0xe0], 'photo.jpg is a picture.'],
    ['photo.webp', [...bytes('RIFF1234WEBP')], 'photo.webp is a picture.'],
    ['photo.heic', [0, 0, 0, 24, ...bytes('ftypheic')], 'photo.heic is a picture.'],
    ['rig.yaml', [0x47, 0x49, 0x46, 0x38, 0x39], 'rig.yaml is a picture.'],
    ['paper.pdf', [...bytes('%PDF-1.7')], 'paper.pdf is a PDF.'],
    ['cards.zip', [0x50, 0x4b, 0x03, 0x04], 'cards.zip is an archive or a document'],
    ['setup.exe', [0x4d, 0x5a, 0x90], 'setup.exe is a program.'],
    ['page.html', [...bytes('<!doctype html><p>')], 'page.html is a web page or a drawing.'],
    ['icon.svg', [...bytes('<svg xmlns="x">')], 'icon.svg is a web page or a drawing.'],
    ['axon.hex', [...bytes(':100000000C9462000C948A00')], 'axon.hex is firmware.'],
    ['noise.yaml', [0xc3, 0x28, 0x41], 'noise.yaml is no text.'],
    ['zeros.yaml', [...bytes('a: 1\0')], 'zeros.yaml is no text.'],
    ['nothing.yaml', [], 'nothing.yaml is empty.'],
  ])('%s is refused in words', (name, content, words) => {
    expect(wordsOf(name, Uint8Array.from(content))).toContain(words);
  });

  it('is refused before it is read where it has 65 MB, and after that where it is longer than a file of the rig', () => {
    expect(refusedAtOnce('film.mp4', MOST_BYTES + 1)).toBe(
      'film.mp4 has 65 MB; the rig takes files up to 64 MB.',
    );
    expect(refusedAtOnce('rig.yaml', 100)).toBeUndefined();
    expect(wordsOf('long.yaml', bytes('#'.repeat(MOST_CHARS + 1)))).toBe(
      'long.yaml has 65 KB; a file of the rig has at most 64 KB.',
    );
    expect(wordsOf('long.yaml', bytes('#'.repeat(MOST_CHARS)))).toBe('rig');
  });
});
