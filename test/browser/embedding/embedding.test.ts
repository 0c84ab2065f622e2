/** The page in another page: it opens the card of its address, and tells those who asked for results. */
import { describe, expect, it } from 'vitest';
import { lessonIn, wantedBy } from '../../../src/browser/embedding/address.js';
import { createEmbedding, type Refused } from '../../../src/browser/embedding/embedding.js';
import type { Message } from '../../../src/browser/embedding/message.js';
import type { PlatformState } from '../../../src/browser/embedding/scorm-session.js';
import type { LessonCommand, LessonState } from '../../../src/lessons/contract.js';
import { fakePlatform } from '../../harness/scorm/fake-platform.js';
import { createLessonRig } from '../../lessons/lesson-rig.js';

/** A page at this address, with a whole rig behind it. */
function page(
  query: string,
  fragment = '',
  taken: { ok: boolean; lines: string[] } = { ok: true, lines: [] },
) {
  const rig = createLessonRig();
  const platform = fakePlatform();
  const posted: { message: Message; origin: string }[] = [];
  const asked: LessonCommand[] = [];
  const added: string[] = [];
  const refused: Refused[] = [];
  const notAdded: string[] = [];
  const states: PlatformState[] = [];
  const embedding = createEmbedding({
    wanted: wantedBy(new URLSearchParams(query)),
    own: lessonIn(fragment),
    frame: { parent: { API: platform.api } },
    clock: rig.timers,
    ask(command) {
      asked.push(command);
      const refusal = rig.runner.command(command);
      if (refusal !== undefined) embedding.refusal(`no: ${refusal.kind}`);
    },
    async addLesson(file) {
      added.push(file);
      return taken;
    },
    post: (message, origin) => posted.push({ message, origin }),
    refused: (what) => refused.push(...what),
    notAdded: (lines) => notAdded.push(...lines),
    tooLong: () => notAdded.push('too long'),
    platform: (state) => states.push(state),
  });
  rig.runner.observe(() => embedding.lesson(rig.runner.state()));
  embedding.line(true);
  return {
    ...{ rig, platform, embedding, posted, asked, added, refused, notAdded, states },
    events: () => posted.map(({ message }) => message.event),
  };
}

describe('the address of a page', () => {
  it('opens its card, once, when the rig is there', async () => {
    const { embedding, asked, rig } = page('?card=push');
    expect(asked).toEqual([]);
    await embedding.begin();
    await embedding.begin();
    expect(asked).toEqual([{ do: 'lesson', ask: 'open', name: 'push' }]);
    expect(rig.card().name).toBe('push');
  });

  it('opens a plan, and without either nothing', async () => {
    const plan = page('?plan=ten');
    await plan.embedding.begin();
    expect(plan.asked).toEqual([{ do: 'lesson', ask: 'plan', name: 'ten' }]);
    const none = page('');
    await none.embedding.begin();
    expect(none.asked).toEqual([]);
  });

  it('brings a card of its own, which is among the lessons before it is opened', async () => {
    const { embedding, added, asked } = page('?card=push', '#lesson=push.yaml:card');
    await embedding.begin();
    expect([added, asked.length]).toEqual([['push.yaml'], 1]);
  });

  it('opens its card on the next line to the rig, where the one before has ended meanwhile, and only until it is there', async () => {
    const { embedding, asked, rig } = page('?card=pull');
    embedding.line(false);
    const { runner } = rig;
    const { command } = runner;
    runner.command = () => undefined;
    await embedding.begin();
    expect(asked).toEqual([]);
    embedding.line(true);
    embedding.line(true);
    expect(asked).toHaveLength(1);
    runner.command = command;
    embedding.line(false);
    embedding.line(true);
    expect(asked).toHaveLength(2);
    // There is no such card: it is not asked for again.
    embedding.line(true);
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ])(
    'opens its card again where another rig has begun in the middle of it, which says so %s its line counts, and not where somebody has closed it',
    async (_, says) => {
      const { embedding, asked, rig, events } = page('?card=push&results=*');
      await embedding.begin();
      const none = { type: 'lesson', plan: null, card: null } as const;
      embedding.line(false);
      if (says === 0) embedding.lesson(none);
      embedding.line(true);
      if (says === 1) embedding.lesson(none);
      expect(asked).toHaveLength(2);
      expect(events()).toEqual(['ready', 'begun', 'left', 'begun']);
      rig.ask('close');
      embedding.line(false);
      embedding.line(true);
      embedding.lesson(none);
      expect(asked).toHaveLength(2);
      expect(events().at(-1)).toBe('left');
    },
  );

  it('that brings a card with mistakes opens none, and says each', async () => {
    const lines = ['mine.yaml:1:1 card: expected 1', 'mine.yaml:2:1 title: expected a text'];
    const { embedding, asked, notAdded, posted } = page('?card=mine&results=*', '#lesson=mine.yaml:x', {
      ok: false,
      lines,
    });
    await embedding.begin();
    expect([asked, notAdded]).toEqual([[], lines]);
    expect(posted.at(-1)?.message).toEqual({ axonRig: 1, event: 'refused', words: lines.join('\n') });
  });

  it.each([
    ['too long', `#lesson=mine.yaml:${'x'.repeat(65_537)}`, ['too long'], 'has more than 65536 characters'],
    ['no text', '#lesson=mine.yaml:%ff', [], 'cannot be read'],
  ])(
    'says of a lesson that is %s what it is, and not that there is no such card',
    async (...[, own, said, why]) => {
      const { embedding, asked, notAdded, posted } = page('?card=mine&results=*', own);
      await embedding.begin();
      expect([asked, notAdded]).toEqual([[], said]);
      expect(posted.map(({ message }) => message)).toMatchObject([
        { event: 'ready' },
        { event: 'refused', words: expect.stringContaining(why) },
      ]);
    },
  );

  it('opens the card all the same where a lesson that is too long is another one', async () => {
    const { embedding, asked, notAdded } = page('?card=push', `#lesson=mine.yaml:${'x'.repeat(65_537)}`);
    await embedding.begin();
    expect(notAdded).toEqual(['too long']);
    expect(asked).toEqual([{ do: 'lesson', ask: 'open', name: 'push' }]);
  });

  it('is told of by the parts that mean nothing; the others hold', async () => {
    const { embedding, refused, asked } = page('?card=push&results=school', '#lesson=x');
    await embedding.begin();
    expect([refused, asked.length]).toEqual([['results', 'lesson'], 1]);
  });
});

