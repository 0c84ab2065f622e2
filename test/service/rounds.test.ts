import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lastRound, noteRound } from '../../src/service/rounds.js';
import { technicianSheet } from '../../src/service/sheet.js';

const AT = Date.parse('2026-03-01T08:00:00Z');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-rounds-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('rounds', () => {
  it('are noted in a folder that is made, and the last one is found again', async () => {
    const logs = join(folder, 'logs');
    expect(await lastRound(logs)).toBeNull();
    await noteRound(logs, { atMs: AT, failed: ['sound'] }, 'Ann');
    await noteRound(logs, { atMs: AT + 1000, failed: [] }, undefined);
    expect(await lastRound(logs)).toEqual({ atMs: AT + 1000, failed: [] });
  });

  it('are found before a line that a power cut has left half, in a file of any length, and not in nonsense', async () => {
    const file = join(folder, 'axon-rig-rounds.jsonl');
    writeFileSync(file, 'x'.repeat(200_000));
    expect(await lastRound(folder)).toBeNull();
    await noteRound(folder, { atMs: AT, failed: [] }, undefined);
    appendFileSync(file, '{"at":"2026-04-01T08:0');
    expect(await lastRound(folder)).toEqual({ atMs: AT, failed: [] });
    await noteRound(folder, { atMs: AT + 5000, failed: [] }, undefined);
    appendFileSync(file, 'null\n{"at":"soon","failed":[]}\n{"at":"2026-05-01","failed":"all"}\n');
    expect(await lastRound(folder)).toEqual({ atMs: AT + 5000, failed: [] });
  });
});

describe('the sheet for a technician', () => {
  const facts = {
    rig: 'Touch <the> "nerve" & more',
    rigFile: '/opt/axon/rig.yaml',
    program: '0.1.0',
    device: 'serial',
    url: 'http://127.0.0.1:8080/',
    logFolder: null,
    hasLamp: true,
    hub: 'http://hub.local:8082',
    questions: [{ id: 'sound', words: 'The click is heard.' }],
  };

  it('has each question with a box for each of twelve months, and loads and runs nothing', () => {
    const html = technicianSheet(facts);
    expect(html).toContain(`<th>The click is heard.</th>${'<td></td>'.repeat(12)}`);
    expect(html).not.toMatch(/<script|<link|<img|src=|url\(/);
  });

  it('writes names as they are, whatever is in them', () => {
    expect(technicianSheet(facts)).toContain('<h1>Touch &lt;the&gt; &quot;nerve&quot; &amp; more</h1>');
  });

  it('speaks of a lamp only where there is one', () => {
    expect(technicianSheet(facts)).toContain('The last LED shines');
    expect(technicianSheet({ ...facts, hasLamp: false })).not.toContain('The last LED shines');
  });
});
