// Sets the project up on a machine that has Node and npm only: `node setup.mjs` installs what the lock file names
// (when it is not there yet or the lock file is newer) and builds `dist/`; `node setup.mjs build` builds alone.
// Plain JavaScript, because it runs before there is a compiler.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const root = import.meta.dirname;
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`node ${process.versions.node} is too old: PhaseLab needs Node 20.19 or newer; install it from nodejs.org`);
}
if (process.argv[2] !== 'build') install();
build();

function install() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  process.stderr.write('phaselab: installing what package-lock.json names …\n');
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'],
    'npm ci failed; check the network or the npm cache and try again');
}

function build() {
  run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '--project', root],
    'the build failed; see the compiler\'s lines above');
  chmodSync(join(root, 'dist', 'cli', 'main.js'), 0o755);
}

function run(command, args, remedy) {
  const { status, error } = spawnSync(command, args, {
    cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32',
  });
  if (status !== 0) fail(error ? `${command}: ${error.message}` : remedy);
}

function fail(message) {
  process.stderr.write(`phaselab setup: ${message}\n`);
  process.exit(1);
}
