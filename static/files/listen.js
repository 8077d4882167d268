// Reads questions aloud, by a voice of the phone itself: never by one that would send the words
// away. Where there is none for a question's language, or a recording, there is no button. ES2017.
(function () {
  'use strict';

  const speech = window.speechSynthesis;
  const form = document.querySelector('main form');
  if (!speech || !window.SpeechSynthesisUtterance || !form) {
    return;
  }
  const all = (node, selector) => Array.from(node.querySelectorAll(selector));
  const mainOf = (tag) => tag.toLowerCase().split(/[-_]/)[0];

  function voiceFor(tag) {
    return speech.getVoices().filter((voice) => voice.localService === true &&
      mainOf(voice.lang) === mainOf(tag))[0];
  }

  function bareText(node) {
    const copy = node.cloneNode(true);
    all(copy, '.must').forEach((one) => one.remove());
    return copy.textContent.trim();
  }

  // The question, what is said about it, and what can be answered, as far as it is in its language;
  // no counters and warnings, which come and go while somebody types.
  function wordsOf(question, tag) {
    return all(question, '.ask, .row legend, .hint, .choices label:not(.none) > span')
      .filter((node) => !node.hidden && node.closest('[lang]').lang === tag &&
        !node.closest('.told, .unseen'))
      .map(bareText).filter((text) => text).join('. ');
  }

  let speaking = null;

  function stop() {
    speech.cancel();
    speaking = null;
  }

  function say(question, tag) {
    const wasThis = speaking === question;
    const voice = voiceFor(tag);
    stop();
    if (!voice) {
      offer();
    }
    if (wasThis || !voice) {
      return;
    }
    const words = new SpeechSynthesisUtterance(wordsOf(question, tag));
    words.voice = voice;
    words.lang = voice.lang;
    words.onend = () => {
      speaking = null;
    };
    speaking = question;
    speech.speak(words);
  }

  function offer() {
    all(form, '.q').forEach((question) => {
      const ask = question.querySelector('.ask');
      const tag = ask.lang || document.documentElement.lang;
      const there = question.querySelector('.listen');
      if (there && !voiceFor(tag)) {
        there.remove();  // a voice can be taken away
      }
      if (there || !voiceFor(tag) || question.querySelector('audio')) {
        return;
      }
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'listen';
      button.textContent = form.dataset.listen;
      button.addEventListener('click', () => say(question, tag));
      ask.parentNode.insertBefore(button, ask.nextSibling);
    });
  }

  stop();
  offer();
  speech.onvoiceschanged = offer;  // some browsers know their voices only later
  window.addEventListener('pagehide', stop);
  document.addEventListener('click', (event) => {
    if (event.target.closest('.exit')) {
      stop();
    }
  });
})();
