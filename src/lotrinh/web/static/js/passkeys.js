// Asks the browser for a passkey and sends its answer with the form around the button. Without this file the other
// ways to sign in stay. Options come from the page, or for sign-in without a name from the form's own address.
"use strict";

const encodable = () => window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;

async function optionsOf(form) {
  const stored = document.getElementById("passkey-options");
  if (stored) return JSON.parse(stored.textContent);
  const answer = await fetch(form.action, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  return answer.json();
}

async function ask(form) {
  const options = await optionsOf(form);
  if (form.dataset.passkey === "create") {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options.creation_options.publicKey);
    const wanted = form.querySelector("[name=passwordless]");
    if (wanted) {
      publicKey.authenticatorSelection.residentKey = "required";
      publicKey.authenticatorSelection.requireResidentKey = true;
      publicKey.authenticatorSelection.userVerification = "required";
    }
    return navigator.credentials.create({ publicKey });
  }
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.request_options.publicKey);
  return navigator.credentials.get({ publicKey });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const failed = form.querySelector("[data-failed]");
  form.hidden = !encodable();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      const credential = await ask(form);
      form.querySelector("[name=credential]").value = JSON.stringify(credential);
      form.submit();
    } catch {
      failed.hidden = false; // cancelled, no device, or an address that passkeys do not work at
    }
  });
}
