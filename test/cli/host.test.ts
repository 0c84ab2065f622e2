import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.js';

describe('every command with a page', () => {
  it('serves its own computer alone unless --host says otherwise', () => {
    const { commands } = createProgram({ out: () => {}, err: () => {} }, () => {});
    const hosts = commands.flatMap((command) =>
      command.options
        .filter(({ long }) => long === '--host')
        .map(({ defaultValue }) => [command.name(), defaultValue]),
    );
    expect(hosts).toContainEqual(['run', '127.0.0.1']);
    expect(hosts.filter(([, address]) => address !== '127.0.0.1')).toEqual([]);
  });
});
