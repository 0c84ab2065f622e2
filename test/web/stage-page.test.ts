/** The stage in a browser: the membrane lens, its words and its place, and the states of what is drawn. */
import { describe, expect, it } from 'vitest';
import { chromiumPath, lacks } from '../harness/tools.js';
import { PageBench } from './page-bench.js';

const bench = new PageBench();

/** So many pairs of bytes: all ready, but one. */
function pairs(count: number, at: number, sodium: number, potassium: number): Uint8Array {
  const gates = new Uint8Array(2 * count);
  gates[2 * at] = sodium;
  gates[2 * at + 1] = potassium;
  return gates;
}

const OPEN = 0b01_111111;
const LOCKED = 0b10_000000;

describe.skipIf(lacks(chromiumPath))('the stage on the page', () => {
  it('enlarges the gates under the blue electrode, those that a mouse points at, and the first ones again after Esc', async () => {
    const { page, server } = bench;
    await page.setViewportSize({ width: 1440, height: 900 });
    server.fixedGates = pairs(60, 15, LOCKED, OPEN);
    await bench.shows('#lens-place', 'site 15');
    await bench.shows('#lens-na', 'Na⁺ locked');
    await bench.shows('#lens-k', 'K⁺ open');
    const scene = (await page.locator('#stage-axon').boundingBox())!;
    await page.mouse.move(scene.x + scene.width - 130, scene.y + scene.height * 0.52);
    await page.waitForFunction(() => document.querySelector('#lens-place')!.textContent !== 'site 15');
    await bench.shows('#lens-na', 'Na⁺ ready');
    await page.mouse.move(10, 5);
    await page.keyboard.press('Escape');
    await bench.shows('#lens-place', 'site 15');
  });

  it('shows the lens over electrodes only while a mouse points at gates, where there is no room for both', async () => {
    const { page, server } = bench;
    await page.setViewportSize({ width: 1074, height: 768 });
    server.fixedGates = pairs(60, 15, LOCKED, OPEN);
    const lens = page.locator('#membrane-lens');
    await lens.waitFor({ state: 'hidden' });
    const scene = (await page.locator('#stage-axon').boundingBox())!;
    const gates = [scene.x + scene.width / 2, scene.y + scene.height * 0.61] as const;
    await page.mouse.move(...gates);
    await lens.waitFor({ state: 'visible' });
    await page.mouse.move(scene.x + scene.width / 2, scene.y + 20);
    await lens.waitFor({ state: 'hidden' });
    await page.mouse.move(...gates);
    await lens.waitFor({ state: 'visible' });
    await page.mouse.move(10, 5);
    await lens.waitFor({ state: 'hidden' });
  });

  it('moves the lens by keyboard, and says there what it shows', async () => {
    const { page, server } = bench;
    await page.setViewportSize({ width: 1440, height: 900 });
    server.fixedGates = pairs(60, 16, LOCKED, OPEN);
    server.change({ electrodes: { blue: 16, yellow: 'bath' } });
    await bench.shows('#lens-place', 'site 16');
    await page.focus('#membrane-place');
    await page.keyboard.press('ArrowRight');
    await bench.shows('#lens-place', 'site 17');
    expect(await page.getAttribute('#membrane-place', 'aria-valuetext')).toBe('site 17: Na⁺ ready, K⁺ shut');
    await page.keyboard.press('ArrowLeft');
    await bench.shows('#lens-na', 'Na⁺ locked');
  });

  it('has no lens, no gates and no words of them with channels off', async () => {
    const { page, server } = bench;
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.locator('#membrane-lens').waitFor({ state: 'visible' });
    expect(await page.locator('#scenery').textContent()).toContain('Na⁺ gates');
    server.change({ channelsOn: false });
    await page.locator('#membrane-lens').waitFor({ state: 'hidden' });
    expect(await page.locator('#scenery').textContent()).not.toContain('gates');
  });

  it('has gates, lens and words of them while somebody looks back at channels that were on, though they are off now', async () => {
    const { page, server } = bench;
    await page.setViewportSize({ width: 1440, height: 900 });
    server.change({ channelsOn: false });
    await page.locator('#membrane-lens').waitFor({ state: 'hidden' });
    server.fixedLook = { picture: 1, modelMs: 0.5, channelsOn: true };
    await page.locator('#membrane-lens').waitFor({ state: 'visible' });
    expect(await page.locator('#scenery').textContent()).toContain('Na⁺ gates');
    await page.waitForFunction(() =>
      /^As it was then.*gates/.test(document.querySelector('#strip')!.getAttribute('aria-label')!),
    );
    server.fixedLook = undefined;
    await page.locator('#membrane-lens').waitFor({ state: 'hidden' });
  });

  it('says in a sentence what is seen, and draws a painted stretch with its word', async () => {
    const { page, server } = bench;
    await page.waitForFunction(() =>
      document.querySelector('#strip')!.getAttribute('aria-label')!.endsWith('all gates are shut.'),
    );
    server.change({
      treatments: [
        {
          id: 'brush',
          treatment: { kind: 'ttx', from: 49, to: 53, sodiumFraction: 0 },
          words: 'Tetrodotoxin, sites 49–53: no sodium channels left',
        },
      ],
    });
    await bench.shows('#scenery .painted text', 'TTX: Na⁺ gates plugged');
  });

  it('is marked as old as soon as the rig is silent, and is news again with the next picture', async () => {
    const { page, server } = bench;
    const shown = (state: string) => page.waitForSelector(`#stage-axon[data-shown="${state}"]`);
    await shown('picture');
    server.silent = true;
    await shown('old');
    server.silent = false;
    await shown('picture');
  });
});
