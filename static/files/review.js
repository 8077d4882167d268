// Keys for whoever reads texts before anybody else does: what is selected is what M masks.
// Everything goes without it, by the fields and buttons of the page. ES2017, as all scripts here.
(function () {
  'use strict';

  const form = document.getElementById('review');
  const words = document.getElementById('words');
  const mask = form.elements.mask;
  const which = form.elements.which;
  const steps = ['next', 'previous'];  // decide nothing
  const unread_ms = 1000;  // a second tap that was meant for the page before
  const by_key = 'lyhord-review-by-key';
  let ready = false;
  let sent = false;
  let taken = which.value === '0' ? '' : mask.value;  // of a selection, not typed

  // The page is as new, also when the browser took it out of its memory.
  function begin() {
    ready = false;
    sent = false;
    form.removeAttribute('data-ready');
    setTimeout(() => {
      ready = true;
      form.setAttribute('data-ready', '');
    }, unread_ms);
  }

  // Which of the places where `chosen` stands begins at `start`, from 1.
  function placeOf(text, chosen, start) {
    let place = 0;
    for (let i = text.indexOf(chosen); i !== -1 && i <= start; i = text.indexOf(chosen, i + 1)) {
      place += 1;
    }
    return place;
  }

  function take(chosen, place) {
    taken = chosen;
    mask.value = chosen;
    which.value = place;
  }

  function takeSelected() {
    const selection = window.getSelection();
    if (!selection.rangeCount || !words.contains(selection.anchorNode) ||
        !words.contains(selection.focusNode)) {
      return;
    }
    const range = selection.getRangeAt(0);
    const found = range.toString();
    const chosen = found.trim();
    if (chosen) {
      const before = range.cloneRange();
      before.selectNodeContents(words);
      before.setEnd(range.startContainer, range.startOffset);
      take(chosen, placeOf(words.textContent, chosen,
        before.toString().length + found.indexOf(chosen)));
    } else if (taken && mask.value === taken) {
      take('', 0);  // nothing is selected any more
    }
  }

  document.addEventListener('selectionchange', takeSelected);

  // What is typed stands for every place where it stands.
  mask.addEventListener('input', () => {
    taken = '';
    which.value = 0;
  });

  function press(action) {
    const button = form.querySelector(`button[value="${action}"]`);
    if (button) {
      button.click();
    }
  }

  const keys = {
    g: () => press('approve'),
    u: () => press('withhold'),
    m: () => {
      takeSelected();  // browsers tell of a selection only after a while
      if (mask.value) {
        press('mask');
      } else {
        mask.focus();
      }
    },
    j: () => press('next'),
    n: () => press('next'),
    k: () => press('previous'),
  };

  function remember(is_by_key) {
    try {
      if (is_by_key) {
        sessionStorage.setItem(by_key, '1');
      } else {
        sessionStorage.removeItem(by_key);
      }
    } catch (error) {  // Without it one comes to the text by Tab.
    }
  }

  // Whoever came here by a key goes on by keys, unless there is a mistake to read first.
  function goOn() {
    let came_by_key = false;
    try {
      came_by_key = sessionStorage.getItem(by_key) !== null;
    } catch (error) {  // The same.
    }
    remember(false);
    if (came_by_key && !document.querySelector('.errors')) {
      words.focus();
    }
  }

  // Only where one reads or decides: a letter elsewhere, or said to a machine, does nothing.
  function onKey(event) {
    const key = event.key.toLowerCase();
    const typing = /^(input|textarea|select)$/i.test(event.target.nodeName);
    if (typing || event.ctrlKey || event.altKey || event.metaKey || event.repeat || !keys[key]) {
      return;
    }
    event.preventDefault();
    remember(true);
    keys[key]();
  }

  words.addEventListener('keydown', onKey);
  form.addEventListener('keydown', onKey);

  form.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button && !ready && steps.indexOf(button.value) === -1) {
      event.preventDefault();
      remember(false);
    }
  });

  // One decision a page, however often a key or button is pressed.
  form.addEventListener('submit', (event) => {
    if (sent) {
      event.preventDefault();
    }
    sent = true;
  });

  window.addEventListener('pageshow', (event) => {
    if (event.persisted) {
      begin();
    }
  });

  begin();
  goOn();
  Array.from(document.querySelectorAll('.keys')).forEach((node) => {
    node.hidden = false;
  });
})();
