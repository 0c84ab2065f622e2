/** One headless Chromium for tests: the one that is installed, with an empty profile that goes when it closes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { chromiumPath } from './tools.js';

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
/** Of a window, unless a test wants another [px]. */
export const WINDOW = { width: 1280, height: 800 } as const;

export interface TestBrowser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/**
 * Opens a browser window of its own kind; `close` also removes its profile.
 * @param executablePath whose figures count, and not only what it does: the whole browser, as people have it
 */
export async function openBrowser(
  options: BrowserContextOptions = {},
  executablePath = chromiumPath,
): Promise<TestBrowser> {
  if (!executablePath)
    throw new Error(
      'Chromium is missing: install it (Debian: apt install chromium) or set CHROMIUM to its path.',
    );
  const profile = await mkdtemp(join(tmpdir(), 'axon-rig-browser-'));
  const remove = (): Promise<void> => rm(profile, { recursive: true, force: true, maxRetries: 5 });
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      args: FLAGS,
      viewport: WINDOW,
      colorScheme: 'dark',
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

/** How long a page waits at least from one picture to the next that it draws [ms]. */
const DRAW_EVERY_MS = 50;

/**
 * Pages of this window draw seldom from now on: each picture is the work of the processor here, and no test looks at
 * sixty in a second. What they hear, keep and say goes on as ever.
 */
export function drawSeldom(context: BrowserContext): Promise<unknown> {
  return context.addInitScript((everyMs) => {
    const { requestAnimationFrame: atFrame } = window;
    window.requestAnimationFrame = (draw) => window.setTimeout(() => atFrame(draw), everyMs);
  }, DRAW_EVERY_MS);
}

/** Gives a page a style. Its policy takes none as an element. @returns what takes it away again. */
export async function wear(page: Page, css: string): Promise<() => Promise<void>> {
  const sheet = await page.evaluateHandle((text) => {
    const made = new CSSStyleSheet();
    made.replaceSync(text);
    document.adoptedStyleSheets.push(made);
    return made;
  }, css);
  return async () => {
    await page.evaluate((made) => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== made);
    }, sheet);
    await sheet.dispose();
  };
}
