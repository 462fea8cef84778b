// Says what a script says in the reader's language: the page brings the words that its scripts need.
const words = JSON.parse(document.querySelector("meta[name=words]")?.content ?? "{}");

// Gives a text with its {facts} filled in; a text without a translation is said as it stands.
globalThis.say = (text, facts = {}) => (words[text] ?? text).replace(/\{(\w+)\}/g, (hole, name) => written(facts[name]) ?? hole);

// Writes a number as the reader's language does; anything else is said as it is.
const written = (fact) => (typeof fact === "number" ? fact.toLocaleString(document.documentElement.lang) : fact);

// Takes in words that come after the page.
globalThis.learn = (more) => Object.assign(words, more);
