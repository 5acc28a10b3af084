// Shows what becomes of the message while its code is waited for: reads the page again from time to
// time, and replaces what it says of the delivery. The field and what is typed stay as they are, and
// so does a part whose state is the same: its countdown goes on, and it keeps the focus.

// Seconds after the page was shown; later the page is read once in a pause.
const looks = [2, 4, 7, 11, 16, 23, 31];
const pause = 30;

const parts = (page) => [...page.querySelectorAll("[data-delivery]")];

const state = (part) => part.dataset.state ?? part.outerHTML;

const form = document.querySelector("form[data-ends-in]");

// The buttons and links of the parts, of which the one with these words is the same as before.
function called(words) {
  return parts(document)
    .flatMap((part) => [...part.querySelectorAll("a, button")])
    .find((control) => control.textContent.trim() === words);
}

function replace(read) {
  const focused = document.activeElement;
  parts(document).forEach((part, i) => {
    if (state(part) !== state(read[i])) {
      part.replaceWith(document.importNode(read[i], true));
    }
  });
  if (focused && !focused.isConnected) {
    called(focused.textContent.trim())?.focus();
  }
}

// Whether the page still is the one that is shown.
async function look(address) {
  const response = await fetch(address, { redirect: "error" });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const read = parts(page);
  if (!response.ok || read.length !== parts(document).length) {
    return false;
  }
  if (page.querySelector(`[data-message="${form.dataset.message}"]`)) {
    replace(read);
    document.dispatchEvent(new Event("delivery"));
    return true;
  }
  // Another tab asked for another message. What is typed here may be the code of that one.
  const isEmpty = document.querySelector("#code").value === "";
  if (isEmpty) {
    location.replace(address);
  }
  return !isEmpty;
}

async function follow(address) {
  let before = 0;
  for (let number = 0; !document.querySelector("[data-last]"); number++) {
    const at = looks[number] ?? before + pause;
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
