/**
 * From the player to a picture on the device and at the observers: of the present, or of the moment on the tape that
 * somebody looks at. Whichever it is, the limits of the stage come last, and nothing is allocated.
 */
import type { Device } from '../devices/device.js';
import type { Picture, Stage, StageMap } from '../display/stage.js';
import type { LedMap } from '../experiment/led-map.js';
import type { Geometry } from '../model/index.js';
import type { StoredPicture } from '../recording/reader.js';
import type { Bench } from './bench.js';
import type { LivePicture } from './contract.js';
import { CHANNELS_ON } from './look-back.js';
import type { Player } from './player.js';
import type { MarksLook } from './press-marks.js';

export interface PresenterParts {
  readonly stage: Stage;
  readonly device: Device;
  /** What each LED shows of such an axon. */
  mapOf(geometry: Geometry): Pick<LedMap, 'places' | 'nodeLeds'> & { readonly map: StageMap };
}

export interface Presenter {
  /**
   * Shows what the player has at this moment.
   * @param inputId the latest input of the device that this picture answers.
   * @returns whether there is anything to tell beside the picture.
   */
  present(wallMs: number, inputId: number): boolean;
}

const NO_SAMPLES = new Float64Array(0);

/** Each LED shows a potential of its own. */
function ledByLed(ledCount: number): StageMap {
  const each = Int32Array.from({ length: ledCount }, (_, led) => led);
  return { below: each, above: each, share: new Float64Array(ledCount) };
}

function wereChannelsOn({ flags }: StoredPicture): boolean {
  return (flags & CHANNELS_ON) !== 0;
}

/** @param seen is told of every picture; it uses it at once, or copies it. */
export function createPresenter(
  { stage, device, mapOf }: PresenterParts,
  player: Player,
  nowMs: number,
  seen: (picture: LivePicture) => void,
): Presenter {
  const { motor, back } = player;
  const meterMv: [number, number] = [0, 0];
  /** What the stage is set up for; null for the tape, which has a potential for each LED. */
  let onStage: Bench | null | undefined;
  /** The picture whose samples have been told while somebody looks back. */
  let toldPicture = 0;
  let toldCrossings = 0;
  let pastSamples: Float64Array | undefined;
  const look: { -readonly [Field in keyof MarksLook]: MarksLook[Field] } = {
    watch: player.bench.watch,
    picture: 0,
    axonMs: 0,
  };
  let toldView = stage.view;
  const firstLight = render(nowMs);
  const picture = {
    picture: 0,
    experiment: player.bench.experiment.name,
    lookingBack: false,
    channelsOn: player.bench.channelsOn,
    potentialMv: firstLight.potentialMv,
    modelMs: 0,
    blueMv: 0,
    yellowMv: 0,
    blueHighestMv: Number.NaN,
    yellowHighestMv: Number.NaN,
    highestMv: player.bench.along.mv,
    gates: player.bench.gates.gates,
    inside: player.bench.gates.inside,
    light: firstLight,
    samples: () => pastSamples ?? motor.samples.all(),
  };
  /** What the device is shown of it. */
  const shown = {
    levels: firstLight.levels,
    rgb: firstLight.rgb,
    palette: firstLight.palette,
    needleLevels: firstLight.needleLevels,
    faultLamp: false,
    inputId: 0,
  };

  /** As the channels are, or were when what is looked at happened: it looks now as it did then. */
  function setView(channelsOn: boolean): void {
    const { facts, restMv } = player.bench;
    stage.setView(channelsOn && facts.excitable ? 'whole' : 'magnified', restMv);
  }

  function render(wallMs: number): Picture {
    const { bench } = player;
    setView(bench.channelsOn);
    if (bench !== onStage) {
      onStage = bench;
      stage.setMap(mapOf(bench.experiment.geometry).map);
    }
    meterMv[0] = bench.readMv('blue');
    meterMv[1] = bench.readMv('yellow');
    return stage.render(bench.axon.potentialMv, meterMv, wallMs);
  }

  /** A potential for each LED, as the tape has them. */
  function renderPast(past: StoredPicture, wallMs: number): Picture {
    const { potentialMv, blueMv, yellowMv } = past;
    setView(wereChannelsOn(past));
    if (onStage !== null) {
      onStage = null;
      stage.setMap(ledByLed(potentialMv.length));
    }
    meterMv[0] = blueMv;
    meterMv[1] = yellowMv;
    return stage.render(potentialMv, meterMv, wallMs);
  }

  function show(inputId: number): void {
    picture.potentialMv = picture.light.potentialMv;
    picture.blueMv = meterMv[0];
    picture.yellowMv = meterMv[1];
    shown.levels = picture.light.levels;
    shown.rgb = picture.light.rgb;
    shown.palette = picture.light.palette;
    shown.needleLevels = picture.light.needleLevels;
    shown.faultLamp = picture.light.faultLamp === true;
    shown.inputId = inputId;
    device.show(shown);
    seen(picture);
  }

  /** @returns whether it shows presses that no picture has shown before. */
  function markShown(number: number): boolean {
    const { marks } = player;
    if (!marks.wait) return false;
    marks.shown(number, back.tape.read(number)!.run);
    return true;
  }

  function presentPast(past: StoredPicture, wallMs: number, inputId: number): void {
    picture.picture = past.picture;
    picture.lookingBack = true;
    picture.channelsOn = wereChannelsOn(past);
    picture.modelMs = past.modelMs;
    picture.blueHighestMv = Number.NaN;
    picture.yellowHighestMv = Number.NaN;
    picture.light = renderPast(past, wallMs);
    picture.highestMv = past.highestMv;
    picture.gates = past.gates;
    picture.inside = past.inside;
    pastSamples = past.picture === toldPicture ? NO_SAMPLES : past.samples;
    toldPicture = past.picture;
    show(inputId);
    pastSamples = undefined;
  }

  function presentNow(wallMs: number, inputId: number): boolean {
    const { bench, highest } = player;
    const samples = motor.samples.all();
    toldPicture = 0;
    highest.look(samples, bench.electrodes);
    bench.measures.look(samples, bench.watch.activity === 'none');
    picture.blueHighestMv = highest.mv.blue;
    picture.yellowHighestMv = highest.mv.yellow;
    picture.modelMs = bench.axon.modelMs;
    picture.light = render(wallMs);
    bench.along.picture(picture.light.potentialMv);
    picture.highestMv = bench.along.mv;
    bench.gates.read();
    picture.gates = bench.gates.gates;
    picture.inside = bench.gates.inside;
    picture.picture = back.record(picture.light.potentialMv, meterMv, wallMs, player.changes);
    const marked = markShown(picture.picture);
    picture.experiment = bench.experiment.name;
    picture.lookingBack = false;
    picture.channelsOn = bench.channelsOn;
    show(inputId);
    const crossed = motor.crossings !== toldCrossings;
    toldCrossings = motor.crossings;
    const treated = bench.lookAtTreatments();
    const news = bench.watch.look(samples);
    look.watch = bench.watch;
    look.picture = picture.picture;
    look.axonMs = picture.modelMs;
    const known = player.marks.look(look);
    motor.samples.clear();
    return news || crossed || treated || marked || known;
  }

  return {
    present(wallMs, inputId) {
      const past = back.shown();
      if (past) presentPast(past, wallMs, inputId);
      const news = past === undefined && presentNow(wallMs, inputId);
      const isOtherView = stage.view !== toldView;
      toldView = stage.view;
      return news || isOtherView;
    },
  };
}
