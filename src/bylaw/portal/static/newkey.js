// Makes a passkey on the reader's own device and puts its public half into the form. The private half stays there.
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

async function make(form) {
  const { member, rp, org, name } = form.dataset;
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: crypto.getRandomValues(new Uint8Array(32)),
      rp: { id: rp, name: org },
      user: { id: unhex(member), name: form.elements.email?.value || name || member.slice(0, 8), displayName: form.elements.name?.value || name || org },
      pubKeyCredParams: [{ type: "public-key", alg: -7 }],
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      attestation: "none",
    },
  });
  form.elements.public.value = btoa(String.fromCharCode(...new Uint8Array(made.response.getPublicKey())));
}

for (const form of document.querySelectorAll("form[data-member]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    make(form).then(() => {
      if (button?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: "1" }));
      form.submit();
    }).catch((fault) => {
      form.querySelector("[role=alert]").textContent = say("No key was made: {why}", { why: fault.message });
    });
  });
  for (const button of form.querySelectorAll("button")) button.disabled = false; // until now a press would have sent no key
}
