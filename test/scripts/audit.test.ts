import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { findingsOf } from '../../scripts/audit.mjs';

const text = (file: string) => readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8');

const KNOWN = {
  auditReportVersion: 2,
  vulnerabilities: {
    ws: {
      name: 'ws',
      severity: 'high',
      via: [
        { title: 'ws can be\u001b[31m stopped', url: 'https://github.com/advisories/GHSA-1', range: '<8' },
      ],
      range: '<8.0.0',
      fixAvailable: true,
    },
    'johnny-five': { severity: 'low', via: ['nanotimer'], range: '*', fixAvailable: false },
  },
};

describe('an audit', () => {
  it('tells a line for each package of which a fault is known, without anything that moves a terminal', () => {
    expect(findingsOf(JSON.stringify(KNOWN)).findings).toEqual([
      'high: ws <8.0.0: ws can be [31m stopped (https://github.com/advisories/GHSA-1); there is a version without it',
      'low: johnny-five *: by way of nanotimer; there is no version without it yet',
    ]);
    expect(findingsOf('{"vulnerabilities": {}}')).toEqual({ findings: [] });
  });

  it.each([
    [
      '{"message": "request failed, reason: connect ECONNREFUSED\\n127.0.0.1:9", "error": {}}',
      /ECONNREFUSED 127/,
    ],
    ['', /no answer that can be read/],
    ['<html>405</html>', /no answer that can be read/],
    ['null', /did not answer: no words/],
    ['{"vulnerabilities": null}', /did not answer/],
  ])('that nobody answers is none, and no failure: %j', (answer, words) => {
    const { findings, unanswered } = findingsOf(answer);
    expect(findings).toBeUndefined();
    expect(unanswered).toMatch(words);
  });

  it('runs with each change without failing it, and once a week so that what is found fails', () => {
    expect(text('.ci/run')).toMatch(/^node scripts\/audit\.mjs$/m);
    const weekly = parse(text('.github/workflows/audit.yml')) as {
      on: { schedule: { cron: string }[] };
      permissions: object;
      jobs: Record<string, { steps: { run?: string; uses?: string }[] }>;
    };
    expect(weekly.on.schedule).toEqual([{ cron: expect.stringMatching(/^\d+ \d+ \* \* \d$/) }]);
    expect(weekly.permissions).toEqual({ contents: 'read' });
    const { steps } = weekly.jobs.audit!;
    expect(steps.map(({ run }) => run).filter(Boolean)).toEqual(['node scripts/audit.mjs --strict']);
    for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w-]+@v\d+$/);
  });
});
