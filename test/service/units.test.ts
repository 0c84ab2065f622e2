import { describe, expect, it } from 'vitest';
import { kioskUnit, rigUnit, unitWord, usersFile } from '../../src/service/units.js';

const RIG = {
  node: '/usr/bin/node',
  main: '/opt/axon-rig/dist/src/cli/main.js',
  args: ['run', '/opt/axon/rig.yaml'],
  writes: [],
};

/** `Key=value` lines, the last of a key. */
function settings(unit: string) {
  return Object.fromEntries(
    unit.split('\n').flatMap((line) => {
      const found = /^([A-Za-z]+)=(.*)$/.exec(line);
      return found ? [[found[1]!, found[2]!]] : [];
    }),
  );
}

describe('a word of a unit', () => {
  it.each([
    ['/usr/bin/node', '/usr/bin/node'],
    ['--flag=a,b', '--flag=a,b'],
    ['my rig.yaml', '"my rig.yaml"'],
    ['100%', '100%%'],
    ['$HOME', '$$HOME'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ["it's; here", '"it\'s; here"'],
    ['two\nlines', '"two\\nlines"'],
    ['', '""'],
  ])('%j stays one word and nothing else', (word, written) => {
    expect(unitWord(word)).toBe(written);
  });
});

describe('the unit of a rig', () => {
  it('starts it again for as long as there is power, also when it hangs for 30 s', () => {
    expect(settings(rigUnit(RIG))).toMatchObject({
      Type: 'notify',
      NotifyAccess: 'all',
      ExecStart: '/usr/bin/node /opt/axon-rig/dist/src/cli/main.js run /opt/axon/rig.yaml',
      Restart: 'always',
      StartLimitIntervalSec: '0',
      WatchdogSec: '30',
      WantedBy: 'multi-user.target',
    });
  });

  it('gives it a user of its own, serial ports, its log, and no right to anything else', () => {
    expect(settings(rigUnit(RIG))).toMatchObject({
      User: 'axon-rig',
      SupplementaryGroups: 'dialout',
      LogsDirectory: 'axon-rig',
      NoNewPrivileges: 'yes',
      CapabilityBoundingSet: '',
      ProtectSystem: 'strict',
      ProtectHome: 'yes',
    });
  });

  it('has nothing that takes serial ports away or keeps JavaScript from being compiled', () => {
    expect(Object.keys(settings(rigUnit(RIG)))).not.toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^(ProtectClock|PrivateDevices|DevicePolicy|DeviceAllow|MemoryDenyWriteExecute)$/,
        ),
      ]),
    );
  });

  it('shows it homes only where it lies in one, and lets it write where its log is', () => {
    const unit = settings(
      rigUnit({ ...RIG, main: '/home/ann/axon-rig/main.js', writes: ['/srv/axon logs'] }),
    );
    expect([unit.ProtectHome, unit.ReadWritePaths]).toEqual(['read-only', '-"/srv/axon logs"']);
  });
});

describe('the unit of a kiosk', () => {
  const unit = kioskUnit({
    node: '/usr/bin/node',
    main: '/opt/axon-rig/main.js',
    cage: '/usr/bin/cage',
    chromium: '/usr/bin/chromium',
    url: 'http://127.0.0.1:8080/',
  });

  it('begins when the rig is ready, and again whenever its browser ends', () => {
    expect(settings(unit)).toMatchObject({
      Wants: 'axon-rig.service',
      Restart: 'always',
      StartLimitIntervalSec: '0',
    });
    expect(settings(unit).After).toContain('axon-rig.service');
  });

  it('has a browser without tabs, swipes through history, zoom by two fingers, or questions, and forgets all', () => {
    const { ExecStart } = settings(unit);
    for (const flag of [
      '--kiosk',
      '--overscroll-history-navigation=0',
      '--disable-pinch',
      '--noerrdialogs',
      '--disable-session-crashed-bubble',
      '--user-data-dir=/run/axon-kiosk/browser',
    ])
      expect(`${ExecStart} `).toContain(` ${flag} `);
  });

  it('is kept by the program, which ends a browser whose page has crashed', () => {
    expect(settings(unit).ExecStart).toMatch(
      /^\/usr\/bin\/node \/opt\/axon-rig\/main\.js kiosk http:\/\/127\.0\.0\.1:8080\/ -- \/usr\/bin\/cage -d -- \/usr\/bin\/chromium --kiosk /,
    );
  });

  it('has the user that the users file makes', () => {
    for (const text of [rigUnit(RIG), unit]) expect(usersFile()).toContain(`u ${settings(text).User} `);
  });
});
