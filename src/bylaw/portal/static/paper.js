// The paper: each question as fields to fill in, what is filled in as the numbers that a ballot takes, and those in words.
import { highest } from "./ballot.js";

export function element(tag, attributes = {}, ...inside) {
  const found = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) found.setAttribute(name, value);
  found.append(...inside);
  return found;
}

const label = (names, option) => names[option] ?? (option === "against" ? say("Against") : option);
const value = (asked) => asked.value ?? asked;
const choice = (input, words) => element("p", { class: "choice" }, input, element("label", { for: input.id }, words));
const box = (id, type = "checkbox", more = {}) => element("input", { id, type, ...more });
const bits = (inputs) => [...inputs].map((input) => Number(input.checked));

// --- one question: a fieldset with its hint

export function question(asked, index, names) {
  const [hint, ...rows] = kind(asked).fields(asked, `q${index}`, names);
  const field = element("fieldset", { "data-question": index }, element("legend", {}, value(asked).question), element("p", { class: "hint" }, hint), ...rows);
  kind(asked).limit?.(asked, field);
  return field;
}

export const read = (asked, field) => kind(asked).read(asked, field);
export const said = (asked, choices, names) => [value(asked).question, kind(asked).said(asked, choices, names)];

function kind(asked) {
  if (asked.type === "Lists") return lists;
  if (asked.type !== "NonHomomorphic") return marks;
  return asked.extra?.grades?.length ? grades : ranks;
}

const one = (min) => (min ? say("Choose one.") : say("Choose one, or none."));

function several(min, max) {
  if (!min) return say("Choose up to {max}, or none.", { max });
  return min === max ? say("Choose {max}.", { max }) : say("Choose {min} to {max}.", { min, max });
}

const marks = {
  fields(asked, id, names) {
    const { answers, min, max, blank } = value(asked);
    const hint = max === 1 ? one(min) : several(min, max);
    const rows = answers.map((option, i) => choice(box(`${id}-${i}`), label(names, option)));
    if (blank) rows.unshift(choice(box(`${id}-blank`), say("Blank vote: none of these, and counted as such")));
    return [hint, ...rows];
  },
  limit(asked, field) {
    const { max, blank } = value(asked);
    field.addEventListener("change", () => {
      const inputs = [...field.querySelectorAll("input")];
      const [none, rest] = blank ? [inputs[0], inputs.slice(1)] : [null, inputs];
      const chosen = rest.filter((each) => each.checked).length;
      for (const each of rest) each.disabled = (none?.checked || chosen >= max) && !each.checked;
      if (none) none.disabled = chosen > 0;
    });
  },
  read: (_, field) => bits(field.querySelectorAll("input")),
  said(asked, choices, names) {
    const { answers, blank } = value(asked);
    if (blank && choices[0]) return say("blank");
    return answers.filter((_, i) => choices[i + Number(Boolean(blank))]).map((each) => label(names, each)).join(", ") || say("nobody");
  },
};

const lists = {
  fields(asked, id, names) {
    const rows = value(asked).answers.map(([head, ...others], i) => element("div", { "data-list": i },
      choice(box(`${id}-${i}`, "radio", { name: id }), label(names, head)),
      ...others.map((option, n) => choice(box(`${id}-${i}-${n}`), label(names, option)))));
    return [say("Choose one list, and at least one of its candidates."), ...rows];
  },
  limit(_, field) {
    const change = () => {
      for (const list of field.querySelectorAll("[data-list]")) {
        const [head, ...others] = list.querySelectorAll("input");
        for (const each of others) [each.disabled, each.checked] = [!head.checked, head.checked && each.checked];
      }
    };
    field.addEventListener("change", change);
    change();
  },
  read: (_, field) => [...field.querySelectorAll("[data-list]")].map((list) => bits(list.querySelectorAll("input"))),
  said(asked, choices, names) {
    const chosen = choices.findIndex(([head]) => head);
    const [head, ...others] = value(asked).answers[chosen];
    return `${label(names, head)}: ${others.filter((_, i) => choices[chosen][i + 1]).map((each) => label(names, each)).join(", ")}`;
  },
};

const ranks = {
  fields(asked, id, names) {
    const rows = value(asked).answers.map((option, i) =>
      choice(box(`${id}-${i}`, "number", { min: 1, max: highest(asked), class: "rank" }), label(names, option)));
    return [say("Give 1 to your first choice, 2 to the next, and so on. Leave the rest empty."), ...rows];
  },
  read: (_, field) => [...field.querySelectorAll("input")].map((input) => Number(input.value || 0)),
  said(asked, choices, names) {
    const given = value(asked).answers.map((option, i) => [choices[i], label(names, option)]).filter(([rank]) => rank);
    return given.sort(([a], [b]) => a - b).map(([rank, name]) => `${rank}. ${name}`).join(", ") || say("nobody");
  },
};

const grades = {
  fields(asked, id, names) {
    const words = [say("no grade"), ...asked.extra.grades];
    const rows = value(asked).answers.map((option, i) => {
      const options = words.map((word, grade) => element("option", { value: grade }, String(word)));
      return choice(element("select", { id: `${id}-${i}` }, ...options), label(names, option));
    });
    return [say("Give each a grade: {best} is the best. No grade is below all of them.", { best: asked.extra.grades[0] }), ...rows];
  },
  read: (_, field) => [...field.querySelectorAll("select")].map((select) => Number(select.value)),
  said(asked, choices, names) {
    const words = [say("no grade"), ...asked.extra.grades];
    return value(asked).answers.map((option, i) => `${label(names, option)}: ${words[choices[i]]}`).join(", ");
  },
};
