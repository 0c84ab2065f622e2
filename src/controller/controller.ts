/**
 * The live loop: inputs and commands in, one picture 60 times a second out. It joins the rooms (lens → model →
 * display → device) and knows no concrete device, no server and no real clock.
 *
 * A press does not wait for the next tick: the stimulus starts at the axon's time of the picture that the person
 * was looking at, the axon is advanced to now, and the picture goes out within the same call.
 */
import type { Device, DeviceState, InputEvent } from '../devices/device.js';
import type { Stage } from '../display/stage.js';
import {
  type ButtonAction,
  type Controller,
  type DialAction,
  type Observer,
  PICTURE_MS,
} from './contract.js';
import { createDialFollower } from './dial.js';
import { createDroppedNotice } from './dropped-notice.js';
import { createPlayer, type PlayerParts } from './player.js';

/** Pictures that presses may bring forward between two ticks; a storm of presses is shown by the tick. */
const PICTURES_AT_ONCE = 4;

export interface ControllerParts extends PlayerParts {
  readonly stage: Stage;
  readonly device: Device;
  /** By the number of the button, from 1; null where none is fitted. */
  readonly buttons: Readonly<Partial<Record<number, ButtonAction | null>>>;
  /** By the number of the dial, from 0; null where none is fitted. */
  readonly dials: Readonly<Partial<Record<number, DialAction | null>>>;
  /** The loop threw. It has ended, and the device is being closed, when this is called. */
  onCrash(error: unknown): void;
}

/** The one after `current`, and after the last one the first. */
function nextOf<Value>(values: readonly Value[], current: Value): Value {
  return values[(values.indexOf(current) + 1) % values.length]!;
}

export function createController(parts: ControllerParts): Controller {
  const { axon, stage, device, clock } = parts;
  const player = createPlayer(parts);
  const { lens, motor } = player;
  const droppedNotice = createDroppedNotice();
  const dialFollowers = new Map<number, (position: number) => number | undefined>();

  let observers: readonly Observer[] = [];
  let deviceState = device.state;
  let latencyUs: number | null = null;
  let pressId = 0;
  let inputId = 0;
  let nextTickMs = 0;
  let atOnceLeft = PICTURES_AT_ONCE;
  let cancelTick = (): void => {};
  let closing: Promise<void> | undefined;

  const meterMv: [number, number] = [0, 0];
  const firstLight = stage.render(axon.potentialMv, meterMv, clock.nowMs());
  const picture = {
    modelMs: 0,
    blueMv: 0,
    yellowMv: 0,
    blueHighestMv: Number.NaN,
    yellowHighestMv: Number.NaN,
    light: firstLight,
    samples: () => motor.samples.all(),
  };
  /** What the device is shown of it. */
  const shown = {
    levels: firstLight.levels,
    rgb: firstLight.rgb,
    needleLevels: firstLight.needleLevels,
    inputId,
  };

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

  function present(wallMs: number): void {
    meterMv[0] = picture.blueMv = motor.readMv('blue');
    meterMv[1] = picture.yellowMv = motor.readMv('yellow');
    player.highest.look(motor.samples.all(), player.electrodes);
    picture.blueHighestMv = player.highest.mv.blue;
    picture.yellowHighestMv = player.highest.mv.yellow;
    picture.modelMs = axon.modelMs;
    picture.light = stage.render(axon.potentialMv, meterMv, wallMs);
    shown.levels = picture.light.levels;
    shown.rgb = picture.light.rgb;
    shown.needleLevels = picture.light.needleLevels;
    shown.inputId = inputId;
    device.show(shown);
    for (const observer of observers) observer.picture?.(picture);
    const news = player.presses.look(motor.samples.all());
    motor.samples.clear();
    if (news) tellChange();
  }

  function presentAtOnce(): void {
    if (atOnceLeft === 0) return;
    atOnceLeft--;
    present(clock.nowMs());
  }

  function tick(): void {
    const wallMs = clock.nowMs();
    atOnceLeft = PICTURES_AT_ONCE;
    motor.advance(wallMs);
    present(wallMs);
    const words = droppedNotice(motor.droppedMs, wallMs, motor.computedMs);
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

  function press(action: ButtonAction): void {
    switch (action.do) {
      case 'stimulate':
        player.stimulate(action);
        if (!player.stimulusWaits) return;
        break;
      case 'membrane':
        player.obey({ do: 'membrane', kind: nextOf(player.membranes, player.membrane) });
        break;
      case 'pause':
        player.obey({ do: 'run', running: !lens.running });
        break;
      default:
        player.obey({ do: action.do });
    }
    tellChange();
  }

  function turnDial(dial: number, position: number): void {
    if (parts.dials[dial]?.do !== 'lens') return;
    const follow = dialFollowers.get(dial) ?? createDialFollower();
    dialFollowers.set(dial, follow);
    const roomMsPerAxonMs = follow(position);
    if (roomMsPerAxonMs === undefined) return;
    player.obey({ do: 'lens', roomMsPerAxonMs });
    tellChange();
  }

  function input(event: InputEvent): void {
    inputId = event.id;
    if (event.kind === 'dial') turnDial(event.dial, event.position);
    else if (event.pressed) {
      pressId = event.id;
      const action = parts.buttons[event.button];
      if (action) press(action);
      presentAtOnce();
    }
  }

  function changeOfDevice(state: DeviceState): void {
    // A device that starts again counts its events from 1; one that was only silent goes on counting.
    if (state.kind === 'ready' && deviceState.kind !== 'silent') inputId = pressId = 0;
    deviceState = state;
    // A board that is gone has no latency.
    if (state.kind !== 'ready') latencyUs = null;
    tellChange();
  }

  function latency(id: number, measuredUs: number): void {
    if (id !== pressId) return;
    latencyUs = measuredUs;
    tellChange();
  }

  function close(): Promise<void> {
    cancelTick();
    closing ??= device.close();
    return closing;
  }

  return {
    start() {
      guarded(() => {
        device.open({
          input: (event) => guarded(() => closing || input(event)),
          state: (state) => guarded(() => changeOfDevice(state)),
          latency: (id, measuredUs) => guarded(() => latency(id, measuredUs)),
        });
        // The axon's time begins now, not when it was put together.
        nextTickMs = clock.nowMs();
        lens.anchor(axon.modelMs, nextTickMs);
        tick();
      });
    },
    command(command) {
      let refusal: string | undefined;
      if (closing) return 'the rig is being shut down';
      guarded(() => {
        refusal = player.obey(command);
        if (refusal !== undefined) return;
        presentAtOnce();
        if (command.do !== 'stimulate' || player.stimulusWaits) tellChange();
      });
      return refusal;
    },
    snapshot: () => ({
      axon: player.facts,
      activity: player.presses.activity,
      lastPress: player.presses.lastPress,
      resets: player.resets,
      membrane: player.membrane,
      membranes: player.membranes,
      running: lens.running,
      stimulusWaits: player.stimulusWaits,
      roomMsPerAxonMs: lens.roomMsPerAxonMs,
      ledCount: device.capabilities.ledCount,
      electrodes: { ...player.electrodes },
      device: deviceState,
      latencyUs,
      droppedMs: motor.droppedMs,
    }),
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
