// Opens a page in Chromium as its readers do, and says what it sees, a line each.
//
//   node browser.mjs hostile|used|large PAGE [TEXTS]     in a folder with node_modules
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';

const require = createRequire(process.cwd() + '/');
const {chromium} = require('playwright-core');
const [what, file, texts] = process.argv.slice(2);
const address = pathToFileURL(file).href;
const axe_source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const say = (...words) => console.log(...words);

const browser = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox']});
const complaints = [];

async function opened(options = {}) {
  const page = await browser.newPage({viewport: {width: 1280, height: 900}, ...options});
  page.on('console', (message) => complaints.push('console: ' + message.text()));
  page.on('pageerror', (error) => complaints.push('error: ' + error.message));
  page.on('dialog', (dialog) => complaints.push('dialog: ' + dialog.message()) && dialog.dismiss());
  page.on('request', (request) => request.url() === address || complaints.push('request: ' + request.url()));
  await page.goto(address);
  if (options.javaScriptEnabled !== false) await page.waitForSelector('html[data-ready]');
  return page;
}

const drawn = (page) => page.waitForSelector('#picture svg, #picture p');

async function check_access(page, where) {
  await page.evaluate(axe_source);
  const {violations} = await page.evaluate(() => axe.run());
  say('axe,', where + ':', violations.map((v) => `${v.id} (${v.nodes.length}: ${v.nodes[0].html})`).join(', ') || 'nothing');
}

// All pictures are opened, one after the other, and all that they say is kept.
async function all_pictures(page) {
  let said = '';
  await page.click('#prospects .who');
  for (;;) {
    await drawn(page);
    said += await page.evaluate(() => document.querySelector('#prospect').textContent);
    if (await page.isDisabled('#after')) break;
    const before = await page.textContent('#prospect-name');
    await page.click('#after');
    await page.waitForFunction((name) => document.querySelector('#prospect-name').textContent !== name, before);
  }
  return said;
}

async function hostile() {
  const expected = JSON.parse(readFileSync(texts, 'utf8'));
  const page = await opened();
  const said = (await page.evaluate(() => document.querySelector('main').textContent)) + (await all_pictures(page));
  for (const text of expected) if (!said.includes(text)) say('not there as text:', text);
  const strange = await page.evaluate(() => [...document.querySelectorAll('*')].filter(
    (e) => ['IMG', 'IFRAME', 'OBJECT', 'B'].includes(e.tagName) || [...e.attributes].some((a) => a.name.startsWith('on'))).length);
  say('elements of others:', strange);
  say('scripts:', await page.evaluate(() => document.scripts.length));
  const tampered = file + '.tampered.html';
  writeFileSync(tampered, readFileSync(file, 'utf8').replace('</main>', '<script>document.title = "taken"</script></main>'));
  const other = await browser.newPage();
  await other.goto(pathToFileURL(tampered).href);
  await other.waitForSelector('html[data-ready]');
  say('title after a script that was put in:', (await other.title()) === 'taken' ? 'its own' : 'ours');
  const plain = await opened({javaScriptEnabled: false});
  say('without script:', await plain.textContent('main').then((t) => expected.slice(0, 2).every((text) => t.includes(text))));
}

const names_of = (page, list) => page.$$eval(`[data-list=${list}] .who`, (all) => all.map((e) => e.textContent));

async function used() {
  const page = await opened();
  const names = (list) => names_of(page, list);
  const count = (list) => page.textContent(`[data-list=${list}] output`);
  say('in all', await count('prospects'), 'shown', (await names('prospects')).length);
  await page.keyboard.press('/');
  say('slash goes to', await page.evaluate(() => document.activeElement.closest('[data-list]').dataset.list));
  await page.fill('[data-list=prospects] input', 'p12 ');
  say('found', (await names('prospects')).map((n) => n.split(' ')[0]).join(' '));
  await page.fill('[data-list=prospects] input', '');
  const head = page.locator('[data-list=prospects] thead button', {hasText: 'Prospect'});
  await head.click();
  say('up', (await names('prospects')).slice(0, 3).map((n) => n.split(' ')[0]).join(' '));
  await head.click();
  say('down', (await names('prospects')).slice(0, 2).map((n) => n.split(' ')[0]).join(' '));
  say('sorted', await page.getAttribute('[data-list=prospects] thead th:nth-child(2)', 'aria-sort'));
  await page.selectOption('#owner', 'kim');
  say('owners', [...new Set(await page.$$eval('[data-list=prospects] tbody td:first-child', (all) => all.map((e) => e.textContent)))].join(' '));
  await page.selectOption('#owner', '*');
  await head.click();
  await page.focus('[data-list=prospects] .who');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await drawn(page);
  const name = async () => (await page.textContent('#prospect-name')).split(' ')[0];
  say('opened', await name());
  await page.keyboard.press('ArrowRight');
  say('right', await name());
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  say('left', await name(), 'first', await page.isDisabled('#before'));
  await page.keyboard.press('Escape');
  say('closed', !(await page.isVisible('#prospect')));
  await page.click('[data-list=prospects] .more button');
  say('more', (await names('prospects')).length);
  await check_access(page, 'light');
  await page.click('[data-list=prospects] .who');
  await drawn(page);
  await check_access(page, 'a picture');
  await check_access(await opened({colorScheme: 'dark'}), 'dark');
  await check_access(await opened({viewport: {width: 390, height: 844}}), 'telephone');
}

// How long it takes depends on what else the machine does: it is told, and not tested.
async function large() {
  const took = [];
  for (let i = 0; i < 5; ++i) {
    const begun = performance.now();
    const page = await opened();
    took.push(performance.now() - begun);
    await page.close();
  }
  console.error('five loads, ms:', ...took.map(Math.round));
  const page = await opened();
  // From the key to the frame after it.
  const wait = (act) => page.evaluate(`new Promise((done) => {
    const begun = performance.now();
    (${act})();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
  })`);
  const waits = [
    await wait(() => {
      const input = document.querySelector('[data-list=prospects] input');
      input.value = 'p77 ';
      input.dispatchEvent(new Event('input'));
    }),
    await wait(() => document.querySelector('[data-list=worklist] thead th:nth-child(6) button').click()),
    await wait(() => document.querySelector('[data-list=worklist] thead th:nth-child(2) button').click()),
  ];
  console.error('search, sort by time, sort by name, ms:', ...waits.map(Math.round));
  say('found', (await names_of(page, 'prospects')).map((n) => n.split(' ')[0]).join(' '));
  await check_access(page, 'light');
}

await {hostile, used, large}[what]();
await browser.close();
say('complaints:', complaints.join('; ') || 'none');
