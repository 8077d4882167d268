// Makes the page with all questions usable without a network: says what is missing, seals the
// answer to a key that only the service can open, and gives it to outbox.js to be kept and sent.
// ES2017, for old phones.
(function () {
  'use strict';

  const label = 'lyhord device record 1';
  const padded_bytes_min = 1024;
  const key_bytes = 16;
  const body_bytes_max = 65536;  // of what is opened, to the service

  function joined(parts) {
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    parts.forEach((part) => {
      all.set(part, at);
      at += part.length;
    });
    return all;
  }

  const bytesOf = (text) => new TextEncoder().encode(text);

  function base64url(bytes) {
    const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    return text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
  }

  function fromBase64url(text) {
    const bytes = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    return Uint8Array.from(bytes, (character) => character.charCodeAt(0));
  }

  // Length (4, little-endian) | content | zeros, as domain/device_record.h has it.
  function padded(content) {
    let size = padded_bytes_min;
    while (size < content.length + 4) {
      size *= 2;
    }
    const bytes = new Uint8Array(size);
    new DataView(bytes.buffer).setUint32(0, content.length, true);
    bytes.set(content, 4);
    return bytes;
  }

  // The record of an answer: {key: 16 bytes, body: text, slug, queue: the service's public key}.
  async function seal(subtle, answer) {
    const curve = {name: 'ECDH', namedCurve: 'P-256'};
    const own = await subtle.generateKey(curve, false, ['deriveBits']);
    const point = new Uint8Array(await subtle.exportKey('raw', own.publicKey));
    const queue = await subtle.importKey('raw', answer.queue, curve, false, []);
    const shared = await subtle.deriveBits({name: 'ECDH', public: queue}, own.privateKey, 256);
    const secret = await subtle.digest('SHA-256',
      joined([bytesOf(label), new Uint8Array(shared), point, answer.queue]));
    const cipher = await subtle.encrypt({name: 'AES-GCM', iv: new Uint8Array(12),
      additionalData: bytesOf(answer.slug)},
    await subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt']),
    padded(joined([answer.key, bytesOf(answer.body)])));
    return joined([[1], point, new Uint8Array(cipher)]);
  }

  // base32 of the first 80 bits of SHA-256("receipt" || key), as the service makes it.
  async function receiptOf(subtle, key) {
    const digest = await subtle.digest('SHA-256', joined([bytesOf('receipt'), key]));
    const bits = Array.from(new Uint8Array(digest).slice(0, 10),
      (byte) => `0000000${byte.toString(2)}`.slice(-8)).join('');
    return bits.match(/.{5}/g)
      .map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(five, 2)]).join('');
  }

  if (typeof module === 'object') {
    module.exports = {base64url, fromBase64url, receiptOf, seal};
    return;
  }

  function added(parent, name, text, attributes) {
    const node = document.createElement(name);
    node.textContent = text;
    Object.keys(attributes || {}).forEach((key) => node.setAttribute(key, attributes[key]));
    return parent.appendChild(node);
  }

  const form = document.querySelector('form[data-queue]');
  if (!form || !window.lyhord || !window.lyhordOutbox) {
    return;
  }
  const {answerOf, charactersOf, endDraft, draftKey, numberOf, problemOf, questions, setDraftKey,
    valuesOf} = window.lyhord;
  const {fail, keep, soon, words} = window.lyhordOutbox;
  const asked = () => questions.filter((question) => !question.node.hidden);

  function problemIn(question) {
    const {checks, max, must} = question.node.dataset;
    const values = valuesOf(question.node);
    const rules = checks ? JSON.parse(checks) : {};
    const problem = checks && problemOf(rules, values);
    const over = question.kind === 'text'
      ? charactersOf(values.join('')) - Number(max) : 0;
    if (problem) {
      return rules.words[problem];
    }
    if (over > 0) {
      return form.dataset.over.replace('{count}', over);
    }
    return must && !answerOf(question.kind, values).answered ? must : '';
  }

  function valueOf(question) {
    const {node, id} = question;
    const values = valuesOf(node);
    switch (node.dataset.type) {
      case 'multi':
        return values;
      case 'matrix':
        return Array.from(node.querySelectorAll('input:checked')).reduce((rows, field) => {
          if (field.value) {
            rows[field.name.slice(`q.${id}.`.length)] = field.value;
          }
          return rows;
        }, {});
      case 'number':
        return numberOf(values[0]);
      case 'scale':
        return Number(values[0]);
      default:
        return values[0];
    }
  }

  function submission() {
    const answers = {};
    asked().forEach((question) => {
      if (answerOf(question.kind, valuesOf(question.node)).answered) {
        answers[question.id] = valueOf(question);
      }
    });
    return {version: Number(form.elements.v.value), language: form.dataset.language,
      channel: /[?&]channel=qr(&|$)/.test(location.search) ? 'qr' : 'link',
      form: form.elements.form.value, answers};
  }

  function showProblems(problems) {
    const errors = document.getElementById('errors');
    const list = errors.querySelector('ul');
    list.textContent = '';
    problems.forEach((problem) => {
      const item = added(list, 'li', problem.field ? '' : problem.text);
      if (problem.field) {
        added(item, 'a', problem.text, {href: `#${problem.field}`});
      }
    });
    errors.hidden = false;
    errors.focus();
    if (document.title.indexOf(words.error) !== 0) {
      document.title = `${words.error} ${document.title}`;
    }
  }

  function problems() {
    const found = asked().map((question) => ({text: problemIn(question),
      field: question.node.querySelector('input,select,textarea').id}))
      .filter((problem) => problem.text);
    const isEmpty = !Object.keys(submission().answers).length;
    return isEmpty && !found.length ? [{text: words.empty, field: ''}] : found;
  }

  const given = () => JSON.stringify(submission().answers);
  let key = draftKey();
  let keyed = given();  // what `key` may have been sent with

  // Other answers get another key. It stands in the draft before anything is kept: what comes back
  // in a tab that was killed is the same answer.
  function submissionKey() {
    if (!key || keyed !== given()) {
      key = base64url(crypto.getRandomValues(new Uint8Array(key_bytes)));
      keyed = given();
    }
    setDraftKey(key);
    return fromBase64url(`${key}AA`).slice(0, key_bytes);
  }

  async function keepAnswer() {
    const {subtle} = crypto;
    const queue = fromBase64url(form.dataset.queue);
    const slug = decodeURIComponent(location.pathname.split('/')[2]);
    const body = JSON.stringify(submission());
    if (bytesOf(body).length > body_bytes_max) {
      throw new Error('the service would not take it');
    }
    const own = submissionKey();
    const sealed = await seal(subtle, {key: own, queue, slug, body});
    const receipt = await receiptOf(subtle, own);
    await keep({slug, key: base64url(queue.slice(1, 17)), sealed: base64url(sealed)});
    endDraft();
    return receipt;
  }

  function thank(receipt) {
    const kept = document.getElementById('kept');
    kept.querySelector('.receipt').textContent = receipt;
    form.parentNode.removeChild(form);  // Back would fill it again
    document.getElementById('errors').hidden = true;
    document.getElementById('before').hidden = true;
    kept.hidden = false;
    const heading = document.getElementById('heading');
    heading.textContent = heading.dataset.thanks;
    heading.removeAttribute('lang');
    document.title = heading.textContent;
    heading.focus();
    soon();
  }

  let isKeeping = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (isKeeping) {
      return;
    }
    const found = problems();
    if (found.length) {
      showProblems(found);
      return;
    }
    isKeeping = true;
    keepAnswer().then(thank, () => {
      isKeeping = false;
      fail();
      if (navigator.onLine) {
        form.submit();  // without this script: to the review, with everything that was answered
      }
    });
  });
})();
