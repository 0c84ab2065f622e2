/** All that touches the axon: the press, the electrodes, the switch of the channels, what is done to stretches of it. */
import type { PagePicture, PageState } from '../server/messages.js';
import type { MeterName } from '../units.js';
import { asShown, moveRefusal } from './as-shown.js';
import { AxonMenu } from './axon-menu.js';
import { AxonTouch } from './axon-touch.js';
import { ChannelsSwitch } from './channels-switch.js';
import { Electrodes } from './electrodes.js';
import type { SceneGeometry } from './geometry.js';
import type { Place } from './held.js';
import { MeterControls } from './meter-controls.js';
import { painted, paintRefusal, strokeStretch, treatCommands } from './paint.js';
import { PaintTools } from './paint-tools.js';
import type { Part, Rig } from './part.js';
import { Presser } from './presser.js';
import { StimulateButton } from './stimulate-button.js';
import { isLit, Runs } from './stimulus-light.js';
import { StimulusMore } from './stimulus-more.js';
import { StrengthPanel } from './strength-panel.js';
import { byId } from './svg.js';
import { TreatmentsList } from './treatments-list.js';
import { undoOfReset } from './undo.js';
import { UndoOffer } from './undo-offer.js';
import { say } from './words/say.js';

/** Others that know what a card is called tell it here. */
export interface TouchPart extends Part {
  /** Undefined: no card is played. */
  card(title: string | undefined): void;
}

/** @param geometryOf where things are on the scene, at this moment. */
export function touchPart(rig: Rig, geometryOf: () => SceneGeometry): TouchPart {
  const scene = byId('electrodes', SVGSVGElement);
  const runs = new Runs();
  let state: PageState | undefined;
  let shown: PagePicture | undefined;
  let geometry: SceneGeometry | undefined;
  let isCalm = false;
  let isTaught = false;

  const presser = new Presser(rig.send, showStimulus, rig.unheard);
  const electrodes = new Electrodes(scene, {
    moved,
    stimulusMoved: (place) => presser.put([place]),
    stimulusTapped() {
      presser.press();
      presser.release();
    },
  });
  const axonTouch = new AxonTouch(scene, {
    press: (places) => presser.press(places),
    release: () => presser.release(),
    stroke,
    strokes: (a, b) => tools.stroked(a, b),
  });
  const tools = new PaintTools({
    taken: (brush) => axonTouch.take(brush),
    shows,
    stroke,
  });
  const meters = new MeterControls(moved, (name) => electrodes.placeOf(name));
  const channels = new ChannelsSwitch(rig.send);
  const menu = new AxonMenu(rig.send);
  const button = new StimulateButton(presser);
  const strength = new StrengthPanel(rig.send, rig.refuse);
  const more = new StimulusMore(rig.send, presser);
  const undo = new UndoOffer(rig.send);
  const list = new TreatmentsList((id) => {
    if (!state) return;
    change(
      state.treatments.filter((one) => one.id !== id),
      say('toolbar.putBack'),
    );
  });

  function moved(name: MeterName, at: Place): void {
    const refusal = state && moveRefusal(state);
    if (refusal === undefined) rig.send({ do: 'electrode', name, at });
    else {
      rig.refuse(refusal);
      meters.showAgain();
    }
  }

  /** Sends what makes of the treatments others, and offers the way back. */
  function change(wanted: PageState['treatments'] | ReturnType<typeof painted>, words: string): void {
    if (!state) return;
    const refusal = paintRefusal(state);
    if (refusal !== undefined) {
      rig.refuse(refusal);
      return;
    }
    const { treatments: before, axon } = state;
    const commands = treatCommands(before, wanted, axon);
    for (const command of commands) rig.send(command);
    if (commands.length === 0) return;
    const expected = { ...state, treatments: wanted.map((one) => ({ words: '', ...one })) };
    undo.offer({ words, commands: (now) => treatCommands(now.treatments, before, now.axon) }, expected);
  }

  function stroke(a: number, b: number): void {
    const { brush } = tools;
    if (!state || brush === undefined) return;
    axonTouch.preview(undefined);
    tools.stroked(a, b);
    change(
      painted(state.treatments, state.axon, brush, a, b),
      say(brush === null ? 'toolbar.undoWipe' : 'toolbar.undo'),
    );
  }

  function shows(a: number, b: number): void {
    const { brush } = tools;
    if (state && brush !== undefined) axonTouch.preview(strokeStretch(state.axon, brush, a, b));
  }

  function showStimulus(): void {
    if (!state) return;
    button.show(state.held);
    more.show(state);
    showLight();
  }

  function showLight(): void {
    let lit: readonly number[] | undefined;
    if (state && shown) for (const mark of state.presses) if (isLit(mark, shown, runs)) lit = mark.places;
    electrodes.stimulus(lit ?? presser.places.places, lit !== undefined);
  }

  function showAll(now: PageState): void {
    const last = state;
    state = now;
    runs.state(now);
    const then = asShown(now);
    electrodes.place(then.electrodes, now.axon);
    axonTouch.state(now.axon);
    meters.show(then);
    channels.show(then);
    menu.show(now);
    tools.show(now);
    list.show(then);
    strength.show(now);
    presser.state(now);
    undo.show(now);
    // A card resets the axon at its steps, and puts things right itself.
    if (!last || last.resets === now.resets || isTaught) return;
    undo.offer(
      {
        words: say('toolbar.undoReset'),
        commands: (at) => undoOfReset(last, at),
        undone: () => document.dispatchEvent(new Event('undo-reset')),
      },
      now,
    );
  }

  function resize(): void {
    geometry = geometryOf();
    electrodes.resize(geometry, isCalm);
    axonTouch.resize(geometry);
  }

  return {
    link({ kind }) {
      presser.link(kind === 'open');
      strength.link(kind === 'open');
      if (kind === 'lost') state = undefined;
      if (kind !== 'open') return;
      meters.showAgain();
      tools.showAgain();
    },
    state: showAll,
    lesson({ card }) {
      presser.keep(card?.remark?.kind === 'other-press');
    },
    card(title) {
      isTaught = title !== undefined;
      menu.card(title);
      if (state) menu.show(state);
    },
    refusal: () => presser.refused(),
    picture(picture) {
      shown = picture;
      runs.picture(picture);
    },
    draw() {
      if (geometryOf() !== geometry) resize();
      showLight();
      return false;
    },
    layOut(calm) {
      isCalm = calm;
      resize();
    },
    key(action) {
      switch (action) {
        case 'stimulate':
          presser.press();
          return true;
        case 'membrane':
          channels.toggle();
          return true;
        case 'blue':
        case 'yellow':
          meters.toggle(action);
          return true;
        default:
          return false;
      }
    },
  };
}
