/** The page of a rig that plays. When another rig takes its place, another server takes the place of this one. */
import { inspect } from 'node:util';
import type { Timers } from '../devices/timers.js';
import type { Playing } from '../playing/playing.js';
import { pageFacts } from '../rig/index.js';
import { type RigServer, type ServerOptions, servingFault, startServer } from '../server/server.js';
import { builtPage, packageVersion } from './package-folder.js';

/** How often it is tried to serve the page again [ms]. */
const RETRY_MS = 1000;

export interface PageParts extends Pick<ServerOptions, 'host' | 'port' | 'reports' | 'sheetMaker'> {
  readonly timers: Timers;
  readonly err: (words: string) => void;
}

export interface Pages {
  /** Who serves now, or did last; undefined: nobody yet. */
  readonly server: RigServer | undefined;
  /** Rejects with an Error whose message is for the person who started the rig. */
  serve(playing: Playing): Promise<RigServer>;
  /**
   * At the same port, with the same code, once the one before has let go of it; tries until it can, or another is to
   * serve. @returns undefined if it was ended meanwhile.
   */
  serveInstead(playing: Playing): Promise<RigServer | undefined>;
  /** Tries no more. */
  end(): void;
}

export function createPages({ timers, err, ...parts }: PageParts): Pages {
  let server: RigServer | undefined;
  let isOver = false;
  /** The newest that wants to serve: one before it tries no more. */
  let latest: Playing | undefined;

  async function serve({ rig, controller, runner, exhibit }: Playing): Promise<RigServer> {
    server = await startServer({
      ...parts,
      // Those that pages have open already.
      ...(server && { port: server.port, code: server.code }),
      controller,
      rig: pageFacts(rig),
      program: packageVersion(),
      clock: timers,
      lessons: runner,
      exhibit: exhibit?.desk,
      pageFolder: builtPage,
      onFault: (error) => err(servingFault(inspect(error))),
    });
    return server;
  }

  return {
    get server() {
      return server;
    },
    serve,
    async serveInstead(playing) {
      latest = playing;
      await server?.close();
      let told = false;
      while (!isOver && latest === playing) {
        try {
          return await serve(playing);
        } catch (error) {
          if (!told) err(`the page is away: ${(error as Error).message}; it is tried again`);
          told = true;
          await new Promise<void>((resolve) => timers.after(RETRY_MS, resolve));
        }
      }
      return undefined;
    },
    end() {
      isOver = true;
    },
  };
}
