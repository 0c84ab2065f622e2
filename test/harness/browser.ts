/** One headless Chromium for tests: the one that is installed, with an empty profile that goes when it closes. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, BrowserContextOptions } from 'playwright-core';
import { chromium } from 'playwright-core';

/** Software rendering and no word to anybody: what a test machine without a screen and a network allows. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of the browser: `$CHROMIUM` if set, else the first usual place where there is one. */
export function chromiumPath(): string {
  const named = process.env.CHROMIUM;
  const path = named || USUAL_PLACES.find((place) => existsSync(place));
  if (!path || !existsSync(path))
    throw new Error(
      `The page's tests need Chromium, and there is none at ${path ?? USUAL_PLACES.join(', ')}. ` +
        'Install it (Debian: apt install chromium) or set CHROMIUM to its path.',
    );
  return path;
}

export interface TestBrowser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** Opens a browser window of its own kind; `close` also removes its profile. */
export async function openBrowser(options: BrowserContextOptions = {}): Promise<TestBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'axon-rig-browser-'));
  const remove = (): Promise<void> => rm(profile, { recursive: true, force: true, maxRetries: 5 });
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: chromiumPath(),
      args: FLAGS,
      viewport: { width: 1280, height: 800 },
      ...options,
    });
    return {
      context,
      async close() {
        await context.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
