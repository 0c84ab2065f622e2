/**
 * `npm run shots [-- FOLDER]`: a screenshot of the page for each picture of its design, from a virtual rig that runs as a
 * process of its own, into FOLDER (`build/shots` unless said otherwise); and `page.webp`, a press that moves. Both pictures
 * of docs/ are made so: `page.png` is `1-instrument`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser, wear } from '../browser.js';
import { animatedWebp, takeFilm } from './film.js';
import { startVirtualRig, type VirtualRig } from './virtual-rig.js';

const RIG = 'electrodes: {blue: 4, yellow: 40}\nlens: {roomMsPerAxonMs: 100}\n';

interface Shot {
  readonly name: string;
  readonly options?: BrowserContextOptions;
  /** Brings the page to what is to be seen. */
  readonly scene: (page: Page, rig: VirtualRig) => Promise<void>;
  /** So many pictures of what comes after the scene, in one that moves. */
  readonly frames?: number;
}

const desk = { viewport: { width: 1440, height: 900 } };
const FILM = { width: 1280, height: 720 };
const FILM_SIZE = { width: 960, height: 540 };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

/** A sweep without channels, then one with, which stands still so long after the press [ms of axon]. */
async function pausedAt(page: Page, rig: VirtualRig, ms: number): Promise<void> {
  await pressed(page, rig);
  await rig.passed(page, ms - 0.05);
  await rig.send({ do: 'run', running: false });
  await page.waitForTimeout(400);
}

async function pressed(page: Page, rig: VirtualRig): Promise<void> {
  await rig.reset();
  await rig.send({ do: 'lens', roomMsPerAxonMs: 50 });
  await rig.send({ do: 'channels', on: false });
  await rig.send({ do: 'stimulate' });
  await rig.quiet(page);
  await rig.send({ do: 'channels', on: true });
  await rig.send({ do: 'lens', roomMsPerAxonMs: 500 });
  await rig.send({ do: 'stimulate' });
}

const at = (ms: number) => (page: Page, rig: VirtualRig) => pausedAt(page, rig, ms);

const ask = (rig: VirtualRig, of: string, more: object = {}) => rig.send({ do: 'lesson', ask: of, ...more });

/** The second card of a plan, its first choice made. */
async function predicted(page: Page, rig: VirtualRig): Promise<void> {
  await ask(rig, 'plan', { name: 'forty-five-minutes' });
  await ask(rig, 'skipCard');
  await ask(rig, 'skipCard');
  await rig.taught(page, 'asking');
  await ask(rig, 'predict', { choice: 0 });
  await page.waitForTimeout(600);
}

/** All its steps are done, and the result is there. */
async function checked(page: Page, rig: VirtualRig): Promise<void> {
  await predicted(page, rig);
  await rig.send({ do: 'lens', roomMsPerAxonMs: 50 });
  await ask(rig, 'act');
  await rig.taught(page, 'doing', 'done');
  for (let step = 0; step < 3; step++) await ask(rig, 'skip');
  await page.waitForTimeout(600);
}

async function reasoned(page: Page, rig: VirtualRig): Promise<void> {
  await checked(page, rig);
  await ask(rig, 'next');
  await ask(rig, 'why', { choice: 0 });
  await page.waitForTimeout(600);
}

const low = { viewport: { width: 1280, height: 720 } };

