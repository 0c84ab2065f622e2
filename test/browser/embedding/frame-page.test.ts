/** The file in a frame of another page, in a browser: the page of the document, and others. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Frame, FrameLocator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lessonFragment } from '../../../src/browser/embedding/address.js';
import type { Message } from '../../../src/browser/embedding/message.js';
import { openBrowser, type TestBrowser } from '../../harness/browser.js';
import { oneFile } from '../../harness/page/one-file.js';
import { type Site, serveSite } from '../../harness/page/site.js';
import { chromiumPath, lacks } from '../../harness/tools.js';
import { cardText } from '../../lessons/shipped.js';
import { platformLine, playAll, reach, skipAll } from './frame-room.js';

const document = readFileSync(fileURLToPath(new URL('../../../docs/embedding.md', import.meta.url)), 'utf8');
const examples = [...document.matchAll(/```html\n([\s\S]*?)```/g)].map(([, html]) => html!);
const messages = [...document.matchAll(/^\{"axonRig".*$/gm)].map(([line]) => JSON.parse(line) as Message);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface FoundByAxe {
  readonly axe: {
    run(
      within: string,
      options: object,
    ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
  };
}

/** A page of a school around a frame; it keeps every message that any window gets there. */
const around = (frame: string) => `<!doctype html><title>Course</title>
<script>window.got = []; addEventListener('message', ({ data }) => got.push(data));</script>${frame}`;

