// Says what a script says in the reader's language: the page brings the words that its scripts need.
const words = JSON.parse(document.querySelector("meta[name=words]")?.content ?? "{}");

// Gives a text with its {facts} filled in; a text without a translation is said as it stands.
globalThis.say = (text, facts = {}) => (words[text] ?? text).replace(/\{(\w+)\}/g, (hole, name) => facts[name] ?? hole);

// Takes in words that come after the page.
globalThis.learn = (more) => Object.assign(words, more);
