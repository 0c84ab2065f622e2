/** What the documents promise is there: every link leads somewhere, every command is one that the project has. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../src/cli/program.js';

const top = fileURLToPath(new URL('..', import.meta.url));
const documents = [
  'README.md',
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

describe.each(documents)('%s', (document) => {
  it('has no link to a heading that is not there', () => {
    const links = [...text(document).matchAll(/\]\(([\w./-]*?(?:\.md)?)#([^)]+)\)/g)];
    const astray = links.filter(([, path, anchor]) => {
      const target = path === '' ? document : join(dirname(document), path!);
      return !anchors(target).includes(anchor!);
    });
    expect(astray.map(([link]) => link)).toEqual([]);
  });

  it('has no link that leads nowhere', () => {
    const links = [...text(document).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
      .map(([, link]) => link!)
      .filter((link) => !/^[a-z]+:/.test(link));
    expect(links.filter((link) => !existsSync(join(top, dirname(document), link)))).toEqual([]);
  });

  it('names no script that package.json has not', () => {
    const names = [...text(document).matchAll(/\bnpm run (?:--\w+ )*(\w[\w-]*)/g)].map(([, name]) => name!);
    expect(names.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('the commands of the README', () => {
  const commands = [...text('README.md').matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) =>
    block!.trim().split('\n'),
  );
  const ours = commands
    .map((command) => /^(?:npx axon-rig|npm start --(?= )) ?(.*)$/.exec(command))
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
      const places = [operand, `experiments/${operand}.yaml`, `rigs/${operand}.yaml`];
      expect(places.some((place) => existsSync(join(top, place)))).toBe(true);
    }
  });
});
