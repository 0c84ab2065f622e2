import { describe, expect, it } from 'vitest';
import {
  FIRMWARE_VERSION,
  isOlder,
  olderFirmwareWords,
} from '../../../src/devices/flash/firmware-version.js';

describe('the version of a firmware', () => {
  it.each([
    ['0.0.9', '0.1.0', true],
    ['0.1.0', '0.1.0', false],
    ['0.2.0', '0.1.9', false],
    ['0.9.0', '0.10.0', true],
    ['1.0.0', '0.9.9', false],
    ['0.1', '0.1.1', true],
    ['?', '0.1.0', false],
    ['', '0.1.0', false],
  ])('%j is older than %j: %s', (version, other, older) => {
    expect(isOlder(version, other)).toBe(older);
  });

  it('leads to an offer to flash where it is older than ours, and to none otherwise', () => {
    expect(olderFirmwareWords('0.0.9')).toBe(
      ` Its firmware is older than ours, ${FIRMWARE_VERSION}: stop the rig, and "npx axon-rig flash" puts that on the board.`,
    );
    expect(olderFirmwareWords(FIRMWARE_VERSION)).toBe('');
  });
});
