/** All words that a sheet has beside those of its card: one table for each language. */
import type { CardLanguage } from '../lessons/card.js';

export type SheetLanguage = 'en' | CardLanguage;

export interface SheetWords {
  readonly point: '.' | ',';
  readonly name: string;
  readonly date: string;
  readonly key: string;
  readonly predict: string;
  readonly steps: string;
  readonly draw: string;
  readonly drawn: string;
  readonly step: string;
  readonly otherSteps: string;
  readonly measure: string;
  readonly measured: string;
  readonly think: string;
  readonly saw: string;
  readonly model: string;
  readonly because: string;
  readonly ask: string;
  readonly reveals: string;
  readonly look: string;
  readonly misconception: string;
  readonly see: string;
  readonly explain: string;
  readonly limits: string;
  readonly teacher: string;
  readonly standards: string;
  readonly edition: string;
  readonly unconfirmed: string;
  readonly age: string;
  readonly minutes: string;
  readonly lines: string;
  readonly computed: string;
  readonly notMeasured: string;
  readonly axon: string;
  readonly card: string;
  readonly axonShows: string;
  readonly graphShows: string;
  readonly outside: string;
  readonly inside: string;
  readonly stimulus: string;
  readonly taller: string;
  readonly rest: string;
  readonly blue: string;
  readonly yellow: string;
  readonly bath: string;
  readonly time: string;
  readonly timeAfter: string;
  readonly potential: string;
  readonly potentialShort: string;
  readonly sodiumOpens: string;
  readonly sodiumCloses: string;
  readonly potassiumCloses: string;
  readonly channelsOn: string;
  readonly channelsOff: string;
  readonly during: string;
  readonly afterwards: string;
  readonly back: string;
  readonly site: string;
  readonly sites: string;
  readonly node: string;
  readonly nodes: string;
  readonly ttx: string;
  readonly tea: string;
  readonly temperature: string;
  readonly bare: string;
  readonly dead: string;
  readonly potassium: string;
  readonly shifted: string;
  readonly print: string;
}

