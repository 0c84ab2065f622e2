/** A card is played: by the page, by the hardware, rightly and wrongly. */
import { describe, expect, it } from 'vitest';
import { PICTURE_MS } from '../../src/controller/contract.js';
import { createLessonRig, PUSH, planOf, withSteps } from './lesson-rig.js';

describe('a card that is opened', () => {
  it('sets the rig up and asks its question; the rig is paused by nothing', () => {
    const rig = createLessonRig();
    expect(rig.ask('open', { name: 'push' })).toBeUndefined();
    expect(rig.at('asking')).toEqual({ phase: 'asking', waitsFor: { do: 'stimulate', act: 0 } });
    expect(rig.now()).toMatchObject({
      experiment: 'push/main',
      channelsOn: false,
      electrodes: { blue: 3, yellow: 8 },
      running: true,
    });
  });

  it('is refused in words where there is none of that name', () => {
    const rig = createLessonRig();
    expect(rig.ask('open', { name: 'pull' })).toEqual({ kind: 'no-card', name: 'pull' });
    expect(rig.ask('plan', { name: 'pull' })).toEqual({ kind: 'no-plan', name: 'pull' });
    expect(rig.ask('next')).toEqual({ kind: 'no-lesson' });
    expect(rig.runner.state()).toEqual({ type: 'lesson', plan: null, card: null });
  });

  it('does not list its experiment among those of the rig', () => {
    const rig = createLessonRig();
    rig.ask('open', { name: 'push' });
    expect(rig.now().experiments.map(({ name }) => name)).toEqual(['lesson']);
  });
});

