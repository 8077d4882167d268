// Owns the browser: Debian's Chromium by playwright-core, as a resident's telephone without
// JavaScript, and what every page that it sees is held against: axe, html-validate, reflow at
// 320 px, no other host, no console error. Screenshots stay for people to look at.
import {AxeBuilder} from '@axe-core/playwright';
import {HtmlValidate} from 'html-validate';
import assert from 'node:assert/strict';
import {createHash, X509Certificate} from 'node:crypto';
import {mkdirSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium} from 'playwright-core';

const executable = process.env.LYHORD_CHROMIUM ?? '/usr/bin/chromium';
export const screenshots = process.env.LYHORD_SCREENSHOTS ?? join(tmpdir(), 'lyhord-screenshots');
const wait_ms_max = 20_000;
const phone = {width: 360, height: 640};
const desk = {width: 1280, height: 800};
const narrowest = {width: 320, height: 640};

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    'no-trailing-whitespace': 'off',  // of templates, compressed away
    'long-title': 'off',
    'require-sri': 'off',
    // The boxes of one question share a name, also when another page carries them hidden.
    'form-dup-name': 'off',
    // HTML takes any id without a space; the ids of fields are their names.
    'valid-id': ['error', {relaxed: true}],
    // The error summary comes before the heading.
    'heading-level': ['error', {minInitialRank: 'h2'}],
  },
});

// The pin of the certificate's key, by which Chromium takes a self-signed one.
function pin(certificate) {
  const {publicKey} = new X509Certificate(certificate);
  return createHash('sha256').update(publicKey.export({type: 'spki', format: 'der'}))
    .digest('base64');
}

function freePort() {
  return new Promise((resolve) => {
    const taken = createServer().listen(0, '127.0.0.1', () => {
      const {port} = taken.address();
      taken.close(() => resolve(port));
    });
  });
}

// Markup that a browser wrote, with its flags as we write them, and without what the taking of a
// picture leaves behind.
function asWritten(html) {
  return html.replace(/ (checked|data-ends-draft|defer|disabled|hidden|novalidate|selected)=""/g,
    ' $1').replace(/ style=""/g, '');
}

// How Chromium is started that takes these certificates.
export const launching = (certificates) => ({
  executablePath: executable,
  args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-component-update',
    '--disable-background-networking', '--disable-sync',
    `--ignore-certificate-errors-spki-list=${certificates.map(pin).join(',')}`],
});

export class Browser {
  // {network}: of network.mjs, between the browser and the service; {debugged}: a second program
  // may drive it, at the port `debugging`.
  static async start(service, {network, debugged = false} = {}) {
    const browser = new Browser();
    browser.debugging = debugged ? await freePort() : 0;
    browser.service = service;
    browser.url = network ? network.url : service.url;
    const options = launching(network ? network.pinned : [service.ca]);
    browser.chromium = await chromium.launch(debugged ? {...options,
      args: [...options.args, `--remote-debugging-port=${browser.debugging}`]} : options);
    browser.seen = 0;
    browser.problems = [];
    browser.judging = await browser.chromium.newContext({viewport: desk, bypassCSP: true,
      locale: 'sv-SE'});
    mkdirSync(screenshots, {recursive: true});
    return browser;
  }

  async stop() {
    await this.chromium.close();
  }

