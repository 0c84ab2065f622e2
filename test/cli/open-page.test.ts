import { type ChildProcess, spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { openPage } from '../../src/cli/open-page.js';

const URL = 'http://127.0.0.1:8080/';

/** What is started on a system, and what is said; in its place runs Node with `code`, or the program that is not there. */
async function opened(platform: NodeJS.Platform, instead: readonly string[]) {
  const started: string[] = [];
  const said: string[] = [];
  let child: ChildProcess | undefined;
  openPage(URL, (words) => said.push(words), {
    platform,
    start(program, args) {
      started.push([program, ...args].join(' '));
      child = spawn(instead[0]!, instead.slice(1), { stdio: 'ignore' });
      return child;
    },
  });
  await new Promise((resolve) => child!.once('exit', resolve).once('error', resolve));
  return { started, said };
}

const ending = (code: number) => [process.execPath, '-e', `process.exit(${code})`];

describe('opening the page', () => {
  it.each([
    ['linux', `xdg-open ${URL}`],
    ['freebsd', `xdg-open ${URL}`],
    ['darwin', `open ${URL}`],
    ['win32', `rundll32 url.dll,FileProtocolHandler ${URL}`],
  ] as const)('is left to the system: %s', async (platform, command) => {
    expect(await opened(platform, ending(0))).toEqual({ started: [command], said: [] });
  });

  it('says once that there is no browser, with the address, and throws nothing', async () => {
    const words = `no browser could be opened (xdg-open); open ${URL} yourself`;
    expect((await opened('linux', ['/no/such/program'])).said).toEqual([words]);
    expect((await opened('linux', ending(3))).said).toEqual([words]);
  });
});
