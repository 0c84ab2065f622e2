/** docs/embedding.md says what there is: parameters, messages as a real card makes them, and what a platform is told. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { MOST_LESSON_CHARS, PARAMETERS, wantedBy } from '../../../src/browser/embedding/address.js';
import { createEmbedding } from '../../../src/browser/embedding/embedding.js';
import type { Message } from '../../../src/browser/embedding/message.js';
import { MOST_WINDOWS } from '../../../src/browser/embedding/scorm-api.js';
import {
  LONGEST_RETRY_MS,
  LOOK_EVERY_MS,
  MOST_LOOKS,
  RETRY_MS,
} from '../../../src/browser/embedding/scorm-session.js';
import { createProgram } from '../../../src/cli/program.js';
import { fakePlatform } from '../../harness/scorm/fake-platform.js';
import { createLessonRig } from '../../lessons/lesson-rig.js';
import { cardNames, cardText, planNames } from '../../lessons/shipped.js';

const document = readFileSync(fileURLToPath(new URL('../../../docs/embedding.md', import.meta.url)), 'utf8');
const between = (mark: string) => document.split(`<!-- ${mark} -->`)[1]!.split(`<!-- end of ${mark} -->`)[0]!;
/** What stands in code in the first column of a table. */
const firstColumn = (table: string) =>
  [...table.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, names]) =>
    [...names!.matchAll(/`([^`]+)`/g)].map(([, one]) => one!),
  );

/** The card of the document, played to its end on the model. */
async function played() {
  const rig = createLessonRig({ spread: cardText('spread') });
  const platform = fakePlatform();
  const messages: Message[] = [];
  const embedding = createEmbedding({
    wanted: wantedBy(new URLSearchParams('?card=spread&results=*&scorm=1.2')),
    own: null,
    frame: { parent: { API: platform.api } },
    clock: rig.timers,
    ask: (command) => rig.runner.command(command),
    addLesson: async () => ({ ok: true, lines: [] }),
    post: (message) => messages.push(message),
    refused: () => {},
    notAdded: () => {},
    tooLong: () => expect.unreachable(),
    platform: () => {},
  });
  rig.runner.observe(() => embedding.lesson(rig.runner.state()));
  embedding.line(true);
  await embedding.begin();
  rig.ask('predict', { choice: 0 });
  rig.ask('next');
  for (let step = 0; step < 2; step++) {
    for (let tries = 0; rig.at('doing').stage !== 'done' && tries < 10; tries++) {
      rig.ask('act');
      rig.axonMs(25);
    }
    rig.ask('next');
  }
  rig.ask('saw', { choice: 2 });
  rig.ask('why', { choice: 1 });
  rig.ask('why', { choice: 0 });
  rig.ask('next');
  embedding.end();
  return { messages, platform };
}

describe('docs/embedding.md', () => {
  it('has each parameter of an address, and no other', () => {
    const names = firstColumn(between('parameters')).map((one) => one.split('=')[0]);
    expect(names).toEqual(Object.values(PARAMETERS));
    expect(document).toContain(`${MOST_LESSON_CHARS} characters`);
  });

  it('has all messages of a card that is played, of the measured the first two, with two digits', async () => {
    const { messages } = await played();
    const examples = between('messages')
      .replace(/```\w*/g, '')
      .trim()
      .split('\n');
    const shortened = messages.map((message) => {
      if (message.event !== 'checked') return message;
      expect(message.measured).toHaveLength(7);
      const measured = message.measured
        .slice(0, 2)
        .map(({ name, value }) => ({ name, value: Number(value!.toFixed(2)) }));
      return { ...message, measured };
    });
    expect(examples.map((line) => JSON.parse(line) as unknown)).toEqual(shortened);
    expect(messages.map(({ event }) => event)).toHaveLength(10);
  });

  it('describes each event of a message', () => {
    const table = /\| event \|[\s\S]*?\n\n/.exec(document)![0];
    const sources = ['results', 'message'].map((name) =>
      readFileSync(
        fileURLToPath(new URL(`../../../src/browser/embedding/${name}.ts`, import.meta.url)),
        'utf8',
      ),
    );
    const events = sources.join('\n').matchAll(/readonly event: '([\w-]+)'/g);
    expect(firstColumn(table).sort()).toEqual([...new Set([...events].map(([, event]) => event))].sort());
  });

  it('has each element that a platform is told, and no other', async () => {
    const { platform } = await played();
    const told = platform.calls
      .filter((line) => line.startsWith('LMSSetValue '))
      .map((line) => line.split(' ')[1]!.replace(/^(cmi\.interactions)\.\d+\..*$/, '$1.n'));
    const named = firstColumn(between('scorm')).filter((name) => name.startsWith('cmi.'));
    expect(named.sort()).toEqual([...new Set(told)].sort());
    const kept = platform.kept['cmi.suspend_data']!;
    expect(Math.abs(kept.length - 40)).toBeLessThan(10);
  });

  it('says for how long a platform is looked for and asked again', () => {
    expect([MOST_LOOKS * LOOK_EVERY_MS, RETRY_MS, LONGEST_RETRY_MS, MOST_WINDOWS]).toEqual([
      5_000, 5_000, 300_000, 32,
    ]);
    expect(document).toContain('five seconds long, in 32 windows at most');
    expect(document).toContain('after 5 s, then after twice as long, up to five minutes');
  });

  it('has commands that the program takes, of cards and plans that there are', () => {
    const commands = [...document.matchAll(/^npx axon-rig (scorm .*)$/gm)].map(([, args]) =>
      args!.split(' '),
    );
    expect(commands).toHaveLength(3);
    for (const [name, ...args] of commands) {
      const command = createProgram({ out: () => {}, err: () => {} }, () => {}).commands.find(
        (one) => one.name() === name,
      );
      const { operands, unknown } = command!.parseOptions(args);
      expect(unknown).toEqual([]);
      for (const operand of operands.filter((one) => one !== 'lessons/mine.yaml'))
        expect([...cardNames, ...planNames]).toContain(operand);
    }
  });
});