describe('a card that is played with the button of the hardware', () => {
  function played(choice: number) {
    const rig = createLessonRig();
    rig.ask('open', { name: 'push' });
    rig.ask('predict', { choice });
    rig.device.press(1);
    rig.axonMs(16);
    return rig;
  }

  it('measures 9.42 and 1.38 mV, 6.64 ms apart, and says that the right prediction is borne out', () => {
    const rig = played(2);
    expect(rig.at('doing')).toMatchObject({ step: 0, stage: 'done', share: 1 });
    rig.ask('next');
    rig.at('seen');
    rig.ask('saw', { choice: 2 });
    const { result } = rig.at('checked');
    expect(rig.figures()).toEqual({
      'blue-rise': 9.42,
      'yellow-rise': 1.38,
      'blue-at': 3.29,
      'yellow-at': 9.93,
      later: 6.64,
    });
    expect(result).toMatchObject({ verdict: 'right', sawRight: true, right: 2 });
    expect(result.measured.map(({ asExpected }) => asExpected)).toEqual([true, true, null, null, true]);
  });

  it.each([0, 1])('says of the wrong prediction %i that it is wrong, and of what was seen, too', (choice) => {
    const rig = played(choice);
    rig.ask('next');
    rig.ask('saw', { choice });
    expect(rig.at('checked').result).toMatchObject({ verdict: 'wrong', sawRight: false, right: 2 });
  });

  it('looks back at the moment that shows why, and at the present again', () => {
    const rig = played(2);
    rig.ask('next');
    rig.ask('saw', { choice: 2 });
    const { look } = rig.now();
    expect(look.kind === 'looking-back' && look.axonMs - rig.now().presses[0]!.atMs).toBeCloseTo(9.93, 1);
    expect(rig.card().looking).toBe(true);
    rig.ask('look');
    expect(rig.now().look.kind).toBe('live');
    expect(rig.card().looking).toBe(false);
  });

  it('shows the moment once more where it has left the tape of the last minute', () => {
    const rig = played(2);
    rig.ask('next');
    rig.timers.advance(70_000);
    rig.ask('saw', { choice: 2 });
    rig.at('checked');
    expect(rig.card()).toMatchObject({ looking: false, remark: { kind: 'moment-gone' } });
    rig.timers.advance(1300);
    expect(rig.card()).toMatchObject({ looking: true, remark: null });
    expect(rig.now().roomMsPerAxonMs).toBe(500);
    const { look } = rig.now();
    const pressed = rig.now().presses.at(-1)!;
    expect(look.kind === 'looking-back' && look.axonMs - pressed.atMs).toBeCloseTo(9.93, 0);
    expect(rig.figures()).toMatchObject({ 'blue-rise': 9.42 });
  });

  it.each([2, 10, 500])('stands at the picture nearest to the moment, at %i : 1', (lens) => {
    const rig = createLessonRig({ push: PUSH.replace('roomMsPerAxonMs: 500', `roomMsPerAxonMs: ${lens}`) });
    rig.ask('open', { name: 'push' });
    rig.ask('predict', { choice: 2 });
    rig.device.press(1);
    rig.axonMs(18);
    rig.ask('next');
    rig.ask('saw', { choice: 2 });
    const { look } = rig.now();
    const offMs =
      look.kind === 'looking-back' ? look.axonMs - rig.now().presses[0]!.atMs - 9.935 : Number.NaN;
    expect(Math.abs(offMs)).toBeLessThanOrEqual(PICTURE_MS / lens / 2 + 0.01);
  });

  it('of an axon that was played before another one, the rig does the step again within 1.3 s, and stands at it', () => {
    const two = withSteps(`  - do: Press.
    act: [{do: stimulate}]
    watchMs: 15
    measure: [blue-rise, yellow-rise, blue-at, yellow-at]
  - do: Press on another axon.
    load: other
    act: [{do: stimulate}]
    watchMs: 2`).replace(
      'question: What does',
      '  other: {axon: {kind: lattice}, membrane: {kind: gated}, stimuli: [{kind: conductance, durationMs: 0.5, conductanceMs: 2.4}], durationMs: 9}\nquestion: What does',
    );
    const rig = createLessonRig({ push: two });
    rig.ask('open', { name: 'push' });
    rig.ask('predict', { choice: 2 });
    rig.device.press(1);
    rig.device.release(1);
    rig.axonMs(16);
    rig.ask('next');
    rig.ask('act');
    rig.axonMs(3);
    rig.ask('next');
    rig.ask('saw', { choice: 2 });
    expect(rig.card()).toMatchObject({ looking: false, remark: { kind: 'moment-gone' } });
    rig.timers.advance(1300);
    expect(rig.card()).toMatchObject({ looking: true, remark: null });
    expect(rig.now()).toMatchObject({ experiment: 'push/main', roomMsPerAxonMs: 500 });
    const { look } = rig.now();
    const pressed = rig.now().presses.at(-1)!;
    expect(look.kind === 'looking-back' && look.axonMs - pressed.atMs).toBeCloseTo(9.93, 0);
  });

  it('knows that somebody has come back to the present by another way', () => {
    const rig = played(2);
    rig.ask('next');
    rig.ask('saw', { choice: 2 });
    expect(rig.card().looking).toBe(true);
    rig.controller.command({ do: 'now' });
    expect(rig.card().looking).toBe(false);
  });

  it('looks at blue for the wrong reason, takes the right one, and explains', () => {
    const rig = played(2);
    rig.ask('next');
    rig.ask('saw', { choice: 2 });
    rig.ask('next');
    rig.at('why');
    rig.ask('why', { choice: 1 });
    expect(rig.at('why')).toMatchObject({ chosen: 1, chosenRight: false });
    const { look } = rig.now();
    expect(look.kind === 'looking-back' && look.axonMs - rig.now().presses[0]!.atMs).toBeCloseTo(3.29, 1);
    rig.ask('next');
    expect(rig.card().remark).toEqual({ kind: 'not-yet' });
    rig.ask('why', { choice: 0 });
    rig.ask('next');
    expect(rig.at('explained').whyRight).toBe(0);
  });
});

