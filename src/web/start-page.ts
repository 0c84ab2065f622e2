/** The page: a connection, a list of parts, and one loop that draws when there is something new. */
import type { PagePicture } from '../server/messages.js';
import { Connection } from './connection.js';
import { Density } from './density.js';
import { listenToKeys } from './keyboard.js';
import { latePart } from './late-part.js';
import type { Part, Rig } from './part.js';
import { shellPart } from './shell-part.js';
import { drawCoarsely } from './stage/pen.js';
import { stagePart } from './stage-part.js';
import { Status } from './status.js';
import { StepPace } from './step-pace.js';
import { byId } from './svg.js';
import { timePart } from './time-part.js';
import { touchPart } from './touch-part.js';
import type { Way } from './way.js';
import { speak } from './words/page-language.js';

/** Once for a document. @returns once the page is there; its line is dialled from then on. */
export async function startPage(way: Way): Promise<void> {
  await speak();

  const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
  const steps = new StepPace();
  const density = new Density();
  let latest: PagePicture | undefined;
  let running = true;
  let drawing = 0;

  const rig: Rig = {
    files: way,
    send: (command) => connection.send(command),
    refuse: (words) => status.refusal(words),
    unheard: () => status.unheard(),
    wake() {
      if (drawing === 0) drawing = requestAnimationFrame(draw);
    },
  };

  const status = new Status();
  const stage = stagePart(rig);
  const time = timePart(rig, (sweep, words) =>
    stage.ghost(sweep === undefined ? undefined : stage.highestMv(sweep), words),
  );
  const touch = touchPart(rig, () => stage.geometry);
  const lesson = latePart({
    async load() {
      const { lessonPart } = await import('./lesson-part.js');
      return lessonPart(rig, {
        resized: layOut,
        titled: (title) => touch.card(title),
        sweeps: time.sweeps,
      });
    },
    isOwnKey: (action) => action === 'lesson' || action === 'lesson-on' || action.startsWith('choice-'),
  });
  const save = latePart({
    async load() {
      const { savePart } = await import('./save-part.js');
      return savePart(rig, time.sweeps);
    },
    isOwnKey: () => false,
  });
  const parts: readonly Part[] = [
    ...(way.parts?.(rig, { layOut }) ?? []),
    shellPart(status, layOut),
    stage,
    touch,
    time,
    save,
    lesson,
  ];

  /** Draws with the latest picture, and again as long as anything still moves. */
  function draw(wallMs: number): void {
    drawing = 0;
    if (!latest) return;
    const picture = calm.matches ? steps.at(latest, running, wallMs) : latest;
    let more = picture !== latest;
    const cover = parts.find(({ covers }) => covers);
    for (const part of cover ? [cover] : parts) if (part.draw?.(picture, wallMs)) more = true;
    if (density.frame() && drawCoarsely()) layOut();
    if (more) rig.wake();
  }

  const connection = new Connection(() => way.dial(), {
    link(state) {
      for (const part of parts) part.link?.(state);
      // What is shown is old from here on, and stays until something new comes.
      if (state.kind !== 'open' && state.kind !== 'connecting') latest = undefined;
    },
    picture(picture) {
      latest = picture;
      density.picture();
      for (const part of parts) part.picture?.(picture);
      rig.wake();
    },
    state(state) {
      running = state.running;
      steps.hurry();
      for (const part of parts) part.state?.(state);
      rig.wake();
    },
    reload: () => location.reload(),
    refusal(words) {
      for (const part of parts) part.refusal?.(words);
    },
    line(line) {
      for (const part of parts) part.line?.(line);
    },
    role(told) {
      const role = way.roleOf?.(told) ?? told;
      document.body.toggleAttribute('data-free', role.role !== 'visitor');
      for (const part of parts) part.role?.(role);
    },
    votes(votes) {
      for (const part of parts) part.votes?.(votes);
    },
    lesson(lesson) {
      for (const part of parts) part.lesson?.(lesson);
    },
    exhibit(told) {
      for (const part of parts) part.exhibit?.(told);
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
  listenToKeys((action) => parts.some((part) => part.key?.(action) === true));
  layOut();
  connection.open();
}
