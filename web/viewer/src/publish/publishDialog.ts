import { el } from "sallyport-common/dom";
import { PURPOSES } from "../images/titles";
import { text } from "../messages";
import type { KeyImages } from "./keyImages";
import { NotPublished, type PublishCalls, type Published } from "./publishCalls";

const MAX_TEXT = 1_000;
const HEADING = "publish-heading";

/**
 * Says what is written to the archive, for whom, and that it stays there; and asks for it.
 *
 * @param done is told what was published
 */
export function askToPublish(
  keys: KeyImages,
  calls: PublishCalls,
  done: (published: Published) => void,
): void {
  const { form, fields } = formOf(keys);
  const dialog = el("dialog", { class: "help", "aria-labelledby": HEADING }, form);
  // A form that is sent again publishes once, so each kind has its own id. The server refuses an id
  // that comes back with another content.
  const requests = { "key-images": crypto.randomUUID(), measurements: crypto.randomUUID() };
  const { title, words, measurements, problem, publish, cancel } = fields;
  const isBusy = () => publish.disabled;
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  // While the archive answers, nothing is asked for twice or given up.
  dialog.addEventListener("cancel", (event) => isBusy() && event.preventDefault());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (isBusy()) {
      return;
    }
    problem.hidden = true;
    publish.disabled = cancel.disabled = true;
    const published = measurements.checked
      ? calls.measurements(requests.measurements)
      : calls.keyImages(requests["key-images"], title.value, words.value.trim(), keys.all);
    published
      .then((it) => {
        if (!measurements.checked) {
          keys.clear();
        }
        dialog.close();
        done(it);
      })
      .catch((fault: unknown) => {
        publish.disabled = cancel.disabled = false;
        problem.textContent =
          fault instanceof NotPublished ? fault.message : text("viewer.publish.failed");
        problem.hidden = false;
      });
  });
  document.body.append(dialog);
  dialog.showModal();
}

function formOf(keys: KeyImages) {
  const title = el(
    "select",
    { id: "publish-title", class: "input" },
    ...PURPOSES.map(([code, words]) => el("option", { value: code }, text(words))),
  );
  const words = el("textarea", {
    id: "publish-text",
    class: "input",
    rows: "3",
    maxlength: String(MAX_TEXT),
  });
  const images = radio("key-images", keys.count > 0);
  const measurements = radio("measurements", keys.count === 0);
  images.disabled = keys.count === 0;
  const about = el(
    "div",
    { class: "help__form" },
    el("label", { for: title.id }, text("viewer.publish.for")),
    title,
    el("label", { for: words.id }, text("viewer.publish.text")),
    words,
  );
  const leftOut = el("p", {}, text("viewer.publish.left-out"));
  const show = () => {
    about.hidden = measurements.checked;
    leftOut.hidden = !measurements.checked;
  };
  [images, measurements].forEach((it) => it.addEventListener("change", show));
  show();
  const problem = el("p", { role: "alert", hidden: true });
  const publish = el("button", { class: "button" }, text("viewer.publish.publish"));
  const cancel = el("button", { type: "button", class: "button" }, text("viewer.label.cancel"));
  const form = el(
    "form",
    { class: "help__form" },
    el("h2", { id: HEADING }, text("viewer.publish.heading")),
    el(
      "fieldset",
      {},
      el("legend", {}, text("viewer.publish.kind")),
      el(
        "label",
        { class: "help__letters" },
        images,
        text("viewer.publish.key-images", keys.count),
      ),
      el("label", { class: "help__letters" }, measurements, text("viewer.publish.measurements")),
    ),
    about,
    leftOut,
    el("p", {}, text("viewer.publish.final")),
    problem,
    el("div", { class: "help__acts" }, publish, cancel),
  );
  return { form, fields: { title, words, measurements, problem, publish, cancel } };
}

function radio(value: string, isChecked: boolean): HTMLInputElement {
  const made = el("input", { type: "radio", name: "publish-kind", value });
  made.checked = isChecked;
  return made;
}
