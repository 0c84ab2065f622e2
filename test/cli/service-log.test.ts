import { describe, expect, it } from 'vitest';
import { shippedRigs } from '../../src/cli/package-folder.js';
import { logPath } from '../../src/cli/service-log.js';

describe('the folder of a log', () => {
  it.each([
    ['beside the rig file', 'logs', '/opt/axon/rig.yaml', {}, '/opt/axon/logs'],
    [
      'where systemd has made one',
      'logs',
      '/opt/axon/rig.yaml',
      { LOGS_DIRECTORY: '/var/log/axon-rig' },
      '/var/log/axon-rig/logs',
    ],
    [
      'in the first of several of systemd',
      'logs',
      '/opt/axon/rig.yaml',
      { LOGS_DIRECTORY: '/var/log/a:/var/log/b' },
      '/var/log/a/logs',
    ],
    [
      'where the file says, if that is a whole path',
      '/srv/axon',
      '/opt/axon/rig.yaml',
      { LOGS_DIRECTORY: '/var/log/a' },
      '/srv/axon',
    ],
    ['not beside a shipped rig, but here', 'logs', `${shippedRigs}/exhibit.yaml`, {}, '/here/logs'],
  ])('is %s', (_where, folder, path, env, expected) => {
    expect(logPath(folder, path, env, '/here')).toBe(expected);
  });
});
