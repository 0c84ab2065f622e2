/** What the terminal says in a lesson beside the words of the card, in each language that cards have. */
import type { CardLanguage } from '../../lessons/card.js';
import type { LessonRefusal, LessonResult, NoValue, Remark, SettingName } from '../../lessons/contract.js';
import { noValueWords, refusalWords } from '../../lessons/english.js';

export type Language = 'en' | CardLanguage;

type Verdicts = Readonly<Record<LessonResult['verdict'], string>>;
type Settings = Readonly<Record<SettingName, string>>;
type Remarks = {
  readonly [Kind in Remark['kind']]: (remark: Extract<Remark, { kind: Kind }>, say: Figures) => string;
};

/** Figures as they are read in the language. */
export interface Figures {
  figure(value: number): string;
}

export interface Words {
  readonly decimalPoint: string;
  readonly plans: string;
  readonly cards: string;
  plan(name: string, title: string, minutes: number, cards: number): string;
  listed(name: string, title: string, minutes: number, age: number): string;
  leftOut(why: string): string;
  readonly playOne: string;
  card(number: number, of: number, title: string): string;
  single(title: string): string;
  readonly question: string;
  readonly predictNow: string;
  predicted(choice: string): string;
  /** The same once it is known what happened. */
  hadPredicted(choice: string): string;
  /** The prediction may still be another one. */
  readonly anotherNumber: string;
  step(number: number, of: number, what: string): string;
  /** What Enter does where the step waits for a hand, and where somebody reads. */
  readonly enterDoesIt: string;
  readonly enterGoesOn: string;
  readonly recording: string;
  readonly recorded: string;
  readonly saw: string;
  readonly measured: string;
  none(because: NoValue | undefined): string;
  /** The lesson does not do what was asked. */
  refused(refusal: LessonRefusal): string;
  readonly notAsExpected: string;
  /** So many times as much. */
  times(figure: string): string;
  readonly verdicts: Verdicts;
  right(number: number, choice: string): string;
  readonly sawWrong: string;
  readonly looking: string;
  readonly reason: string;
  readonly reasonWrong: string;
  readonly reasonRight: string;
  readonly explanation: string;
  readonly limits: string;
  cannotShow(because: string): string;
  otherwise(settings: readonly string[]): string;
  readonly settings: Settings;
  readonly remarks: Remarks;
  /** Keys that may be typed at any time. */
  readonly keys: string;
  readonly over: string;
  unknown(typed: string): string;
}

/** A title as a sentence. */
const ended = (title: string) => (/[.?!…]$/.test(title) ? title : `${title}.`);

