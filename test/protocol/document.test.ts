import { expect, it } from 'vitest';
import { HOST_MESSAGES, REFUSAL_CODES } from '../../src/protocol/index.js';
import { lineVectors, wireVectors } from '../contract/vectors.js';

it('firmware-protocol.md has an example of every message, of every line, and of every refusal that a board says', () => {
  const hosts = wireVectors.flatMap(({ steps }) => steps.flatMap(({ host }) => (host ? [host.type] : [])));
  expect([...new Set(hosts)].sort()).toEqual(HOST_MESSAGES.map(({ type }) => type as string).sort());
  const verbs = lineVectors.map(({ value }) => value.verb);
  expect([...new Set(verbs)].sort()).toEqual([...'#ABDHKLNST']);
  const answers = wireVectors.flatMap(({ board }) => board.map(({ source }) => source));
  for (const code of REFUSAL_CODES)
    expect(answers.some((answer) => /^\^N /.test(answer) && answer.includes(code))).toBe(true);
});
