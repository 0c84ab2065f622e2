/**
 * Uploads over lines that do what lines do. Against the fake bootloader, which is quick; and through a real port's
 * stream to the real bootloaders in the emulated chip, where cables are pulled, boards reset and bytes damaged. Asked:
 * no upload that says it is done and is not, no board that a further upload over a quiet line does not bring back.
 */
import { readFileSync } from 'node:fs';
import { type FlashEnd, flash } from '../src/devices/flash/flash.js';
import { parseHex } from '../src/devices/flash/hex.js';
import { PROGRAM_BYTES } from '../src/devices/flash/upload.js';
import { portsOf as systemPortsOf } from '../src/devices/port/ports.js';
import { portsOf } from '../test/harness/bench-ports.js';
import { ATMEGA_BOOT, type Bootloader, OPTIBOOT } from '../test/harness/bootloaders.js';
import { Bench } from '../test/harness/emulator/bench.js';
import { DEFAULT_HEX_PATH, EmulatedBoard } from '../test/harness/emulator/board.js';
import { FakeBootloader } from '../test/harness/fake-bootloader.js';
import { type Dice, diceOf } from '../test/harness/faults/dice.js';
import { faultyUploads } from '../test/harness/faulty-uploads.js';

const FAKE_UPLOADS = 10_000;
const REAL_UPLOADS = 300;
/** A part of the firmware, so that 300 uploads take minutes. */
const PART_BYTES = 1500;
const PATH = '/dev/ttyACM0';
const LONGEST_MS = 120_000;

function firmware(): Uint8Array {
  const parsed = parseHex(readFileSync(DEFAULT_HEX_PATH, 'utf8'), PROGRAM_BYTES);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.bytes;
}

const isOn = (board: EmulatedBoard, program: Uint8Array) =>
  Buffer.from(board.flash.buffer, 0, program.length).equals(program);

/** One upload on a workbench; `during` is called every 10 ms of it. */
async function uploadOn(bench: Bench, program: Uint8Array, during: () => void = () => {}) {
  const ports = systemPortsOf(portsOf(bench));
  let end: FlashEnd | undefined;
  const options = { path: PATH, program, ports, timers: bench.clock, onProgress() {}, onWords() {} };
  void flash(options, new AbortController().signal).then((each) => {
    end = each;
  });
  let ms = 0;
  for (; end === undefined && ms < LONGEST_MS; ms += 10) {
    await bench.advance(10);
    during();
  }
  return { end, ms };
}

/** Damages bytes of the line in both directions from now on, each with this probability. */
function disturb(board: EmulatedBoard, dice: Dice, each: number): () => void {
  const { write } = board;
  board.write = (bytes) =>
    write.call(
      board,
      bytes.map((byte) => (dice() < each ? byte ^ (1 << Math.floor(8 * dice())) : byte)),
    );
  return () => {
    board.write = write;
  };
}

async function badUpload(bootloader: Bootloader, program: Uint8Array, dice: Dice) {
  const board = new EmulatedBoard({ hex: '', bootloader: bootloader.hex() });
  const bench = new Bench();
  bench.plug(PATH, board);
  const kind = Math.floor(3 * dice());
  const atMs = 3000 * dice();
  let happened = false;
  const quiet = kind === 0 ? disturb(board, dice, 10 ** (-2 - 2 * dice())) : () => {};
  const startMs = bench.clock.nowMs();
  const first = await uploadOn(bench, program, () => {
    if (happened || kind === 0 || bench.clock.nowMs() - startMs < atMs) return;
    happened = true;
    if (kind === 1) bench.unplug(PATH);
    else board.reset('external');
  });
  quiet();
  const falseDone = first.end?.kind === 'done' && !isOn(board, program);
  const spoiled = first.end?.kind !== 'done';
  if (happened && kind === 1) bench.plug(PATH, board);
  await bench.advance(100);
  const second = await uploadOn(bench, program);
  return { spoiled, falseDone, dead: second.end?.kind !== 'done' || !isOn(board, program) };
}

export async function flashing(): Promise<void> {
  const program = firmware();
  const fake = faultyUploads(
    FAKE_UPLOADS,
    () => new FakeBootloader(),
    program.subarray(0, PART_BYTES),
    diceOf(1),
  );
  console.log(
    `fake bootloader: ${fake.uploads} uploads, ${fake.spoiled} spoiled; said done and differs: ${fake.falseDone}, not brought back: ${fake.dead}, half a program left to run: ${fake.halfPrograms} (asked: 0, 0; the last is for comparison)`,
  );
  for (const bootloader of [OPTIBOOT, ATMEGA_BOOT]) {
    const board = new EmulatedBoard({ hex: '', bootloader: bootloader.hex() });
    const bench = new Bench();
    bench.plug(PATH, board);
    const { end, ms } = await uploadOn(bench, program);
    const whole = end?.kind === 'done' && isOn(board, program);
    console.log(
      `${bootloader.name}: ${program.length} bytes ${whole ? 'written and read back' : `FAILED (${end?.kind})`} in ${(ms / 1000).toFixed(1)} s from the opening of the port, at ${bootloader.baud} baud`,
    );
  }
  const dice = diceOf(2);
  const part = program.subarray(0, PART_BYTES);
  const sums = { spoiled: 0, falseDone: 0, dead: 0 };
  for (let k = 0; k < REAL_UPLOADS; k++) {
    const { spoiled, falseDone, dead } = await badUpload(k % 2 === 0 ? OPTIBOOT : ATMEGA_BOOT, part, dice);
    sums.spoiled += spoiled ? 1 : 0;
    sums.falseDone += falseDone ? 1 : 0;
    sums.dead += dead ? 1 : 0;
    if ((k + 1) % 50 === 0) console.log(`real bootloaders: ${k + 1} of ${REAL_UPLOADS} uploads`);
  }
  console.log(
    `real bootloaders: ${REAL_UPLOADS} uploads, ${sums.spoiled} spoiled; said done and differs: ${sums.falseDone}, not brought back: ${sums.dead} (asked: 0, 0)`,
  );
}
