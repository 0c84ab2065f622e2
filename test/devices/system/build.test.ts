/** A computer for which no serial port was compiled: a sentence, and the virtual rig. */
import { describe, expect, it } from 'vitest';
import { noBuildWords } from '../../../src/devices/system/build.js';

describe('a serial port that was not compiled for this computer', () => {
  it('is told in a sentence that names the computer and the rig that runs all the same', async () => {
    const missing = () => Promise.reject(new Error('No native build was found for platform=plan9 arch=vax'));
    const words = await noBuildWords(missing);
    expect(words).toContain(`(${process.platform}, ${process.arch})`);
    expect(words).toContain('axon-rig run virtual');
  });

  it('is the only fault that it takes for one: others stay what they are', async () => {
    const other = new Error('Cannot find package');
    await expect(noBuildWords(() => Promise.reject(other))).rejects.toBe(other);
    expect(await noBuildWords(async () => {})).toBeUndefined();
  });
});
