/** The page: a connection, a list of parts, and one loop that draws when there is something new. */
import { channelsSwitch, type PagePicture, type PageState } from '../server/messages.js';
import { Connection, socketAddress } from './connection.js';
import { Controls } from './controls.js';
import { Electrodes } from './electrodes.js';
import { ExperimentPanel } from './experiment-panel.js';
import { LevelPanel } from './level-panel.js';
import { LinePanel } from './line-panel.js';
import { MeasuresPanel } from './measures-panel.js';
import type { Part, Rig } from './part.js';
import { RewindBar } from './rewind-bar.js';
import { Status } from './status.js';
import { Strip } from './strip.js';
import { byId } from './svg.js';
import { askGhost, askTape } from './tape.js';
import { Traces } from './traces.js';
import { TracesWords } from './traces-words.js';
import { Voltmeter } from './voltmeter.js';

const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
let latest: PagePicture | undefined;
let drawing = 0;

const rig: Rig = {
  send: (command) => connection.send(command),
  refuse: (words) => status.refusal(words),
  wake() {
    if (drawing === 0) drawing = requestAnimationFrame(draw);
  },
};

const status = new Status();
const parts: readonly Part[] = [shellPart(), ...stageParts(), timePart()];

function shellPart(): Part {
  const blue = new Voltmeter('blue');
  const yellow = new Voltmeter('yellow');
  const linePanel = new LinePanel();
  return {
    link(state) {
      status.link(state);
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
  };
}

/** The axon, and all that touches it: both have the same places. */
function stageParts(): Part[] {
  const strip = new Strip(
    byId('stage-axon', HTMLElement),
    byId('glow', HTMLCanvasElement),
    byId('strip', HTMLCanvasElement),
  );
  const electrodes = new Electrodes(byId('electrodes', SVGSVGElement), (name, at) =>
    rig.send({ do: 'electrode', name, at }),
  );
  const controls = new Controls(
    rig.send,
    (name) => electrodes.placeOf(name),
    () => status.unheard(),
    rig.refuse,
  );
  const experimentPanel = new ExperimentPanel(rig.send);
  const stage: Part = {
    draw(picture) {
      strip.show(picture.rgb);
      return false;
    },
    state(state) {
      strip.look({
        ledPlaces: state.ledPlaces ?? [],
        siteCount: state.axon.siteCount,
        channelEvery: channelsSwitch(state) ? state.axon.channels.every : 0,
        nodeLeds: state.axon.nodeLeds,
        exposure: 1 / state.brightness,
      });
    },
    layOut: () => strip.resize(),
  };
  const touch: Part = {
    link: (state) => controls.link(state.kind === 'open'),
    state(state) {
      electrodes.place(state.electrodes, state.axon);
      controls.show(state);
      experimentPanel.show(state);
    },
    layOut: (isCalm) => electrodes.resize(strip.geometry, isCalm),
  };
  return [stage, touch];
}

function timePart(): Part {
  const traces = new Traces(byId('traces', HTMLElement), askTape, askGhost, rig.wake);
  const tracesWords = new TracesWords(traces);
  const levelPanel = new LevelPanel(rig.send, rig.refuse);
  const measuresPanel = new MeasuresPanel();
  const rewindBar = new RewindBar(rig.send);
  let peaks: PageState['measures'] | undefined;
  return {
    link(state) {
      rewindBar.link(state.kind === 'open');
      if (state.kind !== 'open' && state.kind !== 'connecting') tracesWords.blank();
    },
    picture: (picture) => void traces.follow(picture),
    state(state) {
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
    layOut(isCalm) {
      traces.still = isCalm;
      traces.resize();
    },
  };
}

/** Draws with the latest picture, and again as long as anything still moves. */
function draw(wallMs: number): void {
  drawing = 0;
  const picture = latest;
  if (!picture) return;
  let more = false;
  for (const part of parts) if (part.draw?.(picture, wallMs)) more = true;
  if (more) rig.wake();
}

const connection = new Connection(() => new WebSocket(socketAddress(location.href)), {
  link(state) {
    for (const part of parts) part.link?.(state);
    // What is shown is old from here on, and stays until something new comes.
    if (state.kind !== 'open' && state.kind !== 'connecting') latest = undefined;
  },
  picture(picture) {
    latest = picture;
    for (const part of parts) part.picture?.(picture);
    rig.wake();
  },
  state(state) {
    for (const part of parts) part.state?.(state);
    rig.wake();
  },
  refusal(words) {
    for (const part of parts) part.refusal?.(words);
  },
  line(line) {
    for (const part of parts) part.line?.(line);
  },
});

function layOut(): void {
  for (const part of parts) part.layOut?.(calm.matches);
  rig.wake();
}

const resized = new ResizeObserver(layOut);
for (const id of ['stage-axon', 'traces', 'blue-meter']) resized.observe(byId(id, HTMLElement));
calm.addEventListener('change', layOut);
window.addEventListener('online', () => connection.hurry());
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) connection.hurry();
});
layOut();
connection.open();
