// THIRD-PARTY.md and the bill of materials: whose work travels in the package, and under which licence.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageParts, shippedPackages } from './shipped-packages.mjs';

const nameOf = ({ name, version }) => `${name} ${version}`;

/** The permission of the MIT licence as our own file has it, for a package that only names the licence. */
function mitPermission(top) {
  const own = readFileSync(join(top, 'LICENSE'), 'utf8');
  return own.slice(own.indexOf('Permission is')).trim();
}

function completeWords(top, { licence, words }) {
  return licence === 'MIT' && !words.includes('Permission is') ? `${words}\n\n${mitPermission(top)}` : words;
}

/** The document: a table of the parts, then each text once, with the parts that it is for. */
export function thirdPartyDocument(top) {
  const parts = [
    ...pageParts(top).map((part) => ({ ...part, where: 'in the page' })),
    ...shippedPackages(top).map((part) => ({ ...part, where: 'in the program' })),
  ];
  const rows = new Map(
    parts.map((part) => [
      nameOf(part),
      `| ${part.name} | ${part.version} | ${part.licence} | ${part.where} |`,
    ]),
  );
  const texts = new Map();
  for (const part of parts) {
    const words = completeWords(top, part);
    texts.set(words, new Set([...(texts.get(words) ?? []), nameOf(part)]));
  }
  return [
    '# Work of others in this package',
    '',
    'Axon rig itself is under the MIT licence: [LICENSE](LICENSE). The package that `npm pack` makes has these parts of others inside, each under its own licence. The page has the font and a few lines of Vite; all other parts are packages in `dist/node_modules`. Nothing of others is in the firmware. `npm run notices` writes this file from what is installed.',
    '',
    '| part | version | licence | where |',
    '|---|---|---|---|',
    ...rows.values(),
    '',
    '## The licences',
    ...[...texts].flatMap(([words, names]) => [
      '',
      `### ${[...names].join(', ')}`,
      '',
      '```text',
      words,
      '```',
    ]),
    '',
  ].join('\n');
}

const purl = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

function component(part) {
  return {
    type: 'library',
    'bom-ref': part.location,
    name: part.name,
    version: part.version,
    purl: purl(part),
    licenses: [{ license: { id: part.licence } }],
    hashes: [
      {
        alg: 'SHA-512',
        content: Buffer.from(part.integrity.replace('sha512-', ''), 'base64').toString('hex'),
      },
    ],
  };
}

/** The bill of materials, CycloneDX 1.5. It has no date and no serial number: the same sources give the same bytes. */
export function billOfMaterials(top) {
  const own = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'));
  const program = shippedPackages(top);
  const page = pageParts(top);
  const direct = program.filter(
    ({ name, location }) => name in own.dependencies && location === `node_modules/${name}`,
  );
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': own.name,
        name: own.name,
        version: own.version,
        description: own.description,
        purl: purl(own),
        licenses: [{ license: { id: own.license } }],
      },
    },
    components: [...page, ...program].map(component),
    dependencies: [
      { ref: own.name, dependsOn: [...page, ...direct].map(({ location }) => location) },
      ...[...page, ...program].map(({ location, needs }) => ({ ref: location, dependsOn: needs })),
    ],
  };
}
