/** A computer for which no serial port was compiled: a sentence, and the virtual rig. */
import { describe, expect, it } from 'vitest';
import { withPorts } from '../../src/cli/port-build.js';
import { UserError } from '../../src/cli/terminal.js';

describe('a serial port that was not compiled for this computer', () => {
  it('is told in a sentence that names the computer and the rig that runs all the same', async () => {
    const missing = () => Promise.reject(new Error('No native build was found for platform=plan9 arch=vax'));
    const error = await withPorts(missing).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toContain(`(${process.platform}, ${process.arch})`);
    expect(String(error)).toContain('axon-rig run virtual');
  });

  it('is the only fault that it takes for one: others stay what they are', async () => {
    const other = new Error('Cannot find package');
    await expect(withPorts(() => Promise.reject(other))).rejects.toBe(other);
    expect(await withPorts(async () => 60)).toBe(60);
  });
});
