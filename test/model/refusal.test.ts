import { describe, expect, it } from 'vitest';
import { membraneOf } from '../../src/model/index.js';
import { kindWords } from '../../src/model/membranes/index.js';
import { ModelRefusal, oneOf } from '../../src/model/refusal.js';

describe('a refusal', () => {
  it.each([
    ["'gated'", ['gated']],
    ["'gated' or 'passive'", ['gated', 'passive']],
    ["'gated', 'passive' or 'hodgkin-huxley'", ['gated', 'passive', 'hodgkin-huxley']],
  ] as const)('names what would do: %s', (words, kinds) => {
    expect(oneOf(kinds)).toBe(words);
    expect(kindWords(kinds.map((kind) => membraneOf({ kind })))).toBe(words);
  });

  it('says where, what would do and what it got', () => {
    const refusal = new ModelRefusal(['membrane', 'kind'], oneOf(['gated', 'passive']), 'goo');
    expect(refusal.message).toBe("membrane.kind: expected 'gated' or 'passive', got goo");
  });
});
