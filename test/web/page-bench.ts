/** The built page in a browser, with a rig that does what a test says. A file that imports this has all of its hooks. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { openBrowser, type TestBrowser } from '../harness/browser.js';
import { FakeServer } from './fake-server.js';

interface FoundByAxe {
  readonly axe?: {
    run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
  };
}

export class PageBench {
  readonly folder = fileURLToPath(new URL('../../dist/page', import.meta.url));
  page!: Page;
  server!: FakeServer;
  /** Patterns of complaints in the browser's console that a test brings about on purpose. */
  expectedComplaints: RegExp[] = [];
  #browser: TestBrowser | undefined;
  #axe = '';
  #complaints: string[] = [];

  constructor() {
    beforeAll(async () => {
      this.#axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      this.#browser = await openBrowser();
    });
    afterAll(() => this.#browser?.close());
    beforeEach(async () => {
      this.#complaints = [];
      this.expectedComplaints = [];
      this.server = new FakeServer(this.folder);
      await this.server.start();
      this.page = await this.#browser!.context.newPage();
      // So that what fails does so soon.
      this.page.setDefaultTimeout(20_000);
      this.page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') this.#complaints.push(message.text());
      });
      this.page.on('pageerror', (error) => this.#complaints.push(error.message));
      await this.page.goto(this.server.address);
      await this.page.waitForFunction(() => document.body.dataset.link === 'open');
    });
    afterEach(async () => {
      await this.page.close();
      await this.server.stop();
      const isExpected = (text: string) => this.expectedComplaints.some((pattern) => pattern.test(text));
      expect(this.#complaints.filter((text) => !isExpected(text))).toEqual([]);
    });
  }

  /** Waits until an element has just this text. */
  shows(selector: string, text: string): Promise<unknown> {
    return this.page.waitForFunction(
      ([at, words]) => document.querySelector(at!)?.textContent === words,
      [selector, text],
    );
  }

  /** Violations that axe finds, each with the elements it is about. */
  async violations(): Promise<string[]> {
    if (!(await this.page.evaluate(() => 'axe' in window))) await this.page.evaluate(this.#axe);
    return this.page.evaluate(async () => {
      // A colour on its way to another one is not yet the one to be read.
      const fades = document.getAnimations().filter((one) => one instanceof CSSTransition);
      await Promise.allSettled(fades.map(({ finished }) => finished));
      // Every rule as ever; not told are what passes, and a selector for each element: half of axe's work.
      const options = { resultTypes: ['violations'], selectors: false };
      const { violations } = await (window as unknown as FoundByAxe).axe!.run(options);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
  }
}
