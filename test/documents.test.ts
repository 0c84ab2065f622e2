/** What the documents promise is there: every link leads somewhere, every command is one that the project has. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../src/cli/program.js';

const top = fileURLToPath(new URL('..', import.meta.url));
const documents = [
  'README.md',
  'CHANGELOG.md',
  'firmware-protocol.md',
  'rigs/README.md',
  'rigs/wiring.md',
  'experiments/README.md',
  'firmware/README.md',
  ...readdirSync(join(top, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const text = (document: string) => readFileSync(join(top, document), 'utf8');
const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };

/** A heading as a link names it. */
const anchors = (document: string) =>
  [...text(document).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );

/** A file or folder of ours in code, from the top of the tree on. */
const PATH = /`((?:\.ci|\.github|bench|bin|docs|experiments|firmware|rigs|scripts|src|test)\/[\w./:-]*)`/g;

describe.each(documents)('%s', (document) => {
  it('has no link to a heading that is not there', () => {
    const links = [...text(document).matchAll(/\]\(([\w./-]*?(?:\.md)?)#([^)]+)\)/g)];
    const lost = links.filter(([, path, anchor]) => {
      const target = path === '' ? document : join(dirname(document), path!);
      return !anchors(target).includes(anchor!);
    });
    expect(lost.map(([link]) => link)).toEqual([]);
  });

  it('has no link that leads nowhere', () => {
    const links = [...text(document).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
      .map(([, link]) => link!)
      .filter((link) => !/^[a-z]+:/.test(link));
    expect(links.filter((link) => !existsSync(join(top, dirname(document), link)))).toEqual([]);
  });

  it('names no file that is not there', () => {
    const paths = [...text(document).matchAll(PATH)].map(([, path]) => path!.replace(/:\d+$/, ''));
    expect(paths.filter((path) => !path.includes('NAME') && !existsSync(join(top, path)))).toEqual([]);
  });

  it('names no script that package.json has not', () => {
    const names = [...text(document).matchAll(/\bnpm run (?:--\w+ )*(\w[\w-]*)/g)].map(([, name]) => name!);
    expect(names.filter((name) => !(name in scripts))).toEqual([]);
  });
});

const commandsOf = (document: string) =>
  [...text(document).matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) =>
    block!
      .trim()
      .split('\n')
      .map((line) => line.trim()),
  );

describe('the commands of README.md and CONTRIBUTING.md', () => {
  const commands = [...commandsOf('README.md'), ...commandsOf('CONTRIBUTING.md')];
  const ours = commands
    .map((command) => /^(?:npx axon-rig|npm (?:start|run dev) --(?= )) ?(.*)$/.exec(command))
    .filter((found) => found !== null)
    .map(([command, args]) => (command.startsWith('npm') ? `run ${args}` : args!).split(' ').filter(Boolean));

  it('begin with npm ci && npm start, and npm ci && npm test', () => {
    expect(commands.slice(0, 2)).toEqual(['npm ci && npm start', 'npm ci && npm test']);
  });

  it.each(ours.map((args) => ({ args })))('$args is one that the program takes', ({ args }) => {
    const [name, ...rest] = args;
    const command = createProgram({ out: () => {}, err: () => {} }, () => {}).commands.find(
      (known) => known.name() === name,
    );
    expect(command).toBeDefined();
    const { operands, unknown } = command!.parseOptions(rest);
    expect(unknown).toEqual([]);
    for (const operand of operands) {
      const places = [
        operand,
        `experiments/${operand}.yaml`,
        `rigs/${operand}.yaml`,
        `lessons/${operand}.yaml`,
      ];
      expect(places.some((place) => existsSync(join(top, place)))).toBe(true);
    }
  });
});

describe('CONTRIBUTING.md', () => {
  const contributing = text('CONTRIBUTING.md');

  it('names tests that there are, wherever it runs some', () => {
    const tests = readdirSync(join(top, 'test'), { recursive: true, encoding: 'utf8' })
      .map((name) => `test/${name.split(sep).join('/')}`)
      .filter((name) => name.endsWith('.test.ts'));
    const asked = [...contributing.matchAll(/vitest run (\S+?)[`\n]/g)].map(([, path]) => path!);
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.filter((path) => !tests.some((name) => name.startsWith(path)))).toEqual([]);
  });

  it('begins with lines that are there to be changed', () => {
    const changes = [...contributing.matchAll(/In `([^`]+)` (?:change|look for) `([^`]+)`/g)];
    expect(changes).toHaveLength(2);
    for (const [, path, words] of changes) expect(text(path!).split(words!)).toHaveLength(2);
  });
});
