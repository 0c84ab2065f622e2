/** The frame of the page: what the rig is and does in words, the voltmeters, and which controls work now. */
import { LinePanel } from './line-panel.js';
import { LiveControls } from './live-controls.js';
import type { Part } from './part.js';
import type { Status } from './status.js';
import { Voltmeter } from './voltmeter.js';

export function shellPart(status: Status): Part {
  const blue = new Voltmeter('blue');
  const yellow = new Voltmeter('yellow');
  const linePanel = new LinePanel();
  const controls = new LiveControls();
  return {
    link(state) {
      status.link(state);
      controls.link(state.kind === 'open');
      if (state.kind === 'open' || state.kind === 'connecting') return;
      linePanel.hide();
      blue.blank();
      yellow.blank();
    },
    // Here and not when drawing: a hidden page draws nothing but must not miss readings.
    picture: (picture) => status.limits(picture, performance.now()),
    state(state) {
      status.state(state);
      blue.setUp(state.axon);
      yellow.setUp(state.axon);
    },
    refusal: (words) => status.refusal(words),
    line: (line) => linePanel.show(line),
    draw(picture, wallMs) {
      const more = status.picture(picture, wallMs);
      const blueMoves = blue.show(picture.blueMv, wallMs);
      return yellow.show(picture.yellowMv, wallMs) || blueMoves || more;
    },
    key(action) {
      // Asked first: without a rig nobody else is.
      if (controls.live) return false;
      if (action === 'stimulate') status.unheard();
      return true;
    },
  };
}
