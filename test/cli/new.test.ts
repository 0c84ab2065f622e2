import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Asker } from '../../src/cli/asker.js';
import { type NewOptions, newRig } from '../../src/cli/new.js';
import { parseRig } from '../../src/rig/index.js';
import { runHere } from './run-here.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-new-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const text = (name: string) => readFileSync(join(folder, name), 'utf8');

/** Takes what is usual; at question number `stopAt`, from 0, it presses Ctrl-C. */
function person(stopAt = Number.POSITIVE_INFINITY) {
  const asked: string[] = [];
  const answer = <Value>(question: string, usual: Value): Promise<Value | null> => {
    asked.push(question);
    return Promise.resolve(asked.length > stopAt ? null : usual);
  };
  const asker: Asker = {
    choose: (question, _, usual) => answer(question, usual),
    figure: (question, _low, _high, usual) => answer(question, usual),
  };
  return { asked, asker };
}

async function ask(options: NewOptions, asker: Asker | null) {
  const out: string[] = [];
  const terminal = { out: (line: string) => out.push(line), err: () => {} };
  const code = await newRig(join(folder, 'mine.yaml'), options, () => asker, terminal);
  return { code, out: out.join('\n') };
}

describe('axon-rig new', () => {
  it('asks seven questions, and writes a file that is accepted without a remark', async () => {
    const { asked, asker } = person();
    const { code, out } = await ask({}, asker);
    expect(code).toBe(0);
    expect(asked).toHaveLength(7);
    expect(out).toMatch(/1 × WS2812B strip, 60 LEDs[\s\S]*USB port, 500 mA[\s\S]*axon-rig flash/);
    expect(out).toMatch(/flash [\s\S]*doctor [\s\S]*run [\s\S]*calibrate /);
    expect(parseRig(text('mine.yaml'), 'mine.yaml')).toMatchObject({ ok: true, notes: [] });
  });

  it('asks of a rig without hardware four: board, LEDs, needles and buttons', async () => {
    const { asked, asker } = person();
    await ask({ board: 'virtual' }, asker);
    expect(asked).toHaveLength(3);
  });

  it.each([0, 1, 2, 3, 4, 5, 6])(
    'leaves nothing behind at Ctrl-C in question %i, and ends with 130',
    async (at) => {
      const { asked, asker } = person(at);
      const { code, out } = await ask({}, asker);
      expect({ code, out, asked: asked.length }).toEqual({ code: 130, out: '', asked: at + 1 });
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('takes every answer as an option', async () => {
    const line = 'new mine.yaml --board uno --leds 60 --needles 2 --buttons 1 --supply usb --yes';
    const { code, err } = await runHere(line.split(' '), folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const check = await runHere(['check', 'mine.yaml'], folder);
    expect(check.out).toMatch(/^mine\.yaml: ok – Arduino Uno with 60 LEDs: .*2 needles.*1 button/);
    expect(check.out).not.toContain('note:');
  });

  it('refuses two needles and 144 LEDs from USB, in words, and writes nothing', async () => {
    const line = 'new mine.yaml --leds 144 --needles 2 --supply usb --needle-supply usb --yes';
    const { code, err } = await runHere(line.split(' '), folder);
    expect(code).toBe(1);
    expect(err).toMatch(/^axon-rig: nothing was written: 144 LEDs cannot run .* And two needles cannot run /);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('hands on what a rig file itself is refused for: 900 LEDs', async () => {
    const { code, err } = await runHere('new mine.yaml --leds 900 --supply own --yes'.split(' '), folder);
    expect(code).toBe(1);
    expect(err).toContain('strip.leds: expected 1 to 150, got 900');
    expect(readdirSync(folder)).toEqual([]);
  });

  // Root may write everything.
  it.skipIf(process.getuid?.() === 0)(
    'writes over no file that is protected, even with --force',
    async () => {
      writeFileSync(join(folder, 'mine.yaml'), 'mine', { mode: 0o444 });
      expect(await runHere(['new', 'mine.yaml', '--yes', '--force'], folder)).toMatchObject({
        code: 1,
        err: expect.stringMatching(/^axon-rig: mine\.yaml cannot be written: EACCES/),
      });
      expect(text('mine.yaml')).toBe('mine');
      expect(readdirSync(folder)).toEqual(['mine.yaml']);
    },
  );

  it('writes over no file without --force', async () => {
    writeFileSync(join(folder, 'mine.yaml'), 'name: Mine\n');
    const refused = await runHere(['new', 'mine.yaml', '--yes'], folder);
    expect(refused).toMatchObject({
      code: 1,
      err: 'axon-rig: mine.yaml is there already; give another name, or add --force to write over it',
    });
    expect(text('mine.yaml')).toBe('name: Mine\n');
    expect((await runHere(['new', 'mine.yaml', '--yes', '--force'], folder)).code).toBe(0);
    expect(text('mine.yaml')).toContain('name: Arduino Uno with 60 LEDs');
    expect(readdirSync(folder)).toEqual(['mine.yaml']);
  });

  it('says what is wrong with a place before it asks anything', async () => {
    mkdirSync(join(folder, 'a.yaml'));
    for (const [file, words] of [
      ['mine.txt', 'end it in .yaml'],
      ['nowhere/mine.yaml', 'its folder is not there'],
      ['a.yaml', 'is a folder'],
    ] as const) {
      const { code, err } = await runHere(['new', file], folder);
      expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(words) });
    }
  });

  it('names what is missing where nobody can be asked', async () => {
    const { code, err } = await runHere(['new', 'mine.yaml', '--leds', '60'], folder);
    expect(code).toBe(1);
    expect(err).toMatch(/add --board, .*--supply with their values, or --yes/);
  });
});
