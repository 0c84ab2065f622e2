/**
 * A page that nobody looks after puts itself right: it loads itself again when a part of it fails, when its rig has got
 * another page, and when the rig answers but the page does not understand it. Never while the rig is away, since then
 * nothing would come; and never in a hurry.
 */
import { readReloads, reloadDueMs, scriptOf, writeReloads } from './reloads.js';

const KEPT_AS = 'axon-rig-reloads';
/** How often it asks for the page while the rig does not talk to it, and how long that may be so [ms of room]. */
const ASK_EVERY_MS = 5000;
const NOT_HEARD_MS = 30_000;

export class Healing {
  readonly #own = document.querySelector('script[type="module"][src]')?.getAttribute('src') ?? undefined;
  #isOn = false;
  #isOpen = false;
  #notOpenSinceMs = performance.now();
  #wantsReload = false;
  #how: () => void = () => location.reload();
  #isAsking = false;
  /** Something has happened while it was asking. */
  #asksAgain = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** From now on nobody looks after this page. */
  begin(): void {
    if (this.#isOn) return;
    this.#isOn = true;
    // Without an error it is one of those that browsers only mention.
    window.addEventListener('error', ({ error }) => {
      if (error) this.reload();
    });
    window.addEventListener('unhandledrejection', () => this.reload());
    // A graphics driver that was started again has lost all that was drawn once and kept.
    document.addEventListener('contextlost', () => this.reload(), { capture: true });
    this.#look();
  }

  link(isOpen: boolean): void {
    if (isOpen === this.#isOpen) return;
    this.#isOpen = isOpen;
    this.#notOpenSinceMs = performance.now();
    if (this.#isOn) this.#look();
  }

  /** As soon as the rig answers and it is time. @param how else than as it is. */
  reload(how?: () => void): void {
    if (!this.#isOn) return;
    if (how) this.#how = how;
    this.#wantsReload = true;
    this.#look();
  }

  /** At once, for somebody has asked for it, if the rig has a page to give. */
  async reloadNow(how: () => void): Promise<void> {
    if ((await pageNow()) !== undefined) how();
  }

  /** One look at a time; the next one is due while anything is wrong. */
  #look(): void {
    clearTimeout(this.#timer);
    const nowMs = Date.now();
    const dueMs = this.#wantsReload ? reloadDueMs(this.#reloads(), nowMs) : nowMs;
    this.#timer = setTimeout(() => void this.#ask(), dueMs - nowMs);
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) {
      this.#asksAgain = true;
      return;
    }
    this.#isAsking = true;
    await this.#askOnce();
    this.#isAsking = false;
    clearTimeout(this.#timer);
    if (this.#asksAgain) {
      this.#asksAgain = false;
      this.#look();
      return;
    }
    if (this.#isOpen && !this.#wantsReload) return;
    this.#timer = setTimeout(() => void this.#ask(), ASK_EVERY_MS);
  }

  async #askOnce(): Promise<void> {
    const html = await pageNow();
    const script = html === undefined ? undefined : scriptOf(html);
    if (script === undefined) return;
    const isOther = this.#own !== undefined && script !== this.#own;
    const isUnheard = !this.#isOpen && performance.now() - this.#notOpenSinceMs >= NOT_HEARD_MS;
    if (isOther || isUnheard) this.#wantsReload = true;
    const nowMs = Date.now();
    if (!this.#wantsReload || reloadDueMs(this.#reloads(), nowMs) > nowMs) return;
    this.#keep();
    this.#how();
  }

  #reloads(): readonly number[] {
    let kept: readonly number[] = [];
    try {
      kept = readReloads(sessionStorage.getItem(KEPT_AS));
    } catch {}
    if (kept.length > 0) return kept;
    // Where the browser keeps nothing it still tells whether this page was loaded again.
    const [how] = performance.getEntriesByType('navigation');
    return how instanceof PerformanceNavigationTiming && how.type === 'reload'
      ? [performance.timeOrigin]
      : [];
  }

  #keep(): void {
    try {
      sessionStorage.setItem(KEPT_AS, writeReloads(this.#reloads(), Date.now()));
    } catch {}
  }
}

/** The page as the rig has it now; undefined: it does not answer. */
async function pageNow(): Promise<string | undefined> {
  try {
    const answer = await fetch(location.pathname, { cache: 'no-store', signal: AbortSignal.timeout(4000) });
    return answer.ok ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
}
