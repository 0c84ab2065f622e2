/** What runs on every change, and what an editor is told: both must say the same as the files that they follow. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { siteFiles } from '../scripts/site.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const text = (file: string) => readFileSync(`${top}${file}`, 'utf8');

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly needs?: string;
        readonly permissions?: Readonly<Record<string, string>>;
        readonly 'timeout-minutes': number;
        readonly strategy: { readonly matrix: { readonly node: readonly number[] } };
        readonly steps: readonly Step[];
      }
    >
  >;
}

describe('.github/workflows/ci.yml', () => {
  const workflow = parse(text('.github/workflows/ci.yml')) as Workflow;
  const { test } = workflow.jobs;
  const steps = test!.steps;

  it('runs .ci/run, which may be executed, in at most 90 minutes', () => {
    expect(steps.map(({ run }) => run).filter(Boolean)).toEqual(['.ci/run']);
    if (process.platform !== 'win32') expect(statSync(`${top}.ci/run`).mode & 0o111).not.toBe(0);
    expect(test!['timeout-minutes']).toBeLessThanOrEqual(90);
  });

  it('runs it on the oldest Node that package.json allows, and on 22 and 24', () => {
    const { engines } = JSON.parse(text('package.json')) as { engines: { node: string } };
    const oldest = Number(/^>=(\d+)\./.exec(engines.node)![1]);
    expect(test!.strategy.matrix.node).toEqual([oldest, 22, 24]);
    const setup = steps.find(({ uses }) => uses?.startsWith('actions/setup-node@'));
    expect(setup?.with).toEqual({ 'node-version': `\${{ matrix.node }}`, cache: 'npm' });
  });
});

describe.each(readdirSync(`${top}.github/workflows`))('.github/workflows/%s', (file) => {
  const workflow = parse(text(`.github/workflows/${file}`)) as Workflow;
  const jobs = Object.entries(workflow.jobs);

  it('may only read, but for the job that publishes, and takes each action in a version that is named', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const [name, job] of jobs) {
      const may = name === 'publish' ? { pages: 'write', 'id-token': 'write' } : undefined;
      expect(job.permissions).toEqual(may);
      const uses = job.steps.flatMap((step) => step.uses ?? []);
      expect(uses.filter((action) => !/^actions\/[\w-]+@v\d+$/.test(action))).toEqual([]);
    }
  });

  it('ends by itself, and keeps no password in the folder that it works in', () => {
    for (const [, job] of jobs) {
      expect(job['timeout-minutes']).toBeLessThanOrEqual(90);
      for (const step of job.steps)
        if (step.uses?.startsWith('actions/checkout@'))
          expect(step.with).toEqual({ 'persist-credentials': false });
    }
  });
});

describe('.github/workflows/pages.yml', () => {
  const { build, publish } = (parse(text('.github/workflows/pages.yml')) as Workflow).jobs;

  it('publishes what was built just before, the rig as the first page and to download', () => {
    const runs = build!.steps.flatMap(({ run }) => run ?? []);
    expect(runs).toEqual(['npm ci', 'node scripts/build-site.mjs site']);
    expect(Object.keys(siteFiles(top, '<head></head>'))).toEqual(
      expect.arrayContaining(['index.html', 'axon-rig.html']),
    );
    expect(build!.steps.at(-1)).toEqual({ uses: 'actions/upload-pages-artifact@v3', with: { path: 'site' } });
    expect(publish!.needs).toBe('build');
    expect(publish!.steps.map(({ uses }) => uses)).toEqual(['actions/deploy-pages@v4']);
  });
});

describe('.editorconfig', () => {
  const config = text('.editorconfig');
  const value = (key: string) => new RegExp(`^${key} = (.+)$`, 'm').exec(config)?.[1];

  it('indents, and breaks lines, where biome.json does', () => {
    const { formatter } = JSON.parse(text('biome.json')) as {
      formatter: { indentStyle: string; indentWidth: number; lineWidth: number };
    };
    expect(value('indent_style')).toBe(formatter.indentStyle);
    expect(value('indent_size')).toBe(String(formatter.indentWidth));
    expect(value('max_line_length')).toBe(String(formatter.lineWidth));
  });
});
