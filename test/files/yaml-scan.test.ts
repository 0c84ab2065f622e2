import { describe, expect, it } from 'vitest';
import { topKeys } from '../../src/files/top-keys.js';
import { composedToLookAt } from '../../src/files/yaml-scan.js';
import { readYaml } from '../../src/files/yaml-text.js';

describe('a text that is looked at twice', () => {
  const text = 'device: {kind: virtual}\nstrip: {leds: 20}\n';

  it('is composed once, for its kind and then for what it says, and is not held on to after that', () => {
    topKeys(text);
    const first = composedToLookAt(text, false);
    expect(composedToLookAt(text, false)).toBe(first);
    expect(readYaml(text, 'x.yaml').content).toEqual({
      kind: 'value',
      value: { device: { kind: 'virtual' }, strip: { leds: 20 } },
    });
    expect(composedToLookAt(text, true)).not.toBe(first);
  });

  it('is another one where a single letter differs', () => {
    const first = composedToLookAt(text, false);
    expect(composedToLookAt(`${text}#`, true)).not.toBe(first);
  });
});
