/** The page that is one file: the rig plays in a worker beside it. */
import { startPage } from '../web/start-page.js';
import { pageWay } from './page/page-way.js';
import { startRigThread } from './rig-thread.js';

void startPage(pageWay(startRigThread()));
