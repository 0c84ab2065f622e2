/** The page that a rig serves. */
import { coverAtOnce } from './kiosk-memory.js';
import { serverWay } from './server-way.js';
import { startPage } from './start-page.js';

coverAtOnce();
await startPage(serverWay());
