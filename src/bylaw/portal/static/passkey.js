// Asks the reader's passkey to sign, and puts its answer into the form. Nothing is loaded from elsewhere.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));

async function sign(form) {
  const found = await navigator.credentials.get({
    publicKey: {
      challenge: bytes(form.dataset.challenge),
      rpId: form.dataset.rp,
      userVerification: "required",
      timeout: 120000,
    },
  });
  const { authenticatorData, clientDataJSON, signature, userHandle } = found.response;
  form.elements.authenticator.value = text(authenticatorData);
  form.elements.client.value = text(clientDataJSON);
  form.elements.signature.value = text(signature);
  form.elements.user.value = userHandle ? text(userHandle) : "";
  form.submit();
}

for (const form of document.querySelectorAll("form[data-challenge]")) {
  const told = form.querySelector("[role=alert]");
  const button = form.querySelector("button");
  if (!window.PublicKeyCredential) {
    told.textContent = say("This browser has no passkeys.");
    continue;
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    told.textContent = "";
    button.disabled = true;
    sign(form).catch((fault) => {
      told.textContent = say("Nothing was signed: {why}", { why: fault.message });
      button.disabled = false;
      button.focus(); // a disabled button loses it
    });
  });
  button.disabled = false; // until now a press would have sent the form unsigned
}
