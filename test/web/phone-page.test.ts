/** The page of a phone that votes, in a browser, with a server on a rig; what stands for a lesson is one card. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PICTURE_MS } from '../../src/controller/index.js';
import type { CardText, Lessons } from '../../src/lessons/contract.js';
import type { RigServer } from '../../src/server/server.js';
import { openBrowser, type TestBrowser } from '../harness/browser.js';
import { BenchServer } from '../server/bench-server.js';
import { CARD_ON_SHOW } from '../server/card-on-show.js';
import { unspoken } from './unspoken.js';

const QUESTION = 'Now the channels work. How far will the yellow needle go?';
const CHOICES = ['Less far than the blue one', 'Just as far', 'Further'];

/** A lesson that has the words of one card, and plays nothing. */
const LESSONS: Lessons = {
  state: () => ({ type: 'lesson', plan: null, card: null }),
  command: () => undefined,
  texts: (language) => ({
    cards: [
      {
        name: 'spread',
        language,
        presses: true,
        question: language === 'de' ? 'Wie weit geht der gelbe Zeiger?' : QUESTION,
        predict: CHOICES.map((choice) => ({ choice, reveals: '' })),
        measures: [],
        why: { question: 'Why is it not smaller?', choices: [] },
      } as unknown as CardText,
    ],
    plans: [],
  }),
  observe: () => () => {},
  answered: () => {},
  end: () => {},
};

let pageFolder: string;
let browser: TestBrowser;
let axe: string;
let bench: BenchServer;
let server: RigServer;
let pump: NodeJS.Timeout;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  pageFolder = await mkdtemp(join(tmpdir(), 'axon-rig-phone-'));
  await build({
    configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
    logLevel: 'warn',
    build: { outDir: pageFolder, emptyOutDir: true },
  });
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  browser = await openBrowser({ viewport: { width: 320, height: 700 } });
});
afterAll(async () => {
  await browser?.close();
  await rm(pageFolder, { recursive: true, force: true });
});

beforeEach(async () => {
  bench = new BenchServer();
  server = await start(0);
  bench.rig.controller.start();
  pump = setInterval(() => bench.rig.timers.advance(PICTURE_MS), PICTURE_MS);
  complaints = [];
  page = await browser.context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${server.url}v`);
  await page.getByText('The axon in your room, live').waitFor();
});
afterEach(async () => {
  await page.close();
  clearInterval(pump);
  await bench.close();
});

/** Everybody is at another computer than the rig's. */
const start = (port: number) =>
  bench.start({ pageFolder, port, lessons: LESSONS, code: 'KX7M2', addressOf: () => '192.168.1.9' });

const choose = (words: string) => page.getByRole('radio', { name: words }).check({ force: true });
const note = (words: string) => page.locator('#note', { hasText: words }).waitFor();

async function found(): Promise<unknown> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }).axe.run(),
  );
  return violations.map(({ id }) => id);
}

describe('a phone', () => {
  it('shows the question when it is asked, with choices 64 px high at 320 px, and sends a choice at once', async () => {
    expect(await page.locator('#question').textContent()).toBe('No question yet. It comes here.');
    server.follow(CARD_ON_SHOW);
    await page.getByText(QUESTION).waitFor();
    for (const row of await page.locator('#choice-list label').all())
      expect((await row.boundingBox())!.height).toBeGreaterThanOrEqual(64);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await choose('Just as far');
    await note('Your answer is in. You can change it until somebody presses.');
    await page.getByText('1 of 1 have answered').waitFor();
    await choose('Further');
    await note('Your answer is in.');
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/vote.png`, fullPage: true });
    expect(await found()).toEqual([]);
    server.follow({ ...CARD_ON_SHOW, asks: null });
    bench.rig.controller.command({ do: 'stimulate' });
    await note('You predicted C. What happened is B.');
    expect(await page.getByRole('radio', { name: 'Further' }).isDisabled()).toBe(true);
    expect(await page.locator('.room').allTextContents()).toEqual(['0', '✓ 0', '1']);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/after.png`, fullPage: true });
    expect(await found()).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('says nothing but messages, in any of its states: no words are left in the code', async () => {
    await page.goto(`${server.url}v?lang=en-XA`);
    await page.locator('#question', { hasText: '⟦' }).waitFor();
    // The words of the card are those of its file.
    const said = async () => {
      const texts = await unspoken(page);
      return texts.filter((text) => text !== QUESTION && !CHOICES.includes(text));
    };
    expect(await said()).toEqual([]);
    server.follow(CARD_ON_SHOW);
    await choose('Just as far');
    await page.locator('#note', { hasText: '⟦' }).waitFor();
    expect(await said()).toEqual([]);
    server.follow({ ...CARD_ON_SHOW, asks: null });
    bench.rig.controller.command({ do: 'stimulate' });
    await page.locator('.room', { hasText: '1' }).waitFor();
    expect(await said()).toEqual([]);
    await server.close();
    await page.locator('#status[data-mark="alert"]').waitFor();
    expect(await said()).toEqual([]);
  });

  it('keeps a choice while the rig is away, sends it when it is back, and has the same voice after a reload', async () => {
    server.follow(CARD_ON_SHOW);
    await choose('Just as far');
    await note('Your answer is in.');
    await server.close();
    await page.locator('#status[data-mark="alert"]').waitFor();
    await choose('Further');
    await note('Kept here, sent when the rig is back.');
    server = await start(server.port);
    server.follow(CARD_ON_SHOW);
    await note('Your answer is in.');
    await page.reload();
    await note('Your answer is in.');
    expect(await page.getByRole('radio', { name: 'Further' }).isChecked()).toBe(true);
    await page.getByText('1 of 1 have answered').waitFor();
  });

  it('is lent control that it has asked for, presses, and hands it back; or takes it with the code', async () => {
    const { controller } = bench.rig;
    await page.getByRole('button', { name: 'Ask for the control' }).click();
    await page.getByText('You have asked for the control').waitFor();
    await page.getByText('I have the code').click();
    await page.getByLabel('Code').fill('kx7m2');
    await page.keyboard.press('Enter');
    await page.getByText('You hold the control').waitFor();
    await page.getByRole('button', { name: 'Stimulate' }).click();
    await expect.poll(() => controller.snapshot().presses.length).toBe(1);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Run on' }).waitFor();
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/control.png`, fullPage: true });
    expect(await found()).toEqual([]);
  });

  it('is used with keys alone, and is light where the phone is', async () => {
    server.follow(CARD_ON_SHOW);
    await page.getByText(QUESTION).waitFor();
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('ArrowDown');
    await note('Your answer is in.');
    expect(await page.getByRole('radio', { name: 'Just as far' }).isChecked()).toBe(true);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/light.png`, fullPage: true });
    expect(await found()).toEqual([]);
  });
});
