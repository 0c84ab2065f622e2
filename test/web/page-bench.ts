/** The built page in a browser, with a rig that does what a test says. A file that imports this has all of its hooks. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { openBrowser, type TestBrowser, WINDOW } from '../harness/browser.js';
import { EMPTY_PATH, FakeServer } from './fake-server.js';

interface FoundByAxe {
  readonly axe?: {
    run(
      within: string,
      options: object,
    ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
  };
}

export interface AnotherPage {
  folder(): Promise<string>;
  before(context: BrowserContext): Promise<unknown>;
}

export class PageBench {
  folder = fileURLToPath(new URL('../../dist/page', import.meta.url));
  page!: Page;
  server!: FakeServer;
  /** Patterns of complaints in the browser's console that a test brings about on purpose. */
  expectedComplaints: RegExp[] = [];
  /** Set by a test that has done to the page's window what cannot be taken back. */
  pageIsSpent = false;
  #browser: TestBrowser | undefined;
  #isKept = false;
  #port = 0;
  #axe = '';
  #complaints: string[] = [];

  /** @param another another page than the built one: its folder, and what is done to each window before it loads. */
  constructor(another?: AnotherPage) {
    beforeAll(async () => {
      if (another) this.folder = await another.folder();
      this.#axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      this.#browser = await openBrowser();
      await another?.before(this.#browser.context);
    });
    afterAll(() => this.#browser?.close());
    beforeEach(async () => {
      this.expectedComplaints = [];
      this.pageIsSpent = false;
      this.server = new FakeServer(this.folder);
      await this.server.start(this.#port);
      this.#port = Number(new URL(this.server.address).port);
      if (!this.#isKept) this.page = await this.#browser!.context.newPage();
      this.#complaints = [];
      // So that what fails does so soon.
      this.page.setDefaultTimeout(20_000);
      this.page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') this.#complaints.push(message.text());
      });
      this.page.on('pageerror', (error) => this.#complaints.push(error.message));
      await this.page.goto(this.server.address);
      await this.page.waitForFunction(() => document.body.dataset.link === 'open');
    });
    afterEach(async ({ task }) => {
      this.page.removeAllListeners();
      this.#isKept =
        task.result?.state !== 'fail' &&
        !this.pageIsSpent &&
        (await this.#clean().then(
          () => true,
          () => false,
        ));
      if (!this.#isKept) {
        await this.page.close();
        // Another port is another origin: nothing that was kept there is found.
        this.#port = 0;
      }
      await this.server.stop();
      const isExpected = (text: string) => this.expectedComplaints.some((pattern) => pattern.test(text));
      expect(this.#complaints.filter((text) => !isExpected(text))).toEqual([]);
    });
  }

  /** The window as it was opened, with nothing in it and nothing kept: the next test's page is loaded at half the work. */
  async #clean(): Promise<void> {
    const { page } = this;
    await page.unrouteAll();
    await page.goto(new URL(EMPTY_PATH, this.server.address).href, { timeout: 2000 });
    await page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    await page.context().clearPermissions();
    await page.mouse.move(-1, -1);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: null, forcedColors: null, media: null });
    await page.setViewportSize(WINDOW);
  }

  /** Waits until an element has just this text. */
  shows(selector: string, text: string): Promise<unknown> {
    return this.page.waitForFunction(
      ([at, words]) => document.querySelector(at!)?.textContent === words,
      [selector, text],
    );
  }

  /**
   * Violations that axe finds, each with the elements it is about.
   * @param within a selector: where the rest of the page is as in another test, that which is new
   */
  async violations(within = 'html'): Promise<string[]> {
    if (!(await this.page.evaluate(() => 'axe' in window))) await this.page.evaluate(this.#axe);
    return this.page.evaluate(async (part) => {
      // A colour on its way to another one is not yet the one to be read.
      const fades = document.getAnimations().filter((one) => one instanceof CSSTransition);
      await Promise.allSettled(fades.map(({ finished }) => finished));
      // Every rule as ever; not told are what passes, and a selector for each element: half of axe's work.
      const options = { resultTypes: ['violations'], selectors: false };
      const { violations } = await (window as unknown as FoundByAxe).axe!.run(part, options);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    }, within);
  }
}
