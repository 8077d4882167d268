// Makes the pages of a dialogue handier: questions follow at once from the answers before them,
// characters are counted, what looks like it tells who somebody is gets a warning, and a draft is
// kept in the tab. Nothing leaves the page but by its form, and the service decides. ES2017.
(function () {
  'use strict';

  const pause_ms = 1000;  // of typing, before anything is said
  const save_ms = 300;

  const isBlank = (text) => !/[^ \t\r\n]/.test(text);

  // As the service counts: code points, a line break as one.
  const charactersOf = (text) => Array.from(text.replace(/\r\n?/g, '\n')).length;

  // As the service reads it: "12", "12,5", "1 200"; NaN for anything else.
  function numberOf(typed) {
    const text = typed.replace(/ /g, '').replace(/,/g, '.');
    const number = /^-?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : NaN;
    return isFinite(number) ? number : NaN;
  }

  // {answered, values}, as domain::CurrentAnswer, of what stands in the fields of a question of
  // this kind: "number", "text" or any other.
  function answerOf(kind, values) {
    const given = kind === 'number'
      ? values.map(numberOf).filter((number) => !isNaN(number))
      : values.filter((value) => (kind === 'text' ? !isBlank(value) : value !== ''));
    return {answered: given.length > 0, values: kind === 'text' ? [] : given};
  }

  // "kon orsak:annat,fort" as the service writes it.
  function conditionsOf(text) {
    return (text || '').split(' ').filter((part) => part).map((part) => {
      const at = part.indexOf(':');
      return at < 0 ? {question: part}
        : {question: part.slice(0, at), values: part.slice(at + 1).split(',')};
    });
  }

  // domain::visible: one entry a question ({id, conditions}), in their order. Numbers are compared
  // as numbers, since the service writes 100000 as 1e+05.
  function visible(questions, answers) {
    const shown = Object.create(null);
    const is = (value, listed) =>
      (typeof value === 'number' ? Number(listed) === value : listed === value);
    const holds = (condition) => {
      const answer = answers[condition.question];
      return Boolean(shown[condition.question] && answer && answer.answered) &&
        (!condition.values ||
          answer.values.some((value) => condition.values.some((listed) => is(value, listed))));
    };
    return questions.map((question) => {
      shown[question.id] = question.conditions.every(holds);
      return shown[question.id];
    });
  }

  // The problem of intake::DraftCheck that an answer has, or nothing. `checks`: script_view.cpp.
  function problemOf(checks, values) {
    if (checks.kind === 'multi') {
      const isAlone = values.some((value) => checks.alone.indexOf(value) >= 0);
      if (isAlone && values.length > 1) {
        return 'exclusive';
      }
      return values.length > checks.max ? 'too_many_choices' : '';
    }
    if (values.every(isBlank)) {
      return '';
    }
    const number = numberOf(values[0]);
    if (isNaN(number)) {
      return 'wrong_type';
    }
    if (number < checks.min || number > checks.max) {
      return 'out_of_range';
    }
    const steps = (number - (checks.min || 0)) / checks.step;
    return Math.abs(steps - Math.round(steps)) > 1e-6 ? 'wrong_step' : '';
  }

  // True if the last of ten digits is the check digit of the others.
  function luhnHolds(digits) {
    let sum = 0;
    for (let i = 0; i < digits.length; ++i) {
      const product = Number(digits[i]) * (i % 2 === 0 ? 2 : 1);
      sum += product > 9 ? product - 9 : product;
    }
    return sum % 10 === 0;
  }

  // True if the expression matches where `holds(digits, match)`; it begins with a group for what
  // stands before, as old browsers cannot look behind.
  function finds(expression, text, holds) {
    const shape = new RegExp(expression.source, 'gi');
    for (let match = shape.exec(text); match; match = shape.exec(text)) {
      if (holds(match[2].replace(/\D/g, ''), match[2])) {
        return true;
      }
      shape.lastIndex = match.index + 1;
    }
    return false;
  }

  const date = '(?:1[89]|20)?\\d\\d(?:0\\d|1[0-2])(?:0[1-9]|[12]\\d|3[01]|[678]\\d|9[01])';
  const personnummer = new RegExp(`(^|\\D)(${date} ?[-+ ]? ?\\d{4})(?!\\d)`);
  const phone = new RegExp('(^|[^\\d+,./-])' +
    '((?:0[1-9](?:[ ()/-]{0,3}\\d){6,9}|(?:\\+|00)[1-9](?:[ ()/-]{0,3}\\d){6,13}))(?!\\d)');
  const email = /(^|[^])([^\s@<>,;:()]{1,64}@[^\s@<>,;:()]{1,190}\.[a-zåäö]{2})/;
  // Kvinnofridslinjen, and the police from abroad: numbers of help tell nothing about a person. The
  // others (112, 114 14, 1177, 116 111) are too short to be anybody's.
  const help_numbers = ['020505050', '0771141400'];

  const isMobile = (typed) => /^07[02369]\d{7}$/.test(typed);

  // What the text seems to hold.
  function findings(text) {
    const found = [];
    const isPersonal = (digits, typed) => luhnHolds(digits.slice(-10)) && !isMobile(typed);
    if (finds(personnummer, text, isPersonal)) {
      found.push('personnummer');
    }
    const isPhone = (digits, typed) => {
      const national = digits.replace(/^(00)?46(?=[1-9])/, '0');
      return help_numbers.indexOf(national) < 0 &&
        (isMobile(typed) || !finds(personnummer, typed, isPersonal));
    };
    if (finds(phone, text, isPhone)) {
      found.push('phone');
    }
    if (finds(email, text, () => true)) {
      found.push('email');
    }
    return found;
  }

  if (typeof module === 'object') {
    module.exports = {
      answerOf, charactersOf, conditionsOf, findings, numberOf, problemOf, visible,
    };
    return;
  }

  const all = (node, selector) => Array.from(node.querySelectorAll(selector));

  function added(parent, name, attributes) {
    const node = document.createElement(name);
    Object.keys(attributes).forEach((key) => node.setAttribute(key, attributes[key]));
    return parent.appendChild(node);
  }

  // ---- The draft: what was typed, in this tab and nowhere else. Only pages with a stamp (of the
  // round and version) keep one: those of a sensitive dialogue have none.

  const place = `lyhord ${location.pathname.split('/')[2]}`;  // one a dialogue, on all its pages

  function stored() {
    try {
      return JSON.parse(sessionStorage.getItem(place));
    } catch (refused) {
      return null;
    }
  }

  function store(draft) {
    try {
      if (draft) {
        sessionStorage.setItem(place, JSON.stringify(draft));
      } else {
        sessionStorage.removeItem(place);
      }
    } catch (refused) {
      // No room, or storage is switched off: then there is no draft.
    }
  }

  let endDraft = () => store(null);
  if (document.currentScript.hasAttribute('data-ends-draft')) {
    endDraft();
    return;
  }
  const form = document.querySelector('main form');
  if (!form || form.dataset.draft) {
    all(document, '.exit').forEach((exit) => exit.addEventListener('click', () => endDraft()));
  }
  if (!form) {
    return;
  }
  const words = form.dataset;
  const isBox = (field) => field.type === 'radio' || field.type === 'checkbox';
  const addField = (to, name, value) => added(to, 'input', {type: 'hidden', name, value});

  // What would be sent, apart from the button.
  function fieldsOf() {
    return Array.from(form.elements)
      .filter((field) => field.name && field.type !== 'submit' && !field.disabled &&
        (!isBox(field) || field.checked))
      .map((field) => [field.name, field.value]);
  }

  const valueIn = (fields, name) => (fields.filter((field) => field[0] === name)[0] || [])[1];

  const isAtSamePlace = (draft) => ['at', 'inline'].every((name) =>
    valueIn(draft.fields, name) === valueIn(fieldsOf(), name));

  // The draft of this very form; without fields if there is none.
  const fitting = () => [stored()].filter((one) => one && one.stamp === words.draft)[0] || {};

  function refill(fields) {
    Array.from(form.elements).forEach((field) => {
      if (field.type === 'hidden' || !/^q\./.test(field.name)) {
        return;
      }
      if (isBox(field)) {
        field.checked = fields.some((one) => one[0] === field.name && one[1] === field.value);
      } else {
        field.value = valueIn(fields, field.name) || '';
      }
    });
  }

  // On the start page: go on, or begin anew.
  function offer(box) {
    const start = form.querySelector('.go');
    const show = () => {
      box.hidden = !stored();
      start.hidden = !box.hidden;
    };
    const [proceed, discard] = all(box, 'button');
    proceed.addEventListener('click', () => {
      const draft = stored();
      const again = form.cloneNode(false);
      again.hidden = true;
      (draft ? draft.fields : []).forEach((field) => addField(again, field[0], field[1]));
      if (draft && draft.key && !valueIn(draft.fields, 'key')) {
        addField(again, 'key', draft.key);
      }
      addField(again, 'go', 'stay');
      document.body.appendChild(again).submit();
    });
    discard.addEventListener('click', () => {
      store(null);
      location.replace(form.action);  // this page may carry answers itself, after Back
    });
    window.addEventListener('pageshow', show);
    show();
  }

  // The key that an answer may have been sent under stays with the draft, also on pages that do
  // not carry it, or are older: whatever is sent later is the same answer.
  function keepDraft(kept) {
    let later = 0;
    let save = () => {
      const fields = fieldsOf();
      const isAnswered = fields.some((field) => /^q\./.test(field[0]) && !isBlank(field[1]));
      const key = valueIn(fields, 'key') || fitting().key || kept;
      store(isAnswered ? {stamp: words.draft, fields, key} : null);
    };
    const stop = () => { later = clearTimeout(later); };
    // Only what changed is written: who comes back to a page after sending leaves no new draft.
    const flush = () => {
      if (later) {
        stop();
        save();
      }
    };
    const changed = () => { later = later || setTimeout(flush, save_ms); };
    form.addEventListener('input', changed);
    form.addEventListener('change', changed);
    form.addEventListener('submit', () => {
      if (later || stored()) {
        save();
      }
      stop();
    });
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    endDraft = () => {
      save = () => {};  // a page that is emptied may yet change
      stop();
      store(null);
    };
  }

  function startDraft() {
    const draft = fitting();
    if (!draft.fields) {
      store(null);
    }
    const box = document.getElementById('draft');
    if (box) {
      offer(box);
      return;
    }
    const key = form.querySelector('input[name="key"]');
    if (draft.key && key) {
      key.value = draft.key;
    }
    if (draft.fields && (words.queue || isAtSamePlace(draft))) {
      refill(draft.fields);
    }
    keepDraft(draft.key);
  }

  // ---- Questions that follow from others

  const questions = all(form, '.q').map((node) => ({
    node,
    id: node.id.slice(2),
    kind: node.querySelector('textarea') ? 'text'
      : node.querySelector('[inputmode="decimal"]') ? 'number' : 'choice',
    conditions: conditionsOf(node.dataset.if),
  }));

  const valuesOf = (node) => all(node, 'input,select,textarea')
    .filter((field) => !isBox(field) || field.checked)
    .map((field) => field.value).filter((value) => value !== '');

  function follow() {
    const answers = Object.create(null);
    questions.forEach((question) => {
      answers[question.id] = answerOf(question.kind, valuesOf(question.node));
    });
    const shown = visible(questions, answers);
    questions.forEach((question, index) => {
      if (question.conditions.length) {
        question.node.hidden = !shown[index];
        all(question.node, 'input,select,textarea').forEach((field) => {
          field.disabled = !shown[index];
        });
      }
    });
  }

  // ---- What is said below a field; a screen reader says it when it is silent

  function tell(place, lines, style) {
    if (lines.join('') === place.textContent) {
      return;
    }
    place.textContent = '';
    lines.forEach((line) => {
      added(place, 'p', {'class': style}).textContent = line;
    });
  }

  function watchText(area) {
    const max = Number(area.getAttribute('maxlength'));
    area.parentNode.dataset.max = max;
    area.removeAttribute('maxlength');  // what is pasted shall not be cut off in silence
    const count = added(area.parentNode, 'div', {'class': 'told', 'aria-hidden': 'true'});
    const spoken = added(area.parentNode, 'div', {'class': 'unseen', role: 'status'});
    const warnings = added(area.parentNode, 'div', {'class': 'told', role: 'status'});
    let later = 0;
    const left = () => max - charactersOf(area.value);
    const told = () => (left() < 0 ? words.over : words.left).replace('{count}', Math.abs(left()));
    const warn = () => {
      tell(warnings, findings(area.value).map((found) => words[found]), 'warning');
    };
    area.addEventListener('input', () => {
      tell(count, [told()], left() < 0 ? 'problem' : 'hint');
      clearTimeout(later);
      later = setTimeout(() => {
        warn();
        tell(spoken, [told()], 'hint');
      }, pause_ms);
    });
    area.addEventListener('change', warn);
    warn();
  }

  function watchAnswer(node) {
    const checks = JSON.parse(node.dataset.checks);
    const said = added(node, 'div', {'class': 'told', role: 'status'});
    node.addEventListener('change', () => {
      const problem = problemOf(checks, valuesOf(node));
      tell(said, problem ? [checks.words[problem]] : [], 'problem');
    });
  }

  if (words.draft) {
    startDraft();
  }
  if (questions.some((question) => question.conditions.length)) {
    follow();
    form.addEventListener('input', follow);
    form.addEventListener('change', follow);
    window.addEventListener('pageshow', follow);  // the browser may have put answers back
  }
  all(form, '.note-if').forEach((note) => {  // which fields still refer to
    note.hidden = !(note.className = note.textContent = '');
  });
  all(form, 'textarea').forEach(watchText);
  all(form, '[data-checks]').forEach(watchAnswer);
  window.lyhord = {answerOf, charactersOf, numberOf, problemOf, questions, valuesOf,
    draftKey: () => (stored() || {}).key, endDraft: () => endDraft(),
    setDraftKey: (key) => store(Object.assign(stored() || {stamp: words.draft, fields: fieldsOf()},
      {key}))};
  addField(form, 'script', '1');  // last: what is said here is that all of it has run
})();
