/** The frame of the page: what the rig is and does in words, the voltmeters, sound, keys, and which controls work now. */
import type { PageExhibit } from '../server/messages.js';
import { KeysDialog } from './keys-dialog.js';
import { withheldBy } from './lesson/withheld.js';
import { LinePanel } from './line-panel.js';
import { LiveControls } from './live-controls.js';
import type { Part } from './part.js';
import { Presentation } from './presentation.js';
import { Sound } from './sound.js';
import type { Status } from './status.js';
import { Voltmeter } from './voltmeter.js';

/** @param resized sizes on the page are others. */
export function shellPart(status: Status, resized: () => void): Part {
  const blue = new Voltmeter('blue');
  const yellow = new Voltmeter('yellow');
  const linePanel = new LinePanel();
  const controls = new LiveControls();
  const keys = new KeysDialog();
  const presentation = new Presentation(resized);
  const sound = new Sound();
  let exhibit: PageExhibit | undefined;
  let isVisitor = false;

  function soundForVisitors(): void {
    if (exhibit && isVisitor) sound.exhibit(exhibit);
  }

  return {
    link(state) {
      status.link(state, performance.now());
      controls.link(state.kind === 'open');
      if (state.kind === 'open' || state.kind === 'connecting') return;
      linePanel.hide();
      blue.blank();
      yellow.blank();
    },
    // Here and not when drawing: a hidden page draws nothing but must not miss readings.
    picture(picture) {
      const wallMs = performance.now();
      status.limits(picture, wallMs);
      sound.picture(picture, wallMs);
    },
    state(state) {
      const { axon, measures } = state;
      const standsStill = !state.running || state.look.kind === 'looking-back';
      status.state(state, performance.now());
      sound.state(state);
      blue.setUp(axon, standsStill, measures.blue.peak);
      yellow.setUp(axon, standsStill, measures.yellow.peak);
    },
    role({ role }) {
      isVisitor = role === 'visitor';
      soundForVisitors();
    },
    exhibit(told) {
      exhibit = told;
      soundForVisitors();
    },
    lesson: (lesson) => status.withhold(withheldBy(lesson)),
    refusal: (words) => status.refusal(words),
    line: (line) => linePanel.show(line),
    draw(picture, wallMs) {
      const more = status.picture(picture, wallMs);
      const blueMoves = blue.show(picture, wallMs);
      return yellow.show(picture, wallMs) || blueMoves || more;
    },
    key(action) {
      switch (action) {
        case 'keys':
          keys.open();
          return true;
        case 'present':
          presentation.toggle();
          return true;
        case 'caption':
          presentation.callCaption();
          return true;
        case 'lesson':
          // The list of cards hangs in the header, which a presentation has not got.
          presentation.end();
          return false;
        case 'escape':
          if (!presentation.isOn) return false;
          presentation.end();
          return true;
      }
      // Asked first: without a rig nobody else is.
      if (controls.live) return false;
      if (action === 'stimulate') status.unheard();
      return true;
    },
  };
}
