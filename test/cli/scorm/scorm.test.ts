/** `axon-rig scorm`: a package for a learning platform. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lessonIn } from '../../../src/browser/embedding/address.js';
import { type ScormOptions, scorm } from '../../../src/cli/scorm/scorm.js';
import { cardText } from '../../lessons/shipped.js';
import { runHere } from '../run-here.js';

const RIG = '<!doctype html><title>Axon rig</title>';
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-scorm-'));
  writeFileSync(join(folder, 'rig.html'), RIG);
});
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string) => join(folder, name);
const write = (name: string, text: string) => {
  writeFileSync(path(name), text);
  return path(name);
};

/** With a page in place of the whole rig. @returns what was said. */
async function make(wanted: readonly string[], options: ScormOptions & { readonly out: string }) {
  const said: string[] = [];
  const terminal = { out: (line: string) => said.push(line), err: (line: string) => said.push(line) };
  const code = await scorm(wanted, { ...options, out: path(options.out) }, terminal, path('rig.html'));
  return { code, said: said.join('\n').replaceAll(folder, '.') };
}

/** The texts of a package by the names of their files. */
function filesOf(name: string): Record<string, string> {
  const files = unzipSync(readFileSync(path(name)));
  return Object.fromEntries(Object.entries(files).map(([file, bytes]) => [file, strFromU8(bytes)]));
}

/** Where a launch page goes on to. */
const linkIn = (page: string) => /url=([^"]*)"/.exec(page)![1]!.replaceAll('&amp;', '&');

describe('axon-rig scorm', () => {
  it('writes one card as one SCO: manifest, a page that goes on to the rig, and the rig', async () => {
    expect(await make(['spread'], { out: 'spread.zip' })).toEqual({
      code: 0,
      said: 'SCORM 1.2 package written to ./spread.zip: 1 card, 2 kB; give it to your learning platform as it is',
    });
    const files = filesOf('spread.zip');
    expect(Object.keys(files)).toEqual(['imsmanifest.xml', 'card-1.html', 'axon-rig.html']);
    expect(files['axon-rig.html']).toBe(RIG);
    expect(files['imsmanifest.xml']).toContain('<title>A push that fades</title>');
    expect(linkIn(files['card-1.html']!)).toBe('axon-rig.html?card=spread&scorm=1.2&embed=1');
    expect(files['card-1.html']).not.toContain('<script');
  });

  it('writes a plan as one SCO for each card, in its order, under its title, in German', async () => {
    expect((await make(['ten-minutes'], { out: 'plan.zip', lang: 'de' })).code).toBe(0);
    const files = filesOf('plan.zip');
    const titles = [...files['imsmanifest.xml']!.matchAll(/<title>(.*)<\/title>/g)].map(([, title]) => title);
    expect(titles).toHaveLength(5);
    expect(titles[0]).toBe('Zehn Minuten');
    expect(linkIn(files['card-1.html']!)).toBe('axon-rig.html?card=rest&scorm=1.2&embed=1&lang=de');
    expect(files['card-1.html']).toContain('<html lang="de">');
    expect(Object.keys(files)).toHaveLength(6);
  });

  it('brings a card of your own with it, each letter of it; one that ships is in the rig already', async () => {
    const text = cardText('rest').replace('title: ', 'title: "Größe & <b>" # ');
    write('my card.yaml', text);
    await make(['spread', path('my card.yaml')], { out: 'own.zip' });
    const files = filesOf('own.zip');
    const own = new URL(linkIn(files['card-2.html']!), 'https://school.example');
    expect(own.searchParams.get('card')).toBe('my card');
    expect(lessonIn(own.hash)).toEqual({ file: 'my card.yaml', text });
    expect(new URL(linkIn(files['card-1.html']!), 'https://school.example').hash).toBe('');
    expect(files['imsmanifest.xml']).toContain('<title>Größe &amp; &lt;b&gt;</title>');
  });

  it('makes the same bytes whenever and wherever: no date, no zone, no path', async () => {
    const zone = process.env.TZ;
    const bytes: Buffer[] = [];
    for (const TZ of ['Pacific/Auckland', 'America/Los_Angeles', 'UTC']) {
      process.env.TZ = TZ;
      await make(['spread', 'rest'], { out: `${bytes.length}.zip` });
      bytes.push(readFileSync(path(`${bytes.length}.zip`)));
    }
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    // The first of January 1980, at midnight, as a zip writes it.
    expect(bytes[0]!.readUInt32LE(10)).toBe(0x0021_0000);
    expect(bytes[1]!.equals(bytes[0]!)).toBe(true);
    expect(bytes[2]!.equals(bytes[0]!)).toBe(true);
  });

  it('writes over a package of its own, and over nothing else without --force', async () => {
    expect((await make(['rest'], { out: 'again.zip' })).code).toBe(0);
    expect((await make(['rest'], { out: 'again.zip' })).code).toBe(0);
    write('other.zip', 'PK\u0003\u0004 imsmanifest.xml of somebody else');
    await expect(make(['rest'], { out: 'other.zip' })).rejects.toThrow(
      /other\.zip is there already and is no SCORM package of this program; give another name, or add --force$/,
    );
    expect(readFileSync(path('other.zip'), 'utf8')).toContain('somebody else');
    expect((await make(['rest'], { out: 'other.zip', force: true })).code).toBe(0);
    expect(filesOf('other.zip')['axon-rig.html']).toBe(RIG);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it.each([
    { wanted: ['spred'], says: /there is no card or plan file spred – did you mean spread\?/ },
    { wanted: ['lesson.yaml'], says: /there is no card or plan file lesson\.yaml/ },
    { wanted: ['science-fair'], says: /science-fair\.yaml is a trail, in which nothing is asked/ },
    { wanted: ['exp.yaml'], says: /exp\.yaml is an experiment, not a lesson card or a plan/ },
    { wanted: ['rest', 'rest.yaml'], says: /rest\.yaml and \S*rest\.yaml have the same name/ },
    { wanted: ['broken.yaml'], says: /broken\.yaml:\d+:\d+/ },
  ])('refuses $wanted in words, and writes nothing', async ({ wanted, says }) => {
    write('exp.yaml', readFileSync(new URL('../../../experiments/patch.yaml', import.meta.url), 'utf8'));
    write('rest.yaml', cardText('rest'));
    write('broken.yaml', cardText('rest').replace('card: 1', 'card: one'));
    const { code, err } = await runHere(['scorm', ...wanted, '--out', 'no.zip'], folder);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(says) });
    expect(readdirSync(folder)).not.toContain('no.zip');
  });

  it.each([
    [[], /needs to know where to write: add --out FILE; - is standard output$/],
    [
      ['--out', 'x.yaml'],
      /has the name of a rig or experiment file, which is never written over; end it in \.zip$/,
    ],
    [['--out', '.'], /is a folder; give the name of a file in it$/],
    [['--out', 'nowhere/x.zip'], /its folder is not there, or not yours to write in$/],
    [['--lang', 'fr', '--out', 'x.zip'], /Allowed choices are en, de/],
  ])('with %j says what to do', async (args, says) => {
    const { code, err } = await runHere(['scorm', 'rest', ...args], folder);
    expect(code).toBe(1);
    expect(err).toMatch(says);
  });

  it('says what to run where the rig in one file has not been built', async () => {
    const terminal = { out: () => {}, err: () => {} };
    await expect(scorm(['rest'], { out: path('x.zip') }, terminal, path('none.html'))).rejects.toThrow(
      /^the rig in one file has not been built yet; in the folder of the program run: npm run build:file$/,
    );
  });
});
