/** The program in a process of its own: its rig file changes while it runs, and a second one is started beside it. */
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RigProcess, startRigProcess } from './rig-process.js';

const RIG = 'name: one\ndevice: {kind: virtual}\nexhibit: {log: {folder: logs}}\n';

let folder: string;
const running: RigProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-changed-'));
  writeFileSync(join(folder, 'rig.yaml'), RIG);
});
afterEach(async () => {
  for (const rig of running.splice(0)) {
    rig.child.kill('SIGKILL');
    await rig.exited;
  }
  rmSync(folder, { recursive: true });
});

function start(...args: string[]): RigProcess {
  const rig = startRigProcess(['run', 'rig.yaml', ...args], folder);
  running.push(rig);
  return rig;
}

/** As most editors do: beside it, and then by a change of names. */
function save(text: string): void {
  writeFileSync(join(folder, '.rig.yaml.swp'), text);
  renameSync(join(folder, '.rig.yaml.swp'), join(folder, 'rig.yaml'));
}

const health = async (address: string) => (await fetch(`${address}healthz`)).json();

describe('a rig file that is saved while its rig runs', () => {
  it('is taken, or refused with line and column until it is right; the page keeps its address and its code', async () => {
    const rig = start('--http-port', '0');
    const address = await rig.address();
    const technician = await rig.line(/the code is/);
    save(RIG.replace('one', 'two'));
    await rig.line(/rig\.yaml has changed, and the rig goes on with it\./);
    save(RIG.replace('virtual', 'virtually'));
    await rig.line(/^rig\.yaml:2:16 device\.kind: /);
    expect(await health(address)).toMatchObject({
      state: 'ill',
      parts: { file: { words: expect.stringContaining('rig.yaml:2:16') } },
    });
    save(RIG.replace('one', 'three'));
    await rig.line(/the rig goes on with it\.$/);
    await expect.poll(() => health(address).catch(() => null)).toMatchObject({ state: 'well', rig: 'three' });
    // An experiment that it names is a part of it.
    const own = (leakMv: string) => `axon: {leakReversalMv: ${leakMv}}\n`;
    writeFileSync(join(folder, 'own.yaml'), own('-80'));
    save(`${RIG.replace('one', 'four')}experiment: own.yaml\n`);
    await expect.poll(() => health(address).catch(() => null)).toMatchObject({ state: 'well', rig: 'four' });
    writeFileSync(join(folder, 'own.yaml'), own('dry'));
    await rig.line(/^own\.yaml:1:24 axon\.leakReversalMv: /);
    expect(rig.out.filter((line) => line === technician)).toHaveLength(1);
    rig.child.kill('SIGTERM');
    expect((await rig.exited).code).toBe(0);
    expect(rig.err.at(-1)).toBe('axon-rig: The virtual strip is switched off.');
  });
});

describe('a second run of the same rig file', () => {
  const starts = () => JSON.parse(readFileSync(join(folder, 'logs', 'axon-rig-starts.json'), 'utf8'));
  const logged = () =>
    readdirSync(join(folder, 'logs'))
      .filter((name) => name.endsWith('.jsonl'))
      .flatMap((name) =>
        readFileSync(join(folder, 'logs', name), 'utf8')
          .trim()
          .split('\n'),
      )
      .map((line) => JSON.parse(line) as { event: string });

  // A Mac keeps no names of programs (src/service/sole.ts): there both write.
  it.skipIf(process.platform === 'darwin')(
    'says that the page has its port, leaves log and count of the first alone, and ends with 1',
    async () => {
      const first = start('--http-port', '0');
      const address = await first.address();
      const second = start('--http-port', new URL(address).port);
      expect((await second.exited).code).toBe(1);
      expect(second.err.join('\n')).toMatch(/Another rig writes the log in .*logs: this one writes none/);
      expect(second.err.join('\n')).toMatch(/port \d+ is taken/);
      expect(starts()).toEqual({ starts: 1, running: true });
      first.child.kill('SIGTERM');
      await first.exited;
      expect(starts()).toEqual({ starts: 1, running: false });
      expect(logged().filter(({ event }) => event === 'start')).toHaveLength(1);
    },
  );
});
