import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.js';
import { recordingCsvHeading, recordingCsvRow } from '../../src/recording/csv.js';
import { createSweepReader } from '../../src/recording/measures/index.js';
import { openRecording } from '../../src/recording/read.js';
import { sweepsCsvHeading, sweepsCsvRow } from '../../src/recording/sweeps-csv.js';
import { exampleRecording, spikeRecording } from './doc-example.js';
import { fileLines } from './made-recording.js';

const text = readFileSync(fileURLToPath(new URL('../../docs/recordings.md', import.meta.url)), 'utf8');
const blocks = (language: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, block]) => block!);

describe('docs/recordings.md', () => {
  it('shows the very lines that the writer makes of its example', () => {
    expect(blocks('json')).toEqual([exampleRecording()]);
  });

  it('shows the very table that export makes of it', () => {
    const opened = openRecording(fileLines(exampleRecording()));
    if (!opened.ok) throw new Error(opened.words);
    const rows = [...opened.blocks].flatMap(({ pictures }) =>
      pictures.map((picture) => recordingCsvRow(opened.header, picture)),
    );
    expect(blocks('csv').slice(1)).toEqual([[recordingCsvHeading(opened.header), ...rows].join('')]);
  });

  it('shows the very table that export makes of the measures of a spike', () => {
    const opened = openRecording(fileLines(spikeRecording()));
    if (!opened.ok) throw new Error(opened.words);
    const reader = createSweepReader(opened.header);
    if (typeof reader === 'string') throw new Error(reader);
    const ended = [...opened.blocks].flatMap((block) => reader.take(block));
    const rows = [...ended, reader.end()!].map((sweep) => sweepsCsvRow(opened.header, sweep));
    expect(blocks('csv')[0]).toBe([sweepsCsvHeading(opened.header), ...rows].join(''));
  });

  it('has no command and no option that the program has not', () => {
    const commands = blocks('sh').flatMap((block) => block.trim().split('\n'));
    expect(commands.length).toBeGreaterThan(3);
    for (const line of commands) {
      const [, name, rest] = /^npx axon-rig (\S+) (.*)$/.exec(line)!;
      const command = createProgram({ out: () => {}, err: () => {} }, () => {}).commands.find(
        (known) => known.name() === name,
      );
      expect([line, command?.parseOptions(rest!.split(' ')).unknown]).toEqual([line, []]);
    }
  });
});
