import decodeQr from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { createCodeDrawing, qrSvg } from '../../src/server/join-code.js';

/** Paints the squares of a drawing as a camera sees them: RGBA, as wide as it is high. */
function painted(svg: string): { width: number; height: number; data: Uint8Array } {
  const width = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)![1]);
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, left, top, side] of svg.matchAll(/M(\d+),(\d+)h(\d+)v\3h-\3z/g))
    for (let y = Number(top); y < Number(top) + Number(side); y++)
      for (let x = Number(left); x < Number(left) + Number(side); x++)
        data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return { width, height: width, data };
}

const ADDRESSES = [
  'http://192.168.1.5:8080/v',
  'http://10.200.100.50:65535/v',
  'http://[2001:db8:1234:5678:9abc:def0:1234:5678]:8080/v',
];

describe('the QR code for phones', () => {
  it.each(ADDRESSES)('reads as the address %s', (address) => {
    expect(decodeQr(painted(qrSvg(address)), { timeLimit: 5000 })).toBe(address);
  });

  it('has an edge of four white squares on each side, which readers need', () => {
    const { width, data } = painted(qrSvg(ADDRESSES[0]!));
    const dark = Array.from({ length: width * width }, (_, at) => at).filter((at) => data[at * 4] === 0);
    const across = dark.map((at) => at % width);
    expect([Math.min(...across), dark[0]! / width, width - Math.max(...across)]).toEqual([
      40,
      expect.closeTo(40, 0),
      41,
    ]);
  });

  it('is drawn once for an address: the next who asks gets the same drawing', () => {
    const draw = createCodeDrawing();
    const first = draw(ADDRESSES[0]!);
    expect(draw(ADDRESSES[0]!)).toBe(first);
    const other = draw(ADDRESSES[1]!);
    expect(other.bytes).not.toEqual(first.bytes);
    expect(draw(ADDRESSES[1]!)).toBe(other);
  });
});
