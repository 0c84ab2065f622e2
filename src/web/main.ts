/** The page: a connection, all that there is to see, and one loop that draws when there is something new. */
import { channelsSwitch, type PagePicture, type PageState } from '../server/messages.js';
import { Connection, socketAddress } from './connection.js';
import { Controls } from './controls.js';
import { Electrodes } from './electrodes.js';
import { ExperimentPanel } from './experiment-panel.js';
import { LevelPanel } from './level-panel.js';
import { LinePanel } from './line-panel.js';
import { MeasuresPanel } from './measures-panel.js';
import { RewindBar } from './rewind-bar.js';
import { Status } from './status.js';
import { Strip } from './strip.js';
import { byId } from './svg.js';
import { askGhost, askTape } from './tape.js';
import { Traces } from './traces.js';
import { TracesWords } from './traces-words.js';
import { Voltmeter } from './voltmeter.js';

const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
const scene = byId('scene', HTMLElement);
const strip = new Strip(scene, byId('glow', HTMLCanvasElement), byId('strip', HTMLCanvasElement));
const blue = new Voltmeter('blue');
const yellow = new Voltmeter('yellow');
const traces = new Traces(byId('traces', HTMLElement), askTape, askGhost, wake);
const status = new Status();
const linePanel = new LinePanel();
const tracesWords = new TracesWords(traces);
let latest: PagePicture | undefined;
let peaks: PageState['measures'] | undefined;
let drawing = 0;

const electrodes = new Electrodes(byId('electrodes', SVGSVGElement), (name, at) =>
  connection.send({ do: 'electrode', name, at }),
);
const controls = new Controls(
  (command) => connection.send(command),
  (name) => electrodes.placeOf(name),
  () => status.unheard(),
  (words) => status.refusal(words),
);

const experimentPanel = new ExperimentPanel((command) => connection.send(command));
const levelPanel = new LevelPanel(
  (command) => connection.send(command),
  (words) => status.refusal(words),
);
const measuresPanel = new MeasuresPanel();
const rewindBar = new RewindBar((command) => connection.send(command));

/** Draws with the latest picture, and again as long as anything still moves. */
function draw(wallMs: number): void {
  drawing = 0;
  const picture = latest;
  if (!picture) return;
  strip.show(picture.rgb);
  let more = status.picture(picture, wallMs);
  if (blue.show(picture.blueMv, wallMs)) more = true;
  if (yellow.show(picture.yellowMv, wallMs)) more = true;
  if (traces.draw(wallMs)) more = true;
  if (peaks && tracesWords.show(picture, peaks, wallMs)) more = true;
  if (more) wake();
}

function wake(): void {
  if (drawing === 0) drawing = requestAnimationFrame(draw);
}

const connection = new Connection(() => new WebSocket(socketAddress(location.href)), {
  link(state) {
    status.link(state);
    controls.link(state.kind === 'open');
    rewindBar.link(state.kind === 'open');
    if (state.kind === 'open' || state.kind === 'connecting') return;
    // What is shown is old from here on, and stays until something new comes.
    linePanel.hide();
    latest = undefined;
    blue.blank();
    yellow.blank();
    tracesWords.blank();
  },
  picture(picture) {
    latest = picture;
    // Here and not when drawing: a hidden page draws nothing but must not miss readings.
    status.limits(picture, performance.now());
    traces.follow(picture);
    wake();
  },
  state(state: PageState) {
    electrodes.place(state.electrodes, state.axon);
    controls.show(state);
    experimentPanel.show(state);
    levelPanel.show(state);
    measuresPanel.show(state);
    peaks = state.measures;
    rewindBar.show(state, document.body.dataset.link === 'open');
    status.state(state);
    strip.look({
      ledPlaces: state.ledPlaces ?? [],
      siteCount: state.axon.siteCount,
      channelEvery: channelsSwitch(state) ? state.axon.channels.every : 0,
      nodeLeds: state.axon.nodeLeds,
      exposure: 1 / state.brightness,
    });
    blue.setUp(state.axon);
    yellow.setUp(state.axon);
    traces.setUp(state);
    wake();
  },
  refusal(words) {
    status.refusal(words);
  },
  line(line) {
    linePanel.show(line);
  },
});

function layOut(): void {
  strip.resize();
  electrodes.resize(strip.geometry, calm.matches);
  traces.still = calm.matches;
  traces.resize();
  wake();
}

const resized = new ResizeObserver(layOut);
resized.observe(scene);
resized.observe(byId('traces', HTMLElement));
resized.observe(byId('blue-meter', HTMLElement));
calm.addEventListener('change', layOut);
window.addEventListener('online', () => connection.hurry());
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) connection.hurry();
});
layOut();
connection.open();