const SHOTS: readonly Shot[] = [
  {
    name: '0-begin',
    options: desk,
    async scene(page, rig) {
      await rig.reset();
      await page.waitForTimeout(500);
    },
  },
  { name: '1-instrument', options: desk, scene: at(8.1) },
  {
    name: '2-presentation',
    options: { viewport: { width: 1920, height: 1080 } },
    async scene(page, rig) {
      await pausedAt(page, rig, 8.1);
      await page.keyboard.press('f');
      await page.waitForTimeout(400);
    },
  },
  { name: '3b-phone-control', options: phone, scene: at(8.1) },
  {
    name: '3c-phone-on-its-side',
    options: { ...phone, viewport: { width: 844, height: 390 } },
    scene: at(8.1),
  },
  { name: '4a-card-predict', options: desk, scene: predicted },
  { name: '4a-1280x720', options: low, scene: predicted },
  { name: '4a-1100x800', options: { viewport: { width: 1100, height: 800 } }, scene: predicted },
  { name: '4a-tablet', options: { viewport: { width: 820, height: 1180 } }, scene: predicted },
  { name: '4a-phone', options: phone, scene: predicted },
  { name: '4a-320', options: { ...phone, viewport: { width: 320, height: 640 } }, scene: predicted },
  { name: '4a-light', options: { ...desk, colorScheme: 'light' }, scene: predicted },
  { name: '4a-forced', options: { ...desk, forcedColors: 'active' }, scene: predicted },
  {
    name: '4a-presentation',
    options: { viewport: { width: 1920, height: 1080 } },
    async scene(page, rig) {
      await predicted(page, rig);
      await page.keyboard.press('f');
      await page.waitForTimeout(400);
    },
  },
  {
    name: '4a-list',
    options: desk,
    async scene(page, rig) {
      await ask(rig, 'close');
      await page.keyboard.press('l');
      await page.waitForTimeout(400);
    },
  },
  { name: '4b-card-result', options: desk, scene: reasoned },
  { name: '4b-checked', options: desk, scene: checked },
  { name: '4b-1280x720', options: low, scene: reasoned },
  { name: '4b-phone', options: phone, scene: checked },
  {
    name: '4b-explained',
    options: low,
    async scene(page, rig) {
      await reasoned(page, rig);
      await ask(rig, 'skip');
      await page.waitForTimeout(400);
    },
  },
  {
    name: '4b-closed',
    options: desk,
    async scene(page, rig) {
      await ask(rig, 'close');
      await page.waitForTimeout(400);
    },
  },
  { name: '6b-light', options: { ...desk, colorScheme: 'light' }, scene: at(8.1) },
  { name: '7-paused', options: desk, scene: at(6) },
  {
    name: '7-rewound',
    options: desk,
    async scene(page, rig) {
      await pausedAt(page, rig, 14);
      await rig.send({ do: 'seek', backMs: 4000 });
      await page.waitForTimeout(400);
    },
  },
  {
    name: '7-not-yet',
    options: desk,
    async scene(page, rig) {
      await rig.reset();
      await rig.send({ do: 'stimulate' });
      await rig.passed(page, 3);
      for (let press = 0; press < 3; press++) await page.keyboard.press('Space');
      await page.waitForTimeout(700);
    },
  },
  {
    name: '8a-grey',
    options: desk,
    async scene(page, rig) {
      await pausedAt(page, rig, 8.1);
      await wear(page, 'html { filter: grayscale(1) }');
    },
  },
  {
    name: '8b-deuteranopia',
    options: desk,
    async scene(page, rig) {
      await pausedAt(page, rig, 8.1);
      const session = await page.context().newCDPSession(page);
      await session.send('Emulation.setEmulatedVisionDeficiency', { type: 'deuteranopia' });
    },
  },
  { name: '9-forced-colours', options: { ...desk, forcedColors: 'active' }, scene: at(8.1) },
  { name: '10-tablet', options: { viewport: { width: 820, height: 1180 } }, scene: at(8.1) },
  { name: '11-1366x768', options: { viewport: { width: 1366, height: 768 } }, scene: at(8.1) },
  { name: '12-1920x1080', options: { viewport: { width: 1920, height: 1080 } }, scene: at(8.1) },
  { name: '13-320', options: { ...phone, viewport: { width: 320, height: 640 } }, scene: at(8.1) },
  {
    name: '14-keys',
    options: desk,
    async scene(page) {
      await page.keyboard.press('?');
      await page.waitForTimeout(300);
    },
  },
  { name: 'page', options: { viewport: FILM }, scene: pressed, frames: 27 },
  // The rig is gone after this one.
  {
    name: '7-lost',
    options: desk,
    async scene(page, rig) {
      await pausedAt(page, rig, 8.1);
      rig.halt();
      await page.waitForTimeout(3000);
    },
  },
];

const words = process.argv.slice(2);
const folder = resolve(words.find((word) => !word.startsWith('--')) ?? join('build', 'shots'));
const only = words
  .find((word) => word.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',');
await mkdir(folder, { recursive: true });
const rig = await startVirtualRig(RIG);
try {
  for (const { name, options, scene, frames } of SHOTS) {
    if (only && !only.some((part) => name.startsWith(part))) continue;
    const browser = await openBrowser(options);
    try {
      const page = await browser.context.newPage();
      page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') console.error(`${name}: ${message.text()}`);
      });
      await page.goto(rig.address);
      await page.waitForSelector('body[data-link=open]');
      await scene(page, rig);
      if (frames === undefined) {
        await page.screenshot({ path: join(folder, `${name}.png`) });
        console.log(`${name}.png`);
      } else {
        const film = await takeFilm(page, { frames, frameMs: 250, lastMs: 3000, size: FILM_SIZE });
        await writeFile(join(folder, `${name}.webp`), animatedWebp(film, FILM_SIZE));
        console.log(`${name}.webp`);
      }
    } finally {
      await browser.close();
    }
  }
} finally {
  await rig.end();
}
