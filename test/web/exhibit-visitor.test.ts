/** No visitor leaves an exhibit broken: after all that a person can do to its screen the next one finds it as it was at first. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RigProcess, startRigProcess } from '../cli/rig-process.js';
import { openBrowser, type TestBrowser } from '../harness/browser.js';
import { chromiumPath, lacks } from '../harness/tools.js';

/** All that a visitor may ever be given, so that all of it can be left somehow. */
const RIG = `
device: {kind: virtual}
lens: {roomMsPerAxonMs: 50}
exhibit:
  idleS: 10
  attractS: 0
  visitors: [stimulate, strength, aim, lens, channels, treat, electrode, time, weakest, load, lesson, language]
  languages: [en, de]
  trail: science-fair
`;
const SIZE = { width: 1280, height: 800 };
const ACTIONS = 80;
const ANSWERED_WITHIN_MS = 5000;

let folder: string;
let rig: RigProcess;
let browser: TestBrowser;
let page: Page;
let cdp: CDPSession;
const errors: string[] = [];

beforeAll(async () => {
  if (chromiumPath === undefined) return;
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-visitor-'));
  writeFileSync(join(folder, 'hall.yaml'), RIG);
  rig = startRigProcess(['run', 'hall.yaml', '--http-port', '0'], folder);
  browser = await openBrowser({ viewport: SIZE, hasTouch: true });
  page = await browser.context.newPage();
  page.on('pageerror', (error) => errors.push(error.message));
  // A kiosk begins with the page: there is nothing before it to go back to.
  const address = await rig.address();
  await Promise.all([page.waitForURL(address), page.evaluate((to) => location.replace(to), address)]);
  cdp = await browser.context.newCDPSession(page);
});
afterAll(async () => {
  await browser?.close();
  rig?.child.kill('SIGINT');
  await rig?.exited;
  if (folder) rmSync(folder, { recursive: true });
});

/** All that one visitor could leave to the next one. */
const screen = () =>
  page.evaluate(() => {
    const of = (selector: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)].map((one) => [
        one.id,
        one.hidden,
        one.offsetWidth > 0,
        one.textContent,
      ]);
    return {
      path: location.pathname,
      language: document.documentElement.lang,
      body: Object.fromEntries(Object.entries(document.body.dataset)),
      words: of('#kiosk :is(p, h1, button)'),
      corner: of('#kiosk-corner, #kiosk-corner button'),
      open: of(':popover-open, dialog[open], #refusal:not([hidden])'),
      focus: document.activeElement?.id ?? '',
      selected: String(getSelection()),
      zoom: [visualViewport!.scale, scrollX, scrollY],
      isFull: document.fullscreenElement !== null,
      canBeUsed: document.querySelector('main')!.inert,
    };
  });

/** Nobody is there any more. */
const rests = () =>
  expect.poll(async () => (await screen()).body.kiosk, { timeout: 55_000, interval: 200 }).toBe('attract');

