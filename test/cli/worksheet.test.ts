import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playedCard } from '../lessons/proofs.js';
import { cardText } from '../lessons/shipped.js';
import { sheetIn } from '../worksheet/printed.js';
import { runHere } from './run-here.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-worksheet-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const worksheet = (...args: string[]) => runHere(['worksheet', ...args], folder);
const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return name;
};
const text = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('axon-rig worksheet', () => {
  it('prints a shipped card, the same each time: a run has no chance in it', async () => {
    const { code, out, err } = await worksheet('rest', '--html', '-');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(`${out}\n`).toBe(sheetIn('en', playedCard('rest'), { paper: 'a4', key: false }));
  });

  it('writes the German key for Letter into a file, and again over it, but over nothing else', async () => {
    const again = () => worksheet('rest', '--key', '--lang', 'de', '--paper', 'letter', '--html', 'key.html');
    expect(await again()).toMatchObject({ code: 0, out: 'answer keys written to key.html: 1 card' });
    expect((await again()).code).toBe(0);
    expect(text('key.html')).toMatch(/Lösungsblatt[\s\S]*@page \{ size: letter;/);
    write('notes.html', '<p>My notes</p>');
    const other = await worksheet('rest', '--html', 'notes.html');
    expect(other).toMatchObject({
      code: 1,
      err: 'axon-rig: --html notes.html is there already and is no worksheet; give another name, or add --force',
    });
    expect(text('notes.html')).toBe('<p>My notes</p>');
    expect((await worksheet('rest', '--html', 'notes.html', '--force')).code).toBe(0);
    expect(text('notes.html')).toContain('<meta name="generator" content="axon-rig worksheet">');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('prints all cards of a plan, one after the other, each once', async () => {
    write('rest-alone.yaml', cardText('rest'));
    const cards = '[{card: rest}, {card: rest-alone}, {card: rest}]';
    write('two.yaml', `plan: 1\ntitle: Two at rest\nage: 12\nminutes: 5\nteacher: "-"\ncards: ${cards}\n`);
    const { code, out } = await worksheet('two.yaml', '--html', '-');
    expect(code).toBe(0);
    expect([...out.matchAll(/data-card="([\w-]+)"/g)].map(([, name]) => name)).toEqual([
      'rest',
      'rest-alone',
    ]);
    expect(out).toContain('<title>Two at rest</title>');
  });

  it('prints of a trail its words alone, a line to write on for each, and runs no model', async () => {
    const { code, out } = await worksheet('science-fair', '--lang', 'de', '--html', '-');
    expect(code).toBe(0);
    expect([...out.matchAll(/<main class="sheet"/g)]).toHaveLength(1);
    expect([...out.matchAll(/class="writing"/g)]).toHaveLength(5);
    expect(out).not.toContain('<svg');
    const key = await worksheet('science-fair', '--key', '--html', '-');
    expect(key.out).toContain('Science fair – Answer key');
    expect(key.out).not.toContain('class="writing"');
  });

  it('warns of a figure that the model does not bear out, with its line, and prints the sheet', async () => {
    write('warm.yaml', cardText('rest').replace(/is: -70\b/, 'is: -60'));
    const { code, err } = await worksheet('warm.yaml', '--key', '--html', '-');
    expect(code).toBe(0);
    expect(err).toMatch(/^warning: warm\.yaml:\d+:\d+ .*expected −60 mV.*got −70 mV from the model/);
  });

  it.each([
    [['rest'], /needs to know where to write: add --html FILE; - is standard output$/],
    [['nothing', '--html', '-'], /^axon-rig: there is no plan or card file nothing; give the path of one/],
    [['rset', '--html', '-'], /did you mean rest\?/],
    [['rest', '--html', 'rest.yaml'], /never written over; end it in \.html$/],
    [['rest', '--html', '.'], /is a folder; give the name of a file in it$/],
    [['rest', '--html', '-', '--paper', 'a5'], /Allowed choices are a4, letter/],
    [['rest', '--html', '-', '--lang', 'fr'], /Allowed choices are en, de/],
  ])('says of %j what is wrong, and writes nothing', async (args, words) => {
    const { code, out, err } = await worksheet(...args);
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err.split('\n')[0]).toMatch(words);
  });

  it('says of a rig, an experiment and a card that is malformed what each is', async () => {
    write('rig.yaml', 'device: {kind: virtual}\n');
    write('bad.yaml', 'card: 1\ntitle: 7\n');
    expect((await worksheet('rig.yaml', '--html', '-')).err).toMatch(
      /^axon-rig: rig\.yaml is a rig, not a lesson card or a plan/,
    );
    expect((await worksheet('bad.yaml', '--html', '-')).err).toMatch(/^bad\.yaml:2:8 title: expected/m);
  });
});
