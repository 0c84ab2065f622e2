import { describe, expect, it } from 'vitest';
import { parseCommand } from '../harness/emulate/commands.js';
import { frameLine } from '../harness/emulate/frame-line.js';
import { Pacer } from '../harness/emulate/pacer.js';

describe('commands of the emulated board', () => {
  it('understands each of them', () => {
    expect(parseCommand('press 1')).toEqual({ kind: 'press', button: 1 });
    expect(parseCommand('  release 4 ')).toEqual({ kind: 'release', button: 4 });
    expect(parseCommand('dial 1 1023')).toEqual({ kind: 'dial', dial: 1, value: 1023 });
    for (const kind of ['unplug', 'plug', 'quit']) expect(parseCommand(kind)).toEqual({ kind });
    expect(parseCommand('')).toEqual({ kind: 'nothing' });
  });

  it.each([
    ['press', /press: expected one button number from 1 to 4, got ""/],
    ['press 0', /from 1 to 4, got "0"/],
    ['press 1 2', /got "1 2"/],
    ['press one', /got "one"/],
    ['dial 2 5', /dial: expected 0 or 1 and a value from 0 to 1023/],
    ['dial 0 1024', /got "0 1024"/],
    ['dial 0', /got "0"/],
    ['dial 0 -1', /got "0 -1"/],
    ['quit now', /quit: expected nothing after it/],
    ['jump', /unknown command "jump"; expected press N/],
    ['x'.repeat(5000), /unknown command "x{40}"/],
  ])('refuses %j and says what it expected', (line, message) => {
    const command = parseCommand(line);
    expect(command.kind).toBe('wrong');
    expect(command.kind === 'wrong' ? command.message : '').toMatch(message);
  });
});

describe('the pace', () => {
  it('keeps up with the room in pieces of at most 5 ms', () => {
    const pacer = new Pacer(1000);
    expect(pacer.take(1000)).toBe(0);
    expect(pacer.take(1003)).toBe(3);
    expect(pacer.take(1003)).toBe(0);
    expect(pacer.take(1015)).toBe(5);
    expect(pacer.take(1015)).toBe(5);
    expect(pacer.take(1015)).toBe(2);
    expect(pacer.lostMs).toBe(0);
  });

  it('gives up what is more than 100 ms late instead of running after it', () => {
    const pacer = new Pacer(0);
    expect(pacer.take(5000)).toBe(5);
    expect(pacer.lostMs).toBe(4900);
    let caughtUpMs = 5;
    for (let pieceMs = pacer.take(5000); pieceMs > 0; pieceMs = pacer.take(5000)) caughtUpMs += pieceMs;
    expect(caughtUpMs).toBe(100);
  });

  it('forgets the pause when it begins again', () => {
    const pacer = new Pacer(0);
    pacer.take(3);
    pacer.restart(60_000);
    expect(pacer.take(60_002)).toBe(2);
    expect(pacer.lostMs).toBe(0);
  });
});

describe('a frame as a line', () => {
  it('gives the end of the frame, the colours in the strip’s order, and the needles', () => {
    const frame = {
      startUs: 1,
      endUs: 1234.5625,
      rgb: Uint8Array.of(255, 0, 16, 1, 2, 3),
      raw: new Uint8Array(0),
      bits: 48,
      waveform: { t0hNs: [0, 0], t1hNs: [0, 0], lowNs: [0, 0] },
      longestGapNs: 0,
    } as const;
    expect(frameLine(frame, [1500.0625, null])).toBe(
      '{"us":1235,"leds":"ff0010010203","servoUs":[1500.1,null]}',
    );
  });
});
