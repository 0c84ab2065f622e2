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
  const inputs = <Kind extends 'button' | 'dial'>(
    kind: Kind,
    wired: Readonly<Record<number, number | string | null>>,
  ) =>
    Object.entries(wired).flatMap(([number, pin]) =>
      pin === null
        ? []
        : [{ kind, number: Number(number), id: `${kind}-${number}`, pin: String(pin) } as const],
    );
  return [
    ...(light.kind === 'strip' ? stripSteps(light) : []),
    ...fitted.flatMap((name) => {
      const [other] = fitted.filter((some) => some !== name);
      const otherPin = other === undefined ? null : String(pins.needles[other]);
      return needleSteps(name, needles[name]!, { pin: String(pins.needles[name]), otherPin }, restMv);
    }),
    ...inputs('button', pins.buttons).map(
      ({ kind, number, id, pin }): Step => ({
        ...{ kind, id, part: id, name: `Button ${number}`, button: number, pin },
      }),
    ),
    ...inputs('dial', pins.dials).map(
      ({ kind, number, id, pin }): Step => ({
        ...{ kind, id, part: id, name: `Dial ${number}`, dial: number, pin },
      }),
    ),
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
