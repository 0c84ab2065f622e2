/** The set-up that belongs to the picture on show: while somebody looks back, that of then. Pure. */
import type { PageState } from '../server/messages.js';
import { differenceWords, setUpOf } from './set-up.js';
import { say } from './words/say.js';

/** The state with channels, treatments and electrodes as they were in what is shown; the rest is of now. */
export function asShown(state: PageState): PageState {
  if (state.look.kind === 'live') return state;
  const { channelsOn, treatments, electrodes } = state.look.setUp;
  return { ...state, channelsOn, treatments, electrodes };
}

/** What was set up otherwise then, for the caption: `Then: channels off.`; empty where nothing was. */
export function thenWords(state: PageState): string {
  const press = { strength: 0, places: [] };
  const then = setUpOf(asShown(state), press);
  const now = setUpOf(state, press);
  return then.key === now.key ? '' : say('caption.thenWas', { difference: differenceWords(then, now) });
}

/** Why no electrode is moved: what is shown was read where they stood then. */
export function moveRefusal({ look }: Pick<PageState, 'look'>): string | undefined {
  return look.kind === 'looking-back' ? say('caption.goOnToMove') : undefined;
}
