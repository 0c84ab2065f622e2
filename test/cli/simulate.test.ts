import { spawnSync } from 'node:child_process';
import {
  closeSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { durationWords, openPauses, progressLine } from '../../src/cli/pauses.js';
import { MAIN, startRigProcess } from './rig-process.js';
import { runHere } from './run-here.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-simulate-'));
  symlinkSync('loop', join(folder, 'loop'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const simulate = (...args: string[]) => runHere(['simulate', ...args], folder);
const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return name;
};
const text = (name: string) => readFileSync(join(folder, name), 'utf8');
/** What a failed run may not leave: temporary files. */
const leftovers = () => readdirSync(folder).filter((name) => name.endsWith('.part'));

/** A squid axon with a block by tetrodotoxin. */
const BLOCK = `axon: {kind: cable, lengthMm: 100, diameterUm: 476, axialResistivityOhmCm: 35.4, capacitanceUfPerCm2: 1, compartments: 1000}
membrane: {kind: hodgkin-huxley, temperatureC: 18.5}
treatments: [{kind: ttx, fromMm: 40, toMm: 46, sodiumFraction: 0}]
stimuli: [{kind: pulse, at: 0, startMs: 0.5, durationMs: 0.2, currentNa: 5354.1}]
electrodes: [{name: near, at: 40}, {name: far, at: 60}]
durationMs: 10
stepMs: 0.01
sampleMs: 0.01
`;
const RUNAWAY = `axon: {kind: patch}
membrane: {kind: passive}
stimuli: [{kind: step, startMs: 1, currentUaPerCm2: 1000000}]
durationMs: 40
stepMs: 0.1
`;

describe('axon-rig simulate', () => {
  it('prints the figures of a shipped experiment from any folder, with nothing on standard error', async () => {
    const { code, out, err } = await simulate('squid-axon');
    expect(out.split('\n')[1]).toBe('5354 nA for 0.2 ms at 0 mm');
    expect(out).toMatch(/^velocity from near to far: 18\.7\d+ m\/s$/m);
    expect(err).toBe('');
    expect(code).toBe(0);
  });

  it('writes table and figure whole, and says so', async () => {
    const file = write('block.yaml', BLOCK);
    const { code, out } = await simulate(file, '--csv', 'block.csv', '--svg', 'block.svg');
    expect(out).toMatch(/^table written to block\.csv$/m);
    expect(out).toMatch(/^figure written to block\.svg$/m);
    const lines = text('block.csv').trimEnd().split('\n');
    expect(lines[0]).toBe('time_ms,near_mV,far_mV');
    expect(lines).toHaveLength(1002);
    expect(text('block.svg')).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
    expect(code).toBe(0);
    expect(leftovers()).toEqual([]);
  });

  it('draws the same with its channels off above it: the squid axon, where 25.6 mV become a bump', async () => {
    const file = write(
      'short.yaml',
      'axon: {kind: cable, compartments: 200}\nstimuli: [{durationMs: 0.2, currentNa: 5354.1}]\nelectrodes: [{name: near, at: 10}]\ndurationMs: 4\n',
    );
    const { code } = await simulate(file, '--svg', 'two.svg', '--with-channels-off');
    expect(code).toBe(0);
    const words = [...text('two.svg').matchAll(/>([^<]*)<\/text>/g)].map(([, each]) => each);
    expect(words).toEqual(expect.arrayContaining(['1 Channels off', '2 Channels on']));
    expect(words.filter((each) => each === 'near, 10 mm')).toHaveLength(2);
    expect(words).toContainEqual(expect.stringMatching(/^up to −\d\d\.\d mV$/));
    expect(words).toContainEqual(expect.stringMatching(/^\+2\d\.\d mV at \d\.\d\d ms$/));
  });

  it.each([
    [
      ['lesson', '--with-channels-off'],
      /--with-channels-off draws a second graph into the figure; add --svg/,
    ],
    [
      ['lesson-channels-off', '--svg', 'off.svg', '--with-channels-off'],
      /lesson-channels-off\.yaml has a passive membrane: it has no channels that could be off/,
    ],
  ])('refuses %j', async (options, expected) => {
    const { code, err } = await simulate(...options);
    expect(err).toMatch(expected);
    expect(code).toBe(1);
  });

  it('gives standard output to the table alone with --csv -, and to JSON alone with --json', async () => {
    const table = await simulate('patch', '--csv', '-', '--svg', 'patch.svg');
    expect(table.out).toMatch(/^time_ms,patch_mV\n0,-64\.974052\n/);
    expect(table.out.split('\n').every((line) => line.split(',').length === 2)).toBe(true);
    expect(table.err).toBe('figure written to patch.svg');
    const json = JSON.parse((await simulate('lesson', '--json')).out);
    expect(json.electrodes[1]).toMatchObject({ name: 'blue', at: 15, unit: 'site', restMv: -70 });
    expect(json.velocities.at(-1)).toEqual({
      from: 'blue',
      to: 'yellow',
      velocity: expect.closeTo(5.186, 2),
      unit: 'sites/ms',
    });
  });

  it('puts into the JSON what was done, so that it makes the same experiment again', async () => {
    const file = write('coarse.yaml', BLOCK.replace('compartments: 1000', 'compartments: 50'));
    const { notes, axon, membrane, treatments, stimuli, durationMs, stepMs } = JSON.parse(
      (await simulate(file, '--json')).out,
    );
    expect(notes).toEqual([
      expect.stringMatching(/^coarse\.yaml:1:\d+ axon\.compartments: .* too coarse for true figures/),
    ]);
    expect(treatments).toEqual([{ kind: 'ttx', from: 40, to: 46, sodiumFraction: 0 }]);
    const again = JSON.stringify({ axon, membrane, treatments, stimuli, durationMs, stepMs });
    const second = JSON.parse((await simulate(write('again.yaml', again), '--json')).out);
    expect(second).toMatchObject({ axon, membrane, treatments, stimuli });
  });

  it('finds the threshold with its unit: 6.9025 µA/cm² for 1 ms', async () => {
    const { code, out } = await simulate('patch', '--threshold');
    expect(out).toMatch(
      /^threshold: 6\.902\d+ µA\/cm² for 1 ms \(pulse; spikes counted at patch; \d+ runs\)$/,
    );
    expect(code).toBe(0);
  });

  it('puts a threshold into the JSON, of the stimulus that was asked for', async () => {
    const { out } = await simulate('refractory', '--threshold', '--stimulus', '1', '--json');
    expect(JSON.parse(out).threshold).toMatchObject({
      kind: 'found',
      stimulus: 1,
      unit: 'µA/cm²',
      electrode: 'patch',
    });
  });

  it('puts the threshold of a conductance into the JSON as its strength: 0.325028 mS', async () => {
    const { out } = await simulate('lesson', '--threshold', '--json');
    const { threshold } = JSON.parse(out);
    expect(Object.keys(threshold)).toEqual(['kind', 'strength', 'unit', 'stimulus', 'electrode', 'runs']);
    expect(threshold).toMatchObject({ kind: 'found', unit: 'mS' });
    expect(threshold.strength).toBeCloseTo(0.325028, 5);
  });

  it('says clearly that there is no threshold, and ends with 1', async () => {
    const { code, out, err } = await simulate(write('block.yaml', BLOCK), '--threshold');
    expect(err).toMatch(/block\.yaml: no threshold – not even 21930000 nA of the pulse fires at far/);
    expect(out).toBe('');
    expect(code).toBe(1);
  });

  it('says where the last electrode is if no sodium channels work there, without a search', async () => {
    const { code, out, err } = await simulate(
      write('ttx.yaml', BLOCK.replace('at: 60', 'at: 43')),
      '--threshold',
    );
    expect(err).toBe(
      'axon-rig: ttx.yaml: no threshold – at far, whose spikes are counted, no sodium channels work, so it never fires; put the last electrode where the axon has channels',
    );
    expect([code, out]).toEqual([1, '']);
  });

  it('stops quietly when the reader of a table has seen enough', async () => {
    const run = startRigProcess(['simulate', 'steady-current', '--csv', '-'], folder);
    await run.line(/^time_ms/);
    run.child.stdout!.destroy();
    expect(await run.exited).toEqual({ code: 0, signal: null });
    expect(run.err).toEqual([]);
  });

  it.skipIf(!existsSync('/dev/full'))(
    'says that a table does not fit a full disk, and ends with 1',
    async () => {
      const { code, err } = await simulate('patch', '--csv', '/dev/full');
      expect(err).toMatch(/\/dev\/full cannot be written: ENOSPC/);
      expect(code).toBe(1);
    },
  );

  it
    .skipIf(!existsSync('/dev/full'))
    .each([
      [['simulate', 'patch']],
      [['simulate', 'patch', '--json']],
      [['simulate', 'patch', '--csv', '-']],
      [['check', 'patch']],
    ])('says that standard output is on a full disk, and ends with 1: %j', (args) => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    expect(stderr).toMatch(/^axon-rig: standard output cannot be written: ENOSPC: .* is lost\n$/);
    expect(status).toBe(1);
  });

  it('ends quietly with 0 when nobody reads its figures', async () => {
    const run = startRigProcess(['simulate', 'patch'], folder);
    run.child.stdout!.destroy();
    expect(await run.exited).toEqual({ code: 0, signal: null });
    expect(run.err).toEqual([]);
  });
});

