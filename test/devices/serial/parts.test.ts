import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Heard } from '../../../src/devices/port/heard.js';
import { LineGuard } from '../../../src/devices/port/line-guard.js';
import { CommandDesk } from '../../../src/devices/serial/command-desk.js';
import { Credits } from '../../../src/devices/serial/credits.js';
import { InputLedger } from '../../../src/devices/serial/input-ledger.js';

describe('the account of credits', () => {
  it('allows what fits the window of 224 bytes, to the byte', () => {
    const credits = new Credits(224);
    credits.spend(0, 71, true, 0);
    credits.spend(1, 71, true, 0);
    expect([credits.allows(82), credits.allows(83)]).toEqual([true, false]);
  });

  it('gets back the bytes of the frame that K names and of all before it', () => {
    const credits = new Credits(224);
    for (const seq of [254, 255, 0, 1]) credits.spend(seq, 50, seq > 1, 0);
    expect([credits.bytesUnderWay, credits.picturesUnderWay]).toEqual([200, 2]);
    credits.giveBack(0, 5);
    expect([credits.bytesUnderWay, credits.picturesUnderWay]).toEqual([50, 0]);
  });

  it('takes no notice of a K that it does not know, or knows already', () => {
    const credits = new Credits(224);
    credits.spend(7, 50, true, 0);
    credits.giveBack(6, 1);
    expect(credits.bytesUnderWay).toBe(50);
    credits.giveBack(7, 1);
    credits.giveBack(7, 1);
    expect(credits.bytesUnderWay).toBe(0);
  });

  it('says how long the board has owed an answer, from the first byte or the last K', () => {
    const credits = new Credits(224);
    expect(credits.owedMs(1000)).toBe(0);
    credits.spend(0, 50, true, 1000);
    credits.spend(1, 50, true, 1100);
    expect(credits.owedMs(1120)).toBe(120);
    credits.giveBack(0, 1130);
    expect(credits.owedMs(1150)).toBe(20);
    credits.empty();
    expect([credits.owedMs(2000), credits.bytesUnderWay]).toEqual([0, 0]);
  });
});

describe('the command desk', () => {
  it('repeats after 100 ms and takes the answer to any of its sendings', () => {
    let seq = 0;
    let answers = 0;
    const desk = new CommandDesk(() => seq++);
    desk.ask(
      (n) => ({ type: 'ping', seq: n, token: 1 }),
      0,
      () => answers++,
    );
    for (const ms of [50, 99, 100, 150, 200]) desk.work(ms);
    expect(seq).toBe(3);
    expect(desk.take({ verb: 'A', seq: 9 })).toBe(false);
    expect(desk.take({ verb: 'A', seq: 0 })).toBe(true);
    expect(desk.take({ verb: 'A', seq: 1 })).toBe(false);
    desk.work(1000);
    expect([seq, answers, desk.busy]).toEqual([3, 1, false]);
  });

  it('takes only the answer to the latest IDENT, and waits twice as long each time', () => {
    let seq = 0;
    const sentMs: number[] = [];
    let nowMs = 0;
    const desk = new CommandDesk(() => {
      sentMs.push(nowMs);
      return seq++;
    });
    desk.ask((n) => ({ type: 'ident', seq: n }), 0, undefined, true);
    for (nowMs = 0; nowMs <= 1500; nowMs += 50) desk.work(nowMs);
    expect(sentMs).toEqual([0, 100, 300, 700, 1500]);
    expect(desk.take({ verb: 'A', seq: 3 })).toBe(false);
    expect(desk.take({ verb: 'A', seq: 4 })).toBe(true);
  });

  it('sends nothing while there is no credit, and at once when there is', () => {
    let credit = false;
    let sent = 0;
    const desk = new CommandDesk(() => (credit ? sent++ : undefined));
    desk.ask((n) => ({ type: 'ident', seq: n }), 0);
    desk.work(10);
    expect(sent).toBe(0);
    credit = true;
    desk.work(11);
    expect(sent).toBe(1);
  });
});

const press = (id: number, pressed = true) => ({ verb: 'B', id, deviceUs: 5, button: 1, pressed }) as const;

