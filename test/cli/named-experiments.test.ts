/** Experiments that a rig file names, or that are typed: where they are looked for, and what is said of those that are not there. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRig } from '../../src/cli/rig-files.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-named-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const rigWith = (text: string) => write('rig.yaml', `device: {kind: virtual}\n${text}\n`);
const namesOf = (path: string, typed?: string) =>
  loadRig(path, typed).rig.experiments.map(({ name }) => name);

describe('an experiment of a rig file', () => {
  it('is one that comes with the program, or a file beside the rig file', () => {
    write('mine.yaml', 'axon: {kind: patch}\nstimuli: [{kind: pulse, durationMs: 1, currentUaPerCm2: 10}]\n');
    expect(namesOf(rigWith('experiments: [lesson, squid-axon.yaml, mine.yaml]'))).toEqual([
      'lesson',
      'squid-axon',
      'mine.yaml',
    ]);
  });

  it('beside the rig file goes before the shipped one of the same name', () => {
    write('patch.yaml', 'name: My own\naxon: {kind: patch}\nstimuli: []\n');
    const { rig, notes } = loadRig(rigWith('experiment: patch.yaml'));
    expect(rig.experiments[0].title).toBe('My own');
    expect(notes).toEqual([expect.stringMatching(/patch\.yaml:3:10 stimuli: there is no stimulus/)]);
  });

  it('with a mistake in its file is told with the position in that file', () => {
    write('wrong.yaml', 'axon: {kind: cable}\nstimulli: []\n');
    expect(() => loadRig(rigWith('experiments: [lesson, wrong.yaml]'))).toThrow(
      /^\S*wrong\.yaml:2:1 stimulli: unknown key – did you mean stimuli\?$/,
    );
  });

  it('is no rig file: said with what to do', () => {
    write('other.yaml', 'device: {kind: virtual}\n');
    expect(() => loadRig(rigWith('experiment: other.yaml'))).toThrow(
      /rig\.yaml:2:13 experiment: expected an experiment, got a rig file – \S*other\.yaml is a rig, not an experiment; run it with: npx axon-rig run \S*other\.yaml$/,
    );
  });

  it('is no folder, and no larger than a file of its kind may be', () => {
    expect(() => loadRig(rigWith('experiment: .'))).toThrow(/rig\.yaml:2:13 experiment: expected the name/);
    write('large.yaml', `# ${'x'.repeat(300_000)}\n`);
    expect(() => loadRig(rigWith('experiment: large.yaml'))).toThrow(
      /rig\.yaml:2:13 experiment: .*expected at most 65536 characters, got a file of 300 kB/,
    );
  });
});

describe('an experiment that is typed', () => {
  it('takes the place of what the rig file plays', () => {
    expect(namesOf(rigWith('experiments: [lesson, patch]'), 'squid-axon')).toEqual(['squid-axon']);
    expect(namesOf('uno-60', 'frog-fibre')).toEqual(['frog-fibre']);
  });

  it('that a button of the rig does not suit has a note', () => {
    const path = rigWith('buttons: {2: {do: stimulate, at: 59}}');
    expect(loadRig(path, 'frog-fibre').notes).toEqual([
      expect.stringMatching(/rig\.yaml:2:34 buttons\.2\.at: expected .*, got 59 – the axon has 41 nodes/),
    ]);
  });

  it('is looked for as simulate does, and a rig is told as such', () => {
    expect(() => loadRig('virtual', 'sqid-axon')).toThrow(
      'there is no experiment file sqid-axon – did you mean squid-axon?',
    );
    expect(() => loadRig('virtual', 'uno-60')).toThrow(
      'uno-60 is a rig, not an experiment; run it with: npx axon-rig run uno-60',
    );
  });

  it('is not typed in the place of a rig: said with what to do', () => {
    expect(() => loadRig('squid-axon')).toThrow(
      'squid-axon is an experiment, not a rig; compute it with: npx axon-rig simulate squid-axon, or play it with: npx axon-rig run --experiment squid-axon',
    );
    const path = write('alone.yaml', 'axon: {kind: cable}\nstimuli: []\n');
    expect(() => loadRig(path)).toThrow(/alone\.yaml is an experiment, not a rig; compute it with/);
  });
});