export const SHEET_WORDS: Readonly<Record<SheetLanguage, SheetWords>> = {
  en: {
    point: '.',
    name: 'Name',
    date: 'Date',
    key: 'Answer key',
    predict: 'What do you expect? Tick a left box before you talk about it, and a right box after.',
    steps: 'Do this',
    draw: 'Draw what both voltmeters show: blue with a solid line, yellow with a dashed one.',
    drawn: 'What both voltmeters show',
    step: 'Step',
    otherSteps: 'The other steps',
    measure: 'Write down what you measure',
    measured: 'What the model gives, and what the card says',
    think: 'I think',
    saw: 'I saw',
    model: 'The model',
    because: 'because',
    ask: 'What would you ask the axon next?',
    reveals: 'What each choice reveals of somebody who makes it',
    look: 'Look',
    misconception: 'What many think',
    see: 'What there is to see',
    explain: 'Why it is so',
    limits: 'Where the model ends',
    teacher: 'For the teacher',
    standards: 'Standards',
    edition: 'edition',
    unconfirmed: 'unconfirmed',
    age: 'from age',
    minutes: 'minutes',
    lines: 'Solid line and ●: blue. Dashed line and ◆: yellow.',
    computed: 'Computed, not measured: all figures come from a run of the model.',
    notMeasured: 'not measured',
    axon: 'The axon',
    card: 'card',
    axonShows: 'Where current enters, and where both electrodes are',
    graphShows: 'Both voltmeters against time',
    outside: 'outside',
    inside: 'inside',
    stimulus: 'stimulus',
    taller: '× taller',
    rest: 'rest',
    blue: 'blue',
    yellow: 'yellow',
    bath: 'in the bath',
    time: 'time',
    timeAfter: 'time after the press',
    potential: 'membrane potential, mV',
    potentialShort: 'potential, mV',
    sodiumOpens: 'Na⁺ opens',
    sodiumCloses: 'Na⁺ closes · K⁺ opens',
    potassiumCloses: 'K⁺ closes',
    channelsOn: 'channels on',
    channelsOff: 'channels off',
    during: 'for',
    afterwards: 'then',
    back: 'the back page',
    site: 'site',
    sites: 'sites',
    node: 'node',
    nodes: 'nodes',
    ttx: 'TTX',
    tea: 'TEA',
    temperature: 'other temperature',
    bare: 'no myelin',
    dead: 'no channels',
    potassium: 'more or less potassium outside',
    shifted: 'shifted rest',
    print: 'Print this page (Ctrl P, on a Mac ⌘ P), or save it as a PDF there. Paper:',
  },
  de: {
    point: ',',
    name: 'Name',
    date: 'Datum',
    key: 'Lösungsblatt',
    predict: 'Was erwartest du? Kreuze links an, bevor ihr darüber sprecht, und rechts danach.',
    steps: 'So geht es',
    draw: 'Zeichne, was beide Voltmeter zeigen: Blau durchgezogen, Gelb gestrichelt.',
    drawn: 'Was beide Voltmeter zeigen',
    step: 'Schritt',
    otherSteps: 'Die anderen Schritte',
    measure: 'Schreib auf, was du misst',
    measured: 'Was das Modell ergibt, und was die Karte sagt',
    think: 'Ich denke',
    saw: 'Ich sah',
    model: 'Das Modell',
    because: 'weil',
    ask: 'Was würdest du das Axon als Nächstes fragen?',
    reveals: 'Was jede Wahl über den verrät, der sie trifft',
    look: 'Hinweis',
    misconception: 'Was viele denken',
    see: 'Was zu sehen ist',
    explain: 'Warum es so ist',
    limits: 'Wo das Modell endet',
    teacher: 'Für die Lehrkraft',
    standards: 'Lehrpläne',
    edition: 'Ausgabe',
    unconfirmed: 'unbestätigt',
    age: 'ab Alter',
    minutes: 'Minuten',
    lines: 'Durchgezogen und ●: Blau. Gestrichelt und ◆: Gelb.',
    computed: 'Berechnet, nicht gemessen: Alle Werte stammen aus einem Lauf des Modells.',
    notMeasured: 'nicht gemessen',
    axon: 'Das Axon',
    card: 'Karte',
    axonShows: 'Wo Strom eintritt, und wo beide Elektroden sind',
    graphShows: 'Beide Voltmeter über der Zeit',
    outside: 'außen',
    inside: 'innen',
    stimulus: 'Reiz',
    taller: '× höher',
    rest: 'Ruhe',
    blue: 'Blau',
    yellow: 'Gelb',
    bath: 'im Bad',
    time: 'Zeit',
    timeAfter: 'Zeit nach dem Druck',
    potential: 'Membranpotenzial, mV',
    potentialShort: 'Potenzial, mV',
    sodiumOpens: 'Na⁺ öffnet',
    sodiumCloses: 'Na⁺ schließt · K⁺ öffnet',
    potassiumCloses: 'K⁺ schließt',
    channelsOn: 'Kanäle an',
    channelsOff: 'Kanäle aus',
    during: 'für',
    afterwards: 'dann',
    back: 'die Rückseite',
    site: 'Stelle',
    sites: 'Stellen',
    node: 'Schnürring',
    nodes: 'Schnürringe',
    ttx: 'TTX',
    tea: 'TEA',
    temperature: 'andere Temperatur',
    bare: 'ohne Myelin',
    dead: 'ohne Kanäle',
    potassium: 'mehr oder weniger Kalium außen',
    shifted: 'andere Ruhe',
    print: 'Druck diese Seite (Strg P, am Mac ⌘ P) oder speichere sie dort als PDF. Papier:',
  },
};

/** A unit of a measure in the words of a language; those that are the same in all languages stay. */
export function unitWords(unit: string, { sites, nodes }: SheetWords): string {
  return unit.replace(/^sites\b/, sites).replace(/^nodes\b/, nodes);
}
