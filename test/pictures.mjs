// Draws the README's pictures from a fresh run of the first notebook: `npm run pictures` (needs Chromium).
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const root = join(import.meta.dirname, '..');
const pictures = join(root, 'notebooks', 'pictures');
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
if (executablePath === undefined) throw new Error('pictures: no Chromium found; install it first');

execFileSync(process.execPath, [join(root, 'dist', 'cli', 'main.js'), 'start'], { cwd: root, stdio: 'inherit' });
mkdirSync(pictures, { recursive: true });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'] });
const page = await browser.newPage({ viewport: { width: 860, height: 900 } });
await page.goto(pathToFileURL(join(root, 'out', '00-start-here.html')).href);
await page.waitForSelector('.js-plotly-plot .main-svg');
await page.waitForTimeout(1000);
for (const [index, name] of [[0, 'task'], [1, 'before-after'], [2, 'journey'], [3, 'funnel']]) {
  await page.locator('.js-plotly-plot').nth(index).screenshot({ path: join(pictures, `${name}.png`) });
}
await browser.close();
