/** The command on a workbench: somebody who sees the strip and the needles, and answers what is asked. */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CalibrateCommandOptions, type Calibrating, calibrateRig } from '../../src/cli/calibrate.js';
import type { RigOf } from '../../src/devices/rig-of.js';
import { openSerialHands } from '../../src/devices/serial/hands.js';
import type { Choice, Person, Turnable } from '../../src/maker/calibrate/index.js';
import { BOARDS, type TestBoard } from '../contract/boards.js';
import { portsOf } from '../harness/bench-ports.js';
import { Bench } from '../harness/emulator/bench.js';
import { EmulatedBoard } from '../harness/emulator/board.js';
import { MockBoard } from '../harness/mock-board.js';
import { runHere } from './run-here.js';

const PATH = '/dev/ttyACM0';
const RIG = `# My rig.
device: {kind: serial}

strip:
  leds: 60                  # so many?
  colourOrder: grb          # wrong colours? try another
  currentLimitMa: 200       # what a USB port has left

needles:                    # servos
  blue:                     # pin 9
    lowUs: 1000             # left
    highUs: 2000            # right

buttons:
  1: {do: stimulate}        # pin 2
`;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-calibrate-'));
  file = join(folder, 'mine.yaml');
  writeFileSync(file, RIG);
});
afterEach(() => rmSync(folder, { recursive: true }));

const written = () => readFileSync(file, 'utf8');

/** A question that waits for its answer. */
interface Open {
  readonly question: string;
  readonly labels: readonly string[];
  readonly values: readonly (string | number)[];
  readonly usual: string | number;
  readonly moved?: (value: number) => void;
  /** Lets time pass. */
  wait(ms: number): Promise<void>;
  answer(value: string | number | null): void;
}

/** What the person does: the answer to a question; undefined: what is usual; null: Ctrl-C. */
type Answer = string | number | null | undefined;
type Does = (question: string, open: Open) => Answer | Promise<Answer>;

async function run(
  board: TestBoard | null,
  does: Does,
  options: CalibrateCommandOptions = {},
  wanted = file,
  stopping = new AbortController(),
) {
  const bench = new Bench();
  if (board) bench.plug(PATH, board);
  const ports = portsOf(bench);
  let open: Open | undefined;
  let isLeft: AbortSignal | undefined;
  const asked: string[] = [];
  const told: string[] = [];
  const out: string[] = [];
  const ask = <Value extends string | number>(
    question: string,
    choices: readonly Choice<Value>[],
    usual: Value,
    moved?: (value: number) => void,
  ) =>
    new Promise<Value | null>((resolve) => {
      if (isLeft?.aborted) return resolve(null);
      asked.push(question);
      open = {
        question,
        labels: choices.map(({ label }) => label),
        values: choices.map(({ value }) => value),
        usual,
        ...(moved && { moved }),
        wait: (ms) => bench.advance(ms),
        answer: (value) => resolve(value as Value | null),
      };
    });
  const person = (until: AbortSignal): Person => {
    isLeft = until;
    until.addEventListener('abort', () => open?.answer(null));
    return {
      tell: (line) => told.push(line),
      choose: (question, choices, usual) => ask(question, choices, usual),
      figure: (question, _low, _high, usual) => ask(question, [], usual),
      turn: (question, { start }: Turnable, moved) => {
        moved(start);
        return ask(question, [], start, moved);
      },
    };
  };
  const around: Calibrating = {
    open: (rig, freedom, signal) =>
      openSerialHands(rig as RigOf<'serial'>, { freedom, timers: bench.clock, ...ports }, signal),
    person,
    signal: stopping.signal,
  };
  const terminal = { out: (line: string) => out.push(line), err: (line: string) => out.push(line) };
  let code: number | undefined;
  let problem: Error | undefined;
  calibrateRig(wanted, options, around, terminal).then(
    (each) => {
      code = each;
    },
    (error: Error) => {
      problem = error;
    },
  );
  for (let n = 0; code === undefined && problem === undefined; n++) {
    if (n > 2000) throw new Error(`still at "${open?.question}"`);
    await bench.advance(50);
    if (!open) continue;
    // It takes a look before it answers.
    const now = open;
    await bench.advance(300);
    if (open !== now) continue;
    open = undefined;
    const answer = await does(now.question, now);
    if (now.moved && typeof answer === 'number') {
      now.moved(answer);
      await bench.advance(300);
    }
    now.answer(answer === undefined ? now.usual : answer);
  }
  await bench.advance(100);
  expect([ports.open(), bench.clock.waiting]).toEqual([0, 0]);
  return { code, problem: problem?.message, asked, told, out, bench };
}

