/** The lesson in the page, against a server without a rig: keys, phones, a screen reader, and who only watches. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { LessonPhase, LessonState } from '../../src/server/messages.js';
import { chromiumPath, lacks } from '../harness/tools.js';
import { ASKING, DOING, lessonAt, NO_LESSON, RESULT, TEXTS } from './lesson-state.js';
import { PageBench } from './page-bench.js';
import { pageRole } from './page-role.js';

const WHY: LessonPhase = { phase: 'why', result: RESULT, chosen: 1, chosenRight: false };
const PHASES: readonly LessonPhase[] = [
  ASKING,
  DOING,
  { phase: 'seen' },
  { phase: 'checked', result: RESULT },
  WHY,
  { phase: 'explained', result: RESULT, whyRight: 0 },
];

describe.skipIf(lacks(chromiumPath))('the lesson in the page', () => {
  const bench = new PageBench();
  let languages: string[];

  beforeEach(() => {
    languages = [];
    bench.server.cards = (language) => {
      languages.push(language);
      return TEXTS;
    };
  });

  /** What was asked of the lesson since the last look. */
  const commandsOf = async (count: number) => {
    const found = () => bench.server.commands.filter((command) => command.do === 'lesson');
    await expect.poll(() => found().length).toBe(count);
    const commands = found();
    bench.server.commands.length = 0;
    return commands;
  };

  async function teach(lesson: LessonState): Promise<void> {
    bench.server.teach(lesson);
    await bench.page.waitForFunction(
      (phase) => (document.querySelector('#lesson-body')?.children.length ?? 0) > 1 && phase !== '',
      lesson.card?.at.phase ?? '',
    );
  }

  const says = (words: string) => bench.shows('#lesson-says', words);

  /** What a finger on the middle of the round button touches. */
  const underStimulate = () =>
    bench.page.evaluate(() => {
      const { left, top, width, height } = document.querySelector('#stimulate')!.getBoundingClientRect();
      const found = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
      return found?.closest('button')?.id;
    });

  it('lists plans and cards with age and minutes, and opens one', async () => {
    await bench.page.keyboard.press('l');
    const rows = bench.page.locator('#lesson-panel li');
    await expect.poll(() => rows.allInnerTexts()).toHaveLength(3);
    expect((await rows.first().innerText()).replace(/\s+/g, ' ')).toBe(
      'Ten minutes from 12 years · 10 min · 2 cards',
    );
    expect(await bench.violations('#lesson-panel')).toEqual([]);
    await rows.first().locator('button').click();
    expect(await commandsOf(1)).toEqual([{ do: 'lesson', ask: 'plan', name: 'ten-minutes' }]);
    expect(languages).toEqual(['en']);
  });

  it('has nothing against it in any phase for a screen reader, and says once what comes next', async () => {
    for (const at of PHASES) {
      await teach(lessonAt(at, { prediction: 0 }));
      await bench.page.waitForFunction(() => document.querySelector('#lesson-says')!.textContent !== '');
      expect(await bench.violations(at === ASKING ? 'html' : '#lesson'), at.phase).toEqual([]);
    }
    await bench.page.evaluate(() => {
      const told: string[] = [];
      Object.assign(window, { told });
      new MutationObserver(() => told.push(document.querySelector('#lesson-says')!.textContent!)).observe(
        document.querySelector('#lesson-says')!,
        { childList: true, characterData: true, subtree: true },
      );
    });
    await teach(lessonAt(DOING));
    await says('Press, and watch both needles.');
    for (const share of [0.1, 0.2, 0.3])
      await teach(lessonAt({ ...DOING, stage: 'recording', waitsFor: null, share }));
    await teach(lessonAt({ ...DOING, stage: 'done', waitsFor: null, share: 1 }));
    await says('Done. All of it is recorded.');
    expect(await bench.page.evaluate(() => (window as unknown as { told: string[] }).told)).toEqual([
      'Press, and watch both needles.',
      'Done. All of it is recorded.',
    ]);
  });

  it('takes 1 to 4 from the keyboard, and arrows, and leaves Space to the axon', async () => {
    await teach(lessonAt(ASKING));
    await bench.page.keyboard.press('2');
    expect(await commandsOf(1)).toEqual([{ do: 'lesson', ask: 'predict', choice: 1 }]);
    await bench.page.keyboard.press('4');
    await teach(lessonAt(ASKING, { prediction: 1 }));
    await bench.page.locator('[data-key="predict-1"]').focus();
    await bench.page.keyboard.press('ArrowDown');
    expect(await commandsOf(1)).toEqual([{ do: 'lesson', ask: 'predict', choice: 2 }]);
    await teach(lessonAt(ASKING, { prediction: 2 }));
    expect(await bench.page.evaluate(() => (document.activeElement as HTMLElement).dataset.key)).toBe(
      'predict-2',
    );
    // Enter means it; from there Space presses.
    await bench.page.keyboard.press('Enter');
    await bench.page.keyboard.press('Space');
    await expect.poll(() => bench.server.commands.some((command) => command.do === 'stimulate')).toBe(true);
  });

  it('looks around among reasons with arrows, and sends one by Enter, a click, or its number', async () => {
    await teach(lessonAt({ ...WHY, chosen: null, chosenRight: null }));
    await bench.page.locator('[data-key="why-0"]').focus();
    await bench.page.keyboard.press('ArrowDown');
    await bench.page.keyboard.press('ArrowUp');
    expect(await bench.page.locator('#lesson-buttons [data-key="main"]').textContent()).toMatch(
      /^That is why/,
    );
    expect(bench.server.commands).toEqual([]);
    await bench.page.keyboard.press('Enter');
    expect(await commandsOf(1)).toEqual([{ do: 'lesson', ask: 'why', choice: 0 }]);
    await bench.page.locator('.lesson-choice').nth(1).click();
    expect(await commandsOf(1)).toEqual([{ do: 'lesson', ask: 'why', choice: 1 }]);
    await bench.page.keyboard.press('1');
    expect(await commandsOf(1)).toEqual([{ do: 'lesson', ask: 'why', choice: 0 }]);
  });

  it('keeps the focus in the card when it goes on, and on a button that stays', async () => {
    await teach(lessonAt(DOING));
    await bench.page.locator('#lesson-buttons [data-key="main"]').focus();
    await teach(lessonAt({ ...DOING, stage: 'done', waitsFor: null, share: 1 }));
    await bench.page.locator('#lesson-buttons [data-key="main"]', { hasText: 'Go on' }).waitFor();
    expect(await bench.page.evaluate(() => (document.activeElement as HTMLElement).dataset.key)).toBe('main');
    await bench.page.keyboard.press('Enter');
    expect(await commandsOf(1)).toEqual([{ do: 'lesson', ask: 'next' }]);
    await teach(lessonAt({ phase: 'seen' }));
    await says(
      'What did you see? Write it down before you look at the figures. To read the traces: the slider “Moment of the sweep”, or the table of Readings.',
    );
    expect(await bench.page.evaluate(() => document.activeElement?.id)).toBe('lesson-body');
  });

  it('points at the button and covers neither it nor the light: 1440, 1280, 1100, 820 and 320 px', async () => {
    for (const [width, height] of [
      [1440, 900],
      [1280, 720],
      [1100, 800],
      [820, 1180],
      [320, 640],
    ] as const) {
      await bench.page.setViewportSize({ width, height });
      await teach(lessonAt(ASKING, { prediction: 0 }));
      await bench.page.locator('#press-here').waitFor();
      expect(await underStimulate(), `${width}`).toBe('stimulate');
      const [bubble, button] = await Promise.all(
        ['#press-here', '#stimulate'].map((at) => bench.page.locator(at).boundingBox()),
      );
      expect(bubble!.y + bubble!.height, `${width}`).toBeLessThan(button!.y);
      expect(await bench.page.evaluate(() => document.documentElement.scrollWidth), `${width}`).toBe(width);
    }
    const heights = await bench.page
      .locator('.lesson-choice')
      .evaluateAll((choices) => choices.map((choice) => choice.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(64);
  });

  it('shows who only watches the card and no control, and says so', async () => {
    await teach(lessonAt(ASKING, { prediction: 0 }));
    bench.server.sendRaw(JSON.stringify(pageRole('watcher', { page: 2, pages: 2 })));
    await bench.page.locator('#lesson .lesson-soft', { hasText: 'Watching, not in control' }).waitFor();
    expect(await bench.page.locator('#lesson :is(input, #lesson-buttons button)').count()).toBe(0);
    expect(await bench.page.locator('#lesson-close').isVisible()).toBe(false);
    await bench.page.keyboard.press('1');
    expect(await bench.violations('#lesson')).toEqual([]);
    expect(bench.server.commands.filter((command) => command.do === 'lesson')).toEqual([]);
  });

  it('gives the page its room back when the lesson is over', async () => {
    await teach(lessonAt(ASKING));
    await bench.page.locator('#lesson-close').click();
    expect(await commandsOf(1)).toEqual([{ do: 'lesson', ask: 'close' }]);
    bench.server.teach(NO_LESSON);
    await bench.page.locator('#lesson').waitFor({ state: 'hidden' });
    expect(await bench.page.evaluate(() => document.body.dataset.lesson)).toBeUndefined();
  });

  it('asks for German cards where the address says so', async () => {
    await bench.page.goto(`${bench.server.address}?lang=de`);
    await bench.page.waitForSelector('body[data-link=open]');
    await teach(lessonAt(ASKING));
    await expect.poll(() => languages).toEqual(['de']);
  });

  it('offers to undo a reset, but none that a card has made at a step of its own', async () => {
    const undo = bench.page.locator('#undo');
    await teach(lessonAt(DOING));
    bench.server.change({ resets: 1, electrodes: { blue: 16, yellow: 'bath' } });
    await bench.shows('#blue-site-words', 'site 16');
    expect(await undo.isVisible()).toBe(false);
    bench.server.teach(NO_LESSON);
    await bench.page.locator('#lesson').waitFor({ state: 'hidden' });
    bench.server.change({ resets: 2, electrodes: { blue: 15, yellow: 'bath' } });
    await undo.waitFor({ state: 'visible' });
  });

  it('leaves the presentation for the list of cards, which the header has', async () => {
    await bench.page.keyboard.press('f');
    await bench.page.waitForSelector('body[data-view=present]');
    // A browser that fills the screen closes what is open; until then no finger is at the next key.
    await bench.page.waitForFunction(() => document.fullscreenElement !== null);
    await bench.page.keyboard.press('l');
    await bench.page.locator('#lesson-panel li').first().waitFor({ state: 'visible' });
    expect(await bench.page.evaluate(() => document.body.dataset.view)).toBeUndefined();
  });

  it('shows the switch of the channels to a class while a step waits for it, and a tally and the reason', async () => {
    const { page } = bench;
    await teach(lessonAt({ ...DOING, waitsFor: { do: 'channels', act: 0 } }));
    await page.keyboard.press('f');
    await page.locator('#channels').waitFor({ state: 'visible' });
    expect(await page.locator('#toolbar-rest').isVisible()).toBe(false);
    await teach(lessonAt({ phase: 'explained', result: RESULT, whyRight: 0 }));
    await page.getByText('Each place makes the signal again.', { exact: true }).waitFor({ state: 'visible' });
    expect(await page.locator('#channels').isVisible()).toBe(false);
  });

  it('warns before a lesson begins that votes are forgotten, with a way to save them, and begins when that is meant', async () => {
    const { page, server } = bench;
    server.cards = () => TEXTS;
    server.greet(pageRole('teacher', { code: 'KX7M2' }), {
      type: 'votes',
      card: 'spread',
      ballots: [],
      gain: null,
      sawWrong: null,
      phones: 0,
      voted: ['spread', 'boost'],
      mine: {},
      join: { addresses: [], words: null },
    });
    await page.keyboard.press('l');
    await page.click('#lesson-panel [data-name="ten-minutes"]');
    await page.getByText('There are votes on 2 cards.').waitFor();
    expect(await page.getAttribute('[data-key=save-old-votes]', 'href')).toMatch(/^votes\.csv/);
    expect(server.commands.filter((command) => command.do === 'lesson')).toEqual([]);
    await page.click('[data-key=begin-again]');
    expect(await commandsOf(1)).toEqual([{ do: 'lesson', ask: 'plan', name: 'ten-minutes' }]);
  });

  it('lets a class read the question while it presents, and shows how it goes on', async () => {
    await teach(lessonAt(DOING));
    await bench.page.keyboard.press('f');
    expect(await bench.page.locator('.lesson-question').isVisible()).toBe(true);
    const shown = bench.page.locator('#lesson button, #lesson summary').filter({ visible: true });
    expect(await shown.allTextContents()).toEqual(['Let the rig do it', 'Skip this step']);
    expect(await underStimulate()).toBe('stimulate');
    // Where the electrodes are, and what was measured there.
    expect(await bench.page.locator('#yellow-site-words').isVisible()).toBe(true);
    await teach(lessonAt({ phase: 'checked', result: RESULT }));
    await expect
      .poll(() => bench.page.locator('.lesson-figures dd').allInnerTexts())
      .toEqual(['+39.5 mV', '6.95 ms']);
    const ends = await bench.page
      .locator('#lesson, .lesson-figures')
      .evaluateAll((boxes) => boxes.map((box) => box.getBoundingClientRect().bottom));
    expect(ends[1]).toBeLessThanOrEqual(ends[0]!);
  });

  it('enlarges the gates at the electrode in the card while the axon stands still, where the stage has no room', async () => {
    const { page, server } = bench;
    const inCard = page.locator('#lesson-lens #membrane-lens');
    server.fixedGates = new Uint8Array(120);
    await page.setViewportSize({ width: 1366, height: 768 });
    await teach(lessonAt(DOING));
    await page.locator('#stage-axon #membrane-lens').waitFor({ state: 'attached' });
    server.change({ running: false });
    await inCard.waitFor({ state: 'visible' });
    await bench.shows('#lens-place', 'site 15');
    expect(await bench.violations('#lesson')).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await inCard.waitFor({ state: 'visible' });
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.keyboard.press('f');
    await page.waitForSelector('body[data-view=present]');
    await inCard.waitFor({ state: 'visible' });
    const [card, lens] = await Promise.all(
      ['#lesson', '#membrane-lens'].map((at) => page.locator(at).boundingBox()),
    );
    expect(lens!.y + lens!.height).toBeLessThanOrEqual(card!.y + card!.height);
    server.change({ running: true });
    await inCard.waitFor({ state: 'detached' });
    server.change({ running: false });
    await inCard.waitFor({ state: 'visible' });
    await teach(lessonAt({ phase: 'seen' }));
    await inCard.waitFor({ state: 'detached' });
  });

  it('shows that there is more of a card below, until that is read', async () => {
    const { page } = bench;
    await page.setViewportSize({ width: 1100, height: 400 });
    await teach(lessonAt(ASKING, { prediction: 0 }));
    await page.locator('#lesson-body[data-more]').waitFor();
    await page.locator('#lesson-body').evaluate((body) => body.scrollTo(0, body.scrollHeight));
    await page.locator('#lesson-body:not([data-more])').waitFor();
  });

  it('counts raised hands beside the choices, and a click into a box chooses nothing; its code is folded', async () => {
    const { page, server } = bench;
    // This server draws no QR code.
    bench.expectedComplaints = [/404/];
    const card = lessonAt(ASKING).card!.name;
    const ballot = {
      card,
      round: 'before',
      choices: 3,
      right: null,
      open: true,
      answered: 0,
      by: 'phones',
      counts: null,
    } as const;
    server.greet(pageRole('teacher', { code: 'KX7M2' }), {
      type: 'votes',
      card,
      ballots: [ballot],
      gain: null,
      sawWrong: null,
      phones: 1,
      voted: [],
      mine: {},
      join: { addresses: ['http://192.168.1.5/v'], words: null },
    });
    await teach(lessonAt(ASKING));
    await page.click('#pupils-open');
    expect(await page.isVisible('text=KX7M2')).toBe(false);
    expect(await page.getAttribute('[data-key=save-votes]', 'href')).toBe('votes.csv');
    await page.click('[data-key=code-shown]');
    expect(await page.isVisible('text=KX7M2')).toBe(true);
    expect(await bench.violations('#pupils-panel')).toEqual([]);
    await page.click('[data-key=count]');
    for (const box of [1, 0]) await page.click(`[data-key=hands-before-${box}]`);
    await page.fill('[data-key=hands-before-1]', '12');
    await page.click('[data-key=hands-save]');
    await expect.poll(() => server.commands).toEqual([{ do: 'hands', round: 'before', counts: [0, 12, 0] }]);
  });
});
