/** The way to a rig that serves this page: a web socket and HTTP, an exhibit's screen, and a page that puts itself right. */
import { Healing } from './exhibit/healing.js';
import { keepKiosk, roleHere } from './kiosk-memory.js';
import { latePart } from './late-part.js';
import { socketAddress } from './link.js';
import type { Part, Rig } from './part.js';
import { rigAddress, takePass } from './rig-address.js';
import type { Way } from './way.js';

export function serverWay(): Way {
  const healing = new Healing();
  return {
    dial: () => new WebSocket(socketAddress(location.href)),
    get: (path, signal) => fetch(rigAddress(path), signal ? { signal } : {}),
    link(link, path) {
      link.href = rigAddress(path);
    },
    parts: (rig) => [exhibitPart(rig, healing), { link: ({ kind }) => healing.link(kind === 'open') }],
    roleOf(told) {
      takePass(told.pass);
      const role = roleHere(told, location.pathname);
      // The role of an exhibit's own screen: nobody looks after it.
      keepKiosk(role.role === 'visitor');
      if (role.role === 'visitor') healing.begin();
      return role;
    },
  };
}

function exhibitPart(rig: Rig, healing: Healing): Part {
  return latePart({
    async load() {
      const part = await import('./exhibit-part.js');
      return part.exhibitPart(rig, healing);
    },
    isOwnKey: () => false,
    ofExhibit: true,
    failed: () => healing.reload(),
  });
}