async function pressed(board: TestBoard, button: number, { wait }: Open): Promise<void> {
  board.press(button);
  await wait(60);
  board.release(button);
  await wait(60);
}

/** A strip of 48 LEDs that takes red first, fed from the far end. */
function eyes(board: TestBoard): Does {
  const seen = () => {
    // The board's strip is taken for one that wants green first.
    const [g, r, b] = [board.leds[1]!, board.leds[0]!, board.leds[2]!];
    const wire = [g, r, b];
    return ['red', 'green', 'blue'][wire.findIndex((channel) => channel > 20)] ?? 'none';
  };
  return (question) => {
    if (/Which colour/.test(question)) return seen();
    if (/the first of the axon/.test(question)) return 'far';
    if (/last LED/.test(question)) return 48;
    if (/left end/.test(question)) return 885;
    if (/right end/.test(question)) return 2140;
    if (/Press button 1/.test(question)) return 'done';
    return undefined;
  };
}

describe.each(BOARDS)('calibrate with $name', ({ make, skipped }) => {
  it.skipIf(skipped)(
    'finds order, direction, length and needle, writes them with every comment, and has the board keep them',
    async () => {
      const board = make();
      const does = eyes(board);
      const { code, told, out } = await run(board, async (question, open) => {
        if (/Press button 1/.test(question)) await pressed(board, 1, open);
        return does(question, open);
      });
      expect(code).toBe(0);
      expect(told).toEqual([
        'Button 1: pressed once, heard once.',
        'strip.colourOrder: grb → rgb',
        'strip.reversed: false → true',
        'strip.leds: 60 → 48',
        'needles.blue.lowUs: 1000 → 885',
        'needles.blue.highUs: 2000 → 2140',
      ]);
      expect(written()).toBe(
        RIG.replace('leds: 60  ', 'leds: 48  ')
          .replace('colourOrder: grb', 'colourOrder: rgb')
          .replace('port has left\n', 'port has left\n  reversed: true\n')
          .replace('lowUs: 1000 ', 'lowUs: 885  ')
          .replace('highUs: 2000', 'highUs: 2140'),
      );
      expect(readdirSync(folder)).toEqual(['mine.yaml']);
      expect(out.at(-1)).toMatch(/^The board keeps its set-up, also without power/);
      // And so it does: level 40 of 255 from 885 to 2140.
      board.reset('power');
      board.run(300_000);
      expect(Math.round(board.servoUs[0]!)).toBe(1082);
    },
  );
});

