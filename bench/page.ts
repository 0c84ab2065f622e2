/** The page in headless Chromium before a virtual rig: pictures a second with everything on, first paint, and bytes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser } from '../test/harness/browser.js';
import { startVirtualRig, type VirtualRig } from '../test/harness/page/virtual-rig.js';
import { wholeChromiumPath } from '../test/harness/tools.js';
import { measureThreads, type ThreadTime } from './thread-time.js';

const PAGE_FOLDER = fileURLToPath(new URL('../page', import.meta.url));
const RIG = 'electrodes: {blue: 4, yellow: 40}\nlens: {roomMsPerAxonMs: 500}\n';
const SECONDS = 8;
/** A page that finds itself slow draws more coarsely from then on; it has found out by now. */
const SETTLE_S = 5;

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

/**
 * Frames in which the page draws are counted from its own requests for them, pictures from what its socket hears. A picture
 * that comes in the same frame as the one before it is drawn in its place.
 */
function countFrames(): void {
  const counted = { frames: 0, lastMs: -1, busyMs: 0, pictures: 0, doubles: 0, late: 0 };
  Object.assign(window, { counted });
  let since = 0;
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (draw) =>
    ask((frameMs) => {
      if (frameMs !== counted.lastMs) {
        counted.frames++;
        if (frameMs - counted.lastMs > 25) counted.late++;
        counted.doubles += Math.max(0, since - 1);
        since = 0;
      }
      counted.lastMs = frameMs;
      const beginMs = performance.now();
      draw(frameMs);
      counted.busyMs += performance.now() - beginMs;
    });
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...where: ConstructorParameters<typeof WebSocket>) {
      super(...where);
      this.addEventListener('message', ({ data }) => {
        if (typeof data === 'string') return;
        counted.pictures++;
        since++;
      });
    }
  };
}

interface Counted {
  readonly counted: {
    readonly frames: number;
    readonly busyMs: number;
    readonly pictures: number;
    readonly doubles: number;
    readonly late: number;
  };
}

interface Pace {
  readonly framesPerS: number;
  readonly picturesPerS: number;
  readonly doublesPerS: number;
  readonly latePerS: number;
  readonly drawingMs: number;
  /** Of the processor, without any slowing down [ms a frame]. */
  readonly threads: ThreadTime;
}

async function pace(page: Page, browser: Browser, slowdown: number, rig: VirtualRig): Promise<Pace> {
  await rig.reset();
  await rig.send({ do: 'stimulate' });
  const look = () =>
    page.evaluate(() => ({ ...(window as unknown as Counted).counted, nowMs: performance.now() }));
  const endOfThreads = await measureThreads(browser);
  const begin = await look();
  await page.waitForTimeout(1000 * SECONDS);
  const end = await look();
  const { mainMs, compositorMs } = await endOfThreads();
  const frames = Math.max(1, end.frames - begin.frames);
  const perSecond = (name: 'frames' | 'pictures' | 'doubles' | 'late') =>
    (1000 * (end[name] - begin[name])) / (end.nowMs - begin.nowMs);
  return {
    framesPerS: perSecond('frames'),
    picturesPerS: perSecond('pictures'),
    doublesPerS: perSecond('doubles'),
    latePerS: perSecond('late'),
    drawingMs: (end.busyMs - begin.busyMs) / frames,
    threads: { mainMs: mainMs / slowdown / frames, compositorMs: compositorMs / frames },
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
    await page.waitForTimeout(1000 * SETTLE_S);
    const told = await pace(page, browser.context.browser()!, slowdown, rig);
    const seen = await page.evaluate(() => ({
      paintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
      fonts: (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
        .filter((entry) => entry.name.endsWith('.woff2'))
        .map((entry) => entry.encodedBodySize),
    }));
    const fontKb = seen.fonts.reduce((sum, bytes) => sum + bytes, 0) / 1000;
    console.log(
      `${name}: ${told.framesPerS.toFixed(1)} pictures a second (asked ${asked}), ${told.drawingMs.toFixed(2)} ms of drawing each, ` +
        `${told.threads.mainMs.toFixed(2)} ms of the main thread, ${told.threads.compositorMs.toFixed(2)} ms of the compositor; ` +
        `${told.picturesPerS.toFixed(1)} came, ${told.doublesPerS.toFixed(1)} of them in the frame of another, ` +
        `${told.latePerS.toFixed(1)} frames were late; ` +
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
