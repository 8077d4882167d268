// Keys for whoever reads texts before anybody else: what is selected is what M masks. Everything
// goes without it, by the fields and buttons of the page. ES2017, as all scripts here.
(function () {
  'use strict';

  const form = document.getElementById('review');
  const words = document.getElementById('words');
  const mask = form.elements.mask;
  const which = form.elements.which;
  let sent = false;

  // Which of the places where `chosen` stands begins at `start`, from 1.
  function placeOf(text, chosen, start) {
    let place = 0;
    for (let i = text.indexOf(chosen); i !== -1 && i <= start; i = text.indexOf(chosen, i + 1)) {
      place += 1;
    }
    return place;
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
    if (!chosen) {
      return;
    }
    const before = range.cloneRange();
    before.selectNodeContents(words);
    before.setEnd(range.startContainer, range.startOffset);
    mask.value = chosen;
    which.value = placeOf(words.textContent, chosen,
      before.toString().length + found.indexOf(chosen));
  }

  document.addEventListener('selectionchange', takeSelected);

  // What is typed stands for every place where it stands.
  mask.addEventListener('input', () => {
    which.value = 0;
  });

  function press(action) {
    form.querySelector(`button[value="${action}"]`).click();
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
    j: () => document.getElementById('next').click(),
    n: () => document.getElementById('next').click(),
    k: () => document.getElementById('previous').click(),
  };

  document.addEventListener('keydown', (event) => {
    const key = event.key.toLowerCase();
    const typing = /^(input|textarea|select)$/i.test(event.target.nodeName);
    if (typing || event.ctrlKey || event.altKey || event.metaKey || event.repeat || !keys[key]) {
      return;
    }
    event.preventDefault();
    keys[key]();
  });

  // One decision a page, however often a key or button is pressed.
  form.addEventListener('submit', (event) => {
    if (sent) {
      event.preventDefault();
    }
    sent = true;
  });
  window.addEventListener('pageshow', () => {
    sent = false;
  });

  Array.from(document.querySelectorAll('.keys')).forEach((node) => {
    node.hidden = false;
  });
})();
