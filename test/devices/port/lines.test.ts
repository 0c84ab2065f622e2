/** What makes lines of bytes: that of serialport, and that of a page. */
import { describe, expect, it } from 'vitest';
import { splitLines as splitLinesOfPage } from '../../../src/browser/serial/lines.js';
import { LineGuard } from '../../../src/devices/port/line-guard.js';
import { splitLines } from '../../../src/devices/system/lines.js';

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe.each([
  ['the parser of serialport', splitLines],
  ['the one of a page', splitLinesOfPage],
])('lines of bytes, by %s', (_name, split) => {
  function lines(...pieces: readonly string[]): string[] {
    const found: string[] = [];
    const splitter = split((line) => found.push(line));
    for (const piece of pieces) splitter.write(bytesOf(piece));
    splitter.end();
    return found;
  }

  it('are the same however the bytes are cut, each told before the call returns', () => {
    const found: string[] = [];
    const splitter = split((line) => found.push(line));
    splitter.write(bytesOf('on'));
    expect(found).toEqual([]);
    splitter.write(bytesOf('e\ntwo\nth'));
    expect(found).toEqual(['one', 'two']);
    splitter.write(bytesOf('ree\n'));
    expect(found).toEqual(['one', 'two', 'three']);
  });

  it('have a character for each of 255 bytes, the line feed left out', () => {
    const all = String.fromCharCode(
      ...Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 10),
    );
    const [line] = lines(`${all}\n`);
    expect(line).toBe(all);
    expect(line).toHaveLength(255);
  });

  it('keep their carriage return, and are left out where they are empty', () => {
    expect(lines('\n\na\r\n\n', '\nb\n')).toEqual(['a\r', 'b']);
  });

  it('are told no more once it was ended, nor is what had no end', () => {
    const found: string[] = [];
    const splitter = split((line) => {
      found.push(line);
      splitter.end();
    });
    splitter.write(bytesOf('one\n'));
    splitter.end();
    expect(found).toEqual(['one']);
    expect(lines('without an end')).toEqual([]);
  });

  it('grow no further than the guard before them lets them: of 1 MB without an end 256 bytes, and then the next', () => {
    const found: string[] = [];
    const guard = new LineGuard();
    const splitter = split((line) => found.push(line));
    for (let n = 0; n < 16; n++) splitter.write(guard.pass(new Uint8Array(65_536).fill(0x79)));
    splitter.write(guard.pass(bytesOf('\nnews\n')));
    expect(found).toEqual(['y'.repeat(256), 'news']);
  });
});
