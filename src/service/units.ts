/** The files that make a rig a service of systemd, and a screen its kiosk. Pure: settings in, texts out. */

/** What a person calls the two, and their users. */
export const RIG_UNIT = 'axon-rig.service';
export const KIOSK_UNIT = 'axon-rig-kiosk.service';
/** Where a service keeps its log. */
export const SERVICE_LOGS = '/var/log/axon-rig';
const RIG_USER = 'axon-rig';
const KIOSK_USER = 'axon-kiosk';

/** A program that hangs for so long is started again [s]. */
export const WATCHDOG_S = 30;
/** Memory at which a program is ended and started again: ten times what a rig takes [MB]. */
const MOST_MEMORY_MB = 1024;

export interface RigUnitParts {
  /** Of Node, and of this program's first file. */
  readonly node: string;
  readonly main: string;
  /** What is typed after `axon-rig`. */
  readonly args: readonly string[];
  /** Folders outside of those that the service has anyway, in which it writes. */
  readonly writes: readonly string[];
}

export interface KioskUnitParts {
  /** Of Node, and of this program's first file. */
  readonly node: string;
  readonly main: string;
  readonly cage: string;
  readonly chromium: string;
  readonly url: string;
}

/** A word of a command line as systemd reads it: no word of ours is a specifier, a variable or two words. */
export function unitWord(word: string): string {
  const plain = word.replaceAll('%', '%%').replaceAll('$', '$$$$');
  if (/^[\w@%+=:,./~$-]+$/.test(plain)) return plain;
  const escaped = plain.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  return `"${escaped}"`;
}

const commandLine = (words: readonly string[]) => words.map(unitWord).join(' ');

const inHome = (path: string) => /^\/(?:home|root|run\/user)\//.test(path);

export function rigUnit({ node, main, args, writes }: RigUnitParts): string {
  // Whatever its user may not read there it is not shown at all, unless the program itself is there.
  const home = [node, main, ...args, ...writes].some(inHome) ? 'read-only' : 'yes';
  return `# Written by "axon-rig install-service"; run that again rather than change this.
[Unit]
Description=Axon rig
# It is started again for as long as there is power.
StartLimitIntervalSec=0

[Service]
Type=notify
# The word that it is alive comes from a helper process.
NotifyAccess=all
ExecStart=${commandLine([node, main, ...args])}
Restart=always
RestartSec=2
WatchdogSec=${WATCHDOG_S}
WatchdogSignal=SIGKILL
TimeoutStartSec=60
TimeoutStopSec=10
# It closes what it has started itself.
KillMode=mixed
LimitCORE=0
# A class of phones, and then some.
LimitNOFILE=4096
MemoryMax=${MOST_MEMORY_MB}M
TasksMax=64
Environment=NODE_ENV=production

# A user of its own, which may use serial ports and write its log.
User=${RIG_USER}
SupplementaryGroups=dialout
LogsDirectory=axon-rig
LogsDirectoryMode=0750
UMask=0027
${writes.map((path) => `ReadWritePaths=-${unitWord(path)}\n`).join('')}
# What it does not need. Not here: ProtectClock and PrivateDevices, which take serial ports away, and
# MemoryDenyWriteExecute, without which no JavaScript is compiled.
NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
ProtectSystem=strict
ProtectHome=${home}
PrivateTmp=yes
ProtectHostname=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
RemoveIPC=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM

[Install]
WantedBy=multi-user.target
`;
}

/** What keeps a visitor on the page, and the browser silent about itself. */
const KIOSK_FLAGS = [
  '--kiosk',
  '--no-first-run',
  '--noerrdialogs',
  '--disable-session-crashed-bubble',
  '--disable-component-update',
  '--disable-background-networking',
  '--disable-sync',
  '--disable-pinch',
  '--overscroll-history-navigation=0',
  '--disable-features=Translate,MediaRouter,InterestFeedContentSuggestions',
  '--password-store=basic',
  '--autoplay-policy=no-user-gesture-required',
  '--ozone-platform=wayland',
  // A new one each time: nothing to be restored, nothing that fills a disk.
  '--user-data-dir=/run/axon-kiosk/browser',
  '--disk-cache-size=20000000',
] as const;

export function kioskUnit({ node, main, cage, chromium, url }: KioskUnitParts): string {
  const home = [node, main].some(inHome) ? 'read-only' : 'yes';
  return `# Written by "axon-rig install-service"; run that again rather than change this.
[Unit]
Description=Screen of the axon rig
# The page is there when the rig says that it is ready.
Wants=${RIG_UNIT}
After=${RIG_UNIT} systemd-user-sessions.service plymouth-quit-wait.service getty@tty1.service
Conflicts=getty@tty1.service
StartLimitIntervalSec=0

[Service]
# It ends a browser whose page has crashed; what has ended is started again.
ExecStart=${commandLine([node, main, 'kiosk', url, '--', cage, '-d', '--', chromium, ...KIOSK_FLAGS])}
ExecStartPre=-/bin/rm -rf /run/axon-kiosk/browser
Restart=always
RestartSec=2
TimeoutStopSec=5
LimitCORE=0

# A user of its own, with a session on the first screen.
User=${KIOSK_USER}
PAMName=login
TTYPath=/dev/tty1
TTYReset=yes
TTYVHangup=yes
TTYVTDisallocate=yes
StandardInput=tty-fail
StandardOutput=journal
UtmpIdentifier=tty1
UtmpMode=user
RuntimeDirectory=axon-kiosk
RuntimeDirectoryMode=0700
Environment=HOME=/run/axon-kiosk

# What a browser does not need. Its own sandbox needs namespaces.
ProtectSystem=strict
ProtectHome=${home}
PrivateTmp=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native

[Install]
WantedBy=multi-user.target
`;
}

/** The users of both, for systemd-sysusers. */
export function usersFile(): string {
  return `# Written by "axon-rig install-service".
u ${RIG_USER} - "Axon rig" - -
u ${KIOSK_USER} - "Screen of the axon rig" /run/axon-kiosk -
`;
}
