import { el } from "sallyport-common/dom";
import { locale } from "sallyport-common/language";
import { text } from "../messages";
import { canBeScanned } from "../protocol/answerCode";
import type { SignInRequest } from "../protocol/answers";
import type { Screen } from "../shell";
import { ago, browserWords } from "../words";
import { countdown } from "./countdown";
import { button, facts, heading, muted, small, submit } from "./parts";
import { numberField } from "./number";

/** English that names the zones of Europe. */
const EUROPEAN_ZONES = "en-GB";

export interface Answering {
  scan(): void;
  approve(number: string): Promise<void>;
  deny(): Promise<void>;
  notMe(): Promise<void>;
  over(): void;
}

export interface RequestScreen extends Screen {
  readonly request: SignInRequest;
  refuse(why: string): void;
  /** Acts as if the number had been typed and Approve pressed. */
  approve(number: string): void;
  deny(): void;
  notMe(): void;
  /** Focuses the field. */
  type(): void;
}

/**
 * Shows who signs in and from where, a field for the number shown in the browser, and three
 * answers.
 */
export function requestScreen(
  request: SignInRequest,
  now: () => number,
  answering: Answering,
): RequestScreen {
  const { purpose, service, username, browser, address, at, until, digits } = request;
  const field = numberField(digits);
  const since = el("span", { class: "muted" });
  const say = () => (since.textContent = ago(now() - at));
  const left = countdown(until, now, answering.over, say);
  const form = answerForm(field, request, answering);
  return {
    title: text("app.request.title"),
    request,
    refuse: (why) => {
      field.input.value = "";
      field.refuse(why);
    },
    approve: (number) => {
      field.input.value = number;
      form.node.requestSubmit();
    },
    deny: form.deny,
    notMe: form.notMe,
    type: () => field.input.focus(),
    aside: left.node,
    leave: left.stop,
    body: [
      el(
        "div",
        {},
        heading(text(`app.request.heading.${purpose}`, service)),
        el("div", { class: "mt-2" }, muted(text(`app.request.lead.${purpose}`, username))),
      ),
      facts([
        [text("app.fact.browser"), browserWords(browser)],
        [text("app.fact.address"), address],
        [text("app.fact.time"), momentOf(at), el("br"), since],
      ]),
      form.node,
    ],
  };
}

function momentOf(at: number): HTMLElement {
  const moment = new Date(at);
  const said = moment.toLocaleTimeString(locale() === "en" ? EUROPEAN_ZONES : locale(), {
    hourCycle: "h23",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  });
  return el("time", { datetime: moment.toISOString() }, said);
}

interface AnswerForm {
  readonly node: HTMLFormElement;
  deny(): void;
  notMe(): void;
}

function answerForm(
  field: ReturnType<typeof numberField>,
  request: SignInRequest,
  answering: Answering,
): AnswerForm {
  const form = el("form", { class: "phone__act", novalidate: true });
  const during = (work: Promise<void>) => {
    const buttons = [...form.querySelectorAll("button")];
    buttons.forEach((it) => (it.disabled = true));
    void work.finally(() => buttons.forEach((it) => (it.disabled = false)));
  };
  const deny = () => during(answering.deny());
  const notMe = () => during(answering.notMe());
  form.append(
    field.node,
    ...(canBeScanned(request) ? scanning(answering) : []),
    el(
      "div",
      { class: "phone__pair" },
      button(text("app.request.deny"), deny),
      submit(text("app.request.approve")),
    ),
    ...notMine(notMe),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const number = field.input.value;
    if (number.length !== request.digits) {
      field.refuse(text("app.request.number-short", request.digits));
      return;
    }
    field.accept();
    during(answering.approve(number));
  });
  return { node: form, deny, notMe };
}

function scanning({ scan }: Answering): Node[] {
  const why = small(text("app.camera"));
  const parts = described(button(text("app.request.scan"), scan, "link"), why, "scan-note");
  return [el("div", { class: "phone__other" }, ...parts)];
}

/** The button that reports a sign-in, used on several screens. */
export function notMine(notMe: () => void): Node[] {
  const note = small(text("app.request.not-me-note"));
  return described(button(text("app.request.not-me"), notMe, "danger-link"), note, "not-me-note");
}

function described(it: HTMLElement, note: HTMLElement, id: string): Node[] {
  it.setAttribute("aria-describedby", id);
  note.id = id;
  note.classList.add("phone__note");
  return [it, note];
}
