/** One headless Chromium for tests: the one that is installed. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { keepsBrowser } from './kept-browser.js';
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
/** For pages: their tests are short, and to make the best machine code of a program takes longer than it saves there. */
const PLAIN_CODE = '--js-flags=--no-opt,--no-maglev';
/** Of a window, unless a test wants another [px]. */
export const WINDOW = { width: 1280, height: 800 } as const;

export interface TestBrowser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

export interface WindowOptions extends BrowserContextOptions {
  /** Its page computes for long, as an emulated board does. */
  readonly computes?: boolean;
}

/** By what makes them differ: browsers that stay for the next one of this process who opens a window. A start takes seconds. */
const kept = new Map<string, Promise<Browser>>();

async function keptBrowser(executablePath: string, computes: boolean): Promise<Browser> {
  const name = `${computes} ${executablePath}`;
  const found = await kept.get(name);
  if (found?.isConnected()) return found;
  const args = computes ? FLAGS : [...FLAGS, PLAIN_CODE];
  const started = chromium.launch({ executablePath, args });
  kept.set(name, started);
  return started;
}

/**
 * Opens a browser window of its own kind, with an empty profile that nobody else has; `close` removes it. In a browser
 * that is kept its pages draw seldom.
 * @param executablePath whose figures count, and not only what it does: the whole browser, as people have it
 */
export async function openBrowser(
  { computes = false, ...options }: WindowOptions = {},
  executablePath = chromiumPath,
): Promise<TestBrowser> {
  if (!executablePath)
    throw new Error(
      'Chromium is missing: install it (Debian: apt install chromium) or set CHROMIUM to its path.',
    );
  const isKept = keepsBrowser();
  const browser = isKept
    ? await keptBrowser(executablePath, computes)
    : await chromium.launch({ executablePath, args: FLAGS });
  const context = await browser.newContext({ viewport: WINDOW, colorScheme: 'dark', ...options });
  if (isKept) await drawSeldom(context);
  return { context, close: () => (isKept ? context.close() : browser.close()) };
}

/** How long a page waits at least from one picture to the next that it draws [ms]. */
const DRAW_EVERY_MS = 50;

/**
 * Pages of this window draw seldom from now on: each picture is the work of the processor here, and no test looks at
 * sixty in a second. What they hear, keep and say goes on as ever.
 */
function drawSeldom(context: BrowserContext): Promise<unknown> {
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

/** Chooses what a rig has the last word of: a page may put a click back until its rig has answered. */
export async function choose(page: Page, choice: string): Promise<void> {
  await page.click(choice, { force: true });
  await page.waitForSelector(`${choice}:checked`, { state: 'attached' });
}