  // A page of a person: a narrow screen, nothing remembered of anybody before, and JavaScript off
  // unless the test is about it.
  async person({viewport = phone, locale = 'sv-SE', runsScripts = false} = {}) {
    const context = await this.chromium.newContext({viewport, locale,
      javaScriptEnabled: runsScripts});
    const page = await context.newPage();
    page.setDefaultTimeout(wait_ms_max);
    page.on('request', (request) => {
      if (!request.url().startsWith(this.url)) {
        this.problems.push(`a request to another host: ${request.url()}`);
      }
    });
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of (4|503)/.test(message.text())) {
        this.problems.push(`${page.url()} says on the console: ${message.text()}`);
      }
    });
    page.on('response', (response) => {
      if (response.request().isNavigationRequest()) {
        page.lastResponse = response;
      }
    });
    return page;
  }

  // Holds the page as it stands, with this name, against everything; nothing stops here, so that
  // one run tells all: end() does. {live}: as a script left it, not as the service sent it.
  async judge(page, name, {live = false} = {}) {
    this.seen += 1;
    const label = `${String(this.seen).padStart(2, '0')}-${name}`;
    const html = live ? asWritten(await page.content()) : await page.lastResponse.text();
    await page.screenshot({path: join(screenshots, `${label}-360.png`), fullPage: true});
    await this.judgeMarkup(label, html);
    const copy = await this.judging.newPage();
    await copy.route('**/*', (route) => route.request().isNavigationRequest()
      ? route.fulfill({contentType: 'text/html; charset=utf-8', body: html})
      : route.abort());
    await copy.goto(page.url());
    await copy.screenshot({path: join(screenshots, `${label}-1280.png`), fullPage: true});
    await this.judgeAccessibility(label, copy);
    await copy.setViewportSize(narrowest);
    const width = await copy.evaluate(() => document.documentElement.scrollWidth);
    if (width > narrowest.width) {
      this.problems.push(`${label} is ${width} px wide on a screen of ${narrowest.width}`);
    }
    await copy.close();
  }

  // Only keeps a picture: of a page as a script left it.
  async picture(page, name) {
    this.seen += 1;
    const label = `${String(this.seen).padStart(2, '0')}-${name}`;
    await page.screenshot({path: join(screenshots, `${label}-360.png`), fullPage: true});
  }

  async judgeMarkup(label, html) {
    const report = await validator.validateString(html);
    for (const {messages} of report.results) {
      for (const {ruleId, message, line} of messages) {
        this.problems.push(`${label}, line ${line}: ${ruleId}: ${message}`);
      }
    }
  }

  async judgeAccessibility(label, copy) {
    const {violations} = await new AxeBuilder({page: copy})
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    for (const {id, help, nodes} of violations) {
      this.problems.push(`${label}: ${id}: ${help}: ${nodes.map((n) => n.html).join(' | ')}`);
    }
  }

  end() {
    assert.ok(this.problems.length === 0, `\n${this.problems.join('\n')}`);
  }
}

// The questionnaire's form on a page, as somebody answers it: values by question, a list for
// several boxes, an object for the rows of a matrix.
export class Form {
  constructor(page) {
    this.page = page;
  }

  async asks(question) {
    return await this.page.locator(`[name="q.${question}"]:not([type="hidden"]), ` +
      `[name^="q.${question}."]:not([type="hidden"])`).count() > 0;
  }

  async type(name, value) {
    const field = this.page.locator(`[name="${name}"]:not([type="hidden"])`).first();
    const kind = await field.evaluate((node) => node.localName);
    if (kind === 'select') {
      await field.selectOption(value);
    } else if (kind === 'textarea' || await field.getAttribute('type') === 'text') {
      await field.fill(value);
    } else {
      await this.page.locator(`input[name="${name}"][value="${value}"]`).check();
    }
  }

  async answer(question, value) {
    if (Array.isArray(value)) {
      for (const option of value) {
        await this.type(`q.${question}`, option);
      }
    } else if (typeof value === 'object') {
      for (const [row, option] of Object.entries(value)) {
        await this.type(`q.${question}.${row}`, option);
      }
    } else {
      await this.type(`q.${question}`, value);
    }
  }

  // Everything that this page asks and the person has an answer to.
  async fill(answers) {
    for (const [question, value] of Object.entries(answers)) {
      if (await this.asks(question)) {
        await this.answer(question, value);
      }
    }
  }

  // Presses the button whose field "go" has this value.
  async press(go) {
    await Promise.all([
      this.page.waitForNavigation(),
      this.page.locator(`button[name="go"][value="${go}"]`).first().click(),
    ]);
  }

  async isReview() {
    return await this.page.locator('button[name="go"][value="send"]').count() > 0;
  }
}