describe('messages to the page around this one', () => {
  it('are posted to the origin of the address, with their version, from the first to the last', async () => {
    const { embedding, posted, events, rig } = page('?card=push&results=https://school.example');
    await embedding.begin();
    for (let i = 0; i < 5; i++) rig.ask('skip');
    expect(events()).toEqual(['ready', 'begun', 'step', 'checked', 'done']);
    expect(posted[0]!.message).toEqual({ axonRig: 1, event: 'ready', card: 'push', plan: null });
    expect(new Set(posted.map(({ origin }) => origin))).toEqual(new Set(['https://school.example']));
    expect(posted.every(({ message }) => message.axonRig === 1)).toBe(true);
  });

  it('are none where the address does not ask for them', async () => {
    const { embedding, posted, rig } = page('?card=push');
    await embedding.begin();
    rig.ask('skip');
    expect(posted).toEqual([]);
  });

  it('say that there is no such card; what is refused later is no message', async () => {
    const { embedding, posted, events, rig } = page('?card=pull&results=*');
    await embedding.begin();
    expect(posted.at(-1)?.message).toEqual({ axonRig: 1, event: 'refused', words: 'no: no-card' });
    rig.ask('open', { name: 'push' });
    embedding.refusal('Not now.');
    expect(events()).toEqual(['ready', 'refused', 'begun']);
  });

  it('have nothing that says who plays: names of cards, numbers of choices, figures and verdicts alone', async () => {
    const { embedding, posted, rig } = page('?card=push&results=*');
    await embedding.begin();
    rig.ask('predict', { choice: 2 });
    rig.device.press(1);
    rig.axonMs(16);
    rig.ask('next');
    rig.ask('saw', { choice: 2 });
    rig.ask('why', { choice: 0 });
    rig.ask('next');
    const fields = new Set(posted.flatMap(({ message }) => Object.keys(message)));
    expect([...fields].sort()).toEqual(
      ['axonRig', 'event', 'card', 'plan', 'steps', 'step', 'choice', 'right', 'attempt']
        .concat(['verdict', 'rightChoice', 'measured', 'score'])
        .sort(),
    );
  });
});

describe('a learning platform', () => {
  it('has the result of the card of the address', async () => {
    const { embedding, states, platform, rig } = page('?card=push&scorm=1.2');
    await embedding.begin();
    expect(states.at(-1)).toEqual({ kind: 'keeps', best: null, slowMs: null });
    for (let i = 0; i < 5; i++) rig.ask('skip');
    embedding.end();
    expect(platform.kept).toMatchObject({ 'cmi.core.lesson_status': 'completed', 'cmi.core.score.raw': '0' });
    expect(states.at(-1)).toEqual({ kind: 'ended' });
  });

  it('is not looked for without scorm in the address, nor with a plan', async () => {
    for (const query of ['?card=push', '?plan=ten&scorm=1.2', '?scorm=1.2']) {
      const { embedding, states, platform } = page(query);
      await embedding.begin();
      embedding.hidden();
      embedding.end();
      expect([states, platform.calls]).toEqual([[], []]);
    }
  });

  it('hears of nothing before the rig is there', () => {
    const { embedding, platform } = page('?card=push&scorm=1.2');
    embedding.lesson({ type: 'lesson', plan: null, card: null } satisfies LessonState);
    embedding.hidden();
    expect(platform.calls).toEqual([]);
  });
});
