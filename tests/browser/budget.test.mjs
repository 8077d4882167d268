// What a page weighs and how soon it is there, by Lighthouse and by counting. CI holds bytes and
// requests to their budgets, and the times of a simulated slow telephone to more than theirs, since
// its machines are shared. With LYHORD_BUDGET=full every public page is measured three times, also
// throttled for real, and the times are held to the budgets themselves. A report is kept.
import assert from 'node:assert/strict';
import {mkdirSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import lighthouse from 'lighthouse';
import {Browser, Form} from './browser.mjs';
import {Service, slug} from './service.mjs';

const is_full = process.env.LYHORD_BUDGET === 'full';
const reports = process.env.LYHORD_REPORTS ?? join(tmpdir(), 'lyhord-reports');
const html_bytes_max = 14_000;
const all_bytes_max = 30_000;
const requests_max = 3;
const shift_max = 0.01;
const languages = ['sv', 'sv-x-lattlast', 'en', 'fi', 'se', 'ar', 'so', 'ti', 'fa', 'uk'];
const runs = is_full ? 3 : 1;
const tries_max = is_full ? 1 : 3;
const pages_max = 20;

// Slow networks as Chromium's tools name them: each request waits, and the processor is slower. The
// budgets are of times throttled for real; simulated ones begin with the handshakes of TCP and TLS.
const slow_4g = {name: 'slow 4G', rttMs: 150, throughputKbps: 1638.4, requestLatencyMs: 562.5,
  downloadThroughputKbps: 1474.56, uploadThroughputKbps: 675, cpuSlowdownMultiplier: 4,
  paint_ms_max: 1000, simulated_ms_max: 2000};
const slow_3g = {name: 'slow 3G', rttMs: 400, throughputKbps: 400, requestLatencyMs: 2000,
  downloadThroughputKbps: 400, uploadThroughputKbps: 400, cpuSlowdownMultiplier: 6,
  paint_ms_max: 2500, simulated_ms_max: 4500};
const blocking_ms_max = is_full ? 50 : 300;
const performance_min = is_full ? 99 : 90;

const rows = [];
const over = [];

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function hold(what, figure, max) {
  if (figure > max) {
    over.push(`${what}: ${figure}, at most ${max}`);
  }
}

function report() {
  mkdirSync(reports, {recursive: true});
  const text = ['| page | profile | figures |', '|---|---|---|', ...rows.map((row) =>
    `| ${row.page} | ${row.profile} | ${Object.entries(row.figures)
      .map(([name, figure]) => `${name} ${figure}`).join(', ')} |`)].join('\n');
  writeFileSync(join(reports, 'budget.md'), `${text}\n`);
  writeFileSync(join(reports, 'budget.json'), JSON.stringify(rows, null, 1));
  return text;
}

// What arrived for a page, compressed as it came over the network.
async function weigh(page) {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.setCacheDisabled', {cacheDisabled: true});
  let [requests, bytes] = [0, 0];
  client.on('Network.requestWillBeSent', ({request}) => {
    requests += request.url.includes('favicon') ? 0 : 1;  // nothing waits for the tab's picture
  });
  client.on('Network.loadingFinished', ({encodedDataLength}) => { bytes += encodedDataLength; });
  return {
    begin() { [requests, bytes] = [0, 0]; },
    async tell(name) {
      await page.waitForLoadState('networkidle');
      const html = Number(await page.lastResponse.headerValue('content-length'));
      rows.push({page: name, profile: 'bytes', figures: {html, all: bytes, requests}});
      hold(`${name}, bytes of HTML`, html, html_bytes_max);
      hold(`${name}, all bytes`, bytes, all_bytes_max);
      hold(`${name}, requests`, requests, requests_max);
    },
  };
}

async function lighthouseOf(service, port, path, profile, method) {
  const found = [];
  for (let run = 0; run < runs; ++run) {
    const ask = () => lighthouse(service.url + path, {port, output: 'json', logLevel: 'error',
      onlyCategories: ['performance', 'accessibility', 'best-practices'], formFactor: 'mobile',
      throttlingMethod: method, throttling: profile, screenEmulation: {mobile: true, width: 360,
        height: 640, deviceScaleFactor: 2, disabled: false}});
    let {lhr} = await ask();
    if (lhr.runtimeError) {  // now and then its trace lacks the beginning
      ({lhr} = await ask());
    }
    assert.equal(lhr.runtimeError, undefined);
    found.push(lhr);
  }
  const middle = (value) => Math.round(median(found.map(value)) * 1000) / 1000;
  const number = (id) => middle(({audits}) => audits[id].numericValue);
  const score = (id) => Math.round(100 * middle(({categories}) => categories[id].score));
  return {performance: score('performance'), accessibility: score('accessibility'),
    practices: score('best-practices'), 'paint ms': Math.round(number('largest-contentful-paint')),
    'blocking ms': Math.round(number('total-blocking-time')),
    shift: number('cumulative-layout-shift')};
}

// What is over its budget in the figures of one page.
function excess(name, figures, profile, method) {
  const limits = [['paint ms', figures['paint ms'],
    method === 'simulate' ? profile.simulated_ms_max : profile.paint_ms_max],
  ['layout shift', figures.shift, shift_max],
  ['short of accessibility', 100 - figures.accessibility, 0],
  ['short of best practices', 100 - figures.practices, 0]];
  if (profile === slow_4g) {
    limits.push(['blocking ms', figures['blocking ms'], blocking_ms_max],
      ['short of performance', 100 - figures.performance, 100 - performance_min]);
  }
  return limits.filter(([, figure, max]) => figure > max)
    .map(([what, figure, max]) => `${name}, ${what}: ${figure}, at most ${max}`);
}

// Whatever else the machine does can only make a page slower: one try of three within is enough.
async function judge(service, port, path) {
  for (const profile of [slow_4g, slow_3g]) {
    for (const method of is_full ? ['simulate', 'devtools'] : ['simulate']) {
      let found = [];
      for (let tries = 0; tries === 0 || (found.length > 0 && tries < tries_max); ++tries) {
        const figures = await lighthouseOf(service, port, path, profile, method);
        rows.push({page: path, profile: `${profile.name}, ${method}`, figures});
        found = excess(`${path}, ${profile.name}, ${method}`, figures, profile, method);
      }
      over.push(...found);
    }
  }
}

test('budgets', async (t) => {
  const service = await Service.start();
  t.after(() => service.stop());
  await service.openDemonstration();
  const browser = await Browser.start(service, {debugged: true});
  t.after(() => browser.stop());

  await t.test('every page of the way, in every language', async () => {
    for (const language of languages) {
      const page = await browser.person({runsScripts: true});
      const form = new Form(page);
      const scale = await weigh(page);
      for (const [name, path] of [['front', '/'], ['start', `/d/${slug}`]]) {
        scale.begin();
        await page.goto(`${service.url}${path}?lang=${language}`);
        await scale.tell(`${name} ${language}`);
      }
      for (let pages = 1; pages < pages_max && !await form.isReview(); ++pages) {
        scale.begin();
        await form.press('next');
        await form.fill({q4_orsak: ['annat'], q5_orsak_annat: 'Halt', q6_plats: 'Gångtunneln'});
        await scale.tell(`form ${pages} ${language}`);
      }
      scale.begin();
      await form.press('send');
      await scale.tell(`thanks ${language}`);
      await page.context().close();
    }
  });

  await t.test('Lighthouse, in Swedish and Arabic', async () => {
    const paths = is_full ? ['/', `/d/${slug}`, `/d/${slug}/skriv-ut`, `/r/${slug}`, '/integritet',
      '/aterkalla', '/tillganglighet'] : ['/', `/d/${slug}`];
    for (const path of paths) {
      for (const language of ['sv', 'ar']) {
        await judge(service, browser.debugging, `${path}?lang=${language}`);
      }
    }
  });

  t.diagnostic(`\n${report()}`);
  assert.deepEqual(over, []);
});
