/** The page that asks, in a browser: a needle and a light that move while somebody turns. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { pagePerson } from '../../src/cli/ask-page.js';
import { systemTimers } from '../../src/devices/system/timers.js';
import type { Person } from '../../src/maker/calibrate/index.js';
import { type AskServer, startAskServer } from '../../src/server/ask-server.js';
import { openBrowser, type TestBrowser } from '../harness/browser.js';

const pageFolder = fileURLToPath(new URL('../../dist/page', import.meta.url));

let browser: TestBrowser;
let axe: string;
let server: AskServer;
let person: Person;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  browser = await openBrowser({ viewport: { width: 390, height: 800 } });
});
afterAll(() => browser?.close());
beforeEach(async () => {
  server = await startAskServer({
    title: 'Calibrating mine.yaml',
    pageFolder,
    port: 0,
    clock: systemTimers,
  });
  person = pagePerson(server, new AbortController().signal);
  complaints = [];
  page = await browser.context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(server.url);
  await page.getByText('The rig is at work …').waitFor();
});
afterEach(async () => {
  await page.close();
  await server.close();
});

interface FoundByAxe {
  readonly axe: { run(options: object): Promise<{ violations: { id: string }[] }> };
}

async function violations(): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const found = await (window as unknown as FoundByAxe).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'],
    });
    return found.violations.map(({ id }) => id);
  });
}

it('asks by buttons, a figure and a slider that moves something with each step, and says what came of it', async () => {
  const colour = person.choose(
    'Which colour is it?',
    [
      { value: 'red', label: 'red' },
      { value: 'green', label: 'green' },
    ],
    'red',
  );
  await page.getByRole('heading', { name: 'Which colour is it?' }).waitFor();
  expect(await violations()).toEqual([]);
  await page.getByRole('button', { name: 'green' }).click();
  expect(await colour).toBe('green');

  const moves: number[] = [];
  const what = { low: 500, high: 2500, step: 5, bigStep: 50, start: 1000, unit: 'µs' };
  const pulse = person.turn('Turn the needle to the left end.', what, (value) => moves.push(value));
  const slider = page.getByRole('slider', { name: 'Turn the needle to the left end.' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('PageDown');
  await page.getByRole('button', { name: '+ 5', exact: true }).click();
  expect(await slider.getAttribute('aria-valuetext')).toBe('960 µs');
  expect(await violations()).toEqual([]);
  await page.getByRole('button', { name: 'Take it' }).click();
  expect(await pulse).toBe(960);
  expect(moves).toEqual([1000, 1005, 955, 960]);

  const figure = person.figure('What does the meter say, in mA?', 0, 3000, 60);
  const field = page.getByRole('textbox', { name: 'What does the meter say, in mA?' });
  await field.fill('4000');
  await page.keyboard.press('Enter');
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  await field.fill('42');
  await page.keyboard.press('Enter');
  expect(await figure).toBe(42);

  server.tell('needles.blue.lowUs: 1000 → 960');
  await page.getByText('needles.blue.lowUs: 1000 → 960').waitFor();
  await page.reload();
  await page.getByText('needles.blue.lowUs: 1000 → 960').waitFor();
  expect(complaints).toEqual([]);
  await server.close();
  await page.getByText('That is all. You can close this page.').waitFor();
  // A page that hears late that this is all asks once more for a server that has gone.
  expect(complaints.filter((words) => !words.includes('ERR_CONNECTION_REFUSED'))).toEqual([]);
});

it('stops everything by its button', async () => {
  const answer = person.choose('Does it?', [{ value: 'yes', label: 'Yes' }], 'yes');
  await page.getByRole('button', { name: 'Stop everything' }).click();
  expect(await answer).toBeNull();
  expect(complaints).toEqual([]);
});
