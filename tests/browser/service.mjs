// Owns the service under test: the real binary on a free port, in a data directory of its own with
// a certificate of its own, and how a program and its operator talk to it.
import {execFile, execFileSync, spawn} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import https from 'node:https';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

export const source = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const slug = 'trygghet-harnosand';
const start_seconds_max = 60;

const run = promisify(execFile);

function wanted(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: run these tests by ctest, or see README.md`);
  }
  return value;
}

// "METHOD /pattern" of every route that the binary serves.
export function routes() {
  const lines = execFileSync(wanted('LYHORD_PRINT_ROUTES'), {encoding: 'utf8'}).trim().split('\n');
  return lines.map((line) => line.split(' ').slice(0, 2).join(' '));
}

export function newKey() {
  return randomBytes(16).toString('base64url');
}

export class Service {
  // {shell}: commands of a shell before the binary starts, as limits of the process.
  static async start({shell = ''} = {}) {
    const service = new Service();
    service.binary = wanted('LYHORD_BINARY');
    service.data = mkdtempSync(join(tmpdir(), 'lyhord-test-'));
    service.certificate = join(service.data, 'test-cert.pem');
    service.privateKey = join(service.data, 'test-key.pem');
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256',
      '-nodes', '-days', '2', '-subj', '/CN=localhost',
      '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1',
      '-keyout', service.privateKey, '-out', service.certificate], {stdio: 'ignore'});
    await service.serve(shell);
    return service;
  }

  async serve(shell = '') {
    const words = ['--data', this.data, 'serve', '--listen', '127.0.0.1:0',
      '--certificate', this.certificate, '--private-key', this.privateKey];
    this.process = spawn('bash', ['-c', `${shell} exec "$0" "$@"`, this.binary, ...words],
      {stdio: ['ignore', 'pipe', 'pipe']});
    this.errors = '';
    this.process.stderr.on('data', (chunk) => { this.errors += chunk; });
    this.url = await this.ready();
    this.ca = readFileSync(this.certificate);
    this.agent = new https.Agent({ca: this.ca, keepAlive: true});
  }

  // The address of the line "listening on https://...".
  ready() {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('the service did not start')),
        start_seconds_max * 1000);
      this.process.once('exit', (code) => {
        clearTimeout(late);
        reject(new Error(`the service ended with ${code}: ${this.errors}`));
      });
      createInterface({input: this.process.stdout}).on('line', (line) => {
        const found = line.match(/^listening on (https:\/\/\S+)$/);
        if (found) {
          clearTimeout(late);
          resolve(found[1]);
        }
      });
    });
  }

  async end(signal = 'SIGTERM') {
    this.agent?.destroy();
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = new Promise((resolve) => this.process.once('exit', resolve));
      this.process.kill(signal);
      await ended;
    }
  }

  async stop() {
    await this.end();
    rmSync(this.data, {recursive: true, force: true});
  }

  // Runs a command of the operator; what it printed.
  async command(...words) {
    const {stdout} = await run(this.binary, ['--data', this.data, ...words]);
    return stdout.trim();
  }

  async openDemonstration() {
    await this.command('dialogue', 'import', join(source, 'static/demo/questionnaire.json'));
    await this.command('dialogue', 'open', slug);
  }

  // Imports the demonstration dialogue with other questions under another slug; what was printed.
  importLike(changes) {
    const demonstration = JSON.parse(
      readFileSync(join(source, 'static/demo/questionnaire.json'), 'utf8'));
    const file = join(this.data, `${changes.id}.json`);
    writeFileSync(file, JSON.stringify({...demonstration, ...changes}));
    return run(this.binary, ['--data', this.data, 'dialogue', 'import', file]);
  }

  async openLike(changes) {
    await this.importLike(changes);
    await this.command('dialogue', 'open', changes.id);
  }

  // A one-time set-up link of a new account, on this service's address.
  async setUpLink(name, role) {
    const link = new URL(await this.command('staff', 'add', name, '--role', role));
    return this.url + link.pathname;
  }

  // The headers of a new account that has signed in.
  async signedIn(name, role) {
    const {pathname} = new URL(await this.setUpLink(name, role));
    const password = 'blå cykel under eken';
    await this.form(pathname, {password, repeated: password});
    const entered = await this.form('/staff/login', {name, password});
    return {Cookie: entered.headers['set-cookie'][0].split(';')[0]};
  }

  // {status, headers, body} of one request. `path` is sent as it is.
  request(method, path, {headers = {}, body} = {}) {
    const {hostname, port} = new URL(this.url);
    return new Promise((resolve, reject) => {
      const sent = https.request({hostname, port, method, path, headers, agent: this.agent},
        (response) => {
          const chunks = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => resolve({
            status: response.statusCode,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }));
        });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  form(path, fields, headers = {}) {
    return this.request('POST', path, {
      headers: {'Content-Type': 'application/x-www-form-urlencoded',
        'Sec-Fetch-Site': 'same-origin', ...headers},
      body: new URLSearchParams(fields).toString(),
    });
  }

  json(path, value, headers = {}) {
    return this.request('POST', path, {
      headers: {'Content-Type': 'application/json', ...headers},
      body: typeof value === 'string' ? value : JSON.stringify(value),
    });
  }

  submit(answers, {key = newKey(), ...more} = {}) {
    return this.json(`/api/v1/dialogues/${slug}/submissions`,
      {version: 1, language: 'sv', channel: 'link', answers, ...more}, {'Idempotency-Key': key});
  }
}
