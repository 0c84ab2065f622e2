/** The real bootloaders of Uno and Nano, as Debian's Arduino core has them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(process.env.ARDUINO_AVR ?? '/usr/share/arduino/hardware/arduino/avr', 'bootloaders');

export interface Bootloader {
  readonly name: string;
  readonly path: string;
  readonly baud: number;
  hex(): string;
}

function bootloader(name: string, file: string, baud: number): Bootloader {
  const path = join(FOLDER, file);
  return { name, path, baud, hex: () => readFileSync(path, 'latin1') };
}

/** On an Uno, and on a Nano of 2018 and later. */
export const OPTIBOOT = bootloader('Optiboot', 'optiboot/optiboot_atmega328.hex', 115_200);
/** On a Nano before that, and on many copies. */
export const ATMEGA_BOOT = bootloader('ATmegaBOOT', 'atmega/ATmegaBOOT_168_atmega328.hex', 57_600);

/** Path of the Arduino core's bootloaders for `lacks`; undefined where they are missing. */
export const bootloadersPath = [OPTIBOOT, ATMEGA_BOOT].every(({ path }) => existsSync(path))
  ? FOLDER
  : undefined;
