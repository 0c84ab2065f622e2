/** What a release says of itself: versions that agree, licences and parts that are those of what is installed. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { billOfMaterials, thirdPartyDocument } from '../scripts/notices.mjs';
import { LEFT_BEHIND, pageParts, shippedPackages } from '../scripts/shipped-packages.mjs';
import { compatibility, versionWords } from '../src/cli/versions.js';
import { FIRMWARE_VERSION } from '../src/devices/flash/firmware-version.js';
import { CARD_VERSION } from '../src/lessons/card.js';
import { PROTOCOL_MAJOR } from '../src/protocol/constants.js';
import { FORMAT } from '../src/recording/format.js';

const top = fileURLToPath(new URL('..', import.meta.url));
const text = (file: string) => readFileSync(`${top}${file}`, 'utf8');
const own = JSON.parse(text('package.json')) as {
  version: string;
  dependencies: Record<string, string>;
};
interface LockEntry {
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}
const lock = JSON.parse(text('package-lock.json')) as {
  version: string;
  packages: Record<string, LockEntry>;
};
const shipped = shippedPackages(top);

describe('the versions', () => {
  const [, newest, rest] = /^## (\d+\.\d+\.\d+)(?: – \d{4}-\d\d-\d\d)?$([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(
    text('CHANGELOG.md'),
  )!;
  const board = text('firmware/axon-rig-uno/board.h');

  it('of package.json, package-lock.json and the newest release of CHANGELOG.md are one', () => {
    expect([lock.version, lock.packages['']!.version, newest]).toEqual(Array(3).fill(own.version));
  });

  it('of the firmware is the same for the program and the board, and not above that of the package', () => {
    expect(/FIRMWARE_VERSION "(.+)"/.exec(board)?.[1]).toBe(FIRMWARE_VERSION);
    const [firmware, program] = [FIRMWARE_VERSION, own.version].map((version) =>
      version.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0),
    );
    expect(firmware).toBeLessThanOrEqual(program!);
  });

  it('of the wire is the same for the program, the board and the document', () => {
    const sketch = text('firmware/axon-rig-uno/limits.h');
    expect(/PROTOCOL_MAJOR (\d+)/.exec(sketch)?.[1]).toBe(String(PROTOCOL_MAJOR));
    expect(text('firmware-protocol.md')).toContain(`**Major** (${PROTOCOL_MAJOR}):`);
  });

  it('of recordings, cards and plans are those that their documents tell', () => {
    expect(text('docs/recordings.md')).toContain(`format (${FORMAT})`);
    for (const key of ['card', 'plan'])
      expect(text('docs/cards.md')).toContain(`| \`${key}\` | Version of the format [${CARD_VERSION}] |`);
  });

  it('stand in one line of CHANGELOG.md, as axon-rig --version prints it below its own', () => {
    expect(rest).toContain(`\nGoes with: ${compatibility()}.\n`);
    const [first, second, third] = versionWords().split('\n');
    expect(first).toBe(own.version);
    expect(second).toBe(
      `firmware ${FIRMWARE_VERSION}, Axon Wire ${PROTOCOL_MAJOR}, recordings ${FORMAT}, cards and plans ${CARD_VERSION}`,
    );
    expect(third).toContain(process.versions.node);
  });
});

describe('package-lock.json', () => {
  const entries = Object.entries(lock.packages).filter(([location]) => location !== '');

  it('has the hash of the bytes of each package', () => {
    const without = entries.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'));
    expect(without.map(([location]) => location)).toEqual([]);
  });

  it('says where the packages are from that somebody asks for as "latest": npm drops these lines', () => {
    const asked = entries.flatMap(([, { dependencies, optionalDependencies }]) =>
      Object.entries({ ...dependencies, ...optionalDependencies }),
    );
    const latest = [...new Set(asked.filter(([, range]) => range === 'latest').map(([name]) => name))].sort();
    expect(latest).toEqual(['browser-serialport', 'temporal']);
    for (const name of latest) {
      const { version, resolved } = lock.packages[`node_modules/${name}`]!;
      expect(resolved).toBe(`https://registry.npmjs.org/${name}/-/${name}-${version}.tgz`);
    }
  });
});

describe('what travels in the package', () => {
  it('has one serialport, all that the program asks for, and no tool of the project', () => {
    const names = shipped.map(({ name }) => name);
    expect(names.filter((name) => name === 'serialport')).toHaveLength(1);
    expect(names).toEqual(expect.arrayContaining(Object.keys(own.dependencies)));
    for (const name of ['vite', 'typescript', 'vitest', ...Object.keys(LEFT_BEHIND)])
      expect(names).not.toContain(name);
  });

  it('is installed as package-lock.json has it', () => {
    for (const { location, version } of [...shipped, ...pageParts(top)])
      expect(`${location} ${version}`).toBe(`${location} ${lock.packages[location]!.version}`);
  });

  it('has the words of a licence for each part, with the name of whose work it is', () => {
    const without = [...shipped, ...pageParts(top)].filter(({ words }) => !/copyright/i.test(words));
    expect(without.map(({ name }) => name)).toEqual([]);
  });
});

describe('THIRD-PARTY.md', () => {
  it('is what npm run notices writes', () => {
    expect(text('THIRD-PARTY.md')).toBe(thirdPartyDocument(top));
  });

  it('has each text in full, also of those who only name their licence, and the licence of the font', () => {
    const texts = [...text('THIRD-PARTY.md').matchAll(/^```text\n([\s\S]*?)^```$/gm)].map(
      ([, words]) => words!,
    );
    expect(texts.length).toBeGreaterThan(15);
    for (const words of texts)
      expect(words).toMatch(/Permission (?:is \w+ granted|to use, copy, modify)|PERMISSION & CONDITIONS/);
    expect(texts.filter((words) => words.includes('SIL OPEN FONT LICENSE'))).toHaveLength(1);
  });

  it('has what the styles and programs of the page take from others, and Vite, which adds lines of its own', () => {
    const folders = ['src/web', 'src/display', 'src/figure'].map((folder) => `${top}${folder}`);
    const named = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(?:ts|css|html)$/.test(name))
        .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
        .flatMap((source) => [
          ...source.matchAll(/(?:from|import|url\()\s*\(?["']((?:@[\w-]+\/)?[a-z][\w-]*)(?=["'/])/g),
        ])
        .map(([, name]) => name!),
    );
    const parts = pageParts(top).map(({ name }) => name);
    expect([...new Set(named), 'vite'].sort()).toEqual([...parts].sort());
  });
});

describe('the bill of materials', () => {
  const bill = billOfMaterials(top);

  it('lists each part once, with its hash, its licence and its address', () => {
    const refs = bill.components.map((part) => part['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    expect([...refs].sort()).toEqual([...shipped, ...pageParts(top)].map(({ location }) => location).sort());
    for (const { hashes, licenses, purl, name, version } of bill.components) {
      expect(hashes[0]!.content).toMatch(/^[0-9a-f]{128}$/);
      expect(licenses[0]!.license.id).not.toBe('unknown');
      expect(purl).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`);
    }
  });

  it('says what needs what, and leaves no part without somebody who needs it', () => {
    const refs = new Set(bill.components.map((part) => part['bom-ref']));
    const needed = bill.dependencies.flatMap(({ dependsOn }) => dependsOn);
    expect(needed.filter((ref) => !refs.has(ref))).toEqual([]);
    expect([...refs].filter((ref) => !needed.includes(ref))).toEqual([]);
    expect(bill.metadata.component).toMatchObject({ name: 'axon-rig', version: own.version });
  });

  it('is the same whenever it is made', () => {
    expect(JSON.stringify(billOfMaterials(top))).toBe(JSON.stringify(bill));
  });
});
