import { describe, expect, it } from 'vitest';
import { BOARDS } from '../../contract/boards.js';
import { MockBoard } from '../../harness/mock-board.js';
import { isSilent, type VisitOptions, visit } from './clinic.js';

const FULL = `
name: Rig of Anna
device: {kind: serial}
strip: {leds: 20}
needles: {supply: own, blue: {lowUs: 1100, highUs: 1900}, yellow: {lowUs: 2000, highUs: 1000}}
buttons: {1: {do: stimulate}, 2: {do: pause}}
dials: {0: {do: lens}}
`;
const STRIP = 'device: {kind: serial}\nstrip: {leds: 20}\nbuttons: {}\n';
/** The yellow servo turns the other way, as its file says. */
const TABLE = { leds: 20, mirrored: [false, true] } as const;

/** A visit on the mock board. */
const visited = (options: Partial<VisitOptions> & { readonly text?: string }) =>
  visit(new MockBoard(), { table: TABLE, ...options });

describe.each(BOARDS)('axon-rig doctor with a rig that is sound, on $name', ({ skipped, make }) => {
  it.skipIf(skipped)(
    'finds nothing wrong: each LED, needle, button and dial was seen or heard, and it is dark at the end',
    async () => {
      const seen = await visit(make(), { text: FULL, table: TABLE });
      expect(seen.report()).toEqual([
        'Report of axon-rig doctor',
        'axon-rig 0.1.0',
        'linux x64; ports: 2341:0043',
        'rig: serial 500000 baud, 20 LEDs grb, 200 mA (usb), brightness 0.38; needles blue 1100 to 1900 µs, yellow 2000 to 1000 µs (own); buttons 1 2; dials 0',
        'right    node: 22.0.0',
        'right    rig-file: sound',
        'right    current: 250 of 500 mA from USB',
        expect.stringMatching(/^right {4}board: \w+, firmware \d+\.\d+\.\d+, 500000 baud$/),
        expect.stringMatching(/^right {4}line: 8 of 8, \d+\.\d ms at most$/),
        ...['strip-first', 'strip-all', 'strip-last', 'strip-colours', 'strip-direction'].map(
          (id) => `right    ${id}`,
        ),
        ...['blue', 'yellow'].flatMap((name) => [
          `right    needle-${name}-travel`,
          `right    needle-${name}-rest`,
        ]),
        ...['button-1', 'button-2', 'dial-0', 'silence'].map((id) => `right    ${id}`),
      ]);
      expect(seen.code).toBe(0);
      for (const name of ['Colours', 'Button 1', 'Dial 0'])
        expect(seen.out).toContain(`${name}: as it should be.`);
      expect(seen.out.at(-1)).toMatch(/^Nothing wrong was found\./);
      expect(await isSilent(seen)).toBe(true);
    },
  );
});

