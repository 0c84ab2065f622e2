import { spawnSync } from 'node:child_process';
import type { EmulatedBoard } from './board.js';

const ELF_PATH = 'firmware/build/axon-rig-uno.elf';
/** Where the linker puts the data space of an AVR. */
const DATA_SPACE = 0x800000;
/** The variable of clock.cpp in which the program keeps deviceUs of its last period; the linker decorates the name. */
const VARIABLE = /^([0-9a-f]+) [bBdD] .*periodStartUs/m;

/** Turns the program's own clock to `deviceUs`, to within its period of 20 ms. Throws where the variable is not found. */
export function setDeviceUs(board: EmulatedBoard, deviceUs: number): void {
  const { stdout, error } = spawnSync('avr-nm', [ELF_PATH], { encoding: 'utf8' });
  const address = error === undefined && VARIABLE.exec(stdout)?.[1];
  if (!address)
    throw new Error(`setDeviceUs(): expected periodStartUs in ${ELF_PATH}; is it built, is avr-nm there?`);
  const at = Number.parseInt(address, 16) - DATA_SPACE;
  new DataView(board.data.buffer, board.data.byteOffset).setUint32(at, deviceUs >>> 0, true);
}
