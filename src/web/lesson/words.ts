/** Every word that the lesson says of its own, by name; the words of cards come from the rig. `{…}` is filled in. Pure. */
import type { MeterName } from '../../units.js';

export const WORDS = {
  lesson: 'Lesson',
  lessonCard: 'Lesson · card {card} of {cards}',
  close: 'Close',
  tabPredict: 'Predict',
  tabPress: 'Press',
  tabWhy: 'Why?',
  tabDone: 'done',

  plans: 'Lessons',
  cards: 'Single cards',
  fromAge: 'from {age} years',
  university: 'university',
  minutes: '{minutes} min',
  cardCount: '{cards} cards',
  trail: 'for a science fair',
  listLoading: 'The cards are on their way …',
  listMissing: 'The cards did not come. Close this list and open it again.',
  listEmpty: 'This rig has no cards.',
  noWords: 'The words of this card are not here yet.',

  keysHint: 'Keys {keys} choose, Space presses.',
  youSaid: 'You said:',
  youWrote: 'You wrote down:',
  predictFirst: 'Choose what you expect. Then press.',
  thenDo: 'Then:',
  step: 'Step {step} of {steps}',
  pressHere: 'Then press here',
  pressAgain: 'Now press again',
  waitsPress: 'Waits for a press: here, or on the button of the rig.',
  waitsElectrode: 'Waits until the electrode is there.',
  waitsChannels: 'Waits for the switch of the channels.',
  waitsOther: 'Waits until this is done.',
  recording: 'Watch. All of it is being recorded …',
  recorded: 'Done. All of it is recorded.',
  readOn: 'Go on when you are ready.',
  doIt: 'Let the rig do it',
  again: 'Begin this step again',

  whatSeen: 'What did you see?',
  writeFirst: 'Write it down before you look at the figures.',

  measured: 'Measured just now',
  asYouSaid: 'Just as you said.',
  notAsYouSaid: 'The axon did something else. Look at the figures: that is how science moves on.',
  nothingSaid: 'You made no prediction this time.',
  openVerdict: 'Not what the card expects',
  openWords:
    'The rig has measured something else than the card expects. Settings may have changed on the way. Go back and try once more.',
  sawOther: 'The recording shows something else. Look once more.',
  seeMoment: 'See {ms} ms',
  seeThat: 'See that moment',
  backToNow: 'Back to now',
  lookingAt: 'You look at {ms} ms after the press.',

  yes: 'Yes.',
  notQuite: 'Look again:',
  thinkAgain: 'That does not explain it. Which other reason fits what you saw?',
  explanation: 'Why it is so',
  whatToSee: 'What there was to see',
  limits: 'Where the model stops',
  leave: 'A question to leave with',

  cannotShow: 'This rig cannot show this card',
  pressedFirst: 'You pressed first. What did you expect? Choose, then press once more.',
  notYet: 'One thing is missing still: do what the step says, or skip it.',
  gap: 'The second press came {got} ms after the first. It should be about {asked} ms. Press again when the axon is quiet.',
  otherPress: 'This press was at another place or of another strength than the step needs. Press again.',
  pressedAgain:
    'You pressed again before all was recorded. Wait until the axon is quiet, and press once more.',
  timeChanged: 'The axon’s time was changed, so the step begins again.',
  refused: 'The rig says: {words}',
  momentGone: 'That moment is no longer in the last minute.',
  otherwise: 'Somebody has changed: {settings}.',
  putRight: 'Put it right',
  settingExperiment: 'the axon',
  settingChannels: 'the channels',
  settingBlue: 'the blue electrode',
  settingYellow: 'the yellow electrode',
  settingTreatments: 'what is painted',
  settingStrength: 'the strength',

  back: 'Back',
  goOn: 'Go on',
  skipQuestion: 'Skip the question',
  skipStep: 'Skip this step',
  skip: 'Skip',
  writeDown: 'Write it down',
  toWhy: 'Why?',
  thatIsWhy: 'That is why',
  nextCard: 'Next card',
  end: 'End the lesson',

  answered: '{answered} of {phones} have answered.',
  answeredHands: '{answered} hands were counted.',
  hiddenBars: 'What the room thinks is shown after the press.',
  askAgain: 'Talk, then vote again',
  roomBefore: 'The room, before the press',
  roomAfter: 'The room, after the talk',
  roomSaw: 'What the room saw',
  roomWhy: 'What the room thinks',
  sawWrong: '{count} wrote down what did not happen.',
  gain: 'Learned by talking: {share} % of what there was to learn.',
  countHands: 'Count raised hands',
  handsFor: 'Hands for {choice}',
  handsSave: 'Count them',
  handsOff: 'Count the phones again',
  rightChoice: 'right',
  voices: '{count} voices',

  pupilsJoin: 'Pupils join at {address}',
  pupilsNone: 'No phone can join here.',
  pupilsHere: '{phones} phones are here.',
  codeIs: 'The code that gives control:',
  clearVotes: 'Forget all votes',
  watching: 'Watching, not in control',
  askControl: 'Ask for control',
  askedControl: 'You have asked for control.',
  lendTo: 'Lend control to page {page}',
  takeBack: 'Take control back',
} as const;

export type WordName = keyof typeof WORDS;
export type Words = Readonly<Record<WordName, string>>;

/** The words of both voltmeters, in each language of cards: they carry their shape and their colour. */
export const METER_WORDS: Readonly<Record<string, Readonly<Record<MeterName, RegExp>>>> = {
  en: { blue: /\bblue\b/i, yellow: /\byellow\b/i },
  de: { blue: /\bblau(?:e[mnrs]?)?\b/i, yellow: /\bgelb(?:e[mnrs]?)?\b/i },
};

/** Puts values into a sentence. */
export function fill(words: string, values: Readonly<Record<string, string | number>>): string {
  return words.replace(/\{(\w+)\}/g, (all, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : all,
  );
}