describe('axon-rig doctor', () => {
  it.each([
    [
      'a strip of another order',
      { text: `${STRIP}`.replace('20}', '20, colourOrder: rgb}') },
      'strip-colours: order-grb',
      '"colourOrder: grb"',
    ],
    ['a strip with more LEDs', { table: { leds: 25 } }, 'strip-last: longer', 'Count them'],
    ['a strip with fewer LEDs', { table: { leds: 15 } }, 'strip-last: shorter', 'fewer than 20 LEDs'],
    [
      'a strip that is fed from the other end',
      { table: { leds: 20, endsAtBoard: true } },
      'strip-direction: backwards',
      '"reversed: true"',
    ],
  ] as const)('tells the cure of %s, and goes on', async (_, options, row, cure) => {
    const { report, out, code } = await visited({ text: STRIP, ...options });
    expect(report()).toContain(`wrong    ${row}`);
    expect(report().at(-1)).toBe('right    silence');
    expect(out.find((line) => line.includes(cure))).toMatch(/More: ".*" in docs\/troubleshooting\.md\.$/);
    expect(code).toBe(1);
  });

  it('shows the later steps of a strip no more where its first LED stays dark', async () => {
    const { report } = await visited({
      text: STRIP,
      instead: (_, words) => (words.includes('First LED') ? 'dark' : undefined),
    });
    expect(report().slice(-6)).toEqual([
      'wrong    strip-first: dark',
      ...['strip-all', 'strip-last', 'strip-colours', 'strip-direction'].map((id) => `not done ${id}`),
      'right    silence',
    ]);
  });

  it('reads the file again when somebody has written the cure into it, and is right then', async () => {
    const { report, code, person } = await visited({
      text: STRIP.replace('20}', '20, colourOrder: rgb}'),
      instead: (here, words) => {
        if (words !== 'What now?') return undefined;
        here.text = STRIP;
        return 'again';
      },
    });
    expect(report()).toContain('right    strip-colours: before that order-grb');
    expect(report()[3]).toContain('20 LEDs grb');
    expect(person.asked.filter(({ words }) => words.includes('Colours'))).toHaveLength(6);
    expect(code).toBe(0);
  });

  it('goes on with what the file said before, where it cannot be read meanwhile', async () => {
    let tries = 0;
    const { out, report } = await visited({
      text: STRIP,
      table: { leds: 25 },
      instead: (here, words) => {
        if (words !== 'What now?') return undefined;
        here.text = 'device: {kind: serial}\nstrip: {leds: 900}';
        return tries++ === 0 ? 'again' : 'on';
      },
    });
    expect(out.join('\n')).toMatch(/The rig file cannot be read now, .*anna\.yaml:2:\d+/);
    expect(report()).toContain('wrong    strip-all: ends-early, ends-early');
  });

  it('says which button was pressed in place of the one that was asked for, and which was not heard', async () => {
    const text = STRIP.replace('{}', '{1: {do: stimulate}, 2: {do: pause}}');
    const exchanged = await visited({
      text,
      table: { leds: 20, presses: (asked) => ({ button: 3 - asked, ms: 200 }) },
    });
    expect(exchanged.report().slice(-3)).toEqual([
      'wrong    button-1: is-2',
      'wrong    button-2: is-1',
      'right    silence',
    ]);
    const silent = await visited({ text, table: { leds: 20, presses: () => null } });
    expect(silent.report()).toContain('wrong    button-1: silent');
  });

  it('proves the LEDs that show the axon where the first three stay dark', async () => {
    const shows = Array.from({ length: 17 }, (_, k) => 3 + k);
    const text = STRIP.replace('20}', '20, skip: 3}');
    expect((await visited({ text, table: { leds: 20, shows } })).code).toBe(0);
    expect((await visited({ text })).report()).toContain('wrong    strip-first: other');
  });

  it('hears a touch pad that the file knows, and says what to write for one that it does not', async () => {
    const text = STRIP.replace('{}', '{1: {do: stimulate, pressed: high}}');
    const known = await visit(new MockBoard({ pads: [1] }), { text, table: { leds: 20 } });
    expect(known.report()).toContain('right    button-1');
    const unknown = await visit(new MockBoard({ pads: [1] }), {
      ...{ text: text.replace(', pressed: high', ''), table: { leds: 20 } },
    });
    expect(unknown.report()).toContain('wrong    button-1: was-down');
    expect(unknown.out.join('\n')).toContain('"pressed: high"');
  });

  it('knows a dial that is wired the wrong way round, and one that stands at one end', async () => {
    const text = `${STRIP}dials: {0: {do: lens}}\n`;
    const turned = await visited({ text, table: { leds: 20, dialEnds: [1023, 0] } });
    expect(turned.report()).toContain('wrong    dial-0: backwards');
    const still = await visited({ text, table: { leds: 20, dialEnds: [0, 0] } });
    expect(still.report()).toContain('wrong    dial-0: still');
  });

  it('tells needles that are mirrored by where they stay long', async () => {
    const { report } = await visited({ text: FULL, table: { leds: 20, mirrored: [true, true] } });
    expect(report()).toContain('wrong    needle-blue-travel: backwards');
    expect(report()).toContain('right    needle-yellow-travel');
  });
});

describe('light of the doctor', () => {
  it('comes on three times a second at most, also for somebody who answers at once', async () => {
    const board = new MockBoard();
    const onMs: number[] = [];
    let wasLit = false;
    board.onShow = ({ rgb }) => {
      const isLit = rgb.some((count) => count > 0);
      if (isLit && !wasLit) onMs.push(board.timeUs / 1000);
      wasLit = isLit;
    };
    const answers = ['right', 'right', 'right', 'red', 'green', 'blue', 'right', 'right'];
    const { code } = await visit(board, {
      ...{ text: STRIP, table: { leds: 20, looksMs: 0 } },
      instead: (_, __, number) => answers[number - 1],
    });
    expect(code).toBe(0);
    expect(onMs.length).toBeGreaterThan(4);
    const within = onMs.map((ms, at) => onMs.slice(at).filter((later) => later < ms + 1000).length);
    expect(Math.max(...within)).toBeLessThanOrEqual(3);
  });
});

describe('axon-rig doctor that is stopped by Ctrl-C', () => {
  // Questions of a rig with all parts: 5 + 2 of the strip, 4 of needles, 2 of buttons, 2 of a dial, silence.
  it.each([1, 2, 3, 4, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16])(
    'in question %i leaves the strip dark and the needles without pulses, and ends with 130',
    async (stopAt) => {
      const seen = await visited({
        text: FULL,
        instead: (_, __, number) => (number === stopAt ? null : undefined),
      });
      const { code, person } = seen;
      expect({ code, asked: person.asked.length, isSilent: await isSilent(seen) }).toEqual({
        ...{ code: 130, asked: stopAt, isSilent: true },
      });
      expect(seen.report().filter((line) => line.startsWith('not done')).length).toBeGreaterThan(0);
      expect(seen.out.at(-1)).toMatch(/^Stopped\. The strip is dark/);
    },
  );

  it('does the same at a signal in the middle of a question, and while it looks for the board', async () => {
    const inQuestion = await visited({
      text: STRIP,
      instead: (here, words) => {
        if (words.includes('All LEDs')) here.stopping.abort();
        return undefined;
      },
    });
    expect([inQuestion.code, await isSilent(inQuestion)]).toEqual([130, true]);
    const early = new AbortController();
    const looking = await visited({
      text: STRIP,
      world: {
        signal: early.signal,
        list: async () => {
          early.abort();
          return [{ path: '/dev/ttyACM0' }];
        },
        probe: async () => {
          throw early.signal.reason;
        },
      },
    });
    expect([looking.code, looking.person.asked.length]).toEqual([130, 0]);
  });
});

