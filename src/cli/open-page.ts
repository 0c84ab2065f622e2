/** Opens an address in the browser of this computer. The rig runs on whether that works or not. */
import { type ChildProcess, spawn } from 'node:child_process';

/** The program of each system that opens an address with what its user has chosen for it. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};
const OTHER_OPENER = ['xdg-open'] as const;

export interface Opener {
  readonly platform: NodeJS.Platform;
  start(program: string, args: readonly string[]): ChildProcess;
}

const thisComputer: Opener = {
  platform: process.platform,
  start: (program, args) => spawn(program, args, { detached: true, stdio: 'ignore' }),
};

/** @param failed is told, once, that no browser could be opened. */
export function openPage(url: string, failed: (words: string) => void, opener = thisComputer): void {
  const [program, ...args] = OPENERS[opener.platform] ?? OTHER_OPENER;
  const child = opener.start(program, [...args, url]);
  const words = `no browser could be opened (${program}); open ${url} yourself`;
  child.once('error', () => failed(words));
  child.once('exit', (code) => {
    if (code !== 0) failed(words);
  });
  child.unref();
}
