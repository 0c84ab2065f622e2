import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { paletteColour } from '../../src/display/light.js';
import { paletteStops } from '../../src/display/palette.js';
import { createRecordingWriter } from '../../src/recording/write.js';
import { levelOfMv } from '../../src/units.js';
import { startRigProcess } from '../cli/rig-process.js';
import { avrGccPath, lacks, socatPath } from '../harness/tools.js';
import { HEADER } from '../recording/made-recording.js';
import { emulate, endEmulators, until } from './emulate-process.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-play-'));
});
afterEach(endEmulators);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Four places at four potentials, which stay for 2 s. */
const POTENTIALS_MV = [-70, -30, 0, 39.97];

function recordingOf(file: string): void {
  const writer = createRecordingWriter(HEADER);
  let text = writer.header;
  for (let i = 0; i < 120; i++) {
    const roomMs = (i * 1000) / 60;
    const potentialMv = Float64Array.from(POTENTIALS_MV);
    writer.picture({
      roomMs,
      axonMs: i / 1000,
      potentialMv,
      blueMv: -30,
      yellowMv: 0,
      samples: new Float64Array(0),
    });
    text += writer.block(roomMs) ?? '';
  }
  writeFileSync(file, text + writer.end());
}

function colourOf(mv: number, brightness: number): string {
  const rgb = new Uint8Array(3);
  paletteColour(paletteStops(brightness), levelOfMv(mv), rgb, 0);
  return Buffer.from(rgb).toString('hex');
}

describe.skipIf(lacks(avrGccPath) || lacks(socatPath))('axon-rig play on the emulated Uno', () => {
  it('shows the recorded potentials as the colours of the strip, then leaves it dark', async () => {
    const path = join(folder, 'uno');
    const file = join(folder, 'four.recording');
    const rig = join(folder, 'four.yaml');
    recordingOf(file);
    writeFileSync(
      rig,
      'device: {kind: serial, port: auto}\nstrip: {leds: 4, brightness: 1, currentLimitMa: 200}\nneedles: {blue: {lowUs: 1000, highUs: 2000}}\n',
    );
    const board = emulate('--link', path);
    await until('ready', () => board.lines().includes(`ready ${path}`));
    const play = startRigProcess(['play', file, rig, '--port', path]);
    const wanted = POTENTIALS_MV.map((mv) => colourOf(mv, 1)).join('');
    await until('the colours', () => board.frames().some(({ leds }) => leds.startsWith(wanted)));
    expect((await play.exited).code).toBe(0);
    await until('a dark strip', () => /^0+$/.test(board.frames().at(-1)!.leds.slice(0, 24)));
    board.type('quit');
    await board.exit;
  });
});
