/**
 * The live loop: inputs and commands in, one picture 60 times a second out. It joins the rooms (lens → model →
 * display → device) and knows no concrete device, no server and no real clock.
 *
 * A press does not wait for the next tick: the stimulus starts at the axon's time of the picture that the person
 * was looking at, the axon is advanced to now, and the picture goes out within the same call.
 */
import type { ButtonFault, DeviceState, InputEvent } from '../devices/device.js';
import { experimentText } from '../experiment/index.js';
import { lengthWords } from '../experiment/words.js';
import { linesOfTape } from '../recording/save.js';
import { type Controller, type Happening, type Observer, PICTURE_MS, type Snapshot } from './contract.js';
import { createDroppedNotice } from './dropped-notice.js';
import { createInputs, type Done, type InputParts } from './inputs.js';
import { playedExperiment } from './played.js';
import { createPlayer, type PlayerParts } from './player.js';
import { createPresenter, type PresenterParts } from './presenter.js';
import { recordingHeader } from './recording-header.js';
import { told } from './treatments.js';

/** Pictures that presses may bring forward between two ticks; a storm of presses is shown by the tick. */
const PICTURES_AT_ONCE = 4;

export interface ControllerParts extends Omit<PlayerParts, 'mapOf'>, InputParts, PresenterParts {
  /** The loop threw. It has ended, and the device is being closed, when this is called. */
  onCrash(error: unknown): void;
}

/** Places along the axon, each once. */
const inOrder = (places: readonly number[]) => [...new Set(places)].sort((a, b) => a - b);

/** A happening, but for its time. */
type What = Happening extends infer One ? (One extends Happening ? Omit<One, 'axonMs'> : never) : never;