/** Numbers from 0 up to below `below`, the same for the same seed. */
function numbersOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const KEYS = [
  ...[
    'F5',
    'Control+p',
    'Control+l',
    'Control+a',
    'Control+s',
    'Control+f',
    'Control+=',
    'Control+-',
    'Control+r',
  ],
  ...[
    'Alt+ArrowLeft',
    'Alt+ArrowRight',
    'F11',
    'F12',
    'F1',
    'F3',
    'Escape',
    'Enter',
    'Space',
    'Tab',
    'Shift+Tab',
  ],
  ...['Backspace', 'Delete', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageDown', 'Home', 'End'],
  ...[
    'c',
    'p',
    's',
    'r',
    'f',
    't',
    'l',
    'n',
    'b',
    'y',
    '1',
    '2',
    '?',
    '[',
    ']',
    'ContextMenu',
    'Control+Shift+i',
  ],
];
const HOLDABLE = ['Space', 'Enter', 'Tab', 'Control', 'Alt', 'ArrowRight'];

/** What a person does to a screen with hands, a mouse and a keyboard. */
function visitor(seed: number) {
  const below = numbersOf(seed);
  const x = () => below(SIZE.width);
  const y = () => below(SIZE.height);
  const touch = (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    points: readonly { x: number; y: number }[],
  ) =>
    cdp.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map((point, id) => ({ ...point, id })),
    });

  async function drag(fingers: number, steps: number): Promise<void> {
    const from = Array.from({ length: fingers }, () => ({ x: x(), y: y() }));
    const to = from.map(() => ({ x: x(), y: y() }));
    await touch('touchStart', from);
    for (let step = 1; step <= steps; step++)
      await touch(
        'touchMove',
        from.map((point, k) => ({
          x: point.x + ((to[k]!.x - point.x) * step) / steps,
          y: point.y + ((to[k]!.y - point.y) * step) / steps,
        })),
      );
    // A hand may be pulled away over the edge, and lifted nowhere.
    if (below(5) > 0) await touch('touchEnd', []);
  }

  const acts: Readonly<Record<string, () => Promise<unknown>>> = {
    tap: () => page.touchscreen.tap(x(), y()),
    async 'double tap'() {
      const [atX, atY] = [x(), y()];
      await page.touchscreen.tap(atX, atY);
      await page.touchscreen.tap(atX, atY);
    },
    click: () => page.mouse.click(x(), y(), { button: (['left', 'middle', 'right'] as const)[below(3)]! }),
    async 'a key of the page'() {
      const seen = await page.$$('button:visible, input:visible, [role="slider"]:visible');
      const one = seen[below(Math.max(1, seen.length))];
      await one?.click({ timeout: 400, force: true }).catch(() => {});
    },
    swipe: () => drag(1, 3),
    pinch: () => drag(2, 3),
    'five fingers': () => drag(5, 1),
    async 'mouse drag'() {
      await page.mouse.move(x(), y());
      await page.mouse.down();
      await page.mouse.move(x(), y(), { steps: 3 });
      if (below(4) > 0) await page.mouse.up();
    },
    async wheel() {
      const isZoom = below(2) === 0;
      if (isZoom) await page.keyboard.down('Control');
      await page.mouse.wheel(below(400) - 200, below(400) - 200);
      if (isZoom) await page.keyboard.up('Control');
    },
    key: () => page.keyboard.press(KEYS[below(KEYS.length)]!),
    'key held': () => page.keyboard.down(HOLDABLE[below(HOLDABLE.length)]!),
    type: () => page.keyboard.type('1e9 <script> −55;'),
    drop: () =>
      page.evaluate(
        ([atX, atY]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File(['device: {kind: none}'], 'mine.yaml'));
          const target = document.elementFromPoint(atX!, atY!) ?? document.body;
          for (const type of ['dragenter', 'dragover', 'drop'])
            target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
        },
        [x(), y()],
      ),
    history: () => page.evaluate(() => (Math.random() < 0.5 ? history.back() : history.forward())),
    'other window': () => page.evaluate(() => window.dispatchEvent(new Event('blur'))),
    async turn() {
      const isUpright = below(2) === 0;
      const { width, height } = SIZE;
      await page.setViewportSize(isUpright ? { width: height, height: width } : SIZE);
    },
  };
  const names = Object.keys(acts);
  return async (): Promise<string> => {
    const name = names[below(names.length)]!;
    // A page that begins again in another language is away for a moment.
    const act = acts[name]!().catch((error: Error) => {
      if (!/navigat|context was destroyed|Target closed|detached/i.test(error.message)) throw error;
    });
    // And a key that comes just then is never answered by the browser.
    await Promise.race([act, new Promise((resolve) => setTimeout(resolve, ANSWERED_WITHIN_MS))]);
    return name;
  };
}

describe.skipIf(lacks(chromiumPath))('the next visitor', () => {
  it.each([2])(
    'finds the screen as it was, after 80 things that visitor %i did to it, and presses',
    async (seed) => {
      await rests();
      // The parts that come after the first picture are there.
      await page.waitForFunction(() => 'control' in document.body.dataset);
      const before = await screen();
      const act = visitor(seed);
      const done: string[] = [];
      for (let k = 0; k < ACTIONS; k++) done.push(await act());
      await page.setViewportSize(SIZE);
      await expect.poll(screen, { timeout: 60_000, interval: 200 }).toEqual(before);
      expect(errors).toEqual([]);
      // Who has left a finger or a key down is gone: the next one has fingers of their own.
      await cdp.send('Input.dispatchTouchEvent', { type: 'touchCancel', touchPoints: [] }).catch(() => {});
      for (const key of HOLDABLE) await page.keyboard.up(key);
      await page.mouse.up();
      await page.touchscreen.tap(640, 200);
      await page.waitForSelector('body[data-kiosk="result"]', { timeout: 20_000 });
      expect(await page.textContent('#kiosk-head')).toMatch(/^That took \d+(\.\d)? ms\.$/);
    },
    180_000,
  );
});
