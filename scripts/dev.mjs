// `npm run dev`: the page as you change it, on a live rig. Starts a rig on a port of its own, and in front of it Vite,
// which serves src/web as it is now and passes the page's web socket on to the rig. One address, on this computer only;
// Ctrl-C ends both, the strip dark.
import '../bin/node-version.js';
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HOST = '127.0.0.1';
const USUAL_PORT = 5173;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const USAGE = `npm run dev -- [RIG] [--port PATH] [--http-port NUMBER]
RIG: a rig file, or the name of a shipped one; virtual unless said otherwise. PATH: the board's serial port.
NUMBER: where the page is; ${USUAL_PORT} unless said otherwise.`;

const file = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

function stop(words) {
  console.error(`axon-rig: ${words}`);
  process.exit(1);
}

function readArguments() {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { port: { type: 'string' }, 'http-port': { type: 'string', default: String(USUAL_PORT) } },
    });
    const httpPort = Number(values['http-port']);
    if (positionals.length > 1) throw new Error('one rig at a time');
    if (!Number.isInteger(httpPort) || httpPort < 0 || httpPort > 65_535)
      throw new Error('--http-port is a number from 0 to 65535; 0 takes any free port');
    return { rig: positionals[0] ?? 'virtual', port: values.port, httpPort };
  } catch (error) {
    return stop(`${error.message}\n${USAGE}`);
  }
}

/** @returns a server that listens, and answers nothing yet. */
function listen(httpPort) {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error) =>
      stop(
        error.code === 'EADDRINUSE'
          ? `port ${httpPort} is in use, perhaps by another "npm run dev": stop that, or choose another port: npm run dev -- --http-port ${httpPort + 1}`
          : `the page cannot be served on port ${httpPort}: ${error.message}`,
      ),
    );
    server.listen(httpPort, HOST, () => resolve(server));
  });
}

/**
 * Not in the terminal's group of processes, so that a Ctrl-C reaches the rig once, from here. With the name of an npm
 * script the rig also watches whether this process is still there.
 */
function startRig({ rig, port }) {
  const args = [file('bin/axon-rig.js'), 'run', rig, '--http-port', '0', ...(port ? ['--port', port] : [])];
  return spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: process.platform !== 'win32',
    env: { ...process.env, npm_lifecycle_event: 'dev' },
  });
}

/** The rig's own address goes no further: the page is at ours. */
function rigAddress(child) {
  return new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, address] = /^axon-rig: open (\S+)$/.exec(line) ?? [];
      if (address) resolve(address);
      else console.log(line);
    });
  });
}

/** A page that reloads drops its web socket: no error, and the page tells by itself when it has lost the rig. */
function quiet(logger) {
  return {
    ...logger,
    error(words, options) {
      if (!words.includes('ws proxy')) logger.error(words, options);
    },
  };
}

/** To the rig our page is its own; any other website, or a name that was made to point here, stays a stranger to it. */
function onlyOurPage(server, address) {
  return (proxy) =>
    proxy.on('proxyReqWs', (toRig, { headers: { origin, host } }) => {
      const own = [HOST, 'localhost'].map((name) => `${name}:${server.address().port}`);
      if (own.includes(host) && origin === `http://${host}`)
        toRig.setHeader('origin', new URL(address).origin);
      else toRig.setHeader('origin', 'null');
    });
}

async function startVite(server, address) {
  const { createLogger, createServer: createVite } = await import('vite');
  return createVite({
    configFile: file('vite.config.ts'),
    cacheDir: file('dist/vite'),
    customLogger: quiet(createLogger('info', { allowClearScreen: false })),
    appType: 'mpa',
    server: {
      middlewareMode: { server },
      hmr: { server },
      fs: { allow: [file('src'), file('node_modules')] },
      proxy: {
        '/ws': { target: address, ws: true, changeOrigin: true, configure: onlyOurPage(server, address) },
      },
    },
  });
}

const wanted = readArguments();
const build = [file('scripts/build.mjs'), '--without-tests'];
if (spawnSync(process.execPath, build, { stdio: 'inherit' }).status !== 0) process.exit(1);
const server = await listen(wanted.httpPort);
const rig = startRig(wanted);
const page = rigAddress(rig).then((address) => startVite(server, address));
server.on('request', async (request, response) => (await page).middlewares(request, response));

let isStopping = false;
for (const signal of SIGNALS)
  process.on(signal, () => {
    isStopping = true;
    // A second one does not wait for the strip to go dark. On Windows the terminal tells the rig itself.
    if (process.platform !== 'win32') rig.kill(signal);
  });
rig.once('close', (code, signal) => {
  if (signal !== null && !isStopping)
    console.error(`axon-rig: the rig has ended (${signal}); start this again`);
  process.exit(code ?? 128 + constants.signals[signal]);
});

await page;
console.log(`axon-rig: open http://${HOST}:${server.address().port}/`);
console.log(
  'axon-rig: a change in src/web shows at once. After any other, press Ctrl-C and run this again: it builds what changed.',
);