export function createController(parts: ControllerParts): Controller {
  const { device, clock } = parts;
  const player = createPlayer(parts);
  const inputs = createInputs(parts, player);
  const { lens, motor } = player;
  const droppedNotice = createDroppedNotice();

  let observers: readonly Observer[] = [];
  let deviceState = device.state;
  let buttonFaults: readonly ButtonFault[] = [];
  let latencyUs: number | null = null;
  let pressId = 0;
  let inputId = 0;
  let nextTickMs = 0;
  /** Room time that carrying out commands has taken so far. */
  let commandsMs = 0;
  let atOnceLeft = PICTURES_AT_ONCE;
  let cancelTick = (): void => {};
  let closing: Promise<void> | undefined;

  const presenter = createPresenter(parts, player, clock.nowMs(), (picture) => {
    for (const observer of observers) observer.picture?.(picture);
  });

  function tellChange(): void {
    for (const observer of observers) observer.change?.();
  }

  /** A fault in the loop must not leave a strip lit with no program behind it. */
  function guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      // A device that will not close is told to the one who closes the rig; here it must not hide the crash.
      close().catch(() => {});
      parts.onCrash(error);
    }
  }

  /** A computation that has run away is not shown. */
  function putRight(): void {
    const words = player.putRight();
    if (words === undefined) return;
    tellHappened({ kind: 'command', command: { do: 'reset' } });
    tell({ changed: true, refusal: words });
  }

  function present(wallMs: number): void {
    putRight();
    tellNews();
    if (presenter.present(wallMs, inputId)) tellChange();
  }

  function presentAtOnce(): void {
    if (atOnceLeft === 0) return;
    atOnceLeft--;
    present(clock.nowMs());
  }

  function tick(): void {
    const wallMs = clock.nowMs();
    atOnceLeft = PICTURES_AT_ONCE;
    motor.beginPicture();
    motor.advance(wallMs);
    if (player.releaseOld()) tellChange();
    tell(inputs.catchUp());
    present(wallMs);
    if (player.weakest.work()) tellChange();
    const words = droppedNotice(motor.droppedMs, wallMs, motor.computedMs, commandsMs);
    if (words !== undefined) notice(words);
    if (closing) return;
    const doneMs = clock.nowMs();
    // Ticks keep their rhythm; missed ones are left out.
    nextTickMs = Math.max(nextTickMs + PICTURE_MS, doneMs);
    cancelTick = clock.after(nextTickMs - doneMs, guardedTick);
  }

  function guardedTick(): void {
    guarded(tick);
  }

  function notice(words: string): void {
    for (const observer of observers) observer.notice?.(words);
  }

  function tell({ changed, refusal }: Done): void {
    if (refusal !== undefined) notice(refusal);
    if (changed) tellChange();
  }

  function tellHappened(what: What): void {
    happen({ axonMs: player.bench.axon.modelMs, ...what });
    tellNews();
  }

  function happen(happening: Happening): void {
    for (const observer of observers) observer.happened?.(happening);
  }

  /** Before the next picture, which is the first that counts for it. */
  function tellNews(): void {
    const { measures } = player.bench;
    for (let news = measures.takeNews(); news !== undefined; news = measures.takeNews()) happen(news);
  }

  function whatOf(event: InputEvent): What {
    if (event.kind === 'dial') return { kind: 'dial', dial: event.dial, position: event.position };
    return { kind: 'button', button: event.button, pressed: event.pressed };
  }

  function input(event: InputEvent): void {
    inputId = event.id;
    if (event.kind === 'button' && event.ignored) return;
    act(event);
    tellHappened(whatOf(event));
    if (event.kind === 'button' && event.pressed) presentAtOnce();
  }

  function act(event: InputEvent): void {
    if (event.kind === 'dial') tell(inputs.turn(event.dial, event.position));
    else if (!event.pressed) tell(inputs.release(event.button));
    else {
      pressId = event.id;
      tell(inputs.press(event.button));
    }
  }

  function changeOfDevice(state: DeviceState): void {
    // A device that starts again counts its events from 1; one that was only silent goes on counting.
    if (state.kind === 'ready' && deviceState.kind !== 'silent') inputId = pressId = 0;
    deviceState = state;
    // A board that is gone has no latency, and no finger is on its buttons.
    if (state.kind !== 'ready') {
      latencyUs = null;
      inputs.releaseAll();
    }
    tellChange();
  }

  function changeOfButtons(faults: readonly ButtonFault[]): void {
    for (const { button } of faults) {
      // What it did last is over, as if it had come up.
      if (!buttonFaults.some((known) => known.button === button)) inputs.release(button);
    }
    buttonFaults = faults;
    tellChange();
  }

  function latency(id: number, measuredUs: number): void {
    if (id !== pressId) return;
    latencyUs = measuredUs;
    for (const observer of observers) observer.latency?.(measuredUs);
    tellChange();
  }

  function close(): Promise<void> {
    cancelTick();
    closing ??= device.close();
    return closing;
  }

  const experiments = player.experiments.map(({ name, title, geometry, membrane }) => ({
    name,
    title,
    lengthWords: lengthWords(geometry, membrane),
  }));

  function snapshot(): Snapshot {
    const { bench } = player;
    const { experiment, watch } = bench;
    return {
      axon:
        player.aimedAt === null
          ? bench.facts
          : { ...bench.facts, stimulusPlaces: inOrder([player.aimedAt].flat()) },
      activity: watch.activity,
      lastPress: watch.lastPress,
      presses: player.marks.since(player.back.tape.moments()?.from.picture ?? 0),
      resets: player.resets,
      experiments,
      experiment: experiment.name,
      membrane: experiment.membrane.kind,
      channelsOn: bench.channelsOn,
      treatments: told(bench.treatments.all, experiment.geometry),
      strength: player.strength,
      held: player.held,
      look: player.back.look,
      tapeMs: player.back.lengthMs,
      ghostFromPicture: player.back.ghost?.fromPicture ?? null,
      running: lens.running,
      pauseWhen: bench.levels.level && { ...bench.levels.level, crossed: player.atCrossing },
      weakest: player.weakest.state,
      measures: bench.measures.now(),
      stimulusWaits: player.stimulusWaits,
      roomMsPerAxonMs: lens.roomMsPerAxonMs,
      fastestRoomMsPerAxonMs: experiment.fastestRoomMsPerAxonMs,
      fastestBecause: experiment.fastestBecause,
      ledCount: device.capabilities.ledCount,
      view: parts.stage.view.view,
      viewRestMv: parts.stage.view.restMv,
      electrodes: { ...bench.electrodes },
      device: deviceState,
      buttonFaults,
      latencyUs,
      droppedMs: motor.droppedMs,
    };
  }

  return {
    start() {
      guarded(() => {
        device.open({
          input: (event) => guarded(() => closing || input(event)),
          state: (state) => guarded(() => changeOfDevice(state)),
          latency: (id, measuredUs) => guarded(() => latency(id, measuredUs)),
          buttonFaults: (faults) => guarded(() => changeOfButtons(faults)),
        });
        // The axon's time begins now, not when it was put together.
        nextTickMs = clock.nowMs();
        lens.anchor(player.bench.axon.modelMs, nextTickMs);
        tick();
      });
    },
    command(command, by) {
      let refusal: string | undefined;
      if (closing) return 'the rig is being shut down';
      const begunMs = clock.nowMs();
      guarded(() => {
        refusal = player.obey(command, by);
        if (refusal === undefined) {
          tellHappened({ kind: 'command', command });
          presentAtOnce();
        }
        if (command.do !== 'stimulate' || player.stimulusWaits || player.held) tellChange();
      });
      commandsMs += clock.nowMs() - begunMs;
      return refusal;
    },
    snapshot,
    ghost: () => player.back.ghost,
    traces: (picture, reachMs) => player.back.tape.traces(picture, reachMs) ?? null,
    lastMinute(made) {
      const { experiment, facts } = player.bench;
      const header = recordingHeader(experiment, facts, lens.roomMsPerAxonMs);
      return linesOfTape(player.back.tape, { ...header, ...made });
    },
    experimentText: () =>
      experimentText(
        playedExperiment(player.bench, player.strength, player.stimulusAt, lens.roomMsPerAxonMs),
      ),
    line: () => device.line?.(),
    observe(observer) {
      observers = [...observers, observer];
      return () => {
        observers = observers.filter((other) => other !== observer);
      };
    },
    close,
  };
}
