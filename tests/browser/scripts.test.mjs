// The scripts that pages refer to and their sheet, as files: in the language of old phones, small,
// and deciding as the service does by the vectors that its unit tests read too.
import {parse} from 'acorn';
import assert from 'node:assert/strict';
import {webcrypto} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {test} from 'node:test';
import {brotliCompressSync, gzipSync} from 'node:zlib';
import {lacking, lackingInSheet} from './old_phone.mjs';
import {source} from './service.mjs';

const folder = join(source, 'static/files');
const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
// Compressed; those that a page of the form waits for are fetched once for all of them.
const bytes_max = {'form.js': 5200, 'exit.js': 4000, 'listen.js': 1200,
  'review.js': 1800, 'copy.js': 700, 'outbox.js': 4100, 'offline.js': 3250, 'worker.js': 2200};
const load = createRequire(import.meta.url);
const form = load(join(folder, 'form.js'));
const offline = load(join(folder, 'offline.js'));

const vectors = (name) => JSON.parse(readFileSync(join(source, 'tests/vectors', name), 'utf8'));

test('every script is ES2017 and uses nothing that old phones lack', () => {
  assert.ok(scripts.length >= 2);
  for (const name of scripts) {
    assert.deepEqual(lacking(parse, readFileSync(join(folder, name), 'utf8')), [], name);
  }
});

test('the lint finds what old phones lack', () => {
  const wrong = ['a?.b', 'a ?? b', 'class A { b = 1; }', '/(?<=a)b/', '/(?<n>a)/', '/\\p{L}/u',
    'a.flat()', 'a.flatMap(b)', "a['replaceAll'](b, c)", 'structuredClone(a)', '({...a})',
    'try { a() } catch { b() }', "a.querySelector('b:has(c)')", "new RegExp('(?<=a)b')",
    'async function* a() {}', '1_000', 'a ||= b', 'a.at(-1)', 'Object.fromEntries(a)',
    'a.b.finally(c)', '`:has(${a})`', 'import("a")', 'globalThis.a', '2n'];
  for (const code of wrong) {
    assert.equal(lacking(parse, code).length > 0, true, code);
  }
  for (const code of ['async () => { await a; }', '2 ** 3', 'a.includes(b)', '/\\u{61}/u']) {
    assert.deepEqual(lacking(parse, code), [], code);
  }
});

test('the sheet has a physical twin for every logical place', () => {
  const sheet = readFileSync(join(source, 'static/shared/style.css'), 'utf8');
  assert.deepEqual(lackingInSheet(sheet), []);
  assert.match(sheet, /inline-start/);
  const old = '@supports not (inset-inline-start: 0) { .a { padding-left: 0; } }';
  for (const [css, found] of [
    ['.a { margin-inline: auto; }', ['.a: margin-inline']],
    ['.a { inset: 0; }', ['.a: inset']],
    ['@media print { .a, .b { padding-inline-start: 0; } }', ['.b: padding-inline-start']],
    ['.a { margin-inline-start: 0; }', ['.a: margin-inline-start']],
  ]) {
    assert.deepEqual(lackingInSheet(css + old), found, css);
  }
  assert.deepEqual(lackingInSheet('.a { padding-inline-start: 0; }'), ['.a: padding-inline-start']);
});

test('every script of a form fits its budget', (t) => {
  for (const [name, max] of Object.entries(bytes_max)) {
    const bytes = readFileSync(join(folder, name));
    const [brotli, gzip] = [brotliCompressSync(bytes).length, gzipSync(bytes, {level: 9}).length];
    t.diagnostic(`${name}: ${bytes.length} bytes, ${gzip} by gzip, ${brotli} by brotli`);
    assert.ok(Math.max(brotli, gzip) <= max, name);
  }
});

