/**
 * One program at a time: a name that the system keeps for a program as long as it lives, however it ends. No file that a
 * power cut would leave behind. Where a system has no such names everybody gets one.
 */
import { createServer, type Server } from 'node:net';

/** A socket without a file on Linux, a pipe on Windows: both are gone with their program. */
function addressOf(name: string, platform: NodeJS.Platform): string | undefined {
  if (platform === 'linux') return `\0${name}`;
  return platform === 'win32' ? `\\\\.\\pipe\\${name}` : undefined;
}

function listen(address: string): Promise<Server | 'taken' | 'unknown'> {
  return new Promise((resolve) => {
    const server = createServer((peer) => peer.destroy());
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code === 'EADDRINUSE' ? 'taken' : 'unknown'),
    );
    server.listen(address, () => {
      server.on('error', () => {});
      resolve(server.unref());
    });
  });
}

/**
 * @param name letters, digits and dashes, at most 90.
 * @returns lets go of the name; undefined: another program of this computer has it.
 */
export async function claim(
  name: string,
  platform: NodeJS.Platform = process.platform,
): Promise<(() => void) | undefined> {
  const address = addressOf(name, platform);
  const held = address === undefined ? 'unknown' : await listen(address);
  if (held === 'taken') return undefined;
  return () => held !== 'unknown' && held.close();
}
