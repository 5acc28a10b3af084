// Passes a passkey's challenge to the browser (WebAuthn) and submits the response with the form.
// The challenge is in the form, or is fetched from the portal when the button is pressed. Without
// script such a form does nothing.
const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const text = (buffer) =>
  btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const keys = (list) => (list ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

function read(options) {
  const publicKey = { ...options, challenge: bytes(options.challenge) };
  if (options.user) publicKey.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) publicKey.excludeCredentials = keys(options.excludeCredentials);
  if (options.allowCredentials) publicKey.allowCredentials = keys(options.allowCredentials);
  return publicKey;
}

function written(credential) {
  const from = credential.response;
  const response = { clientDataJSON: text(from.clientDataJSON) };
  if (from.attestationObject) {
    response.attestationObject = text(from.attestationObject);
    response.transports = from.getTransports?.() ?? [];
  } else {
    response.authenticatorData = text(from.authenticatorData);
    response.signature = text(from.signature);
    if (from.userHandle) response.userHandle = text(from.userHandle);
  }
  return JSON.stringify({
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response, clientExtensionResults: {},
  });
}

async function options(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.optionsAt, {
    method: "POST", headers: { "X-CSRF-TOKEN": form.elements._csrf.value },
  });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

function say(when) {
  const trouble = document.querySelector("[data-passkey-trouble]");
  for (const words of trouble.querySelectorAll("[data-when]")) words.hidden = words.dataset.when !== when;
  trouble.hidden = when === null;
}

async function answer(form) {
  const publicKey = read(await options(form));
  const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
  form.elements.credential.value = written(credential);
  form.submit();
}

function trouble(fault) {
  if (fault.name === "NotAllowedError" || fault.name === "AbortError") return "none";
  return fault.name === "InvalidStateError" ? "known" : "other";
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = form.hidden && !window.PublicKeyCredential;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    button.disabled = true;
    say(null);
    answer(form).catch((fault) => {
      button.disabled = false;
      say(trouble(fault));
    });
  });
}