describe('a press before there is a prediction', () => {
  it('presses, and is said kindly; after the prediction the axon is at rest again', () => {
    const rig = createLessonRig();
    rig.ask('open', { name: 'push' });
    rig.controller.command({ do: 'stimulate' });
    rig.axonMs(1);
    expect(rig.now().activity).toBe('stimulus');
    rig.at('asking');
    expect(rig.card().remark).toEqual({ kind: 'pressed-first' });
    rig.ask('predict', { choice: 0 });
    expect(rig.card().remark).toBeNull();
    expect(rig.now().activity).toBe('none');
    rig.controller.command({ do: 'stimulate' });
    rig.axonMs(16);
    expect(rig.at('doing').stage).toBe('done');
  });

  it('is none where others have predicted: it begins the step', () => {
    const rig = createLessonRig();
    rig.ask('open', { name: 'push' });
    rig.runner.answered(true);
    rig.device.press(1);
    expect(rig.at('doing').stage).toBe('recording');
  });

  it('is asked for by nobody who goes on without: that is said, and skipping is possible', () => {
    const rig = createLessonRig();
    rig.ask('open', { name: 'push' });
    rig.ask('next');
    rig.at('asking');
    expect(rig.card().remark).toEqual({ kind: 'not-yet' });
    rig.ask('skip');
    rig.at('doing');
    rig.ask('act');
    rig.axonMs(16);
    rig.ask('next');
    rig.ask('skip');
    expect(rig.at('checked').result).toMatchObject({ verdict: 'none', sawRight: null });
  });
});

describe('who goes on too early, back, or leaves something out', () => {
  it('hears that the press is still to come', () => {
    const rig = createLessonRig();
    rig.ask('open', { name: 'push' });
    rig.ask('predict', { choice: 2 });
    rig.ask('next');
    expect(rig.at('doing')).toMatchObject({ stage: 'waiting', waitsFor: { do: 'stimulate', act: 0 } });
    rig.ask('next');
    expect(rig.at('doing').stage).toBe('waiting');
    expect(rig.card().remark).toEqual({ kind: 'not-yet' });
  });

  it('leaves out the measures of a skipped step, and says so in the verdict', () => {
    const rig = createLessonRig();
    rig.ask('open', { name: 'push' });
    rig.ask('predict', { choice: 2 });
    for (const _ of ['question', 'step', 'seen']) rig.ask('skip');
    const { result } = rig.at('checked');
    expect(result.verdict).toBe('left-out');
    expect(result.measured[0]).toEqual({
      name: 'blue-rise',
      value: null,
      because: { kind: 'left-out' },
      asExpected: false,
    });
    expect(rig.now().look.kind).toBe('live');
  });

  it('comes back to the last step, and to the question, with the axon at rest', () => {
    const rig = createLessonRig();
    rig.ask('open', { name: 'push' });
    rig.ask('predict', { choice: 2 });
    rig.device.press(1);
    rig.axonMs(16);
    rig.ask('next');
    rig.ask('back');
    expect(rig.at('doing')).toMatchObject({ step: 0, stage: 'waiting' });
    expect(rig.now().activity).toBe('none');
    rig.ask('back');
    rig.at('asking');
    expect(rig.card().prediction).toBe(2);
  });
});