describe('what is wrong', () => {
  it('in a file is told with line and column, and nothing is written', async () => {
    const file = write('bad.yaml', BLOCK.replace('at: 60', 'at: 160').replace('startMs: 0.5', 'startMs: 50'));
    const { code, out, err } = await simulate(file, '--csv', 'bad.csv');
    expect(err.split('\n')).toEqual([
      expect.stringMatching(/^bad\.yaml:4:41 stimuli\[0\]\.startMs: /),
      expect.stringMatching(/^bad\.yaml:5:52 electrodes\[1\]\.at: expected 0 to 100 mm, or bath, got 160/),
    ]);
    expect([code, out, existsSync(join(folder, 'bad.csv'))]).toEqual([1, '', false]);
  });

  it('in the computation is told with its time, and there is not half a table: neither a file nor a line', async () => {
    const file = write('runaway.yaml', RUNAWAY);
    for (const target of ['runaway.csv', '-']) {
      const { code, out, err } = await simulate(file, '--csv', target);
      expect(err).toMatch(
        /^axon-rig: runaway\.yaml: the computation ran away: at 2\.\d+ ms .*; nothing was written$/,
      );
      expect([code, out, existsSync(join(folder, 'runaway.csv'))]).toEqual([1, '', false]);
    }
    expect(leftovers()).toEqual([]);
  });

  it('with an older table leaves it as it was', async () => {
    write('runaway.csv', 'old\n');
    await simulate(write('runaway.yaml', RUNAWAY), '--csv', 'runaway.csv');
    expect(text('runaway.csv')).toBe('old\n');
    rmSync(join(folder, 'runaway.csv'));
  });

  it.each([
    [['nothing.yaml'], /there is no experiment file nothing\.yaml; .*squid-axon/],
    [['uno-60'], /uno-60 is a rig, not an experiment; run it with: npx axon-rig run uno-60/],
    [
      ['patch', '--csv', 'no/such/folder.csv'],
      /--csv no\/such\/folder\.csv cannot be written: its folder is not there/,
    ],
    [['patch', '--csv', '.'], /--csv \. is a folder/],
    [
      ['patch', '--csv', 'loop'],
      /^axon-rig: --csv loop cannot be written: it is a link that leads back to itself; .*$/,
    ],
    [
      ['patch', '--csv', '/etc/passwd/x'],
      /^axon-rig: --csv \/etc\/passwd\/x cannot be written: a part of it that should be a folder is a file; .*$/,
    ],
    [
      ['patch', '--svg', 'x'.repeat(300)],
      /^axon-rig: --svg x+ cannot be written: its name is longer than the system allows; give a shorter one$/,
    ],
    [['patch', '--csv', '-', '--json'], /--csv and --json both want standard output/],
    [['patch', '--csv', 'same', '--svg', './same'], /--csv and --svg both want \.\/same/],
    [['patch', '--csv', ''], /--csv needs the name of a file/],
    [['patch', '--stimulus', '1'], /add --threshold/],
    [['patch', '--threshold', '--stimulus', '2'], /has no stimulus 2; its stimuli are 1 to 1/],
    [['patch', '--threshold', '--stimulus', '0'], /Expected its number in the file, from 1/],
    [['passive-cable', '--threshold'], /passive membrane, which never fires/],
  ])('on the command line is told before anything is computed: %j', async (args, words) => {
    const { code, out, err } = await simulate(...args);
    expect(err).toMatch(words);
    expect([code, out]).toEqual([1, '']);
  });

  it('is no name of 255 bytes, the longest there is', async () => {
    const name = `${'x'.repeat(251)}.csv`;
    expect(await simulate('patch', '--csv', name)).toMatchObject({ code: 0, err: '' });
    expect(text(name)).toMatch(/^time/);
    rmSync(join(folder, name));
  });

  it('would be to write over the experiment itself', async () => {
    const file = write('mine.yaml', BLOCK);
    const { err } = await simulate(file, '--csv', './mine.yaml');
    expect(err).toMatch(/is the experiment file itself/);
    expect(text(file)).toBe(BLOCK);
  });

  it('would be to write over any rig or experiment', async () => {
    const file = write('other.yaml', BLOCK);
    for (const [option, ending] of [
      ['--csv', 'csv'],
      ['--svg', 'svg'],
    ] as const) {
      const { code, err } = await simulate('patch', option, file);
      expect(err).toBe(
        `axon-rig: ${option} other.yaml has the name of a rig or experiment file, which is never written over; end it in .${ending}`,
      );
      expect(code).toBe(1);
    }
    expect(text(file)).toBe(BLOCK);
  });

  it('is a rig, and is told so at once', async () => {
    const file = write('rig.yaml', 'device: {kind: virtual}\nstrip: {leds: 30}\n');
    const { code, err } = await simulate(file);
    expect(err).toBe(
      'axon-rig: rig.yaml is a rig, not an experiment; run it with: npx axon-rig run rig.yaml',
    );
    expect(code).toBe(1);
  });

  it('is only noted where it works all the same, on standard error', async () => {
    const file = write('coarse.yaml', BLOCK.replace('compartments: 1000', 'compartments: 50'));
    const { code, out, err } = await simulate(file, '--csv', '-');
    expect(err).toMatch(
      /^note: coarse\.yaml:1:\d+ axon\.compartments: compartments of 2 mm are 0\.28 of the length/,
    );
    expect(out).toMatch(/^time_ms/);
    expect(code).toBe(0);
  });
});

