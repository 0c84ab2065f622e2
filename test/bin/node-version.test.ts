import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const top = fileURLToPath(new URL('../..', import.meta.url));
const CHECK = `${top}bin/node-version.js`;

/** Runs `args` with a Node that says it is `version`, on a system that says it is `platform`. */
function withNode(version: string, args: readonly string[], platform = 'linux') {
  const fake = `Object.defineProperty(process, 'versions', {value: {node: '${version}'}});
    Object.defineProperty(process, 'platform', {value: '${platform}'});`;
  const preload = `data:text/javascript,${encodeURIComponent(fake)}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', preload, ...args], {
    cwd: top,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('a Node that is too old', () => {
  it.each(['18.20.8', '20.18.3', '12.22.12', '8.17.0'])(
    '%s is told so, with what is needed and how to get it',
    (version) => {
      const { status, stdout, stderr } = withNode(version, [CHECK]);
      expect(stderr).toMatch(`axon-rig: Node 20.19 or later is needed, this is ${version}.\n`);
      expect(stderr).toMatch(/nodejs\.org/);
      expect(stderr).toMatch(/\nThen, in this folder: npm ci\n$/);
      expect([status, stdout]).toEqual([1, '']);
    },
  );

  it.each([
    ['darwin', /brew install node/],
    ['win32', /winget install OpenJS\.NodeJS\.LTS/],
    ['freebsd', /nodejs\.org\/en\/download/],
  ])('is told how on %s', (platform, words) => {
    expect(withNode('18.20.8', [CHECK], platform).stderr).toMatch(words);
  });

  it.each([
    ['bin/axon-rig.js', 'check', 'virtual'],
    ['dist/src/cli/main.js', 'check', 'virtual'],
    ['scripts/build.mjs'],
    ['scripts/system-tools.mjs'],
  ])('runs nothing of %s', (...args) => {
    const { status, stdout, stderr } = withNode('18.20.8', args);
    expect(stderr.split('\n')[0]).toBe('axon-rig: Node 20.19 or later is needed, this is 18.20.8.');
    expect([status, stdout]).toEqual([1, '']);
  });

  it('can read the check: there is nothing in it that came after 2016', () => {
    const code = readFileSync(CHECK, 'utf8').replace(/^\s*\/\/.*$/gm, '');
    expect(code).not.toMatch(
      /\?\.|\?\?|\bimport\b|\bexport\b|\basync\b|\bawait\b|node:|\.\.\.|\bcatch \{|\.at\(/,
    );
  });

  it.each(['start', 'dev', 'build', 'emulate', 'bench', 'test'])('is checked before npm run %s', (name) => {
    const { scripts } = JSON.parse(readFileSync(`${top}package.json`, 'utf8'));
    expect(scripts[`pre${name}`] ?? scripts[name]).toMatch(/^node -r \.\/bin\/node-version\.js /);
  });
});

describe('a Node that is new enough', () => {
  it.each(['20.19.0', '22.12.0', '24.1.0', '100.0.0'])('%s runs on without a word', (version) => {
    expect(withNode(version, [CHECK])).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