describe('another hand on the rig', () => {
  function waiting() {
    const rig = createLessonRig();
    rig.ask('open', { name: 'push' });
    rig.ask('predict', { choice: 2 });
    rig.ask('next');
    return rig;
  }

  it('may do all it likes; what is not as the step needs it is named, and put right when asked', () => {
    const rig = waiting();
    rig.device.press(2);
    rig.controller.command({ do: 'electrode', name: 'yellow', at: 30 });
    expect(rig.now()).toMatchObject({ channelsOn: true, electrodes: { yellow: 30 } });
    expect(rig.card().otherwise).toEqual(['channels', 'yellow']);
    rig.ask('putRight');
    expect(rig.now()).toMatchObject({ channelsOn: false, electrodes: { yellow: 8 } });
    expect(rig.card().otherwise).toEqual([]);
  });

  it('that loads another experiment is named alone; putting it right loads the card again', () => {
    const rig = waiting();
    rig.controller.command({ do: 'load', name: 'lesson' });
    expect(rig.card().otherwise).toEqual(['experiment']);
    rig.device.press(1);
    rig.axonMs(16);
    expect(rig.at('doing').stage).toBe('waiting');
    rig.ask('putRight');
    expect(rig.now().experiment).toBe('push/main');
    expect(rig.card().otherwise).toEqual([]);
  });

  it('that switches the channels on leaves the verdict open: 110 and 110 mV are not what the card says', () => {
    const rig = waiting();
    rig.controller.command({ do: 'channels', on: true });
    rig.device.press(1);
    rig.axonMs(16);
    rig.ask('next');
    rig.ask('skip');
    expect(rig.at('checked').result.verdict).toBe('open');
    expect(rig.figures()).toMatchObject({ 'blue-rise': 110, 'yellow-rise': 110 });
  });

  it('that resets in the middle of the recording begins the step again', () => {
    const rig = waiting();
    rig.device.press(1);
    rig.device.release(1);
    rig.axonMs(5);
    rig.controller.command({ do: 'reset' });
    expect(rig.at('doing').stage).toBe('waiting');
    expect(rig.card().remark).toEqual({ kind: 'time-changed' });
    rig.device.press(1);
    rig.axonMs(16);
    expect(rig.at('doing').stage).toBe('done');
  });

  it('that presses again while it is recorded spoils it, and a press at rest begins it again', () => {
    const rig = waiting();
    rig.device.press(1);
    rig.device.release(1);
    rig.axonMs(5);
    rig.device.press(1);
    rig.device.release(1);
    expect(rig.card().remark).toEqual({ kind: 'pressed-again' });
    rig.axonMs(200);
    rig.device.press(1);
    rig.axonMs(16);
    expect(rig.at('doing').stage).toBe('done');
    expect(rig.card().remark).toBeNull();
    rig.ask('next');
    rig.ask('skip');
    expect(rig.figures()).toMatchObject({ 'blue-rise': 9.42 });
  });

  it('that presses elsewhere is told so', () => {
    const rig = waiting();
    rig.controller.command({ do: 'stimulate', at: 20 });
    expect(rig.card().remark).toEqual({ kind: 'other-press' });
    expect(rig.at('doing').stage).toBe('waiting');
  });
});

describe('a step with two presses', () => {
  const TWO = withSteps(`  - do: Press twice, 4 ms apart.
    act: [{do: stimulate}, {do: stimulate, afterMs: 4, withinMs: 0.5}]
    watchMs: 15
    measure: [blue-rise, yellow-rise, blue-at, yellow-at]`);

  function opened() {
    const rig = createLessonRig({ push: TWO });
    rig.ask('open', { name: 'push' });
    rig.ask('predict', { choice: 2 });
    rig.ask('next');
    return rig;
  }

  it('takes the second one within half a millisecond', () => {
    const rig = opened();
    rig.controller.command({ do: 'stimulate' });
    rig.axonMs(4.3);
    expect(rig.at('doing')).toMatchObject({ stage: 'recording', waitsFor: { do: 'stimulate', act: 1 } });
    rig.controller.command({ do: 'stimulate' });
    rig.axonMs(16);
    expect(rig.at('doing').stage).toBe('done');
  });

  it('says how far apart they were if they were not 4 ms apart', () => {
    const rig = opened();
    rig.controller.command({ do: 'stimulate' });
    rig.axonMs(2);
    rig.controller.command({ do: 'stimulate' });
    const { remark } = rig.card();
    expect(remark).toMatchObject({ kind: 'gap', askedMs: 4 });
    expect(remark?.kind === 'gap' && remark.gotMs).toBeCloseTo(2, 1);
  });

  it('is done by the rig itself, 4 ms apart, when it is asked to', () => {
    const rig = opened();
    rig.ask('act');
    rig.axonMs(21);
    expect(rig.at('doing').stage).toBe('done');
    const [first, second] = rig.now().presses;
    expect(second!.atMs - first!.atMs).toBeCloseTo(4, 1);
  });
});

