import { el } from "../dom";
import type { SignInRequest } from "../protocol/answers";
import type { Screen } from "../shell";
import { ago, clockTime } from "../words";
import { button, facts, heading, muted, small, submit } from "./parts";
import { numberField } from "./number";

export interface Answering {
  approve(number: string): Promise<void>;
  deny(): Promise<void>;
  notMe(): Promise<void>;
  over(): void;
}

export interface RequestScreen extends Screen {
  readonly request: SignInRequest;
  refuse(text: string): void;
}

const WHAT = {
  "sign-in": "The password was right.",
  change: "Somebody is signed in to it and changes its settings.",
} as const;

/** Who signs in, from where; the number that the browser shows; three answers. */
export function requestScreen(
  request: SignInRequest,
  now: () => number,
  answering: Answering,
): RequestScreen {
  const { purpose, service, username, browser, address, at, until, digits } = request;
  const field = numberField(digits);
  const left = el("time", {});
  const since = el("span", { class: "muted" });
  const tick = () => {
    left.textContent = clockTime(until - now());
    since.textContent = ago(now() - at);
    if (now() >= until) {
      answering.over();
    }
  };
  const timer = setInterval(tick, 1000);
  const form = answerForm(field, digits, answering);
  left.textContent = clockTime(until - now());
  since.textContent = ago(now() - at);
  return {
    title: "Is this you?",
    request,
    refuse: (text) => {
      field.input.value = "";
      field.refuse(text);
    },
    aside: el("span", {}, left, " left"),
    leave: () => clearInterval(timer),
    body: [
      el(
        "div",
        {},
        heading(
          purpose === "sign-in"
            ? `Are you signing in at ${service}?`
            : `Are you changing your account at ${service}?`,
        ),
        el("div", { class: "mt-2" }, muted(`Account ${username}. ${WHAT[purpose]}`)),
      ),
      facts([
        ["Browser", browser],
        ["Address", address],
        ["Time", momentOf(at), el("br"), since],
      ]),
      form,
    ],
  };
}

function momentOf(at: number): HTMLElement {
  const moment = new Date(at);
  const said = moment.toLocaleTimeString("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  });
  return el("time", { datetime: moment.toISOString() }, said);
}

function answerForm(
  field: ReturnType<typeof numberField>,
  digits: number,
  { approve, deny, notMe }: Answering,
): HTMLElement {
  const form = el("form", { class: "phone__act", novalidate: true });
  const during = (work: Promise<void>) => {
    const buttons = [...form.querySelectorAll("button")];
    buttons.forEach((it) => (it.disabled = true));
    void work.finally(() => buttons.forEach((it) => (it.disabled = false)));
  };
  const notMeButton = button("This wasn’t me", () => during(notMe()), "danger-link");
  notMeButton.setAttribute("aria-describedby", "not-me-note");
  const note = small("Denies it and reports that someone has your password.");
  note.id = "not-me-note";
  note.classList.add("phone__note");
  form.append(
    field.node,
    el(
      "div",
      { class: "phone__pair" },
      button("Deny", () => during(deny())),
      submit("Approve"),
    ),
    notMeButton,
    note,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const number = field.input.value;
    if (number.length !== digits) {
      field.refuse(`Enter the ${digits} digits that your browser shows.`);
      return;
    }
    field.accept();
    during(approve(number));
  });
  return form;
}