const ENGLISH: Words = {
  decimalPoint: '.',
  plans: 'Plans:',
  cards: 'Cards:',
  plan: (name, title, minutes, cards) => `${name}: ${ended(title)} ${minutes} minutes, ${cards} cards.`,
  listed: (name, title, minutes, age) => `${name}: ${ended(title)} ${minutes} minutes, from age ${age}.`,
  leftOut: (why) => `Left out: ${why}`,
  playOne: 'Play one with: npx axon-rig lesson NAME',
  card: (number, of, title) => `Card ${number} of ${of}: ${title}`,
  single: (title) => `Card: ${title}`,
  question: 'Question:',
  predictNow: 'What do you expect? Type a number.',
  predicted: (choice) => `You expect: ${choice}`,
  hadPredicted: (choice) => `You expected: ${choice}`,
  anotherNumber: 'Another number changes your prediction.',
  step: (number, of, what) => `Step ${number} of ${of}: ${what}`,
  enterDoesIt: 'Do it on the rig. Or press Enter, and the rig does it for you.',
  enterGoesOn: 'Enter goes on.',
  recording: 'It is being recorded.',
  recorded: 'All is recorded. Enter goes on.',
  saw: 'What did you see? Type a number.',
  measured: 'Measured:',
  none: (because) => (because === undefined ? 'nothing' : `nothing: ${noValueWords(because)}`),
  refused: refusalWords,
  notAsExpected: 'not what the card says',
  times: (figure) => `${figure} times`,
  verdicts: {
    right: 'It is as you expected.',
    wrong: 'It did not happen as you expected. That is no fault: the figures show the difference.',
    none: 'You made no prediction.',
    'left-out': 'A step was left out, so there is nothing to compare. Type b to go back and do it.',
    open: 'The rig has measured something else than the card says. Was something changed? Type a to do the step again.',
  },
  right: (number, choice) => `The right answer is ${number}: ${choice}`,
  sawWrong: 'What you saw is not in the recording. One observation in five goes wrong like this: look again.',
  looking: 'The rig stands at the moment that shows why.',
  reason: 'Type the number of your reason.',
  reasonWrong: 'Not quite.',
  reasonRight: 'Yes.',
  explanation: 'Why it is so:',
  limits: 'What the model leaves out:',
  cannotShow: (because) => `This rig cannot show the card. ${because}`,
  otherwise: (settings) => `Changed since the step began: ${settings.join(', ')}. Type p to put it right.`,
  settings: {
    experiment: 'the experiment',
    channels: 'the channels',
    blue: 'the blue electrode',
    yellow: 'the yellow electrode',
    treatments: 'what is done to the axon',
    strength: 'the strength',
  },
  remarks: {
    'pressed-first': () => 'You pressed first. What did you expect?',
    'not-yet': () => 'Something is still to be done. Type s to leave it out.',
    gap: ({ gotMs, askedMs }, { figure }) =>
      `The second press came ${figure(gotMs)} ms after the first; it should be ${figure(askedMs)} ms. Once more, when all is quiet.`,
    'other-press': () =>
      'That press was at another place, or of another strength. Once more, when all is quiet.',
    'not-at-rest': () =>
      'That press moved the axon, and this step looks at it at rest. Wait until it is quiet.',
    'not-quiet': () =>
      'The axon was not at rest yet, so the figures would be off. Once more, when all is quiet.',
    'pressed-again': () => 'There was another press in it. Once more, when all is quiet.',
    'time-changed': () => 'The time of the axon was changed. Begin the step again.',
    refused: ({ words }) => `The rig says: ${words}`,
    'moment-gone': () => 'The rig does that step once more, quickly, and stops at the moment that shows why.',
  },
  keys: 'Type a number to choose, Enter to go on, s to leave out, b to go back, a to do the step again, p to put the rig right, l to look at the moment that shows why and back, n for the next card, ? for this list, q to end.',
  over: 'The lesson is over.',
  unknown: (typed) => `"${typed}" is nothing that can be done here.`,
};

