// Shows what becomes of the message while its code is waited for: reads the page again from time to
// time, and replaces what it says of the delivery. The field and what is typed stay as they are, and
// so does a part whose state is the same: its countdown goes on, and it keeps the focus.

// Seconds after the page was shown; later the page is read once in a pause.
const looks = [2, 4, 7, 11, 16, 23, 31];
const pause = 30;

const parts = (page) => [...page.querySelectorAll("[data-delivery]")];

const state = (part) => part.dataset.state ?? part.outerHTML;

const form = document.querySelector("form[data-message]");

// The buttons and links of the parts, of which the one with these words is the same as before.
function called(words) {
  return parts(document)
    .flatMap((part) => [...part.querySelectorAll("a, button")])
    .find((control) => control.textContent.trim() === words);
}

function replace(read) {
  const focused = document.activeElement;
  parts(document).forEach((part, i) => {
    // What is said once when the page is shown is only taken away.
    const isOver = part.hasAttribute("data-once") && part.childElementCount === 0;
    if (state(part) !== state(read[i]) && !isOver) {
      part.replaceWith(document.importNode(read[i], true));
    }
  });
  if (focused && !focused.isConnected) {
    called(focused.textContent.trim())?.focus();
  }
}

// Whether nothing would be lost with the page: nothing is typed, ticked or said of an answer. What is
// typed may be the code of a newer message.
function isUntouched() {
  const code = document.querySelector("#code");
  return code.value === "" && !code.hasAttribute("aria-invalid") && !form.querySelector(":checked");
}

// Whether the page is still shown afterwards.
async function look(address) {
  const response = await fetch(address, { redirect: "manual" });
  if (response.type === "opaqueredirect" && "leaves" in form.dataset && isUntouched()) {
    // Nothing waits for this code any more.
    location.replace(address);
    return false;
  }
  if (!response.ok) {
    return true;
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const read = parts(page);
  const isSame = page.querySelector(`[data-message="${form.dataset.message}"]`) !== null;
  if (isSame && read.length === parts(document).length) {
    replace(read);
    document.dispatchEvent(new Event("delivery"));
  } else if (!isSame && isUntouched()) {
    // The code was voided, or another tab asked for another message.
    location.replace(address);
    return false;
  }
  return true;
}

async function follow(address) {
  let before = 0;
  for (let number = 0; ; number++) {
    const isLast = document.querySelector("[data-last]") !== null;
    const at = (isLast ? undefined : looks[number]) ?? before + pause;
    await new Promise((done) => setTimeout(done, (at - before) * 1000));
    before = at;
    if (!document.hidden && !(await look(address).catch(() => true))) {
      return;
    }
  }
}

if (form && parts(document).length > 0) {
  // "by-itself" marks a request that does not count as use of the session.
  follow(`${form.getAttribute("action")}?by-itself`);
}
