/** What the runner of lessons says, in English: for the wire, for who checks a card, and for the terminal. Pure. */
import type { LessonRefusal, NoValue } from './contract.js';

/** Why there is no value, as the end of a sentence. */
export function noValueWords(because: NoValue): string {
  switch (because.kind) {
    case 'nothing-pressed':
      return 'nothing was pressed';
    case 'no-picture':
      return 'no picture was shown';
    case 'level-not-crossed':
      return 'the voltmeter does not come through the level';
    case 'not-sought':
      return 'the weakest press was not looked for';
    case 'left-out':
      return 'its step was left out';
    case 'divided-by-zero':
      return 'nothing can be divided by 0';
    case 'rig':
      return because.words;
  }
}

/** Why it does not do what it is asked, as a sentence. */
export function refusalWords(refusal: LessonRefusal): string {
  switch (refusal.kind) {
    case 'no-card':
      return `There is no card "${refusal.name}".`;
    case 'no-plan':
      return `There is no plan "${refusal.name}".`;
    case 'no-lesson':
      return 'No card is open.';
    case 'predict-late':
      return 'The prediction is made before the press.';
    case 'saw-early':
      return 'What was seen is asked after the last step.';
    case 'why-early':
      return 'The reason is asked after the result.';
    case 'no-choice':
      return `There are ${refusal.choices} choices.`;
  }
}
