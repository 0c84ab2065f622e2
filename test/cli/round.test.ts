import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { round } from '../../src/cli/round.js';

let folder: string;
let out: string[];
let err: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-round-'));
  [out, err] = [[], []];
});
afterEach(() => rmSync(folder, { recursive: true }));
const terminal = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };

function rigFile(exhibit = `log: {folder: ${folder}/logs}`): string {
  const path = join(folder, 'rig.yaml');
  writeFileSync(path, `name: Axon\ndevice: {kind: virtual}\nexhibit: {${exhibit}}\n`);
  return path;
}

/** A terminal at which somebody types. */
function keyboard() {
  const input = Object.assign(new EventEmitter(), { pause: () => {} });
  return {
    input: input as unknown as NodeJS.ReadStream,
    type: (text: string) => input.emit('data', text),
    end: () => input.emit('end'),
  };
}

const OPTIONS = { httpPort: 8080 };

describe('a round', () => {
  it('asks one thing after the other, takes y and n alone, and notes the answers', async () => {
    const { input, type } = keyboard();
    const code = round(rigFile(), { ...OPTIONS, by: 'Ann' }, terminal, input);
    const [, total] = /^1 of (\d+): Press button 1/.exec(out[0]!)!;
    type('perhaps\n');
    expect(out.at(-1)).toBe('Type y if it is so, and n if it is not.');
    type('y\nN\n');
    type('yes\n'.repeat(Number(total) - 2));
    expect(await code).toBe(1);
    expect(out.at(-1)).toBe(
      'axon-rig: noted. Not as it should be: strip. When it is mended, make the round again.',
    );
    const noted = JSON.parse(readFileSync(join(folder, 'logs', 'axon-rig-rounds.jsonl'), 'utf8').trim());
    expect(noted).toMatchObject({ by: 'Ann', failed: ['strip'] });
  });

  it('ends with 0 where all is right', async () => {
    const { input, type } = keyboard();
    const code = round(rigFile(), OPTIONS, terminal, input);
    type('y\n'.repeat(30));
    expect(await code).toBe(0);
    expect(out.at(-1)).toContain('The next round is due in a month.');
  });

  it('notes nothing where nobody answers any more', async () => {
    const { input, type, end } = keyboard();
    const code = round(rigFile(), OPTIONS, terminal, input);
    type('y\n');
    end();
    expect(await code).toBe(1);
    expect(err).toEqual(['axon-rig: the round has not come to its end, and nothing is noted']);
  });

  it('needs a log to note it in, and prints the sheet without one', async () => {
    await expect(round(rigFile(''), OPTIONS, terminal, keyboard().input)).rejects.toThrow(
      'has no log to note a round in',
    );
    expect(await round(rigFile(''), { ...OPTIONS, sheet: true }, terminal)).toBe(0);
    expect(out[0]).toContain('<h1>Axon</h1>');
  });
});