describe('Ctrl-C', () => {
  it('ends a long run with 130 and leaves no file, although half a megabyte of its table is written', async () => {
    const long = BLOCK.replace('durationMs: 10', 'durationMs: 100000');
    const file = write('long.yaml', long.replace('compartments: 1000', 'compartments: 500'));
    const run = startRigProcess(['simulate', file, '--csv', 'long.csv'], folder);
    await vi.waitFor(() => expect(statSync(join(folder, leftovers()[0]!)).size).toBeGreaterThan(5e5), 50_000);
    run.child.kill('SIGINT');
    expect((await run.exited).code).toBe(130);
    expect(run.err.at(-1)).toBe('axon-rig: stopped by SIGINT; nothing was written');
    expect(existsSync(join(folder, 'long.csv'))).toBe(false);
    expect(leftovers()).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('a pipe as a target', () => {
  /** Says with which words a call of the system fails. */
  const telling = (call: 'openSync' | 'writeSync') => `import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const { ${call}: done, writeSync } = fs;
    fs.${call} = (...args) => {
      try {
        return done(...args);
      } catch (error) {
        writeSync(2, error.code + '\\n');
        throw error;
      }
    };
    syncBuiltinESMExports();`;
  const pipe = (name: string) => {
    expect(spawnSync('mkfifo', [join(folder, name)]).status).toBe(0);
    return name;
  };

  it('that is read gets the whole table', async () => {
    const run = startRigProcess(['simulate', 'patch', '--csv', pipe('read.fifo')], folder);
    const { stdout } = spawnSync('cat', ['read.fifo'], { cwd: folder, encoding: 'utf8' });
    expect(stdout.split('\n')).toHaveLength(1 + 1501 + 1);
    expect((await run.exited).code).toBe(0);
  });

  it('that is standard output by its path gets it, too', () => {
    const { stdout, status } = spawnSync(
      'sh',
      ['-c', `"$0" "$1" simulate patch --csv /dev/stdout | cat`, process.execPath, MAIN],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(stdout).toMatch(/^time_ms,patch_mV\n0,-/);
    expect(stdout).toMatch(/\n15,-[\d.]+\n$/);
    expect(status).toBe(0);
  });

  it('that nobody reads leaves the file of another option as it was', async () => {
    write('kept.csv', 'precious');
    const args = ['simulate', 'patch', '--csv', 'kept.csv', '--svg', pipe('late.fifo')];
    const run = startRigProcess(args, folder, telling('openSync'));
    await run.line(/^ENXIO$/);
    run.child.kill('SIGINT');
    expect((await run.exited).code).toBe(130);
    expect(text('kept.csv')).toBe('precious');
  });

  it('is not what /dev/fd/3 is where it leads to a file, which stays as it was', () => {
    write('kept.csv', 'precious');
    const command = `"$0" "$1" simulate patch --csv /dev/fd/3 3>>kept.csv`;
    const { stderr, status } = spawnSync('sh', ['-c', command, process.execPath, MAIN], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stderr).toContain(
      '--csv /dev/fd/3 leads to a file, which would be replaced; give its own name, or -',
    );
    expect(status).toBe(1);
    expect(text('kept.csv')).toBe('precious');
  });

  it.each([
    ['simulate', ['simulate', 'patch', '--csv'], 'table'],
    ['wiring', ['wiring', 'uno-60', '--svg'], 'wiring'],
  ])('that nobody reads is left at Ctrl-C with a word and without a copy: %s', async (_, args, what) => {
    const run = startRigProcess([...args, pipe(`${what}.fifo`)], folder, telling('openSync'));
    await run.line(/^ENXIO$/);
    run.child.kill('SIGINT');
    expect(await run.exited).toEqual({ code: 130, signal: null });
    expect(run.err.at(-1)).toBe(
      `axon-rig: stopped by SIGINT; ${what}.fifo has only a part of the ${what}, or nothing`,
    );
    expect(readdirSync(tmpdir()).filter((name) => name.includes(`-${run.child.pid}-`))).toEqual([]);
  });

  it('that is read no further is left at Ctrl-C in the middle', async () => {
    const reader = openSync(join(folder, pipe('full.fifo')), constants.O_RDWR | constants.O_NONBLOCK);
    expect(() => {
      for (;;) writeSync(reader, Buffer.alloc(4096));
    }).toThrow('EAGAIN');
    const run = startRigProcess(
      ['simulate', 'squid-axon', '--csv', 'full.fifo'],
      folder,
      telling('writeSync'),
    );
    await run.line(/^EAGAIN$/);
    run.child.kill('SIGINT');
    expect(await run.exited).toEqual({ code: 130, signal: null });
    expect(run.err.at(-1)).toBe(
      'axon-rig: stopped by SIGINT; full.fifo has only a part of the table, or nothing',
    );
    closeSync(reader);
  });
});

describe('progress', () => {
  const screen = (isTTY: boolean) => {
    const written: string[] = [];
    return { isTTY, written, write: (line: string) => written.push(line) };
  };

  it('is one line that is written over and taken away at the end', async () => {
    const terminal = screen(true);
    let nowMs = 0;
    const pauses = openPauses(terminal, () => nowMs);
    try {
      await pauses.take(() => 'early', 0.1);
      nowMs = 1000;
      await pauses.take(() => '5 of 10 ms', 0.5);
      await pauses.take(() => 'too soon again', 0.6);
      pauses.clear();
    } finally {
      pauses.close();
    }
    expect(terminal.written).toEqual([
      `\r[${'#'.repeat(12)}${' '.repeat(12)}]  50 %  5 of 10 ms, about 1 s left\u001b[K`,
      '\r\u001b[K',
    ]);
  });

  it('is a line after 5 s where standard error is a log, then ever more seldom, with what is left', async () => {
    const log = screen(false);
    let nowMs = 0;
    const pauses = openPauses(log, () => nowMs);
    try {
      for (nowMs = 0; nowMs <= 60_000; nowMs += 500)
        await pauses.take(() => `${nowMs / 1000} of 120 s`, nowMs / 120_000);
      pauses.clear();
    } finally {
      pauses.close();
    }
    expect(log.written).toEqual([
      'axon-rig: 4 % done: 5 of 120 s, about 2 min left\n',
      'axon-rig: 12 % done: 15 of 120 s, about 2 min left\n',
      'axon-rig: 29 % done: 35 of 120 s, about 85 s left\n',
    ]);
  });

  it('says how long the rest takes from a second on, and begins again where the work does', async () => {
    const terminal = screen(true);
    let nowMs = 0;
    const pauses = openPauses(terminal, () => nowMs);
    try {
      for (const [ms, share] of [
        [0, 0],
        [500, 0.05],
        [2000, 0.2],
        [3000, 0.1],
        [5000, 0.2],
      ] as const) {
        nowMs = ms;
        await pauses.take(() => 'x', share);
      }
    } finally {
      pauses.close();
    }
    expect(terminal.written.map((line) => line.split(' %  ')[1]!.replace('\u001b[K', ''))).toEqual([
      'x',
      'x, about 8 s left',
      'x',
      'x, about 16 s left',
    ]);
  });

  it.each([
    [400, '1 s'],
    [89_000, '89 s'],
    [91_000, '2 min'],
    [89 * 60_000, '89 min'],
    [3 * 3_600_000 + 25 * 60_000, '3 h 25 min'],
  ])('%d ms left are told as %s', (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });

  it('fills its bar: 0 and 100 %', () => {
    expect(progressLine('a', 0)).toBe(`[${' '.repeat(24)}]   0 %  a`);
    expect(progressLine('a', 1)).toBe(`[${'#'.repeat(24)}] 100 %  a`);
  });
});