describe('a step that the rig is asked to do itself', () => {
  function waiting() {
    const rig = createLessonRig();
    rig.ask('open', { name: 'push' });
    rig.ask('predict', { choice: 2 });
    return rig;
  }

  it('presses nothing while another experiment plays', () => {
    const rig = waiting();
    rig.controller.command({ do: 'load', name: 'lesson' });
    rig.ask('act');
    rig.timers.advance(2000);
    expect(rig.now().presses).toEqual([]);
    expect(rig.card().otherwise).toEqual(['experiment']);
  });

  it('presses once where the press adds nothing, since a stimulus still runs there', () => {
    const rig = waiting();
    rig.controller.command({ do: 'stimulate', at: 30, held: true });
    rig.controller.command({ do: 'stimulate', at: 0, held: true });
    const before = rig.now().presses.length;
    rig.ask('act');
    rig.timers.advance(2000);
    expect(rig.now().presses.length - before).toBeLessThanOrEqual(1);
    expect(rig.crashes).toEqual([]);
  });

  it('lets the time of a paused axon go on', () => {
    const rig = waiting();
    rig.controller.command({ do: 'run', running: false });
    rig.ask('act');
    rig.axonMs(16);
    expect(rig.at('doing').stage).toBe('done');
  });
});

describe('a step that asks for presses at two places and of two strengths', () => {
  const ELSEWHERE = withSteps(`  - do: Press at 20, then harder at 3.
    act: [{do: stimulate, at: 20}, {do: stimulate, at: 3, strength: 3.6, afterMs: 4, withinMs: 1}]
    watchMs: 15
    measure: [blue-rise, yellow-rise, blue-at, yellow-at]`);

  it('aims the one button of the rig at each of them in turn, and lets it go afterwards', () => {
    const rig = createLessonRig({ push: ELSEWHERE });
    rig.ask('open', { name: 'push' });
    rig.ask('predict', { choice: 2 });
    rig.device.press(1);
    rig.device.release(1);
    rig.axonMs(4);
    rig.device.press(1);
    rig.axonMs(16);
    expect(rig.at('doing').stage).toBe('done');
    expect(rig.now().presses.map(({ places, strength }) => [places[0], strength])).toEqual([
      [20, 2.4],
      [3, 3.6],
    ]);
    rig.ask('skip');
    rig.ask('skip');
    expect(rig.now().axon.stimulusPlaces).toEqual([0]);
    expect(rig.now().strength).toBe(2.4);
  });
});

describe('a step that reads an axon at rest', () => {
  const READ = withSteps(`  - do: Look.
    measure: [blue-reads]
  - do: Press.
    act: [{do: stimulate}]
    watchMs: 15
    measure: [blue-rise, yellow-rise, blue-at, yellow-at]`).replace(
    'measures:\n',
    'measures:\n  blue-reads: {words: Blue reads, of: {kind: reads, meter: blue}, is: -70, within: 0.1}\n',
  );

  it('says so when somebody presses, and goes on when all is at rest again', () => {
    const rig = createLessonRig({ push: READ });
    rig.ask('open', { name: 'push' });
    rig.ask('predict', { choice: 2 });
    rig.ask('next');
    rig.device.press(1);
    rig.device.release(1);
    rig.axonMs(1);
    expect(rig.card().remark).toEqual({ kind: 'not-at-rest' });
    rig.ask('next');
    expect(rig.at('doing').step).toBe(0);
    rig.axonMs(30);
    expect(rig.now().activity).toBe('none');
    expect(rig.card().remark).toEqual({ kind: 'not-at-rest' });
    rig.axonMs(90);
    expect(rig.card().remark).toBe(null);
    rig.ask('next');
    expect(rig.at('doing').step).toBe(1);
    expect(rig.runner.values().get('blue-reads')?.value).toBeCloseTo(-70, 1);
  });
});

