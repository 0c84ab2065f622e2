/** The firmware folder: builds the same bytes every time, and opens in the Arduino IDE as it is. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EmulatedBoard } from '../harness/emulator/board.js';
import { avrGccPath, lacks } from '../harness/tools.js';
import { builtInPalette, levelPicture, lightOf, setupOf, WireHost } from './wire-host.js';

const SKETCH = 'firmware/axon-rig-uno';
const folder = mkdtempSync(join(tmpdir(), 'axon-firmware-'));

function make(...args: string[]) {
  const { status, stderr, stdout } = spawnSync('make', ['-C', folder, ...args], { encoding: 'utf8' });
  return { status, stderr, stdout };
}

const compiler = String(spawnSync('avr-gcc', ['--version'], { encoding: 'utf8' }).stdout).split('\n')[0]!;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(lacks(avrGccPath))('the firmware folder', () => {
  it('builds byte for byte what is in build/, in another folder, and is quiet the second time', () => {
    for (const part of ['Makefile', 'axon-rig-uno', 'bare']) {
      cpSync(join('firmware', part), join(folder, part), { recursive: true });
    }
    expect(make('build/axon-rig-uno.hex')).toMatchObject({ status: 0, stderr: '' });
    const again = make('--silent', 'build/axon-rig-uno.hex');
    expect(again).toMatchObject({ status: 0, stderr: '', stdout: '' });
    const hex = (root: string) => readFileSync(join(root, 'build/axon-rig-uno.hex'), 'utf8');
    expect(hex(folder)).toBe(hex('firmware'));
  });

  // Another compiler makes other bytes of the same sources: there only the compiler that made them can tell.
  it.runIf(compiler.includes(' 5.4.'))('is what "axon-rig flash" puts on a board, byte for byte', () => {
    for (const name of ['axon-rig-uno.hex', 'axon-rig-uno-115200.hex']) {
      const [shipped, built] = ['hex', 'build'].map((part) =>
        readFileSync(`firmware/${part}/${name}`, 'utf8'),
      );
      expect(shipped, `${name}: run "make -C firmware ship"`).toBe(built);
    }
  });

  it('compiles as the Arduino IDE does it, and that program greets, shows and holds the needles', () => {
    expect(make('arduino-check').status).toBe(0);
    const board = new EmulatedBoard({ hexPath: join(folder, 'build/arduino/axon-rig-uno.hex') });
    const host = new WireHost(board);
    board.run(100_000);
    expect(host.heard('H')).toHaveLength(1);
    host.command({ type: 'config', setup: setupOf(60) });
    const levels = Array.from({ length: 60 }, (_, led) => 4 * led);
    for (let k = 0; k < 20; k++) {
      host.send(levelPicture(levels));
      board.press(1, [300, 200]);
      board.run(25_000);
      board.release(1);
      board.run(25_000);
    }
    expect([...board.leds.subarray(0, 180)]).toEqual([...lightOf(levels, builtInPalette(), 3000)]);
    expect(board.overruns).toBe(0);
    expect(board.servoStats(0).minUs).toBeCloseTo(1157, 0);
    expect(board.servoStats(0).maxUs).toBeCloseTo(1157, 0);
    expect(host.heard('B').length).toBeGreaterThan(2);
    board.run(1_000_000);
    expect(host.heard('S').at(-1)!.freeRamBytes).toBeGreaterThanOrEqual(256);
  });

  it.each([
    ['atmega2560', 'This is a Mega 2560.'],
    ['atmega32u4', 'This is a Leonardo or a Micro.'],
    ['atmega168', 'This board is neither an Uno nor a Nano (ATmega328P)'],
  ])('says first of all, compiled for an %s, which board that is and to use Firmata', (mcu, words) => {
    const errorsOf = (file: string) => {
      const flags = [`-mmcu=${mcu}`, '-DF_CPU=16000000L', '-std=gnu++11', '-fsyntax-only'];
      const { stderr } = spawnSync('avr-g++', [...flags, '-x', 'c++', join(SKETCH, file)], {
        encoding: 'utf8',
      });
      return stderr.split('\n').filter((line) => line.includes('error:'));
    };
    // The one that the IDE compiles first.
    const errors = errorsOf('axon-rig-uno.ino');
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(words);
    expect(errors[0]).toContain('Put StandardFirmata on');
    for (const file of ['buttons.cpp', 'needles.cpp', 'uart.cpp']) expect(errorsOf(file)[0]).toContain(words);
  });

  it('needs no library: every file that is included is in the folder or comes with the compiler', () => {
    const files = readdirSync(SKETCH);
    expect(files).toContain('axon-rig-uno.ino');
    for (const file of files) {
      for (const [, name] of readFileSync(join(SKETCH, file), 'utf8').matchAll(/^#include "(.*)"/gm)) {
        expect(files).toContain(name);
      }
      for (const [, name] of readFileSync(join(SKETCH, file), 'utf8').matchAll(/^#include <(.*)>/gm)) {
        expect(name).toMatch(/^(avr|util)\/|^(stdint|stddef|string)\.h$/);
      }
    }
  });

  it('says how to get the compiler where there is none', () => {
    const { status, stderr } = make('CXX=no-such-compiler');
    expect(status).not.toBe(0);
    expect(stderr).toContain('sudo apt-get install gcc-avr avr-libc');
  });
});