describe('the ledger of inputs', () => {
  it('drops repeats and keeps the order', () => {
    const ledger = new InputLedger();
    const ids = [1, 1, 2, 1, 2, 3, 2].map((id) => ledger.accept(press(id))?.id);
    expect(ids).toEqual([1, undefined, 2, undefined, undefined, 3, undefined]);
  });

  it('lets an event wait whose predecessor was lost, until that is repeated', () => {
    const ledger = new InputLedger();
    expect([1, 4, 3].map((id) => ledger.accept(press(id))?.id)).toEqual([1, undefined, undefined]);
    expect(ledger.following()).toBeUndefined();
    const delivered = [ledger.accept(press(2)), ledger.following(), ledger.following(), ledger.following()];
    expect(delivered.map((event) => event && ledger.boardId(event.id))).toEqual([2, 3, 4, undefined]);
    expect([3, 4].map((id) => ledger.accept(press(id)))).toEqual([undefined, undefined]);
    expect(ledger.accept(press(5))?.id).toBe(5);
  });

  it('forgets events that wait when the board restarts', () => {
    const ledger = new InputLedger();
    ledger.accept(press(2));
    ledger.restart();
    expect(ledger.accept(press(1))?.id).toBe(1);
    expect(ledger.following()).toBeUndefined();
  });

  it('gives up a predecessor that does not come in 20 rounds, and not before', () => {
    const ledger = new InputLedger();
    const rounds = Array.from({ length: 20 }, () => [5, 6].map((id) => ledger.accept(press(id))?.id));
    expect(rounds.flat().filter(Boolean)).toEqual([1, 2]);
    expect(rounds[19]).toEqual([1, 2]);
  });

  it('goes from 255 to 1', () => {
    const ledger = new InputLedger();
    for (let n = 0; n < 255; n++) ledger.accept(press(n + 1));
    expect(ledger.accept(press(255))).toBeUndefined();
    expect(ledger.accept(press(1))?.id).toBe(1);
    expect(ledger.accept(press(2))?.id).toBe(2);
  });

  it('numbers on after a restart of the board, and knows old numbers no more', () => {
    const ledger = new InputLedger();
    for (const id of [1, 2, 3]) ledger.accept(press(id));
    expect([ledger.boardId(2), ledger.idOf(2)]).toEqual([2, 2]);
    ledger.restart();
    expect([ledger.boardId(3), ledger.idOf(3)]).toEqual([0, undefined]);
    expect(ledger.accept(press(1))?.id).toBe(4);
    expect([ledger.boardId(4), ledger.boardId(1), ledger.idOf(1)]).toEqual([1, 0, 4]);
  });

  it('delivers no event twice or out of order, whichever lines are lost', () => {
    const losses = fc.oneof(
      fc.constant(Array<boolean>(400).fill(false)),
      fc.array(fc.boolean(), { minLength: 400, maxLength: 400 }),
    );
    fc.assert(
      fc.property(losses, (lost) => {
        const ledger = new InputLedger();
        const delivered: number[] = [];
        let line = 0;
        let confirmed = 0;
        // Twelve events, one a round; the board repeats all that are not confirmed, oldest first.
        for (let round = 1; round <= 12 || (confirmed < 12 && line < 400); round++) {
          for (let id = confirmed + 1; id <= Math.min(round, confirmed + 8, 12); id++) {
            if (lost[line++]) continue;
            let event = ledger.accept(press(id));
            for (; event; event = ledger.following()) delivered.push(event.id);
          }
          if (delivered.length > 0) confirmed = ledger.boardId(delivered.at(-1)!);
        }
        expect(delivered).toEqual([...delivered].sort((a, b) => a - b));
        expect(new Set(delivered).size).toBe(delivered.length);
        if (!lost.includes(true)) expect(delivered.length).toBe(12);
      }),
    );
  });

  it('gives a dial as a position from 0 to 1', () => {
    const line = { verb: 'D', id: 1, deviceUs: 7, dial: 1, value: 1023 } as const;
    expect(new InputLedger().accept(line)).toEqual({
      kind: 'dial',
      id: 1,
      dial: 1,
      position: 1,
      deviceUs: 7,
    });
  });
});

function guarded(...chunks: string[]): { out: string; dropped: number } {
  const guard = new LineGuard(16);
  let out = '';
  for (const chunk of chunks) out += Buffer.from(guard.pass(Buffer.from(chunk, 'latin1'))).toString('latin1');
  return { out, dropped: guard.dropped };
}

describe('the guard before the line parser', () => {
  it('lets short lines through as they are, however they are cut', () => {
    expect(guarded('one\ntw', 'o\n', '\n', 'three').out).toBe('one\ntwo\n\nthree');
  });

  it('lets a line of 16 bytes through and drops one of 17', () => {
    expect(guarded(`${'x'.repeat(16)}\nb\n`)).toEqual({ out: `${'x'.repeat(16)}\nb\n`, dropped: 0 });
    expect(guarded(`a\n${'x'.repeat(17)}\nb\n`)).toEqual({ out: `a\n${'x'.repeat(16)}\nb\n`, dropped: 1 });
  });

  it('keeps nothing of 10 MB without a newline, and hears the line after it', () => {
    const chunks = Array.from({ length: 160 }, () => 'y'.repeat(65_536));
    const { out, dropped } = guarded(...chunks, '\nnews\n');
    expect(out.length).toBeLessThan(30);
    expect(out.endsWith('\nnews\n')).toBe(true);
    expect(dropped).toBe(1);
  });
});

