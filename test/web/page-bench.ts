/** The built page in a browser, with a rig that does what a test says. A file that imports this has all of its hooks. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { openBrowser, type TestBrowser } from '../harness/browser.js';
import { FakeServer } from './fake-server.js';

interface FoundByAxe {
  readonly axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
}

export class PageBench {
  /** Where the page is built. */
  folder!: string;
  page!: Page;
  server!: FakeServer;
  /** Patterns of complaints in the browser's console that a test brings about on purpose. */
  expectedComplaints: RegExp[] = [];
  #browser: TestBrowser | undefined;
  #axe = '';
  #complaints: string[] = [];

  constructor() {
    beforeAll(async () => {
      this.folder = await mkdtemp(join(tmpdir(), 'axon-rig-page-'));
      await build({
        configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
        logLevel: 'warn',
        build: { outDir: this.folder, emptyOutDir: true },
      });
      this.#axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      this.#browser = await openBrowser();
    });
    afterAll(async () => {
      await this.#browser?.close();
      await rm(this.folder, { recursive: true, force: true });
    });
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
    await this.page.evaluate(this.#axe);
    return this.page.evaluate(async () => {
      const { violations } = await (window as unknown as FoundByAxe).axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
  }
}