describe('axon-rig doctor with a board that comes and goes', () => {
  it('tells why there is none, looks again when somebody has done that, and then goes through all steps', async () => {
    const { report, out, code } = await visited({
      text: STRIP,
      plug: null,
      instead: (here, words) => {
        if (words !== 'What now?') return undefined;
        here.bench.plug('/dev/ttyACM0', here.board);
        return 'again';
      },
    });
    expect(out.join('\n')).toContain('WRONG   No USB serial port is connected.');
    expect(report().filter((line) => line.startsWith('wrong'))).toEqual([]);
    expect(code).toBe(0);
  });

  it('goes on without it where somebody wants that: each step is not done', async () => {
    const { report, code } = await visited({ text: STRIP, plug: { denied: true } });
    expect(report()).toContain('wrong    board: no-permission');
    expect(report().filter((line) => line.startsWith('not done'))).toHaveLength(6);
    expect(code).toBe(1);
  });

  it('says so when its cable is pulled in a step, and shows the step again when it is back', async () => {
    let pulled = false;
    const { report, code } = await visited({
      text: STRIP,
      instead: (here, words) => {
        if (words.includes('All LEDs') && !pulled) {
          pulled = true;
          here.bench.unplug('/dev/ttyACM0');
          return new Promise(() => {});
        }
        if (words !== 'What now?') return undefined;
        // The plug goes in, and the system takes a second to make a port of it.
        here.bench.clock.after(1000, () => here.bench.plug('/dev/ttyACM0', here.board));
        return 'again';
      },
    });
    expect(report()).toContain('right    strip-all: before that lost-unplugged');
    expect(code).toBe(0);
  });

  it('hears that the board has restarted by itself, as with a supply that is too weak', async () => {
    let fell = false;
    const { report } = await visited({
      text: STRIP,
      instead: (here, words) => {
        if (!words.includes('All LEDs') || fell) return undefined;
        fell = true;
        here.board.reset('brownout');
        return new Promise(() => {});
      },
    });
    expect(report()).toContain('wrong    strip-all: restarted');
  });
});

describe('axon-rig doctor without some of it', () => {
  it('without a rig file looks at the computer and the board alone', async () => {
    const { report, out, code, person } = await visited({});
    expect(
      report()
        .slice(3)
        .map((line) => line.split(':')[0]),
    ).toEqual(['right    node', 'right    board', 'right    line']);
    expect(out.at(-1)).toContain('axon-rig doctor mine.yaml');
    expect([code, person.asked.length]).toEqual([0, 0]);
  });

  it('with a file that has mistakes tells them with their lines, and what it can find without it', async () => {
    const { report, out, code } = await visited({ text: 'device: {kind: serial}\nstrip: {leds: 900}\n' });
    expect(out.join('\n')).toContain('anna.yaml:2:15 strip.leds: expected 1 to 150, got 900');
    expect(report()).toContain('wrong    rig-file: 1 mistake');
    expect(report().join('\n')).toContain('right    board');
    expect(code).toBe(1);
  });

  it('with nobody to ask, as in a script, proves what needs nobody', async () => {
    const { report, out, code } = await visited({ text: STRIP, world: { openAsker: () => null } });
    expect(report().filter((line) => line.startsWith('not done'))).toHaveLength(6);
    expect(out.at(-1)).toMatch(/^Nobody can be asked here/);
    expect(code).toBe(0);
  });

  it('of a rig on Firmata says what is wrong with a board of ours, and of a virtual one asks for its page', async () => {
    const firmata = await visited({ text: 'device: {kind: firmata}\nleds: {pins: [3, 5]}\n' });
    expect(firmata.report()).toContain('wrong    board: own-firmware');
    const virtual = await visited({ text: 'device: {kind: virtual}' });
    expect(virtual.report().at(-1)).toBe('right    paper-the-page');
    expect(virtual.code).toBe(0);
  });

  it('takes the port that was typed before that of the file', async () => {
    const text = 'device: {kind: serial, port: /dev/ttyS9}\nstrip: {leds: 20}\n';
    expect((await visited({ text, port: '/dev/ttyACM0' })).code).toBe(0);
    expect((await visited({ text })).report()).toContain('wrong    board: no-port');
    await expect(visited({ text: 'device: {kind: virtual}', port: '/dev/ttyACM0' })).rejects.toThrow(
      '--port /dev/ttyACM0: this rig is virtual and has no port; name a rig with a board',
    );
  });

  it('has nothing of Anna in its report, whose name is in file, folder and rig', async () => {
    const { report } = await visited({ text: FULL });
    expect(report().join('\n')).not.toMatch(/anna|home/i);
  });
});
