/** The page in headless Chromium before a virtual rig: pictures a second with everything on, first paint, and bytes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser } from '../test/harness/browser.js';
import { startVirtualRig, type VirtualRig } from '../test/harness/page/virtual-rig.js';
import { wholeChromiumPath } from '../test/harness/tools.js';

const PAGE_FOLDER = fileURLToPath(new URL('../page', import.meta.url));
const RIG = 'electrodes: {blue: 4, yellow: 40}\nlens: {roomMsPerAxonMs: 500}\n';
const SECONDS = 8;

interface Case {
  readonly name: string;
  readonly options: BrowserContextOptions;
  readonly slowdown: number;
  readonly asked: number;
}

const CASES: readonly Case[] = [
  { name: '1440 × 900', options: { viewport: { width: 1440, height: 900 } }, slowdown: 1, asked: 60 },
  { name: '1920 × 1080', options: { viewport: { width: 1920, height: 1080 } }, slowdown: 1, asked: 60 },
  {
    name: 'phone, 390 × 844, processor 4 × slower',
    options: {
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 2,
      isMobile: true,
      hasTouch: true,
    },
    slowdown: 4,
    asked: 30,
  },
];

/** Frames in which the page draws are counted from its own requests for them. */
function countFrames(): void {
  const counted = { frames: 0, lastMs: -1, busyMs: 0 };
  Object.assign(window, { counted });
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (draw) =>
    ask((frameMs) => {
      if (frameMs !== counted.lastMs) counted.frames++;
      counted.lastMs = frameMs;
      const beginMs = performance.now();
      draw(frameMs);
      counted.busyMs += performance.now() - beginMs;
    });
}

interface Counted {
  readonly counted: { frames: number; busyMs: number };
}

async function pace(page: Page, rig: VirtualRig): Promise<{ perSecond: number; busyMs: number }> {
  await rig.reset();
  await rig.send({ do: 'stimulate' });
  const begin = await page.evaluate(() => {
    const { counted } = window as unknown as Counted;
    return { ...counted, nowMs: performance.now() };
  });
  await page.waitForTimeout(1000 * SECONDS);
  const end = await page.evaluate(() => {
    const { counted } = window as unknown as Counted;
    return { ...counted, nowMs: performance.now() };
  });
  const frames = end.frames - begin.frames;
  return {
    perSecond: (1000 * frames) / (end.nowMs - begin.nowMs),
    busyMs: (end.busyMs - begin.busyMs) / Math.max(1, frames),
  };
}

async function measure({ name, options, slowdown, asked }: Case, rig: VirtualRig): Promise<void> {
  const browser = await openBrowser(options, wholeChromiumPath);
  try {
    const page = await browser.context.newPage();
    const session = await browser.context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.addInitScript(countFrames);
    await page.goto(rig.address);
    await page.waitForSelector('body[data-link=open]');
    // A finger leaves no pointer on the page; a mouse has the browser look again and again at what is under it.
    await (options.hasTouch === true ? page.tap('#sound') : page.click('#sound'));
    const { perSecond, busyMs } = await pace(page, rig);
    const seen = await page.evaluate(() => ({
      paintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
      fonts: (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
        .filter((entry) => entry.name.endsWith('.woff2'))
        .map((entry) => entry.encodedBodySize),
    }));
    const fontKb = seen.fonts.reduce((sum, bytes) => sum + bytes, 0) / 1000;
    console.log(
      `${name}: ${perSecond.toFixed(1)} pictures a second (asked ${asked}), ${busyMs.toFixed(2)} ms of drawing each; ` +
        `first paint after ${seen.paintMs.toFixed(0)} ms (asked 1000); ${seen.fonts.length} fonts, ${fontKb.toFixed(1)} kB (asked 90)`,
    );
  } finally {
    await browser.close();
  }
}

/** What a browser fetches, compressed as a server could; ours sends files as they are. */
function gzippedKb(): number {
  const files = [
    'index.html',
    ...readdirSync(join(PAGE_FOLDER, 'assets')).map((name) => join('assets', name)),
  ];
  const bytes = files
    .filter((name) => /\.(html|js|css)$/.test(name))
    .map((name) => gzipSync(readFileSync(join(PAGE_FOLDER, name)), { level: 9 }).length);
  return bytes.reduce((sum, length) => sum + length, 0) / 1000;
}

export async function pageFigures(): Promise<void> {
  console.log(`page without fonts, gzipped: ${gzippedKb().toFixed(1)} kB (asked 200)`);
  const rig = await startVirtualRig(RIG);
  try {
    for (const wanted of CASES) await measure(wanted, rig);
  } finally {
    await rig.end();
  }
}
