// What static/openapi.json says, and the judging of real answers by it: the status must be
// documented, and every field and header must fit its schema.
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {source} from './service.mjs';

export const text = readFileSync(join(source, 'static/openapi.json'), 'utf8');
export const description = JSON.parse(text);

export const ajv = new Ajv2020({strict: false, allErrors: true});
addFormats(ajv);
ajv.addSchema(description, 'openapi.json');

const pointer = (part) => part.replaceAll('~', '~0').replaceAll('/', '~1');

// A documented response, and where its schemas are.
function documented(method, pattern, status) {
  const responses = description.paths[pattern][method.toLowerCase()].responses;
  const response = responses[status];
  assert.ok(response, `${method} ${pattern} answered ${status}, which is not documented`);
  if (response.$ref) {
    const place = response.$ref.slice(1);
    return {response: description.components.responses[place.split('/').pop()], place};
  }
  return {response,
    place: `/paths/${pointer(pattern)}/${method.toLowerCase()}/responses/${status}`};
}

function judgeBody({response, place}, answer, what) {
  if (!response.content) {
    assert.equal(answer.body, '', `${what} has a body`);
    return;
  }
  const type = (answer.headers['content-type'] ?? '').split(';')[0];
  assert.ok(response.content[type], `${what} has the content type ${type}`);
  const validate = ajv.compile(
    {$ref: `openapi.json#${place}/content/${encodeURIComponent(pointer(type))}/schema`});
  const value = type.endsWith('json') ? JSON.parse(answer.body) : answer.body;
  assert.ok(validate(value), `${what}: ${ajv.errorsText(validate.errors)}\n${answer.body}`);
}

function judgeHeaders({response}, answer, what) {
  for (const [name, stated] of Object.entries(response.headers ?? {})) {
    const header = stated.$ref ? description.components.headers[stated.$ref.split('/').pop()]
      : stated;
    const value = answer.headers[name.toLowerCase()];
    assert.ok(value !== undefined || !header.required, `${what} has no ${name}`);
    const typed = header.schema.type === 'integer' ? Number(value) : value;
    assert.ok(ajv.validate(header.schema, typed), `${what} has ${name}: ${value}`);
  }
  for (const name of ['content-security-policy', 'strict-transport-security',
    'x-content-type-options', 'x-frame-options', 'referrer-policy', 'cache-control']) {
    assert.ok(answer.headers[name], `${what} has no ${name}`);
  }
}

// "METHOD /pattern STATUS" of every answer that was judged.
export const provoked = new Set();

// Judges an answer of the route, whose status must be `status`.
export function judge(method, pattern, status, answer) {
  const what = `${method} ${pattern} ${answer.status}`;
  assert.equal(answer.status, status, `${what}: ${answer.body.slice(0, 500)}`);
  const found = documented(method, pattern, String(status));
  judgeBody(found, answer, what);
  judgeHeaders(found, answer, what);
  provoked.add(what);
}
