/**
 * The page of an exhibit as visitors have it: a screen that invites, what a press did, and the instrument with what a
 * visitor may use. It asks nothing of the rig of its own accord, since each command counts as a hand.
 */
import './css/exhibit.css';
import type { LessonState, PageExhibit, PagePicture, PageState } from '../server/messages.js';
import { fence } from './exhibit/fence.js';
import type { Healing } from './exhibit/healing.js';
import { Kiosk } from './exhibit/kiosk.js';
import { type LightKind, ScreenLight } from './exhibit/light.js';
import { mayByKey } from './exhibit/own-keys.js';
import { ringPlace } from './exhibit/scene.js';
import { Screen, type ScreenKind } from './exhibit/screen.js';
import { nextLanguage, resultKeys, type ScreenKey, screenWords, takesTouch } from './exhibit/words.js';
import type { Part, Rig } from './part.js';
import { pressCommands } from './press-plan.js';
import { languageOf } from './words/languages.js';
import { chooseLanguage } from './words/page-language.js';
import { language } from './words/say.js';

export function exhibitPart(rig: Rig, healing: Pick<Healing, 'reload' | 'reloadNow'>): Part {
  const screen = new Screen();
  const kiosk = new Kiosk({ press, release, chose, language: changeLanguage, back });
  const light = new ScreenLight(kiosk.box);
  let exhibit: PageExhibit | undefined;
  let state: PageState | undefined;
  let lesson: LessonState | undefined;
  let isVisitor = false;
  let isCalm = false;
  let kind: ScreenKind = 'off';
  let due: ReturnType<typeof setTimeout> | undefined;
  /** The instrument was open, and may not look any more as the page begins. */
  let wasInstrument = false;
  /** Nothing has been heard yet of what is played, or of who this is. */
  let isNew = true;
  /** A press that lasts until it is let go. */
  let holds = false;
  fence(() => isVisitor && exhibit !== undefined);

  const may = (use: PageExhibit['visitors'][number]) => exhibit?.visitors.includes(use) === true;

  function press(): void {
    if (!state) return;
    const presses = may('stimulate');
    if (!presses) rig.send({ do: 'touch' });
    else {
      holds = state.axon.press.holds;
      const wanted = { places: state.axon.stimulusPlaces, held: false };
      for (const command of pressCommands(wanted, state)) rig.send(command);
    }
    screen.touch(performance.now(), presses);
    show();
  }

  function release(): void {
    if (holds) rig.send({ do: 'release' });
    holds = false;
  }

  function chose({ does, lens }: ScreenKey): void {
    if (does === 'again') {
      if (lens !== null && lens !== state?.lens) rig.send({ do: 'lens', roomMsPerAxonMs: lens });
      press();
      release();
      return;
    }
    const trail = exhibit?.trail;
    if (does === 'trail' && trail && lesson?.plan?.name !== trail)
      rig.send({ do: 'lesson', ask: 'plan', name: trail });
    else rig.send({ do: 'touch' });
    screen.instrument(true);
    wasInstrument = true;
    show();
  }

  function back(): void {
    if (lesson?.plan || lesson?.card) rig.send({ do: 'lesson', ask: 'close' });
    else rig.send({ do: 'touch' });
    screen.instrument(false);
    show();
  }

  function changeLanguage(): void {
    const next = exhibit && nextLanguage(exhibit);
    if (!next) return;
    rig.send({ do: 'touch' });
    void healing.reloadNow(() => chooseLanguage(next.code));
  }

  /** Who was there has gone: their language, and what they have left on the instrument. */
  function freshen(): void {
    const first = exhibit?.languages[0];
    if (first !== undefined && first !== language() && languageOf(first) !== undefined)
      healing.reload(() => chooseLanguage(first));
    else if (wasInstrument) healing.reload();
    wasInstrument = false;
  }

  function show(): void {
    clearTimeout(due);
    const now = screen.at(performance.now());
    kind = now.kind;
    if (now.dueMs !== null) due = setTimeout(show, Math.max(0, now.dueMs - performance.now()) + 1);
    if (!exhibit || !state) return;
    document.body.toggleAttribute('data-visitor', isVisitor);
    document.body.dataset.may = exhibit.visitors.join(' ');
    kiosk.show({
      kind,
      words: screenWords(now, exhibit, state),
      keys: kind === 'result' ? resultKeys(exhibit) : [],
      language: nextLanguage(exhibit),
    });
    rig.wake();
  }

  /** A page that has loaded itself again, as for another language, goes on with the trail that is played. */
  function goOn(): void {
    if (!isNew || !isVisitor || lesson === undefined) return;
    isNew = false;
    if (lesson.plan === null) return;
    screen.instrument(true);
    wasInstrument = true;
  }

  /** Where less motion is wanted nothing moves: a pulse is one picture, once it is over. */
  function lightKind(): LightKind | undefined {
    if (kind === 'result') return 'result';
    if (!isCalm) return 'live';
    const runs = state?.activity === 'stimulus' || state?.activity === 'signal';
    return runs ? undefined : 'still';
  }

  function drawLight(picture: PagePicture, wallMs: number): boolean {
    const wanted = lightKind();
    const more = wanted !== undefined && light.draw(picture, wanted, wallMs);
    const { geometry } = light;
    if (geometry && state) {
      const x = light.placeX(state.axon.stimulusPlaces[0] ?? 0) ?? geometry.left;
      kiosk.placeRing(ringPlace(geometry, x, kiosk.ringHalf));
    }
    return more;
  }

  return {
    get covers() {
      return kind !== 'off' && kind !== 'instrument';
    },
    link({ kind: link }) {
      screen.link(link === 'open');
      show();
    },
    role({ role }) {
      isVisitor = role === 'visitor';
      screen.role(role);
      goOn();
      show();
    },
    exhibit(told) {
      exhibit = told;
      screen.exhibit(told, performance.now());
      if (isVisitor && told.phase.kind !== 'visited' && told.phase.kind !== 'settling') {
        release();
        freshen();
      }
      show();
    },
    state(next) {
      state = next;
      light.state(next);
      screen.state(next, performance.now());
      show();
    },
    lesson(next) {
      const hasEnded = lesson?.plan && !next.plan && !next.card;
      lesson = next;
      // Who closes the last card has seen the trail.
      if (hasEnded) screen.instrument(false);
      goOn();
      show();
    },
    layOut(calm) {
      isCalm = calm;
      light.layOut();
    },
    draw: (picture, wallMs) =>
      kind === 'off' || kind === 'instrument' || kind === 'closed' ? false : drawLight(picture, wallMs),
    key(action) {
      if (kind === 'off' || !exhibit) return false;
      if (kind === 'instrument') {
        if (action !== 'escape') return !mayByKey(action, exhibit.visitors);
        back();
        return true;
      }
      if (action === 'stimulate' && takesTouch(kind)) {
        press();
        release();
      }
      return true;
    },
  };
}
