// Leaves a page at once, by its button or by Esc or Shift three times, so that Back finds no form.
// In a sensitive dialogue pages are also turned in place: Back is the form's own. ES2017.
(function () {
  'use strict';

  const presses_needed = 3;
  const presses_ms = 5000;
  const unwind_ms = 2000;  // to the first entry; then without
  const look_ms = 20;
  const reply_ms = 30000;
  const silent_ms = 1000;  // of waiting, before it is said

  const root = document.documentElement;
  const exitNow = () => document.querySelector('.exit');
  if (!exitNow() || root.hasAttribute('data-exit')) {
    return;  // this very document, with another page in it
  }
  root.setAttribute('data-exit', '');
  let words = exitNow().dataset;  // of the page that stands here, in a sensitive dialogue
  const turnsInPlace = Boolean(words.title && window.fetch && window.DOMParser &&
    window.URLSearchParams);

  const turnOf = (state) => (state && state.turn) || 0;
  const isBox = (field) => field.type === 'radio' || field.type === 'checkbox';
  const currentForm = () => document.querySelector('main form');

  // Entries of the history since the first page of the dialogue, where the page stands.
  let turn = turnOf(history.state);
  let settled = Promise.resolve();  // once the history stands there too
  let depart = null;                // what leaves, once somebody does
  let isGone = false;

  // ---- Leaving. The page is emptied first; the dialogue's first entry becomes the front page's,
  // and what came after it is cut off. Pages beside it are told, and leave too.

  function finish(end) {
    if (turnOf(history.state) > 0 && Date.now() < end) {
      setTimeout(() => finish(end), look_ms);
    } else if (!isGone) {
      isGone = true;
      depart();
    }
  }

  // Calls `then` at the first entry of the dialogue.
  function unwind(then) {
    const isUnwinding = Boolean(depart);
    depart = then;
    isGone = false;
    settled.then(() => {
      if (turn > 0 && !isUnwinding) {
        history.go(-turn);
      }
      finish(Date.now() + unwind_ms);
    });
  }

  const beside = () => new BroadcastChannel('exit');

  function leave(address) {
    if (window.BroadcastChannel) {
      beside().postMessage(0);
    }
    document.title = location.hostname;
    document.body.textContent = '';
    unwind(() => {
      history.replaceState(null, '', '/');
      location.assign(address);
    });
  }

  document.addEventListener('click', (event) => {
    const exit = event.target.closest('.exit');
    if (exit && !event.defaultPrevented) {
      event.preventDefault();
      leave(exit.href);
    }
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted && depart) {
      location.reload();
    }
  });

  let presses = [];

  // Esc would stop the browser on its way: somebody in fear presses once too often.
  document.addEventListener('keydown', (event) => {
    if (depart && event.key === 'Escape') {
      event.preventDefault();
    }
  });
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
  if (window.BroadcastChannel) {
    beside().onmessage = () => depart || exitNow().click();
  }

  // ---- Turning pages in place: the form is posted, and the page that comes back takes the place
  // of this one. Each page forward is an entry of the history without anything in it.

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

  // This script stays, whatever its address is after a release.
  function show(page, anchor) {
    const scripts = Array.from(page.querySelectorAll('script'));
    scripts.forEach((script) => script.parentNode.removeChild(script));
    root.lang = page.documentElement.lang;
    root.dir = page.documentElement.dir;
    document.title = page.title;
    root.replaceChild(document.adoptNode(page.body), document.body);
    scripts.forEach(run);
    words = exitNow().dataset;
    tellKeys();
    const target = document.querySelector('[autofocus]') || document.getElementById(anchor);
    if (target) {
      focusOn(target);
    } else {
      focusOn(document.querySelector('.step') || document.querySelector('h1'));
      window.scrollTo(0, 0);
    }
  }

  // `lines`: a title and what follows it.
  function tellUnsent(form, lines) {
    const box = document.getElementById('unsent') || document.createElement('div');
    box.textContent = '';
    box.id = 'unsent';
    box.className = 'errors';
    box.setAttribute('role', 'alert');
    form.insertBefore(box, form.firstChild);
    lines.forEach((line, index) => {
      box.appendChild(document.createElement(index ? 'p' : 'h2')).textContent = line;
    });
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

  // Says that it takes a while, until what it returns is called, once or again.
  function wait(form) {
    isTurning = true;
    const said = document.createElement('p');
    said.setAttribute('role', 'status');
    form.appendChild(said);
    form.setAttribute('aria-busy', 'true');
    const later = setTimeout(() => {
      said.textContent = words.wait;
    }, silent_ms);
    return () => {
      isTurning = false;
      clearTimeout(later);
      said.remove();
      form.removeAttribute('aria-busy');
    };
  }

  // What a reply says that may pass: too many, too long, busy.
  function refusalIn(page, response) {
    const title = page.querySelector('main h1');
    const isFinal = response.ok || [404, 409, 410].indexOf(response.status) >= 0;
    return isFinal || !title || page.querySelector('main form') ? null
      : [title].concat(Array.from(page.querySelectorAll('main > p:not(.go)')))
        .map((line) => line.textContent);
  }

  function fetched(address, body) {
    const sent = {method: 'POST', body, cache: 'no-store', credentials: 'same-origin'};
    const late = new Promise((resolve, reject) => setTimeout(reject, reply_ms));
    const reply = fetch(address, sent).then((response) => response.text().then((html) =>
      ({response, page: new DOMParser().parseFromString(html, 'text/html')})));
    return Promise.race([reply, late]).then((got) => settled.then(() => got));
  }

  // `shown`: called with the page that came back, and whether what was sent was taken, just before
  // that page stands here. Whether one does.
  function post(form, address, changed, shown) {
    if (isTurning) {
      return Promise.resolve(false);
    }
    const done = wait(form);
    const failed = changed.go === 'send' ? [words.title, words.text]
      : [words.turnTitle, words.turnText];
    return fetched(address, bodyOf(form, changed)).then(({response, page}) => {
      const refusal = refusalIn(page, response);
      if (refusal || !page.querySelector('.exit')) {
        throw refusal;
      }
      done();
      if (!depart) {
        shown(page, response.ok);
        show(page, new URL(address, location.href).hash.slice(1));
      }
      return true;
    }).catch((refusal) => {
      done();
      if (!depart) {
        tellUnsent(form, Array.isArray(refusal) ? refusal : failed);
      }
      return false;
    });
  }

  const withoutAnchor = (address) => address.replace(/#.*/, '');

  function stateOf(page) {
    const place = page.querySelector('main form input[name="at"]');
    return {turn, place: place ? place.value : 'start'};
  }

  function submit(form, button) {
    const go = button ? button.value : 'next';
    const address = (button && button.getAttribute('formaction')) || form.action;
    if (go === 'back' && turn > 0) {
      history.back();
      return;
    }
    post(form, address, {go}, (page, isTaken) => {
      if (go === 'stay' || !isTaken) {
        history.replaceState(stateOf(page), '', withoutAnchor(address));
      } else if (go !== 'back') {
        turn += 1;
        history.pushState(stateOf(page), '', withoutAnchor(address));
      }
    });
  }

  // Back and Forward. The page follows the history; where it cannot, the history comes back.

  let isReturning = false;
  let returned = () => {};

  function returnHistory() {
    isReturning = true;
    settled = new Promise((resolve) => {
      returned = () => {
        isReturning = false;
        resolve();
      };
      setTimeout(returned, unwind_ms);
    });
    history.go(turn - turnOf(history.state));
  }

  function follow(form) {
    const before = turn;
    const at = (history.state && history.state.place) || 'start';
    turn = turnOf(history.state);
    post(form, form.action, {at, go: 'stay'}, () => {}).then((isShown) => {
      if (!isShown && !depart) {
        turn = before;
        returnHistory();
      }
    });
  }

  window.addEventListener('popstate', () => {
    if (depart) {
      return;
    }
    const form = currentForm();
    if (turnOf(history.state) === turn) {
      returned();
    } else if (isTurning || isReturning) {
      returnHistory();
    } else if (form) {
      follow(form);
    } else {
      location.reload();  // after thanks: the dialogue from its start
    }
  });

  let pressed = null;  // where the event does not tell

  document.addEventListener('click', (event) => {
    pressed = event.target.closest('button[type="submit"]') || pressed;
    const link = event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(link.getAttribute('href').slice(1));
    if (target) {
      event.preventDefault();  // it would be an entry of the history
      focusOn(target);
    }
  });

  // Its other pages (in another language, on paper) take the place of this one.
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href]');
    const isOwn = link && link.origin === location.origin && /^\/[dr]\//.test(link.pathname);
    if (isOwn && !link.hash && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      unwind(() => location.replace(link.href));
    }
  });
  document.addEventListener('submit', (event) => {
    const form = event.target;
    event.preventDefault();
    const known = event.submitter || (form.contains(pressed) ? pressed : null);
    pressed = null;
    submit(form, known || form.querySelector('button[type="submit"]'));
  });
  // A page that was loaded anew in the middle of the entries is the start page: it belongs first.
  if (turn > 0) {
    turn = 0;
    returnHistory();
  }
})();
