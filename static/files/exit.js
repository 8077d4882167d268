// Leaves a page at once, by its button or by Esc or Shift three times, and so that Back does not
// come into the form again. In a sensitive dialogue, whose pages no browser keeps,
// pages are also turned in place, so that Back is the form's own. ES2017, for old phones.
(function () {
  'use strict';

  const presses_needed = 3;
  const presses_ms = 5000;
  const unwind_ms = 400;  // to come back to the first entry; then it goes without

  const root = document.documentElement;
  const exitNow = () => document.querySelector('.exit');
  if (!exitNow() || root.hasAttribute('data-exit')) {
    return;  // a page that was put in the place of another one is still the same document
  }
  root.setAttribute('data-exit', '');
  const words = exitNow().dataset;  // only of a sensitive dialogue
  const turnsInPlace = Boolean(words.title && window.fetch && window.DOMParser &&
    window.URLSearchParams);

  const turnOf = (state) => (state && state.turn) || 0;
  const isBox = (field) => field.type === 'radio' || field.type === 'checkbox';
  const currentForm = () => document.querySelector('main form');

  let turn = turnOf(history.state);  // entries of the history since the first page of the dialogue
  let leads = '';                    // where the exit leads, once somebody leaves
  let isGone = false;

  // ---- Leaving. The page is emptied first. The dialogue's first entry becomes the front page's,
  // and what came after it is cut off: neither Back nor Forward finds the form.

  function finish() {
    if (!isGone) {
      isGone = true;
      history.replaceState(null, '', '/');
      location.assign(leads);
    }
  }

  function leave(address) {
    leads = address;
    document.title = location.hostname;
    document.body.textContent = '';
    if (turn > 0) {
      history.go(-turn);
      setTimeout(finish, unwind_ms);
    } else {
      finish();
    }
  }

  document.addEventListener('click', (event) => {
    const exit = event.target.closest('.exit');
    if (exit && !event.defaultPrevented) {
      event.preventDefault();
      leave(exit.href);
    }
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted && leads) {
      location.reload();
    }
  });

  let presses = [];

  document.addEventListener('keyup', (event) => {
    const now = Date.now();
    const isSame = presses.every((press) =>
      press.key === event.key && now - press.time < presses_ms);
    const counts = event.key === 'Escape' || event.key === 'Shift';
    presses = counts ? (isSame ? presses : []).concat({key: event.key, time: now}) : [];
    const exit = exitNow();
    if (presses.length === presses_needed && exit) {
      exit.click();
    }
  });

  function tellKeys() {
    const told = document.getElementById('exit-keys');
    if (told) {
      told.hidden = false;
    }
  }

  tellKeys();
  if (!turnsInPlace) {
    return;
  }

  // ---- Turning pages in place: the answers are posted as by the form itself, and the page that
  // comes back takes the place of this one. Each page forward is an entry of the history without
  // anything in it.

  function focusOn(node) {
    if (node.tabIndex < 0) {
      node.setAttribute('tabindex', '-1');
    }
    node.focus();
    node.scrollIntoView();
  }

  // Scripts of a parsed document are dead: they are made again, in their order.
  function run(script) {
    const again = document.createElement('script');
    Array.from(script.attributes).forEach((one) => again.setAttribute(one.name, one.value));
    again.async = false;
    document.body.appendChild(again);
  }

  function show(page, anchor) {
    const scripts = Array.from(page.querySelectorAll('script'));
    scripts.forEach((script) => script.parentNode.removeChild(script));
    root.lang = page.documentElement.lang;
    root.dir = page.documentElement.dir;
    document.title = page.title;
    root.replaceChild(document.adoptNode(page.body), document.body);
    scripts.forEach(run);
    tellKeys();
    const target = document.querySelector('[autofocus]') || document.getElementById(anchor);
    if (target) {
      focusOn(target);
    } else {
      focusOn(document.querySelector('h1'));
      window.scrollTo(0, 0);
    }
  }

  function tellUnsent(form) {
    const box = document.getElementById('unsent') || document.createElement('div');
    box.textContent = '';
    box.id = 'unsent';
    box.className = 'errors';
    box.setAttribute('role', 'alert');
    form.insertBefore(box, form.firstChild);
    box.appendChild(document.createElement('h2')).textContent = words.title;
    box.appendChild(document.createElement('p')).textContent = words.text;
    focusOn(box);
  }

  function bodyOf(form, changed) {
    const body = new URLSearchParams();
    Array.from(form.elements)
      .filter((field) => field.name && field.type !== 'submit' && !field.disabled &&
        !(field.name in changed) && (!isBox(field) || field.checked))
      .forEach((field) => body.append(field.name, field.value.replace(/\r?\n/g, '\r\n')));
    Object.keys(changed).forEach((name) => body.append(name, changed[name]));
    return body;
  }

  let isTurning = false;

  // Calls `shown` with whether the service took it, once the page that came back stands here.
  function post(form, address, changed, shown) {
    if (isTurning) {
      return Promise.resolve();
    }
    isTurning = true;
    const sent = {method: 'POST', body: bodyOf(form, changed), cache: 'no-store',
      credentials: 'same-origin'};
    return fetch(address, sent).then((response) => response.text().then((html) => {
      const page = new DOMParser().parseFromString(html, 'text/html');
      if (!page.querySelector('.exit')) {
        throw new Error('this is no page of the dialogue');
      }
      if (!leads) {
        shown(response.ok);
        show(page, new URL(address, location.href).hash.slice(1));
      }
    })).catch(() => (leads ? undefined : tellUnsent(form))).then(() => {
      isTurning = false;
    });
  }

  const withoutAnchor = (address) => address.replace(/#.*/, '');

  function submit(form, button) {
    const go = button ? button.value : 'next';
    const address = (button && button.getAttribute('formaction')) || form.action;
    if (go === 'back' && turn > 0) {
      history.back();
      return;
    }
    post(form, address, {go}, (isTaken) => {
      if (go === 'stay') {
        history.replaceState({turn}, '', withoutAnchor(address));
      } else if (isTaken && go !== 'back') {
        turn += 1;
        history.pushState({turn}, '', withoutAnchor(address));
      }
    });
  }

  // Back may reach the start page before the first entry, as from a page that was changed at the
  // review: the next Back leaves the dialogue all the same.
  function unwindAtStart() {
    const form = currentForm();
    const place = form && form.querySelector('input[name="at"]');
    if (!leads && place && place.value === 'start' && turn > 0) {
      const extra = turn;
      turn = 0;
      history.go(-extra);
    }
  }

  let pressed = null;  // the button, where the event does not tell

  document.addEventListener('click', (event) => {
    pressed = event.target.closest('button[type="submit"]') || pressed;
    const link = event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(link.getAttribute('href').slice(1));
    if (target) {
      event.preventDefault();  // it would be an entry of the history
      focusOn(target);
    }
  });
  document.addEventListener('submit', (event) => {
    const form = event.target;
    event.preventDefault();
    const known = event.submitter || (form.contains(pressed) ? pressed : null);
    pressed = null;
    submit(form, known || form.querySelector('button[type="submit"]'));
  });
  window.addEventListener('popstate', () => {
    if (leads) {
      finish();
      return;
    }
    const to = turnOf(history.state);
    const form = currentForm();
    const isBack = to < turn;
    if (to === turn) {
      return;
    }
    turn = to;
    if (!form) {
      location.replace(withoutAnchor(location.href));  // after thanks: the dialogue from its start
    } else if (to === 0) {
      post(form, form.action, {at: 'start', go: 'stay'}, () => {});
    } else {
      post(form, form.action, {go: isBack ? 'back' : 'next'}, () => {}).then(unwindAtStart);
    }
  });

  // A page that was loaded anew in the middle of the entries is the start page: it belongs first.
  if (turn > 0) {
    history.go(-turn);
  }
})();
