// Holds static/openapi.json against a validator, against the routes of routes.cpp, and against what
// the running service answers: every documented status of every route is provoked once, and every
// body is judged by its schema, in which a field that is not documented is an error.
import {Validator} from '@seriousme/openapi-schema-validator';
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {closeSync, openSync, statSync, truncateSync, writeFileSync, writeSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {ajv, description, judge, provoked, text} from './description.mjs';
import {provokeAccounts, provokeOwnAccount} from './account_pages.mjs';
import {Device, provokeSealed, sealed_path, sealed_pattern} from './device.mjs';
import {provokePublished, provokeResults} from './results_pages.mjs';
import {provokePosters} from './provoked_posters.mjs';
import {provokeReview} from './review_pages.mjs';
import {newKey, routes, Service, slug} from './service.mjs';

const methods = ['get', 'post', 'put', 'delete', 'patch', 'head', 'options', 'trace'];
const password = 'blå cykel under eken';
const guesses_at_once = 20;

test('a validator accepts the description', async () => {
  const {valid, errors} = await new Validator().validate(JSON.parse(text));
  assert.ok(valid, JSON.stringify(errors, null, 2));
  assert.match(description.openapi, /^3\.1\./);
});

test('it describes the routes of routes.cpp and no others', () => {
  const described = Object.entries(description.paths).flatMap(([pattern, item]) =>
    methods.filter((method) => item[method])
      .map((method) => `${method.toUpperCase()} ${pattern}`));
  assert.deepEqual(described.sort(), routes().sort());
});

test('its objects take no field that is not documented', () => {
  const open = [];
  const walk = (node, place) => {
    if (node === null || typeof node !== 'object') {
      return;
    }
    if (node.properties && node.additionalProperties !== false) {
      open.push(place);
    }
    Object.entries(node).forEach(([key, value]) => walk(value, `${place}/${key}`));
  };
  walk(description, '#');
  assert.deepEqual(open, []);
});

test('what the service answers', async (t) => {
  const service = await Service.start({shell: `mkdir -p "$2/site/recordings/${slug}";`});
  t.after(() => service.stop());
  writeFileSync(join(service.data, 'site/recordings', slug, 'a.mp3'), 'ljud');
  const get = (path, headers = {}) => service.request('GET', path, {headers});
  const check = async (pattern, status, path = pattern, headers = {}) =>
    judge('GET', pattern, status, await get(path, headers));

  await t.test('before a dialogue is open', async () => {
    await service.openDemonstration();
    for (const pattern of ['/d/{slug}', '/r/{slug}', '/d/{slug}/skriv-ut', '/d/{slug}/offline',
      '/api/v1/dialogues/{slug}', '/lyssna/{slug}/{name}']) {
      await check(pattern, 404, pattern.replace(/\{slug\}/, 'annan').replace(/\{.*\}/, 'a.mp3'));
    }
    judge('POST', '/d/{slug}', 404, await service.form('/d/annan', {}));
  });

  await t.test('to everybody', async () => {
    for (const pattern of ['/', '/aterkalla', '/integritet', '/tillganglighet', '/favicon.svg',
      '/worker.js', '/healthz', '/readyz', '/staff/login']) {
      await check(pattern, 200);
    }
    await check('/d/{slug}', 200, `/d/${slug}`);
    await check('/r/{slug}', 200, `/r/${slug}`);
    await check('/d/{slug}/skriv-ut', 200, `/d/${slug}/skriv-ut`);
    await check('/d/{slug}/offline', 200, `/d/${slug}/offline`);
    await check('/api/v1/dialogues/{slug}', 200, `/api/v1/dialogues/${slug}`);
    const served = await get('/api/v1/openapi.json');
    judge('GET', '/api/v1/openapi.json', 200, served);
    assert.equal(served.body, text);
    for (const name of ['challenge.js', 'favicon.svg', 'openapi.json']) {
      await check('/static/{name}', 200, `/static/${name}`);
    }
    await check('/lyssna/{slug}/{name}', 200, `/lyssna/${slug}/a.mp3`);
    await check('/lyssna/{slug}/{name}', 206, `/lyssna/${slug}/a.mp3`, {Range: 'bytes=0-1'});
    await check('/lyssna/{slug}/{name}', 416, `/lyssna/${slug}/a.mp3`, {Range: 'bytes=9-'});
    await check('/static/{name}', 404, '/static/README.md');
    for (const [pattern, path] of [['/favicon.svg', '/favicon.svg'],
      ['/worker.js', '/worker.js'],
      ['/static/{name}', '/static/challenge.js'],
      ['/api/v1/openapi.json', '/api/v1/openapi.json']]) {
      const {etag} = (await get(path)).headers;
      await check(pattern, 304, path, {'If-None-Match': etag});
    }
  });

  await t.test('to a HEAD, what a GET would have', async () => {
    const asked = await service.request('HEAD', '/');
    assert.equal(asked.status, 200);
    assert.equal(asked.body, '');
  });

  await t.test('before a request reaches a route', async () => {
    const refused = async (status, method, path, more) => {
      const answer = await service.request(method, path, more);
      const what = `${method} ${path.slice(0, 60)}`;
      assert.equal(answer.status, status, what);
      if (path.startsWith('/api/')) {
        const schema = {$ref: 'openapi.json#/components/schemas/Problem'};
        assert.match(answer.headers['content-type'], /^application\/problem\+json/, what);
        assert.ok(ajv.validate(schema, JSON.parse(answer.body)), `${what}: ${answer.body}`);
      } else {
        assert.match(answer.headers['content-type'], /^text\/html/, what);
        assert.match(answer.body, /<main id="main">\n<h1>/, what);
      }
      return answer;
    };
    await refused(404, 'GET', '/../../etc/passwd');
    await refused(400, 'GET', '/d/..%2f..%2fetc%2fpasswd');
    await refused(404, 'GET', '/finns-inte');
    await refused(404, 'GET', '/api/v1/finns-inte');
    await refused(400, 'GET', '/d/%00');
    await refused(400, 'GET', '/d/%zz');
    await refused(400, 'GET', '/?lang=%');
    await refused(400, 'GET', '/api/%zz');
    await refused(414, 'GET', `/d/${'a'.repeat(1100)}`);
    await refused(414, 'GET', `/api/${'a'.repeat(1100)}`);
    assert.equal((await refused(405, 'PUT', '/')).headers.allow, 'GET, HEAD');
    await refused(405, 'DELETE', `/d/${slug}`);
    assert.equal((await refused(405, 'POST', '/api/v1/openapi.json')).headers.allow, 'GET, HEAD');
    await refused(501, 'POST', `/d/${slug}`,
      {headers: {'Transfer-Encoding': 'chunked'}, body: 'a=b'});
    await refused(501, 'POST', '/api/v1/receipts/withdrawals',
      {headers: {'Transfer-Encoding': 'chunked'}, body: '{}'});
    await refused(415, 'POST', `/d/${slug}`,
      {headers: {'Content-Encoding': 'gzip', 'Content-Length': '1'}, body: 'a'});
    assert.equal((await get('/healthz')).status, 200);
  });

  await t.test('to an answer', async () => {
    const pattern = '/api/v1/dialogues/{slug}/submissions';
    const answers = {q2_trygg_kvall: 'ganska_trygg'};
    const key = newKey();
    const answered = async (status, answer) => judge('POST', pattern, status, await answer);
    await answered(201, service.submit(answers, {key}));
    await answered(201, service.submit(answers, {key}));
    await answered(409, service.submit({q2_trygg_kvall: 'vet_ej'}, {key}));
    await answered(400, service.submit(answers, {key: 'kort'}));
    await answered(403, service.submit(answers, {channel: 'paper'}));
    await answered(422, service.submit({q99: 'x', q2_trygg_kvall: 'nej'}));
    await answered(422, service.submit(answers, {name: 'Anna'}));
    const path = `/api/v1/dialogues/${slug}/submissions`;
    await answered(400, service.json(path, '{', {'Idempotency-Key': newKey()}));
    await answered(415, service.form(path, {}, {'Idempotency-Key': newKey()}));
    await answered(413, service.json(path, 'x'.repeat(70_000), {'Idempotency-Key': newKey()}));
    await answered(404, service.json('/api/v1/dialogues/annan/submissions', {},
      {'Idempotency-Key': newKey()}));
  });

  await t.test('to an answer that was sealed on a device', () =>
    provokeSealed(service, (status, answer) => judge('POST', sealed_pattern, status, answer)));

  await t.test('to a withdrawal', async () => {
    const pattern = '/api/v1/receipts/withdrawals';
    const answered = async (status, answer) => judge('POST', pattern, status, await answer);
    await answered(204, service.json(pattern, {receipt: 'AAAAAAAAAAAAAAAA'}));
    await answered(204, service.json(pattern, {receipt: 'inget kvitto'}));
    await answered(400, service.json(pattern, {receipt: 1}));
    await answered(413, service.json(pattern, 'x'.repeat(70_000)));
    await answered(415, service.form(pattern, {receipt: 'AAAAAAAAAAAAAAAA'}));
  });

  await t.test('to a form', async () => {
    const raw = (path, body, type = 'application/x-www-form-urlencoded') =>
      service.request('POST', path, {headers: {'Content-Type': type}, body});
    const path = `/d/${slug}`;
    const answered = async (pattern, status, answer) =>
      judge('POST', pattern, status, await answer);
    const sent = {at: 'review', v: '1', key: newKey(), go: 'send', 'q.q2_trygg_kvall': 'vet_ej'};
    await answered('/d/{slug}', 200, service.form(path, {at: 'start', go: 'next'}));
    await answered('/d/{slug}', 200, service.form(path, sent));
    await answered('/d/{slug}', 409, service.form(path, {...sent, 'q.q13_kon': 'man'}));
    await answered('/d/{slug}', 422, service.form(path, {...sent, 'q.q2_trygg_kvall': ''}));
    await answered('/d/{slug}', 400, raw(path, 'a=%zz'));
    await answered('/d/{slug}', 415, raw(path, '{}', 'application/json'));
    await answered('/d/{slug}', 413, raw(path, 'x'.repeat(270_000)));
    await answered('/aterkalla', 200, service.form('/aterkalla', {receipt: 'AAAAAAAAAAAAAAAA'}));
    await answered('/aterkalla', 422, service.form('/aterkalla', {receipt: 'kort'}));
    await answered('/aterkalla', 400, raw('/aterkalla', 'a=%zz'));
    await answered('/aterkalla', 415, raw('/aterkalla', '{}', 'application/json'));
    await answered('/aterkalla', 413, raw('/aterkalla', 'x'.repeat(70_000)));
  });

  const cookies = {};
  await t.test('to staff who set up their accounts and sign in', async () => {
    const answered = async (method, of, status, answer) => judge(method, of, status, await answer);
    const large = 'x'.repeat(70_000);
    for (const [name, role] of [['anna', 'admin'], ['ali', 'analyst'], ['siv', 'coordinator']]) {
      const {pathname} = new URL(await service.setUpLink(name, role));
      const setup = '/staff/setup/{token}';
      const chosen = {password, repeated: password};
      await answered('GET', setup, 200, get(pathname));
      await answered('POST', setup, 422, service.form(pathname, {password, repeated: 'x'}));
      await answered('POST', setup, 403,
        service.form(pathname, chosen, {'Sec-Fetch-Site': 'cross-site'}));
      await answered('POST', setup, 413, service.form(pathname, {password: large}));
      await answered('POST', setup, 303, service.form(pathname, chosen));
      await answered('POST', setup, 404, service.form(pathname, chosen));
      await answered('GET', setup, 404, get(pathname));
      const entered = await service.form('/staff/login', {name, password});
      judge('POST', '/staff/login', 303, entered);
      cookies[name] = {Cookie: entered.headers['set-cookie'][0].split(';')[0]};
    }
    const wrong = {name: 'anna', password: 'fel lösenord här'};
    await answered('POST', '/staff/login', 403, service.form('/staff/login', wrong));
    await answered('POST', '/staff/login', 413, service.form('/staff/login', {name: large}));
    await answered('POST', '/staff/login', 422, service.json('/staff/login', {},
      {'Sec-Fetch-Site': 'same-origin'}));
  });

  await t.test('to a client that withdraws too often', async () => {
    const receipt = {receipt: 'AAAAAAAAAAAAAAAA'};
    const pattern = '/api/v1/receipts/withdrawals';
    let answer = await service.json(pattern, receipt);
    for (let tries = 1; answer.status === 204 && tries < 20; ++tries) {
      answer = await service.json(pattern, receipt);
    }
    judge('POST', pattern, 429, answer);
    judge('POST', '/aterkalla', 429, await service.form('/aterkalla', receipt));
  });

  await t.test('to staff at their pages', async () => {
    for (const pattern of ['/staff/konton', '/staff/audit']) {
      await check(pattern, 200, pattern, cookies.anna);
      await check(pattern, 403, pattern, cookies.ali);
      await check(pattern, 303);
    }
    for (const [status, of, who] of [[200, slug, 'siv'], [303, slug, 'nobody'], [403, slug, 'ali'],
      [404, 'annan', 'siv'], [422, `${slug}?format=pdf`, 'siv']]) {
      await check('/staff/affisch/{slug}', status, `/staff/affisch/${of}`, cookies[who]);
    }
    await provokeResults(service, cookies);
    await provokeOwnAccount(service);
    await provokeAccounts(service, cookies);
  });

  const downloads =
    ['tables.json', 'tables.csv', 'tables-excel.csv', 'tables.xlsx', 'report.pdf', 'report.zip',
     'themes.json'];
  const download = async (file, status, {of = slug, query = '', headers = cookies.ali} = {}) =>
    check(`/api/v1/staff/dialogues/{slug}/${file}`, status,
      `/api/v1/staff/dialogues/${of}/${file}${query}`, headers);

  await t.test('to a download', async () => {
    const token = await service.command('staff', 'token', 'ali', '--scope', slug);
    for (const file of downloads) {
      await download(file, 200);
      await download(file, 200, {query: '?round=1', headers: {Authorization: `Bearer ${token}`}});
      await download(file, 400, {query: '?round=x'});
      await download(file, 401, {headers: {}});
      await download(file, 403, {headers: cookies.anna});
      await download(file, 404, {of: 'annan'});
    }
  });

  await t.test('to a download of a settled round', async () => {
    for (let i = 0; i < 30; ++i) {
      const {status} = await service.submit({
        q2_trygg_kvall: i % 2 ? 'ganska_trygg' : 'mycket_otrygg', q4_orsak: ['fort', 'morkt'],
        q6_plats: 'Gångtunneln', q10_fortroende: {polis: i % 3 ? 'ja_helt' : 'nej_knappast'},
        q11_forslag: i % 2 ? 'Fler lampor' : 'Lägre fart', q1_area: '2280-CEN',
        q12_alder: i % 2 ? 'a25_44' : 'a45_64'});
      assert.equal(status, 201);
    }
    await service.command('dialogue', 'settle', slug, '--now');
    for (const file of downloads) await download(file, 200);
    await provokePublished(service);
    await provokeReview(service, cookies);
  });

  await t.test('about a dialogue that is closed', async () => {
    await check('/d/{slug}', 410, `/d/${slug}`);
    await check('/d/{slug}/skriv-ut', 410, `/d/${slug}/skriv-ut`);
    await check('/d/{slug}/offline', 410, `/d/${slug}/offline`);
    judge('POST', sealed_pattern, 410, await service.json(sealed_path, {key: 'x', sealed: 'AA'}));
    await check('/api/v1/dialogues/{slug}', 410, `/api/v1/dialogues/${slug}`);
    judge('POST', '/d/{slug}', 410, await service.form(`/d/${slug}`, {}));
    judge('POST', '/api/v1/dialogues/{slug}/submissions', 410,
      await service.submit({q2_trygg_kvall: 'vet_ej'}));
  });

  await t.test('to who signs out, or guesses', async () => {
    const leave = async (status, fields, headers) =>
      judge('POST', '/staff/logout', status, await service.form('/staff/logout', fields, headers));
    await leave(403, {}, {...cookies.ali, 'Sec-Fetch-Site': 'cross-site'});
    await leave(413, {a: 'x'.repeat(70_000)}, cookies.ali);
    await leave(303, {}, cookies.ali);
    await check('/staff', 303, '/staff', cookies.ali);
    // All at once, so that a slow machine guesses as fast as a quick one.
    const guesses = await Promise.all(Array.from({length: guesses_at_once}, (_, i) =>
      service.form('/staff/login', {name: 'ingen', password: `fel ${i}`})));
    const guessed = guesses.find(({status}) => status === 429);
    assert.ok(guessed, `of ${guesses_at_once} guesses at once none was refused`);
    judge('POST', '/staff/login', 429, guessed);
  });
});

test('what a service answers when very many answers come from one address', async (t) => {
  const service = await Service.start({shell: 'export LYHORD_ANSWERS_PER_ADDRESS=1;'});
  t.after(() => service.stop());
  await service.openDemonstration();
  const pattern = '/api/v1/dialogues/{slug}/submissions';
  const answers = {q2_trygg_kvall: 'vet_ej'};
  judge('POST', pattern, 201, await service.submit(answers));
  const device = await Device.of(service);
  judge('POST', sealed_pattern, 429, await service.json(sealed_path, await device.record(answers)));
  const key = newKey();
  const refused = await service.submit(answers, {key});
  judge('POST', pattern, 429, refused);
  const {challenge} = JSON.parse(refused.body);
  const counters = Array.from({length: challenge.puzzles}, (_, puzzle) => {
    for (let counter = 0; ; ++counter) {
      const digest = createHash('sha256').update(`${challenge.seed}.${puzzle}.${counter}`).digest();
      if (Math.clz32(digest.readUInt32BE(0)) >= challenge.bits) {
        return counter;
      }
    }
  });
  judge('POST', pattern, 201, await service.json(`/api/v1/dialogues/${slug}/submissions`,
    {version: 1, language: 'sv', channel: 'link', answers},
    {'Idempotency-Key': key, 'Challenge-Solution': [challenge.token, ...counters].join('.')}));
  judge('POST', '/d/{slug}', 429, await service.form(`/d/${slug}`, {at: 'review', v: '1',
    key: newKey(), go: 'send', 'q.q2_trygg_kvall': 'vet_ej'}));
});

// No write of the process succeeds any more, as on a full disk; or all do again.
function allowWrites(service, allowed) {
  execFileSync('prlimit', ['--pid', String(service.process.pid),
    `--fsize=${allowed ? 'unlimited' : '0'}:unlimited`]);
}

test('what a service answers that cannot store', async (t) => {
  const service = await Service.start({shell: "trap '' XFSZ;"});
  t.after(() => service.stop());
  await service.openDemonstration();
  const key = newKey();
  const answers = {q2_trygg_kvall: 'vet_ej', q6_plats: 'Gångtunneln'};
  const sent = {at: 'review', v: '1', key: newKey(), go: 'send', 'q.q6_plats': 'Gångtunneln'};
  const sealed = await (await Device.of(service)).record(answers);
  allowWrites(service, false);
  judge('POST', '/api/v1/dialogues/{slug}/submissions', 503,
    await service.submit(answers, {key}));
  judge('POST', sealed_pattern, 503, await service.json(sealed_path, sealed));
  const retry = await service.form(`/d/${slug}`, sent);
  judge('POST', '/d/{slug}', 503, retry);
  assert.match(retry.body, /Gångtunneln/);
  judge('POST', '/api/v1/receipts/withdrawals', 503,
    await service.json('/api/v1/receipts/withdrawals', {receipt: 'AAAAAAAAAAAAAAAA'}));
  judge('POST', '/aterkalla', 503,
    await service.form('/aterkalla', {receipt: 'AAAAAAAAAAAAAAAA'}));
  allowWrites(service, true);
  judge('POST', '/api/v1/dialogues/{slug}/submissions', 201,
    await service.submit(answers, {key}));
  judge('POST', '/d/{slug}', 200, await service.form(`/d/${slug}`, sent));
});

// Destroys the database under the running service. The index of the log is mapped into its memory,
// so it is overwritten, never cut.
function destroyDatabase(service) {
  const database = join(service.data, 'lyhord.db');
  writeFileSync(database, Buffer.alloc(statSync(database).size, 'x'), {flag: 'r+'});
  truncateSync(`${database}-wal`);
  const index = openSync(`${database}-shm`, 'r+');
  writeSync(index, Buffer.alloc(statSync(`${database}-shm`).size));
  closeSync(index);
}

test('what a service answers that cannot read', async (t) => {
  const service = await Service.start();
  t.after(() => service.stop());
  await service.openDemonstration();
  destroyDatabase(service);
  judge('GET', '/readyz', 503, await service.request('GET', '/readyz'));
});

test('what a service answers that may print posters', () => provokePosters(judge));

test('every documented status was provoked', () => {
  const all = Object.entries(description.paths).flatMap(([pattern, item]) =>
    methods.filter((method) => item[method]).flatMap((method) => Object.keys(item[method].responses)
      .map((status) => `${method.toUpperCase()} ${pattern} ${status}`)));
  assert.deepEqual(all.filter((what) => !provoked.has(what)), []);
});
