/** A label for visitors, in each language of the rig. Pure. */
import { wrapped } from '../../figure/index.js';
import type { EXHIBIT_LANGUAGES } from '../../rig/index.js';
import type { MeterName } from '../../units.js';
import { box, type Picture, SOFT, text } from '../svg.js';

export type Language = (typeof EXHIBIT_LANGUAGES)[number];

export interface LabelFacts {
  readonly rig: string;
  /** One sentence of the rig file that invites to begin; `null`: the label has its own. */
  readonly invite: string | null;
  readonly needles: number;
  /** Which of two a pulse comes to first; `null`: neither, or nobody knows. */
  readonly first: MeterName | null;
  /** Whether a pulse runs by itself. */
  readonly fires: boolean;
  readonly hasButton: boolean;
  /** How many times slower than life it begins. */
  readonly timesSlower: number;
  readonly hasSound: boolean;
}

interface LabelWords {
  readonly invite: string;
  readonly press: string;
  readonly touchPage: string;
  readonly light: string;
  readonly fires: string;
  readonly needles: readonly [string, string];
  readonly first: Readonly<Record<MeterName, string>>;
  slower(times: number): string;
  readonly asInLife: string;
  readonly silent: string;
}

const numbers = { en: new Intl.NumberFormat('en'), de: new Intl.NumberFormat('de') } as const;

const WORDS: Readonly<Record<Language, LabelWords>> = {
  en: {
    invite: 'One press, one pulse.',
    press: 'Press the button, and look along the light.',
    touchPage: 'Touch the screen, and look along the light.',
    light: 'The light is a nerve fibre, much enlarged. Its colour is the voltage across its membrane.',
    fires: 'Each place that fires sets off the next one: so the pulse keeps its height to the end.',
    needles: ['The needle shows the voltage at one place.', 'The needles show the voltage at two places.'],
    first: {
      blue: 'The blue one moves first, since the pulse comes there first.',
      yellow: 'The yellow one moves first, since the pulse comes there first.',
    },
    slower: (times) => `You see it ${numbers.en.format(times)} times slower than in life.`,
    asInLife: 'You see it as fast as in life.',
    silent: 'There is no sound: you miss nothing if you do not hear.',
  },
  de: {
    invite: 'Einmal drücken, ein Impuls.',
    press: 'Drücken Sie die Taste und schauen Sie am Licht entlang.',
    touchPage: 'Berühren Sie den Bildschirm und schauen Sie am Licht entlang.',
    light: 'Das Licht ist eine Nervenfaser, stark vergrößert. Seine Farbe ist die Spannung an ihrer Membran.',
    fires: 'Jede Stelle, die feuert, löst die nächste aus: So bleibt der Impuls bis zum Ende gleich hoch.',
    needles: ['Der Zeiger zeigt die Spannung an einem Ort.', 'Die Zeiger zeigen die Spannung an zwei Orten.'],
    first: {
      blue: 'Der blaue bewegt sich zuerst, denn dort kommt der Impuls zuerst an.',
      yellow: 'Der gelbe bewegt sich zuerst, denn dort kommt der Impuls zuerst an.',
    },
    slower: (times) => `Sie sehen ihn ${numbers.de.format(times)}-mal langsamer als in Wirklichkeit.`,
    asInLife: 'Sie sehen ihn so schnell wie in Wirklichkeit.',
    silent: 'Es gibt keinen Ton: Wer nicht hört, verpasst nichts.',
  },
};

/** [mm] Letters of 5 mm are read from 2 m. */
const WIDTH = 180;
const EDGE = 10;
const LETTERS = { title: 11, invite: 7.5, plain: 5.4 } as const;

/** What stands on it, in order. */
export function labelSentences(language: Language, facts: LabelFacts): string[] {
  const words = WORDS[language];
  const { needles, first, fires, timesSlower, hasSound, hasButton } = facts;
  const meters = needles === 0 ? [] : [words.needles[needles === 1 ? 0 : 1]];
  if (needles === 2 && first !== null) meters.push(words.first[first]);
  return [
    hasButton ? words.press : words.touchPage,
    fires ? `${words.light} ${words.fires}` : words.light,
    ...(meters.length === 0 ? [] : [meters.join(' ')]),
    timesSlower > 1 ? words.slower(timesSlower) : words.asInLife,
    ...(hasSound ? [] : [words.silent]),
  ];
}

/** @param isFirst the rig's own sentence is in the first of its languages. */
export function visitorLabel(language: Language, facts: LabelFacts, isFirst: boolean): Picture {
  const invite = isFirst && facts.invite !== null ? facts.invite : WORDS[language].invite;
  const lines = (words: string, size: number) => wrapped(words, (WIDTH - 2 * EDGE) / size);
  let y = EDGE + LETTERS.title * 0.8;
  const parts: string[] = [];
  const put = (words: string, size: number, bold: boolean, colour?: string) => {
    for (const row of lines(words, size)) {
      parts.push(text(row, EDGE, y, { size, bold, ...(colour !== undefined && { colour }) }));
      y += size * 1.35;
    }
  };
  put(facts.rig, LETTERS.title, true);
  put(invite, LETTERS.invite, false, SOFT);
  y += 3;
  for (const sentence of labelSentences(language, facts)) {
    put(sentence, LETTERS.plain, false);
    y += 2.4;
  }
  const height = y + EDGE - LETTERS.plain;
  return {
    width: WIDTH,
    height,
    parts: [box(0.2, 0.2, WIDTH - 0.4, height - 0.4, { width: 0.2, radius: 3 }), ...parts],
  };
}