describe('calibrate', () => {
  it('writes nothing where all is as the file has it, and asks only whether the board is to keep it', async () => {
    const board = new MockBoard();
    const { code, asked, out } = await run(board, (question) =>
      /Press/.test(question) ? 'later' : undefined,
    );
    expect(code).toBe(0);
    expect(asked.at(-1)).toMatch(/^All is as .*mine.yaml has it/);
    expect(out.at(-1)).toMatch(/^The board keeps/);
    expect(written()).toBe(RIG);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])(
    'leaves the file as it is at Ctrl-C in question %i, and ends with 130',
    async (at) => {
      let n = 0;
      const board = new MockBoard();
      const { code, asked } = await run(board, (question) => {
        if (n++ === at) return null;
        if (/left end/.test(question)) return 900;
        return /Press/.test(question) ? 'later' : undefined;
      });
      expect({ code, asked: asked.length }).toEqual({ code: 130, asked: at + 1 });
      expect(written()).toBe(RIG);
      expect(readdirSync(folder)).toEqual(['mine.yaml']);
      expect([...board.leds].some((channel) => channel > 0)).toBe(false);
    },
  );

  it('ends when it is asked to while the board does not get to where a needle is wanted', async () => {
    const board = new MockBoard();
    const stopping = new AbortController();
    const does: Does = (question) => {
      if (!/middle mark/.test(question)) return undefined;
      // No answer to a command comes any more, and other lines do: the needle is waited for.
      let answers = 0;
      board.faults.dropLine = ({ verb }) => {
        if (verb === 'A' && ++answers === 6) stopping.abort('SIGTERM');
        return verb === 'A';
      };
      return 1600;
    };
    const { code } = await run(board, does, { only: 'needles' }, file, stopping);
    expect(code).toBe(130);
    expect(written()).toBe(RIG);
  });

  it('does one part alone', async () => {
    const { asked } = await run(new MockBoard(), () => undefined, { only: 'needles' });
    expect(asked.map((question) => question.slice(0, 20))).toEqual(
      [
        'The blue needle: tur',
        'The blue needle: now',
        'The blue needle: now',
        'The blue needle is a',
        `All is as ${file}`,
      ].map((words) => words.slice(0, 20)),
    );
  });

  it('asks again where both ends of a needle are the same, and where the person has taken left for right', async () => {
    let lefts = 0;
    const { told, code } = await run(
      new MockBoard(),
      (question) => {
        if (/left end/.test(question)) return lefts++ === 0 ? 1500 : 2050;
        if (/right end/.test(question)) return lefts === 1 ? 1500 : 950;
        if (/other way round/.test(question)) return 'swapped';
        if (/Write this/.test(question)) return 'file';
        return undefined;
      },
      { only: 'needles' },
    );
    expect(code).toBe(0);
    expect(told[0]).toMatch(/^Both ends are the same: the needle would stand still/);
    expect(told.slice(1)).toEqual(['needles.blue.lowUs: 1000 → 950', 'needles.blue.highUs: 2000 → 2050']);
    expect(written()).toContain('lowUs: 950 ');
  });

  it('turns no needle beyond the pulses of a servo, and none on a pin without one', async () => {
    const board = new MockBoard();
    const pulses: number[] = [];
    await run(
      board,
      (question, { moved }) => {
        if (moved) pulses.push(board.servoUs[0]!);
        return /left end/.test(question) ? 100 : undefined;
      },
      { only: 'needles' },
    );
    expect(Math.min(...pulses)).toBeGreaterThanOrEqual(500);
    expect(board.pulses[1]).toBe(0);
  });

  it('keeps what somebody else has written into the file meanwhile', async () => {
    const { code } = await run(
      new MockBoard(),
      (question) => {
        if (/left end/.test(question)) return 905;
        if (/Write this/.test(question)) writeFileSync(file, `${RIG}dials:\n  0: {do: lens}   # new\n`);
        return undefined;
      },
      { only: 'needles' },
    );
    expect(code).toBe(0);
    expect(written()).toBe(`${RIG.replace('lowUs: 1000 ', 'lowUs: 905  ')}dials:\n  0: {do: lens}   # new\n`);
  });

  it.each([
    [
      'the same value has been edited',
      RIG.replace('lowUs: 1000', 'lowUs: 950'),
      /edited meanwhile.*needles.blue.lowUs is 950 now\. Nothing was written/,
    ],
    ['the file is no YAML any more', 'strip: {', /cannot be written to/],
    [
      'the file would be refused',
      RIG.replace('highUs: 2000', 'highUs: 9999'),
      /would be refused.*\n.*highUs: expected 500 to 2500/,
    ],
  ])('writes nothing, and says why, if meanwhile %s', async (_, text, words) => {
    const { problem } = await run(
      new MockBoard(),
      (question) => {
        if (/left end/.test(question)) return 905;
        if (/Write this/.test(question)) writeFileSync(file, text);
        return undefined;
      },
      { only: 'needles' },
    );
    expect(problem).toMatch(words);
    expect(written()).toBe(text);
  });

  it('writes nothing when the cable is pulled in the midst of a question, and says that the board is gone', async () => {
    const board = new MockBoard();
    const { problem } = await run(board, (question) => {
      if (/right end/.test(question)) board.faults.frozen = true;
      return /left end/.test(question) ? 900 : /right end/.test(question) ? undefined : undefined;
    });
    expect(problem).toMatch(/stopped answering.*Nothing was written\.$/);
    expect(written()).toBe(RIG);
  });

  it('says that the board is gone, and what it has found, when that happens at the last question', async () => {
    const board = new MockBoard();
    const { code, problem, told } = await run(
      board,
      async (question, { wait }) => {
        if (/Write this/.test(question)) {
          board.faults.frozen = true;
          await wait(5000);
          // As the terminal and the page answer then.
          return null;
        }
        return /left end/.test(question) ? 900 : undefined;
      },
      { only: 'needles' },
    );
    expect(code).toBeUndefined();
    expect(problem).toMatch(/stopped answering.*Nothing was written; what was found stands above\.$/);
    expect(told).toContain('needles.blue.lowUs: 1000 → 900');
    expect(written()).toBe(RIG);
  });

  it('goes on while visitors press, and counts no press of theirs for the one that was asked for', async () => {
    const board = new MockBoard();
    writeFileSync(file, RIG.replace('  1: {do: stimulate}', '  1: {do: stimulate}\n  3: {do: pause}'));
    let tries = 0;
    const { told, code } = await run(board, async (question, open) => {
      await pressed(board, 3, open);
      if (/Press button 1/.test(question)) {
        if (tries++ > 0) return 'later';
      }
      return undefined;
    });
    expect(code).toBe(0);
    expect(told[0]).toMatch(/^Button 1: Button 3 was heard\. What you have pressed is wired as button 3/);
    expect(told).toContain('Button 3: pressed once, heard once.');
  });

  it('says what is wrong before it opens a port', async () => {
    const virtual = await run(null, () => undefined, {}, 'rigs/virtual.yaml');
    expect(virtual.problem).toMatch(/rig without hardware: there is nothing to calibrate/);
    const firmata = await run(null, () => undefined, {}, 'rigs/uno-firmata-strip.yaml');
    expect(firmata.problem).toMatch(/kind firmata.*by hand/);
    const shipped = await run(null, () => undefined, {}, 'uno-60');
    expect(shipped.problem).toMatch(/comes with the program.*npx axon-rig new my-rig\.yaml/);
    const none = await run(null, () => undefined);
    expect(none.problem).toMatch(/No USB serial port is connected|no port/i);
  });

  // Root may write everything.
  it.skipIf(process.getuid?.() === 0)(
    'says before it opens a port that the file is protected, and not when all has been found',
    async () => {
      chmodSync(file, 0o444);
      const { problem, asked } = await run(new MockBoard(), () => undefined);
      expect(problem).toMatch(/mine\.yaml cannot be written: it is protected against writing/);
      expect(asked).toEqual([]);
    },
  );

  it('asks nothing with --save, writes nothing, and has the board keep what the file says', async () => {
    const board = new MockBoard();
    const { code, asked, out } = await run(board, () => undefined, { save: true }, 'uno-60');
    expect({ code, asked }).toEqual({ code: 0, asked: [] });
    expect(out.at(-1)).toMatch(/^The board keeps/);
    board.reset('power');
    board.run(200_000);
    expect(board.servoUs.map((us) => Math.round(us!))).toEqual([1157, 1157]);
  });

  it('says that an older firmware keeps nothing', async () => {
    const { problem } = await run(new MockBoard({ caps: 'LPRMF' }), () => undefined, { save: true });
    expect(problem).toMatch(/keeps no set-up: put ours on it with "npx axon-rig flash"/);
  });

  it('needs a terminal', async () => {
    const { code, err } = await runHere(['calibrate', 'mine.yaml'], folder);
    expect(code).toBe(1);
    expect(err).toMatch(/^axon-rig: nobody can be asked here: .*--save asks nothing/);
  });
});