describe('a step without a press', () => {
  const MOVE = withSteps(`  - do: Move yellow to 20.
    act: [{do: electrode, name: yellow, at: 20}]
  - do: Press.
    set: [{do: electrode, name: yellow, at: 8}]
    act: [{do: stimulate}]
    watchMs: 15
    measure: [blue-rise, yellow-rise, blue-at, yellow-at]`);

  it('is done as soon as the hand has done it, and the next one sets what it needs', () => {
    const rig = createLessonRig({ push: MOVE });
    rig.ask('open', { name: 'push' });
    rig.ask('predict', { choice: 2 });
    rig.ask('next');
    rig.controller.command({ do: 'electrode', name: 'yellow', at: 19 });
    expect(rig.card().otherwise).toEqual([]);
    rig.controller.command({ do: 'electrode', name: 'yellow', at: 20 });
    rig.timers.advance(50);
    expect(rig.at('doing').stage).toBe('done');
    rig.ask('next');
    expect(rig.now().electrodes.yellow).toBe(8);
    expect(rig.at('doing')).toMatchObject({ step: 1, stage: 'waiting' });
  });

  it('and a press in it: pressed before yellow is moved, the next press counts only once all is quiet', () => {
    const both = withSteps(`  - do: Move yellow to 20, and press.
    act: [{do: electrode, name: yellow, at: 20}, {do: stimulate}]
    watchMs: 15
    measure: [blue-rise, yellow-rise, blue-at, yellow-at]`);
    const rig = createLessonRig({ push: both });
    const press = () => {
      rig.device.press(1);
      rig.device.release(1);
      rig.axonMs(1);
    };
    rig.ask('open', { name: 'push' });
    rig.ask('predict', { choice: 2 });
    rig.ask('next');
    press();
    rig.controller.command({ do: 'electrode', name: 'yellow', at: 20 });
    press();
    expect(rig.card().remark).toEqual({ kind: 'not-quiet' });
    rig.axonMs(16);
    expect(rig.at('doing')).toMatchObject({ stage: 'waiting', waitsFor: { do: 'stimulate' } });
    rig.axonMs(200);
    press();
    rig.axonMs(15);
    expect(rig.at('doing').stage).toBe('done');
    rig.ask('next');
    expect(rig.runner.values().get('blue-rise')?.value).toBeCloseTo(9.42, 2);
  });

  it('is put back with what was done before it, when somebody comes back', () => {
    const rig = createLessonRig({
      push: MOVE.replace('    set: [{do: electrode, name: yellow, at: 8}]\n', ''),
    });
    rig.ask('open', { name: 'push' });
    rig.ask('predict', { choice: 2 });
    rig.ask('next');
    rig.ask('act');
    rig.timers.advance(50);
    rig.ask('next');
    rig.controller.command({ do: 'electrode', name: 'yellow', at: 50 });
    rig.ask('again');
    expect(rig.now().electrodes.yellow).toBe(20);
  });
});

describe('a lesson that is closed', () => {
  it('puts the rig back to what it played, as it was set', () => {
    const rig = createLessonRig();
    for (const command of [
      { do: 'electrode', name: 'blue', at: 12 },
      { do: 'treat', id: 'mine', treatment: { kind: 'ttx', from: 40, to: 46, sodiumFraction: 0 } },
      { do: 'strength', strength: 150 },
      { do: 'aim', at: [9, 7] },
      { do: 'lens', roomMsPerAxonMs: 1000 },
      { do: 'channels', on: false },
    ] as const)
      expect(rig.controller.command(command)).toBeUndefined();
    const before = rig.now();
    rig.ask('open', { name: 'push' });
    rig.ask('close');
    expect(rig.runner.state().card).toBeNull();
    const { experiment, electrodes, strength, roomMsPerAxonMs, channelsOn, treatments, running } = rig.now();
    expect({ experiment, electrodes, strength, roomMsPerAxonMs, channelsOn, running }).toEqual({
      experiment: 'lesson',
      electrodes: before.electrodes,
      strength: 150,
      roomMsPerAxonMs: 1000,
      channelsOn: false,
      running: true,
    });
    expect(treatments).toEqual(before.treatments);
    expect(rig.now().axon.stimulusPlaces).toEqual([7, 9]);
  });

  it('leaves a rig paused that was paused before, also where a step was under way', () => {
    const rig = createLessonRig();
    rig.controller.command({ do: 'run', running: false });
    rig.ask('open', { name: 'push' });
    expect(rig.now().running).toBe(true);
    rig.device.press(1);
    rig.axonMs(2);
    rig.ask('close');
    expect(rig.now()).toMatchObject({ experiment: 'lesson', running: false });
    const { roomMsPerAxonMs } = rig.now();
    rig.ask('open', { name: 'push' });
    rig.controller.command({ do: 'run', running: false });
    rig.ask('close');
    expect(rig.now()).toMatchObject({ running: false, roomMsPerAxonMs });
  });

  it('leaves a rig running that was looking back', () => {
    const rig = createLessonRig();
    rig.timers.advance(1000);
    rig.controller.command({ do: 'seek', backMs: 500 });
    rig.ask('open', { name: 'push' });
    rig.ask('close');
    expect(rig.now()).toMatchObject({ running: true, look: { kind: 'live' } });
  });

  it('hears no press any more', () => {
    const rig = createLessonRig();
    rig.ask('open', { name: 'push' });
    rig.ask('close');
    let told = 0;
    rig.runner.observe(() => told++);
    rig.device.press(1);
    rig.axonMs(20);
    expect(told).toBe(0);
  });
});

