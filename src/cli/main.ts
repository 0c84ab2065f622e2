#!/usr/bin/env node
/** Where the program starts: a Node that is too old is told so before anything is loaded that it cannot read. */
await import(new URL('../../../bin/node-version.js', import.meta.url).href);
await import('./command-line.js');
