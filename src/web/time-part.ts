/** All that belongs to time: the traces, the last minute, the lens, and how the axon's time goes on. */
import type { PageState } from '../server/messages.js';
import { LevelPanel } from './level-panel.js';
import { MeasuresPanel } from './measures-panel.js';
import type { Part, Rig } from './part.js';
import { RewindBar } from './rewind-bar.js';
import { byId } from './svg.js';
import { askGhost, askTape } from './tape.js';
import { Traces } from './traces.js';
import { TracesWords } from './traces-words.js';
import { Transport } from './transport.js';

export function timePart(rig: Rig): Part {
  const traces = new Traces(byId('traces', HTMLElement), askTape, askGhost, rig.wake);
  const tracesWords = new TracesWords(traces);
  const levelPanel = new LevelPanel(rig.send, rig.refuse);
  const measuresPanel = new MeasuresPanel();
  const rewindBar = new RewindBar(rig.send);
  const transport = new Transport(rig.send);
  let peaks: PageState['measures'] | undefined;
  return {
    link(state) {
      rewindBar.link(state.kind === 'open');
      if (state.kind !== 'open' && state.kind !== 'connecting') tracesWords.blank();
    },
    picture: (picture) => void traces.follow(picture),
    state(state) {
      transport.show(state);
      levelPanel.show(state);
      measuresPanel.show(state);
      peaks = state.measures;
      rewindBar.show(state, document.body.dataset.link === 'open');
      traces.setUp(state);
    },
    draw(picture, wallMs) {
      const moves = traces.draw(wallMs);
      return (peaks !== undefined && tracesWords.show(picture, peaks, wallMs)) || moves;
    },
    layOut(calm) {
      traces.still = calm;
      traces.resize();
    },
    key: (action) => transport.act(action),
  };
}