describe('a card that the rig cannot show', () => {
  const DARK = PUSH.replace('axon: {kind: lattice}', 'axon: {kind: cable}')
    .replace('membrane: {kind: gated}', 'membrane: {kind: hodgkin-huxley}')
    .replace(
      'stimuli: [{kind: conductance, durationMs: 0.5, conductanceMs: 2.4}]',
      'stimuli: [{durationMs: 0.5, currentNa: 5000}]\n    treatments: [{kind: rest, shiftMv: -40}]',
    );

  it('says what it would need, and the next card of the plan comes', () => {
    const plan = planOf('plan: 1\ntitle: Two\nage: 12\nminutes: 9\nteacher: Go.\ncards: [dark, push]\n');
    const rig = createLessonRig({ dark: DARK, push: PUSH }, [plan]);
    rig.ask('plan', { name: 'plan' });
    expect(rig.at('cannot-show').because).toMatch(
      /^load: this rig cannot show it: this axon rests at -\d+ mV, and strip and needles show -92 to 48 mV/,
    );
    rig.ask('next');
    rig.at('asking');
    expect(rig.card().name).toBe('push');
  });
});

describe('a plan', () => {
  const plan = planOf(
    'plan: 1\ntitle: Two\nage: 12\nminutes: 9\nteacher: Go.\ncards: [push, {card: pull, minutes: 3}]\n',
  );

  it('goes from card to card, back, and ends after the last', () => {
    const rig = createLessonRig({ push: PUSH, pull: PUSH }, [plan]);
    rig.ask('plan', { name: 'plan' });
    expect(rig.runner.state().plan).toEqual({
      name: 'plan',
      cards: ['push', 'pull'],
      index: 0,
      trail: false,
    });
    rig.ask('skipCard');
    expect(rig.runner.state()).toMatchObject({ plan: { index: 1 }, card: { name: 'pull' } });
    rig.ask('back');
    expect(rig.card().name).toBe('push');
    rig.ask('open', { name: 'pull' });
    expect(rig.runner.state().plan?.index).toBe(1);
    rig.ask('skipCard');
    expect(rig.runner.state()).toEqual({ type: 'lesson', plan: null, card: null });
    expect(rig.now().experiment).toBe('lesson');
  });

  it('goes back from the question of a card to the explanation of the one before, and on to the same question', () => {
    const rig = createLessonRig({ push: PUSH, pull: PUSH }, [plan]);
    rig.ask('plan', { name: 'plan' });
    rig.ask('predict', { choice: 2 });
    rig.ask('act');
    rig.axonMs(16);
    rig.ask('next');
    rig.ask('saw', { choice: 2 });
    rig.ask('why', { choice: 0 });
    rig.ask('next');
    const explained = rig.at('explained');
    rig.ask('next');
    rig.ask('predict', { choice: 1 });
    rig.ask('back');
    expect(rig.card()).toMatchObject({ name: 'push', prediction: 2, saw: 2, remark: null });
    expect(rig.at('explained')).toEqual(explained);
    expect(rig.now().experiment).toBe('push/main');
    rig.ask('back');
    rig.at('why');
    rig.ask('why', { choice: 0 });
    rig.ask('next');
    rig.ask('next');
    expect(rig.card()).toMatchObject({ name: 'pull', prediction: 1, at: { phase: 'asking' } });
    rig.ask('back');
    rig.ask('back');
    rig.ask('back');
    rig.ask('back');
    expect(rig.at('doing')).toMatchObject({ step: 0, stage: 'waiting' });
  });

  it('whose first card is away is refused, and what is played goes on', () => {
    const gone = planOf(
      'plan: 1\ntitle: Gone\nage: 12\nminutes: 9\nteacher: Go.\ncards: [{card: gone, minutes: 5}, push]\n',
      'gone',
    );
    const rig = createLessonRig({ push: PUSH, pull: PUSH }, [plan, gone]);
    rig.ask('plan', { name: 'plan' });
    rig.ask('predict', { choice: 2 });
    expect(rig.ask('plan', { name: 'gone' })).toEqual({ kind: 'no-card', name: 'gone' });
    expect(rig.card()).toMatchObject({ name: 'push', start: 1, prediction: 2 });
  });

  it('comes back to a step of the card before that was under way, and begins it again', () => {
    const rig = createLessonRig({ push: PUSH, pull: PUSH }, [plan]);
    rig.ask('plan', { name: 'plan' });
    rig.ask('predict', { choice: 2 });
    rig.ask('act');
    rig.axonMs(5);
    rig.ask('skipCard');
    rig.ask('back');
    expect(rig.at('doing')).toMatchObject({ step: 0, stage: 'waiting', share: null });
  });

  it('begins again with every card where it is opened once more, and counts that; a card of it goes on with the same', () => {
    const rig = createLessonRig({ push: PUSH, pull: PUSH }, [plan]);
    rig.ask('plan', { name: 'plan' });
    expect(rig.card().start).toBe(1);
    rig.ask('predict', { choice: 2 });
    rig.ask('skipCard');
    rig.ask('open', { name: 'push' });
    expect(rig.card()).toMatchObject({ start: 1, prediction: null });
    rig.ask('plan', { name: 'plan' });
    expect(rig.card()).toMatchObject({ start: 2, prediction: null });
    rig.ask('close');
    rig.ask('open', { name: 'push' });
    expect(rig.card().start).toBe(3);
  });
});