describe.skipIf(lacks(chromiumPath))('the file in a frame', () => {
  let browser: TestBrowser;
  /** Of the school, and of somebody who has put the file on the web. */
  let school: Site;
  let other: Site;
  let page: Page;
  let said: string[];
  const pages: Record<string, string> = { '/empty.html': '<!doctype html>' };

  beforeAll(async () => {
    const html = await oneFile();
    pages['/axon-rig.html'] = html;
    school = await serveSite(pages);
    other = await serveSite({ '/axon-rig.html': html });
    browser = await openBrowser({ reducedMotion: 'reduce' });
    page = await browser.context.newPage();
    page.setDefaultTimeout(120_000);
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', ({ message }) => said.push(message));
  });
  afterAll(async () => {
    await browser.close();
    await school.close();
    await other.close();
  });
  beforeEach(() => {
    said = [];
  });
  // One window for all: what a page of the school has around its frame goes with that page.
  afterEach(async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(`${school.origin}/empty.html`);
    expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  });

  const got = () => page.evaluate(() => (window as unknown as { got: Message[] }).got);
  const events = async () => (await got()).map(({ event }) => event);

  async function open(frame: string) {
    pages['/course.html'] = around(frame);
    await page.goto(`${school.origin}/course.html`);
    return page.frameLocator('iframe');
  }
  const frameAt = (address: string, more = '') =>
    open(`<iframe src="${address.replaceAll('&', '&amp;')}" width="1100" height="700" ${more}></iframe>`);

  it('is the example of the document: it tells each message there, and the title at the end', async () => {
    const frame = await open(examples.join('\n'));
    await playAll(frame, { predict: 0, saw: 2, why: [1, 0] });
    await expect.poll(() => page.title()).toBe('spread: 50 of 100');
    const all = await got();
    const isChecked = ({ event }: Message) => event === 'checked';
    expect(all.filter((one) => !isChecked(one))).toEqual(messages.filter((one) => !isChecked(one)));
    expect(all.find(isChecked)).toMatchObject({
      verdict: 'wrong',
      rightChoice: 2,
      measured: expect.arrayContaining([{ name: 'blue-rise', value: expect.closeTo(9.42, 1) }]),
    });
    expect(said).toEqual([]);
  });

  it('is quiet with embed: no list of cards, no notes for the teacher, no way out of the card, and asks nobody', async () => {
    const before = school.asked.length;
    const frame = await frameAt('axon-rig.html?card=spread&embed');
    await reach(frame, 'asking');
    for (const hidden of [
      '#lesson-open',
      '#open-open',
      '#save-menu',
      '#keys-open',
      '#lesson-close',
      '.lesson-notes',
    ])
      expect(await frame.locator(hidden).isVisible()).toBe(false);
    for (const shown of ['#status', '#stimulate', '#board-open', '#lesson-body'])
      expect(await frame.locator(shown).isVisible()).toBe(true);
    await frame.locator('body').press('l');
    expect(await frame.locator('#lesson-panel').isVisible()).toBe(false);
    expect(await events()).toEqual([]);
    // The page, and the file in it: nothing else.
    expect(school.asked.slice(before).filter((path) => path !== '/favicon.ico')).toHaveLength(2);
  });

  describe('drawn', () => {
    let frame: FrameLocator;
    let inner: Frame;

    async function open(): Promise<void> {
      frame = await frameAt('axon-rig.html?card=spread&embed&scorm=1.2');
      await expect.poll(() => platformLine(frame)).toMatch(/^No learning platform answers here/);
      inner = page.frames().find((one) => one.url().includes('axon-rig.html'))!;
      await inner.evaluate(axe);
    }

    async function look(colorScheme: 'dark' | 'light', width: number) {
      await page.emulateMedia({ colorScheme });
      await page
        .locator('iframe')
        .evaluate((element, px) => element.setAttribute('width', String(px)), width);
      await expect.poll(() => inner.evaluate(() => innerWidth)).toBe(width);
      const broken = await inner.evaluate(async () => {
        // A colour on its way to another one is not yet the one to be read.
        const fades = globalThis.document.getAnimations().filter((one) => one instanceof CSSTransition);
        await Promise.allSettled(fades.map(({ finished }) => finished));
        const { violations } = await (globalThis as unknown as FoundByAxe).axe.run('#lesson', {
          resultTypes: ['violations'],
          selectors: false,
        });
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      });
      const over = await inner.evaluate(() => globalThis.document.documentElement.scrollWidth - innerWidth);
      return { broken, over };
    }

    it('breaks no rule of axe on a dark page and a light one, 1000 and 360 pixels wide, and no edge', async () => {
      await open();
      for (const [colorScheme, width] of [
        ['dark', 1000],
        ['light', 1000],
        ['dark', 360],
      ] as const) {
        const { broken, over } = await look(colorScheme, width);
        expect(broken, `${colorScheme}, ${width}`).toEqual([]);
        expect(over, `${colorScheme}, ${width}`).toBeLessThanOrEqual(0);
        if (width < 900) continue;
        // The question stands beside the axon: both are seen without scrolling.
        const [axon, body] = await Promise.all(
          ['#stage-axon', '#lesson-body'].map((part) => frame.locator(part).boundingBox()),
        );
        expect(axon!.x + axon!.width).toBeLessThanOrEqual(body!.x);
        expect(body!.y).toBeLessThan(300);
      }
    });
  });

  it('tells a page of another site that the address names, and none that it does not name', async () => {
    const told = await frameAt(`${other.origin}/axon-rig.html?card=rest&results=${school.origin}`);
    await skipAll(told);
    await expect.poll(events).toContain('done');
    const untold = await frameAt(`${other.origin}/axon-rig.html?card=rest&results=https://school.example`);
    await skipAll(untold);
    expect(await events()).toEqual([]);
  });

  it('tells no window but the one around it: not itself where there is none, and not the one that opened it', async () => {
    await page.goto(`${school.origin}/axon-rig.html?card=rest&results=*`);
    await page.evaluate(() => {
      const list: unknown[] = [];
      Object.assign(window, { got: list });
      addEventListener('message', ({ data }) => list.push(data));
    });
    await skipAll(page);
    expect(await got()).toEqual([]);
  });

  it('plays in a sandbox that lets it do nothing but run', async () => {
    const frame = await frameAt('axon-rig.html?card=rest&embed&results=*', 'sandbox="allow-scripts"');
    await skipAll(frame);
    await expect.poll(events).toContain('done');
    expect(await frame.locator('.notice').allInnerTexts()).toEqual([]);
  });

  it('keeps nothing of one pupil for the next with embed, no cookie either', async () => {
    const frame = await frameAt('axon-rig.html?card=rest&embed');
    await skipAll(frame);
    expect(await frame.locator('body').evaluate(() => Object.keys(localStorage))).toEqual([]);
    expect(await browser.context.cookies()).toEqual([]);
  });

  it('may use the board of a pupil with allow="serial", and from another site not without', async () => {
    const mayUse = async (more: string) => {
      const frame = await frameAt(`${other.origin}/axon-rig.html?card=rest&embed`, more);
      await reach(frame, 'asking');
      return frame.locator('body').evaluate(() => {
        const { featurePolicy } = globalThis.document as unknown as {
          featurePolicy: { allowsFeature(name: string): boolean };
        };
        return featurePolicy.allowsFeature('serial');
      });
    };
    expect(await mayUse('allow="serial"')).toBe(true);
    expect(await mayUse('')).toBe(false);
  });

  it('plays a card that its address brings', async () => {
    const text = cardText('rest').replace(/^title: .*$/m, 'title: "Größe, 50 %"');
    const frame = await frameAt(
      `axon-rig.html?card=mine&embed&results=*${lessonFragment({ file: 'mine.yaml', text })}`,
    );
    await reach(frame, 'asking');
    expect(await frame.locator('#lesson-card').innerText()).toBe('Größe, 50 %');
    expect(await events()).toEqual(['ready', 'begun']);
  });

  it.each([
    { address: 'card=nothing', says: /nothing/ },
    {
      address: `card=mine${lessonFragment({ file: 'mine.yaml', text: 'card: 1\n' })}`,
      says: /mine\.yaml:1:1 /,
    },
  ])('says that there is no such card: $address', async ({ address, says }) => {
    const frame = await frameAt(`axon-rig.html?results=*&${address}`);
    await expect.poll(() => frame.locator('#refusal').innerText()).toMatch(says);
    expect((await got()).at(-1)).toEqual({
      axonRig: 1,
      event: 'refused',
      words: expect.stringMatching(says),
    });
    expect(await frame.locator('#lesson').isVisible()).toBe(false);
  });

  it('says what in its address means nothing, and opens the card all the same', async () => {
    const frame = await frameAt('axon-rig.html?card=rest&results=school&scorm=2004');
    await reach(frame, 'asking');
    expect(await frame.locator('#refusal').innerText()).toBe(
      'Something in the address of this page means nothing here: ?results and ?scorm.',
    );
  });
});
