/** What a card has to say to what somebody did on the rig. Pure. */
import type { LessonCard, Remark, SettingName } from '../../server/messages.js';
import { rigWords } from '../words/rig-words.js';
import { shortNumber } from '../words.js';
import type { RailBlock } from './rail-view.js';
import { fill, type WordName, type Words } from './words.js';

const REMARKS = {
  'pressed-first': 'pressedFirst',
  'not-yet': 'notYet',
  'other-press': 'otherPress',
  'not-at-rest': 'notAtRest',
  'not-quiet': 'notQuiet',
  'pressed-again': 'pressedAgain',
  'time-changed': 'timeChanged',
  'moment-gone': 'momentGone',
  gap: 'gap',
  refused: 'refused',
} as const satisfies Readonly<Record<Remark['kind'], WordName>>;

const SETTINGS = {
  experiment: 'settingExperiment',
  channels: 'settingChannels',
  blue: 'settingBlue',
  yellow: 'settingYellow',
  treatments: 'settingTreatments',
  strength: 'settingStrength',
} as const satisfies Readonly<Record<SettingName, WordName>>;

export function remarkWords(remark: Remark, words: Words): string {
  const sentence = words[REMARKS[remark.kind]];
  switch (remark.kind) {
    case 'gap':
      return fill(sentence, { got: shortNumber(remark.gotMs), asked: shortNumber(remark.askedMs) });
    case 'refused':
      return fill(sentence, { words: rigWords(remark.words) });
    default:
      return sentence;
  }
}

/** What was said to the last thing that was done, and what another hand has changed. */
export function remarkBlocks({ remark, otherwise }: LessonCard, words: Words): RailBlock[] {
  const blocks: RailBlock[] = [];
  if (remark) blocks.push({ kind: 'note', tone: 'alert', words: [remarkWords(remark, words)] });
  if (otherwise.length > 0) {
    const settings = otherwise.map((name) => words[SETTINGS[name]]).join(', ');
    blocks.push({
      kind: 'note',
      tone: 'alert',
      words: [fill(words.otherwise, { settings })],
      button: {
        name: 'put-right',
        words: words.putRight,
        asks: { kind: 'lesson', commands: [{ ask: 'putRight' }] },
      },
    });
  }
  return blocks;
}