const GERMAN: Words = {
  decimalPoint: ',',
  plans: 'Pläne:',
  cards: 'Karten:',
  plan: (name, title, minutes, cards) => `${name}: ${ended(title)} ${minutes} Minuten, ${cards} Karten.`,
  listed: (name, title, minutes, age) => `${name}: ${ended(title)} ${minutes} Minuten, ab ${age} Jahren.`,
  leftOut: (why) => `Ausgelassen: ${why}`,
  playOne: 'Spiele eine mit: npx axon-rig lesson NAME',
  card: (number, of, title) => `Karte ${number} von ${of}: ${title}`,
  single: (title) => `Karte: ${title}`,
  question: 'Frage:',
  predictNow: 'Was erwartest du? Tippe eine Nummer.',
  predicted: (choice) => `Du erwartest: ${choice}`,
  hadPredicted: (choice) => `Du hast erwartet: ${choice}`,
  anotherNumber: 'Eine andere Nummer ändert deine Vorhersage.',
  step: (number, of, what) => `Schritt ${number} von ${of}: ${what}`,
  enterDoesIt: 'Mach es am Modell. Oder drücke die Eingabetaste, dann macht das Modell es für dich.',
  enterGoesOn: 'Weiter mit der Eingabetaste.',
  recording: 'Es wird aufgezeichnet.',
  recorded: 'Alles ist aufgezeichnet. Weiter mit der Eingabetaste.',
  saw: 'Was hast du gesehen? Tippe eine Nummer.',
  measured: 'Gemessen:',
  none: (because) => (because === undefined ? 'nichts' : `nichts: ${germanNoValue(because)}`),
  refused: germanRefusal,
  notAsExpected: 'nicht, was die Karte sagt',
  times: (figure) => `${figure}-mal`,
  verdicts: {
    right: 'Es ist, wie du erwartet hast.',
    wrong: 'Es kam nicht, wie du erwartet hast. Das ist kein Fehler: Die Zahlen zeigen den Unterschied.',
    none: 'Du hast nichts vorhergesagt.',
    'left-out': 'Ein Schritt wurde ausgelassen, also ist nichts zu vergleichen. Tippe b, um ihn nachzuholen.',
    open: 'Das Modell hat etwas anderes gemessen, als die Karte sagt. Wurde etwas verändert? Tippe a, um den Schritt zu wiederholen.',
  },
  right: (number, choice) => `Die richtige Antwort ist ${number}: ${choice}`,
  sawWrong:
    'Was du gesehen hast, steht nicht in der Aufzeichnung. So geht es jeder fünften Beobachtung: schau noch einmal hin.',
  looking: 'Das Modell steht an dem Augenblick, der zeigt, warum.',
  reason: 'Tippe die Nummer deines Grundes.',
  reasonWrong: 'Nicht ganz.',
  reasonRight: 'Ja.',
  explanation: 'Warum es so ist:',
  limits: 'Was das Modell weglässt:',
  cannotShow: (because) => `Dieses Modell kann die Karte nicht zeigen. ${because}`,
  otherwise: (settings) =>
    `Seit Beginn des Schritts verändert: ${settings.join(', ')}. Tippe p, um es zu richten.`,
  settings: {
    experiment: 'das Experiment',
    channels: 'die Kanäle',
    blue: 'die blaue Elektrode',
    yellow: 'die gelbe Elektrode',
    treatments: 'was mit dem Axon gemacht wird',
    strength: 'die Stärke',
  },
  remarks: {
    'pressed-first': () => 'Du hast zuerst gedrückt. Was hast du erwartet?',
    'not-yet': () => 'Etwas fehlt noch. Tippe s, um es auszulassen.',
    gap: ({ gotMs, askedMs }, { figure }) =>
      `Der zweite Druck kam ${figure(gotMs)} ms nach dem ersten; es sollen ${figure(askedMs)} ms sein. Noch einmal, wenn alles ruht.`,
    'not-at-rest': () =>
      'Der Druck hat das Axon bewegt, und hier geht es um die Ruhe. Warte, bis es still ist.',
    'other-press': () => 'Das war an einer anderen Stelle oder anders stark. Noch einmal, wenn alles ruht.',
    'not-quiet': () =>
      'Das Axon war noch nicht in Ruhe, die Zahlen würden nicht stimmen. Noch einmal, wenn alles ruht.',
    'pressed-again': () => 'Da war noch ein Druck dabei. Noch einmal, wenn alles ruht.',
    'time-changed': () => 'Die Zeit des Axons wurde verändert. Fang den Schritt noch einmal an.',
    refused: ({ words }) => `Das Modell sagt: ${words}`,
    'moment-gone': () =>
      'Das Modell macht den Schritt noch einmal, schnell, und hält an dem Augenblick an, der zeigt, warum.',
  },
  keys: 'Tippe eine Nummer zum Wählen, die Eingabetaste zum Weitergehen, s zum Auslassen, b zurück, a wiederholt den Schritt, p richtet das Modell, l zeigt den Augenblick, der zeigt, warum, und wieder die Gegenwart, n zur nächsten Karte, ? zeigt diese Liste, q zum Beenden.',
  over: 'Die Lektion ist zu Ende.',
  unknown: (typed) => `"${typed}" geht hier nicht.`,
};

const GERMAN_NO_VALUES: Readonly<Record<Exclude<NoValue['kind'], 'rig'>, string>> = {
  'nothing-pressed': 'es wurde nicht gedrückt',
  'no-picture': 'kein Bild wurde gezeigt',
  'level-not-crossed': 'das Voltmeter geht nicht durch diesen Wert',
  'not-sought': 'der schwächste Druck wurde nicht gesucht',
  'left-out': 'der Schritt wurde ausgelassen',
  'divided-by-zero': 'durch 0 kann man nicht teilen',
};

function germanNoValue(because: NoValue): string {
  return because.kind === 'rig' ? because.words : GERMAN_NO_VALUES[because.kind];
}

function germanRefusal(refusal: LessonRefusal): string {
  switch (refusal.kind) {
    case 'no-card':
      return `Es gibt keine Karte „${refusal.name}“.`;
    case 'no-plan':
      return `Es gibt keinen Plan „${refusal.name}“.`;
    case 'no-lesson':
      return 'Keine Karte ist offen.';
    case 'predict-late':
      return 'Vorhergesagt wird vor dem Druck.';
    case 'saw-early':
      return 'Was zu sehen war, wird nach dem letzten Schritt gefragt.';
    case 'why-early':
      return 'Nach dem Grund wird nach dem Ergebnis gefragt.';
    case 'no-choice':
      return `Es gibt ${refusal.choices} Antworten.`;
  }
}

const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, de: GERMAN };

export function wordsIn(language: Language): Words {
  return WORDS[language];
}