describe('a trail', () => {
  const plan = planOf(
    'plan: 1\ntitle: Trail\nage: 8\nminutes: 5\ntrail: true\nteacher: Go.\ncards: [push, pull]\n',
    'trail',
  );

  function opened() {
    const rig = createLessonRig({ push: PUSH, pull: PUSH }, [plan]);
    rig.ask('plan', { name: 'trail' });
    return rig;
  }

  it('takes a press at once, goes on 5 s after all is seen, and round and round', () => {
    const rig = opened();
    rig.device.press(1);
    rig.device.release(1);
    rig.axonMs(15.2);
    expect(rig.at('doing').stage).toBe('done');
    rig.timers.advance(5000);
    expect(rig.card().name).toBe('pull');
    rig.device.press(1);
    rig.axonMs(15.2);
    rig.timers.advance(5000);
    expect(rig.card().name).toBe('push');
  });

  it('goes on when nobody does anything for 40 s', () => {
    const rig = opened();
    rig.timers.advance(39_000);
    expect(rig.card().name).toBe('push');
    rig.timers.advance(1100);
    expect(rig.card().name).toBe('pull');
  });

  it('goes past a card that the rig cannot show after 5 s', () => {
    const dark = PUSH.replace('axon: {kind: lattice}', 'axon: {kind: cable}')
      .replace('membrane: {kind: gated}', 'membrane: {kind: hodgkin-huxley}')
      .replace(
        'stimuli: [{kind: conductance, durationMs: 0.5, conductanceMs: 2.4}]',
        'stimuli: [{durationMs: 0.5, currentNa: 5000}]\n    treatments: [{kind: rest, shiftMv: -40}]',
      );
    const rig = createLessonRig({ push: dark, pull: PUSH }, [plan]);
    rig.ask('plan', { name: 'trail' });
    rig.at('cannot-show');
    rig.timers.advance(5100);
    expect(rig.card().name).toBe('pull');
  });

  it('leaves no timer behind', () => {
    const rig = opened();
    rig.ask('close');
    const waiting = rig.timers.waiting;
    rig.timers.advance(100_000);
    expect(rig.runner.state().card).toBeNull();
    expect(rig.timers.waiting).toBeLessThanOrEqual(waiting);
  });
});