describe('what was heard on a port', () => {
  const hear = (...bytes: number[]) => {
    const heard = new Heard();
    for (const byte of bytes) heard.bytes(Uint8Array.of(byte));
    return heard;
  };

  const named = (...codes: number[]) => [0xf0, 0x79, 2, 3, ...codes.flatMap((code) => [code, 0]), 0xf7];

  it('knows Firmata by its version, and by a whole report of its firmware, byte by byte', () => {
    expect(hear(0xf9, 2, 5).firmata).toBe('2.5');
    expect(hear(0, 0, ...named(0x4b, 0x41, 0x42)).firmata).toBe('2.3');
    expect(hear(0, 0, ...named(0x4b, 0x41, 0x42).slice(0, -1)).firmata).toBeUndefined();
  });

  it('knows the name of its sketch once it is whole, and shows none with a code that commands a terminal', () => {
    const report = (...codes: number[]) => hear(0xf9, 2, 5, 0xf0, 0x79, 2, 5, ...codes);
    expect(report(0x4b, 0, 0x41, 0, 0x42, 0).sketch).toBeUndefined();
    expect(report(0x4b, 0, 0x41, 0, 0x42, 0, 0xf7).sketch).toBe('KAB');
    for (const codes of [[], [0x1b, 0, 0x5b, 0, 0x41, 0], [0x41, 1, 0x41, 1, 0x41, 1]]) {
      const { firmata, sketch } = report(...codes, 0xf7);
      expect([firmata, sketch]).toEqual(['2.5', undefined]);
    }
  });

  it('takes no rubbish for Firmata: not 100 000 random bytes, nor a version among many others', () => {
    expect(hear(0xf9, 0, 0).firmata).toBeUndefined();
    expect(hear(0xf9, 0xf9, 0xf9).firmata).toBeUndefined();
    expect(hear(...Buffer.from('H 1 fw=0.1.0')).firmata).toBeUndefined();
    let state = 1;
    const random = Array.from({ length: 100_000 }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return (state >> 16) & 255;
    });
    expect(hear(...random).firmata).toBeUndefined();
    const zeros = new Array<number>(200).fill(0);
    expect(hear(...zeros, 0xf9, 2, 5).firmata).toBeUndefined();
    expect(hear(...zeros, 0xf9, 2, 5, 0, 0xf9, 2, 5).firmata).toBe('2.5');
    expect(hear(...zeros, 0xf9, 2, 5, ...named(0x4b, 0x41, 0x42)).sketch).toBe('KAB');
  });

  it.each([
    ['one whole line, not the two that are cut', 'nsor 511\r\nsensor 512\r\nsens', 'sensor 512'],
    ['a line without an end', 'hello there', 'hello there'],
    ['32 characters of a long line', 'y'.repeat(100), `${'y'.repeat(32)}…`],
    ['nothing of three characters', 'ab\n', undefined],
    ['nothing of bytes of which two in ten cannot be read', 'abcdefgh\x00\x80', undefined],
    ['nothing of blank lines', '\r\n\r\n\r\n', undefined],
  ])('quotes %s', (_, said, quoted) => {
    expect(hear(...Buffer.from(said, 'latin1')).words).toBe(quoted);
  });

  it('knows a bootloader by its answer, 14 10, wherever the chunks are cut', () => {
    expect(hear(0xff, 0x14, 0x10).bootloader).toBe(true);
    expect(hear(0x14, 0x00, 0x10).bootloader).toBe(false);
  });

  it('knows damaged lines of ours by their check, which is there and wrong', () => {
    const heard = hear(1);
    heard.line({ problem: 'no-check', text: 'sensor 512' });
    expect(heard.damaged).toBe(false);
    heard.line({ problem: 'check', text: 'K 1f*00000000' });
    expect(heard.damaged).toBe(true);
  });

  it('knows a board by one line with a right check, even of a verb that it does not know', () => {
    const heard = hear(1);
    heard.line({ problem: 'check', text: '' });
    expect([heard.anything, heard.board]).toEqual([true, false]);
    heard.line({ problem: 'verb', text: 'Z 1' });
    expect(heard.board).toBe(true);
  });
});
