// Takes a signed roll in, part by part, and shows how far it is. Without it the button does one part at a time.
const said = document.querySelector("#said");

async function part(form) {
  const fields = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.action, { method: "POST", body: fields });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector("#roll");
  const shown = document.querySelector("#roll");
  const held = shown.contains(document.activeElement);
  if (next) shown.replaceWith(next);
  if (held) said.focus(); // the button that was pressed is gone
  return answer.ok && next;
}

async function all() {
  let form;
  while ((form = document.querySelector("form[data-go]"))) {
    form.querySelector("button").disabled = true;
    if (!(await part(form))) return;
  }
  said.textContent = say("All of them are in.");
}

function begin() {
  said.textContent = "";
  all().catch(() => {
    said.textContent = say("The line broke. What is in stays in: go on when it is back.");
    document.querySelector("form[data-go] button").disabled = false;
  });
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-go]")) return;
  event.preventDefault();
  begin();
});
begin();
