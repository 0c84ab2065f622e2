/** All steps of a rig, in the order in which they are done. Pure. */
import type { Rig } from '../../rig/index.js';
import { METERS } from '../../units.js';
import { provingSteps } from '../proving.js';
import { stripSteps } from './light-steps.js';
import { needleSteps } from './needle-steps.js';
import type { LookStep, Step } from './step.js';

/** The last one. */
const DARK_STEP: LookStep = {
  ...{ kind: 'look', id: 'silence', part: 'silence', name: 'Silence' },
  act: { kind: 'let-go' },
  sees: 'The board was let go: the strip is dark, and the needles are silent.',
  symptoms: [
    {
      id: 'lit',
      seen: 'The strip is still lit',
      cure: 'A strip with a supply of its own keeps its last picture when it gets no data. Look for a loose data wire; switch board and supply off together.',
      more: 'The strip is frozen',
    },
    {
      id: 'hums',
      seen: 'A needle hums or trembles',
      cure: 'Its signal wire is loose, or picks something up: fasten it, and lay it away from the data wire of the strip.',
      more: 'The needle trembles or hums',
    },
  ],
};

/** What a board with our firmware shows and hears. @param restMv potential at rest of what the rig plays first. */
export function boardSteps({ light, pins, needles }: Rig, restMv: number): Step[] {
  const fitted = METERS.filter((name) => needles[name] !== null);
  const buttons = ([1, 2, 3, 4] as const).flatMap((button): Step[] => {
    const pin = pins.buttons[button];
    if (pin === null) return [];
    const id = `button-${button}`;
    const pressed = pins.pressedHigh.includes(button) ? 'high' : 'low';
    return [
      { ...{ kind: 'button', id, part: id, name: `Button ${button}` }, button, pin: String(pin), pressed },
    ];
  });
  const dials = ([0, 1] as const).flatMap((dial): Step[] => {
    const pin = pins.dials[dial];
    const id = `dial-${dial}`;
    return pin === null ? [] : [{ kind: 'dial', id, part: id, name: `Dial ${dial}`, dial, pin: String(pin) }];
  });
  return [
    ...(light.kind === 'strip' ? stripSteps(light) : []),
    ...fitted.flatMap((name) => {
      const [other] = fitted.filter((some) => some !== name);
      const otherPin = other === undefined ? null : String(pins.needles[other]);
      return needleSteps(name, needles[name]!, { pin: String(pins.needles[name]), otherPin }, restMv);
    }),
    ...buttons,
    ...dials,
    DARK_STEP,
  ];
}

/** What the doctor does by itself. */
const DONE_ITSELF = ['File', 'Board alone'];

/** Of a rig whose board it cannot move: as on paper, with the rig running meanwhile. @param file as it is typed. */
export function paperSteps(rig: Rig, file: string): LookStep[] {
  return provingSteps(rig, file)
    .filter(({ name }) => !DONE_ITSELF.includes(name))
    .map(({ name, words, cure }): LookStep => {
      const id = `paper-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
      const symptom = { id: 'not-so', seen: 'It is not so', cure: cure ?? '', more: null };
      return {
        ...{ kind: 'look', id, part: id, name, sees: words },
        act: { kind: 'nothing' },
        symptoms: cure === null ? [] : [symptom],
      };
    });
}
