import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FIXTURES = fileURLToPath(new URL('./fixtures/', import.meta.url));

/**
 * Compiles fixtures/`name`.c for the ATmega328P with avr-gcc and returns Intel HEX. `defines` become -D options.
 * Throws with the compiler's words, or says how to get the compiler.
 */
export function compileFixture(name: string, defines: readonly string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'axon-rig-fixture-'));
  try {
    const elf = join(folder, 'fixture.elf');
    const hex = join(folder, 'fixture.hex');
    const options = ['-mmcu=atmega328p', '-DF_CPU=16000000UL', '-Os', '-std=gnu99', '-Wall', '-Werror'];
    execFileSync('avr-gcc', [
      ...options,
      ...defines.map((define) => `-D${define}`),
      '-o',
      elf,
      join(FIXTURES, `${name}.c`),
    ]);
    execFileSync('avr-objcopy', ['-O', 'ihex', '-R', '.eeprom', elf, hex]);
    return readFileSync(hex, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Error('avr-gcc is missing: install it (Debian: apt-get install gcc-avr avr-libc)', {
        cause: error,
      });
    }
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
