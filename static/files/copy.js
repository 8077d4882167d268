// A button beside each sentence of the results, which puts it on the clipboard as it is read. Where
// the browser has no clipboard for pages, they are selected by hand as ever. ES2017.
(function () {
  'use strict';

  const shown_ms = 3000;
  const clipboard = navigator.clipboard;
  const lists = document.querySelectorAll('[data-copy]');
  if (!clipboard || !lists.length) {
    return;
  }

  // Read aloud when it changes.
  const told = document.createElement('p');
  told.className = 'unseen';
  told.setAttribute('role', 'status');
  document.getElementById('main').appendChild(told);

  function add(list, item) {
    const sentence = item.textContent.trim();
    const button = document.createElement('button');
    const say = (words) => {
      button.textContent = words;
      told.textContent = words === list.dataset.copy ? '' : words;
    };
    button.type = 'button';
    button.className = 'copy';
    button.textContent = list.dataset.copy;
    button.setAttribute('aria-label', `${list.dataset.copy}: ${sentence}`);
    button.addEventListener('click', () => {
      clipboard.writeText(sentence).then(() => say(list.dataset.copied),
        () => say(list.dataset.failed));
      setTimeout(() => say(list.dataset.copy), shown_ms);
    });
    item.appendChild(document.createTextNode(' '));
    item.appendChild(button);
  }

  lists.forEach((list) => list.querySelectorAll('li').forEach((item) => add(list, item)));
}());
