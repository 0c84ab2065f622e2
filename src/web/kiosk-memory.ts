/** Whether the page is an exhibit's screen, and was one when it was loaded last: then nothing else is to be seen until the rig has answered. */
import type { PageRole } from '../server/messages.js';

const KEPT_AS = 'axon-rig-kiosk';

/** Comes before the first word of the rig. */
export function coverAtOnce(): void {
  try {
    if (sessionStorage.getItem(KEPT_AS) !== null) document.body.dataset.kiosk = 'away';
  } catch {}
}

/** At its own address there is the whole page for a technician, who watches until the code is given. */
export function roleHere(told: PageRole, path: string): PageRole {
  return told.role === 'visitor' && path.endsWith('/technician') ? { ...told, role: 'watcher' } : told;
}

export function keepKiosk(isKiosk: boolean): void {
  try {
    if (isKiosk) sessionStorage.setItem(KEPT_AS, 'yes');
    else sessionStorage.removeItem(KEPT_AS);
  } catch {}
  if (!isKiosk) delete document.body.dataset.kiosk;
}