describe('calibrate, of what is in the drawer', () => {
  it('finds first LEDs that are to stay dark, dead ones, and a servo that does not turn evenly', async () => {
    let firsts = 0;
    const { code, told } = await run(new MockBoard(), (question) => {
      if (/the first of the axon/.test(question)) return firsts++ === 0 ? 'other' : 'begin';
      if (/first LED that belongs/.test(question)) return 3;
      if (/All LEDs shine/.test(question)) return 'dead';
      if (/dark one is between/.test(question)) return 31;
      if (/middle mark/.test(question)) return 1560;
      if (/Write this/.test(question)) return 'file';
      return /Press/.test(question) ? 'later' : undefined;
    });
    expect(code).toBe(0);
    expect(told).toEqual(['strip.map: none → [[2, 29], [31, 59]]', 'needles.blue.midUs: none → 1560']);
    expect(written()).toContain('  map: [[2, 29], [31, 59]]\n');
    expect(written()).toContain('    midUs: 1560\n');
  });

  it('writes no map over one that is there, and asks nothing that it says', async () => {
    writeFileSync(file, RIG.replace('  leds: 60', '  map: [[0, 19], [39, 20]]\n  leds: 60'));
    const does: Does = (question) => {
      if (/All LEDs shine/.test(question)) return 'dead';
      return /All is as/.test(question) ? 'no' : undefined;
    };
    const { asked, told } = await run(new MockBoard(), does, { only: 'strip' });
    expect(asked.some((question) => /the first of the axon/.test(question))).toBe(false);
    expect(told).toEqual(['The strip has a map: take the dead LEDs out of it by hand.']);
  });

  it('finds a touch pad, which is let go first, and writes pressed: high only if that is meant', async () => {
    const board = new MockBoard();
    // Closed at rest: a press opens it.
    board.press(1);
    const { code } = await run(
      board,
      async (question, { wait }) => {
        if (/Press button 1/.test(question)) {
          board.release(1);
          await wait(60);
          board.press(1);
          await wait(60);
        }
        if (/let go first/.test(question)) return 'turned';
        return /Write this/.test(question) ? 'file' : undefined;
      },
      { only: 'buttons' },
    );
    expect(code).toBe(0);
    expect(written()).toContain('1: {do: stimulate, pressed: high}        # pin 2');
  });
});

describe('calibrate with the real program', () => {
  it.skipIf(BOARDS[1]!.skipped)(
    'makes no pulse outside of what is turned to, decoded from the pins',
    async () => {
      const board = new EmulatedBoard();
      const seen: [number, number][] = [];
      await run(
        board,
        (question, { moved }) => {
          const { minUs, maxUs, pulses } = board.servoStats(0);
          if (pulses > 0) seen.push([Math.round(minUs), Math.round(maxUs)]);
          if (!moved) return undefined;
          return /left end/.test(question) ? 900 : 2100;
        },
        { only: 'needles' },
      );
      expect(Math.min(...seen.map(([min]) => min))).toBe(900);
      expect(Math.max(...seen.map(([, max]) => max))).toBe(2100);
      expect(board.servoStats(1).pulses).toBe(0);
    },
  );
});