// What tests/unit/domain/device_record_test.cpp opens; a device makes a new pair for each record.
test('an answer is sealed as the service opens it', async () => {
  const {slug, queue, device, cases} = vectors('device_records.json');
  const bytes = (hex) => Uint8Array.from(Buffer.from(hex, 'hex'));
  const {subtle} = webcrypto;
  const curve = {name: 'ECDH', namedCurve: 'P-256'};
  const {d, ...open} = device;
  const pair = {privateKey: await subtle.importKey('jwk', device, curve, false, ['deriveBits']),
    publicKey: await subtle.importKey('jwk', open, curve, true, [])};
  const fixed = new Proxy(subtle, {get: (target, name) => (name === 'generateKey'
    ? async () => pair : (...given) => target[name](...given))});
  assert.equal(d.length, 43);
  for (const {key, body, receipt, sealed} of cases) {
    const made = await offline.seal(fixed,
      {key: bytes(key), queue: bytes(queue), slug, body});
    assert.equal(Buffer.from(made).toString('hex'), sealed.join(''));
    assert.equal(await offline.receiptOf(subtle, bytes(key)), receipt);
    const other = await offline.seal(subtle, {key: bytes(key), queue: bytes(queue), slug, body});
    assert.notDeepEqual(other, made);
  }
});

// As script_view.cpp writes the conditions of a question.
function conditions_text(show_if = {}) {
  return Object.entries(show_if)
    .map(([id, values]) => id + (values === 'answered' ? '' : `:${values.join(',')}`)).join(' ');
}

test('what is asked is what the service asks', () => {
  for (const {name, questions, cases} of vectors('conditions.json')) {
    const asked = questions.map(({id, show_if}) =>
      ({id, conditions: form.conditionsOf(conditions_text(show_if))}));
    for (const {fields, shown} of cases) {
      const answers = Object.fromEntries(questions.map(({id, type}) => [id, form.answerOf(type,
        fields.filter(([field]) => field === `q.${id}`).map(([, value]) => value))]));
      const visible = form.visible(asked, answers);
      assert.deepEqual(questions.map(({id}) => id).filter((_, at) => visible[at]), shown,
        `${name}: ${JSON.stringify(fields)}`);
    }
  }
});

test('the service writes some numbers in another way than the script', () => {
  const asked = [{id: 'a', conditions: []}, {id: 'b', conditions: form.conditionsOf('a:1e+05')}];
  assert.deepEqual(form.visible(asked, {a: form.answerOf('number', ['100 000'])}), [true, true]);
});

// As script_view.cpp writes what an answer must be; the counter of characters is its own.
function problem({type, max_chars, max_choices, options = [], ...limits}, values) {
  if (type === 'text') {
    return form.charactersOf(values[0]) > max_chars ? 'too_long' : '';
  }
  return form.problemOf(type === 'number' ? {kind: 'number', ...limits} : {kind: 'multi',
    max: max_choices, alone: options.filter(({exclusive}) => exclusive).map(({id}) => id)}, values);
}

test('an answer has the problem that the service finds', () => {
  for (const {name, question, cases} of vectors('constraints.json')) {
    for (const {values, problem: expected} of cases) {
      assert.equal(problem(question, values), expected, `${name}: ${JSON.stringify(values)}`);
    }
  }
});

test('what tells who somebody is gets a warning, numbers of help do not', () => {
  const said = {
    '811228-9874': ['personnummer'],
    '8112289874': ['personnummer'],
    '19811228-9874': ['personnummer'],
    '198112289874': ['personnummer'],
    'hon (811228+9874) bor': ['personnummer'],
    'samordningsnummer 701063-2391': ['personnummer'],
    '811228-9873': [],
    '1811228-98741': [],
    'ring 070-174 06 05': ['phone'],
    '0701740605': ['phone'],
    '0701011231': ['phone'],  // with the check digit of a personnummer
    '070101-1231': ['personnummer'],
    '+46 70 174 06 05': ['phone'],
    '0046701740605': ['phone'],
    '08-465 004 00': ['phone'],
    'anna.ek@example.se': ['email'],
    'anna @ torget': [],
    'a@b.se, 070-1740605 och 811228-9874': ['personnummer', 'phone', 'email'],
    'ring 112, 114 14, 1177 eller 116 111': [],
    'Kvinnofridslinjen 020-50 50 50': [],
    'från utlandet +46 77 114 14 00': [],
    'öppet 08.00-16.00 och 08:00-17:00': [],
    'den 2026-11-22 klockan 1200': [],
    '1 000 000 kronor, 2026': [],
  };
  for (const [text, expected] of Object.entries(said)) {
    assert.deepEqual(form.findings(text), expected, text);
  }
});

// An expression that tries everything would not come back from these.
test('a very long text is judged too', () => {
  for (const text of ['x', '0', '1', 'a@', '0 ', '811228', '+46', 'a.b@']) {
    assert.deepEqual(form.findings(text.repeat(20_000)), [], text);
  }
});
