// Reads questions aloud, by a voice of the phone itself: never by one that would send the words
// away. Where there is no such voice for a question's language, or the question has a recording,
// there is no button. ES2017, for old phones.
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

  // The question, what is said about it, and what can be answered.
  function wordsOf(question) {
    return all(question, '.ask, .row legend, .hint, .choices label:not(.none) span')
      .filter((node) => !node.hidden).map((node) => node.textContent.trim())
      .filter((text) => text).join('. ');
  }

  let speaking = null;

  function stop() {
    speech.cancel();
    speaking = null;
  }

  function say(question, tag) {
    const wasThis = speaking === question;
    stop();
    if (wasThis) {
      return;
    }
    const words = new SpeechSynthesisUtterance(wordsOf(question));
    words.voice = voiceFor(tag);
    words.lang = words.voice.lang;
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
      if (!voiceFor(tag) || question.querySelector('audio, .listen')) {
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
