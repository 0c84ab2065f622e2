/** Whether the page was an exhibit's screen when it was loaded last: then nothing else is to be seen until the rig has answered. */

const KEPT_AS = 'axon-rig-kiosk';

/** Comes before the first word of the rig. */
export function coverAtOnce(): void {
  try {
    if (sessionStorage.getItem(KEPT_AS) !== null) document.body.dataset.kiosk = 'away';
  } catch {}
}

export function keepKiosk(isKiosk: boolean): void {
  try {
    if (isKiosk) sessionStorage.setItem(KEPT_AS, 'yes');
    else sessionStorage.removeItem(KEPT_AS);
  } catch {}
  if (!isKiosk) delete document.body.dataset.kiosk;
}
