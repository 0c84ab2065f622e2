/** Runs before the tests of each file: files that share a process share its browser, each with a window of its own. */
import { keepBrowser } from '../kept-browser.js';

keepBrowser();
