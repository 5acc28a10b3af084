import type { Outcome } from "./server/outcome";
import { readAnswer } from "./protocol/answerCode";
import type { SignInRequest, Verdict } from "./protocol/answers";
import type { Decision } from "./protocol/texts";
import { el } from "./dom";
import { scan } from "./scanner/camera";
import { answerScanScreen } from "./screens/answerScan";
import { type NoticeKind, button } from "./screens/parts";
import { messageScreen } from "./screens/message";
import { type RequestScreen, requestScreen } from "./screens/request";
import { now } from "./server/clock";
import { answer } from "./server/signIns";
import type { Screen, Shell } from "./shell";
import { cameraWords, counted, waitWords } from "./words";
import { forgetNotifications } from "./waking/notifications";
import type { Waiting } from "./watches";

interface Asking extends Screen {
  readonly request: SignInRequest;
  refuse?(text: string): void;
}

/** Handles one request, from display to the result of the answer. */
export class Answering {
  private screen: Asking | undefined;
  private readonly done = new Set<string>();

  constructor(
    private readonly shell: Shell,
    private readonly home: () => void,
  ) {}

  /** The first of these requests that has not been answered on this phone. */
  next(waiting: readonly Waiting[]): Waiting | undefined {
    return waiting.find(({ request }) => !this.done.has(request.id) && now() < request.until);
  }

  ask(waiting: Waiting): RequestScreen {
    const { request } = waiting;
    const screen = requestScreen(request, now, {
      scan: () => this.scan(waiting),
      approve: (number) => this.answer(waiting, "approve", number),
      deny: () => this.answer(waiting, "deny"),
      notMe: () => this.answer(waiting, "not-me"),
      over: () => this.end(request.id),
    });
    this.show(screen);
    void forgetNotifications();
    return screen;
  }

  /**
   * Scans the number instead of typing it. Every result is handled by the screen that it returns
   * to.
   */
  private scan(waiting: Waiting): void {
    const { request } = waiting;
    const wanted = new AbortController();
    const back = () => this.ask(waiting);
    const screen = answerScanScreen(request, now, {
      type: () => back().type(),
      deny: () => back().deny(),
      notMe: () => back().notMe(),
      back: () => void back(),
      over: () => this.end(request.id),
      leave: () => wanted.abort(),
    });
    this.show(screen);
    const found = (text: string) => {
      const scanned = readAnswer(text, request);
      if (scanned.kind === "number") {
        back().approve(scanned.number);
      } else {
        screen.say(scanned.kind === "another" ? ANOTHERS_CODE : NO_CODE);
      }
      return scanned.kind === "number";
    };
    void scan(screen.video, wanted.signal, found).then((stopped) => {
      if (stopped !== "left") {
        screen.say(cameraWords(stopped, "the number"));
      }
    });
  }

  private show(screen: Asking): void {
    this.screen = screen;
    this.shell.show(screen);
  }

  /** A pending request may end elsewhere; one that is being answered ends with its verdict. */
  changed(waiting: readonly Waiting[]): void {
    const asked = this.shell.isShowing(this.screen) ? this.screen?.request.id : undefined;
    const open = waiting.some(({ request }) => request.id === asked);
    if (asked !== undefined && !open && !this.done.has(asked)) {
      this.end(asked);
    }
  }

  private async answer(to: Waiting, decision: Decision, number = ""): Promise<void> {
    const { account, request } = to;
    this.done.add(request.id);
    const came = await answer(account, request, decision, number);
    if (this.shell.isShowing(this.screen)) {
      this.tell(came, decision, request.id);
    }
  }

  private tell(came: Outcome<Verdict>, decision: Decision, id: string): void {
    if (came.kind !== "ok") {
      this.refuse(id, troubleWords(came));
    } else if (came.value.kind === "malformed") {
      this.refuse(id, "Enter all the digits that your browser shows.");
    } else if (came.value.kind === "wrong-number" && came.value.left > 0) {
      this.refuse(id, wrongWords(came.value.left));
    } else if (came.value.kind === "approved") {
      this.say("good", "Approved", "Your browser continues automatically.");
    } else if (came.value.kind === "denied" && decision === "not-me") {
      this.say("danger", "Denied and reported", CHANGE_IT, newPassword());
    } else if (came.value.kind === "denied") {
      this.say("info", "Denied", "Nobody was let in.");
    } else {
      this.end(id);
    }
  }

  /** Shows an error; the request stays open. */
  private refuse(id: string, text: string): void {
    this.done.delete(id);
    this.screen?.refuse?.(text);
  }

  private end(id: string): void {
    this.done.add(id);
    this.say("warn", "This sign-in is over", OVER);
  }

  private say(kind: NoticeKind, title: string, text: string, ...more: Node[]): void {
    const done = button("Done", this.home, more.length > 0 ? "link" : "primary");
    this.shell.show(messageScreen(kind, title, text, ...more, done));
  }
}

const OVER =
  "It took too long, ended elsewhere, or had three wrong numbers. To sign in, start again in your browser.";
const CHANGE_IT = "Someone knows your password. Set a new one now, before you sign in again.";

const ANOTHERS_CODE =
  "This code is of another sign-in. If it stands on your own page, this sign-in is not yours: deny it.";
const NO_CODE = "This is another kind of code. Scan the one on your browser’s page.";

function newPassword(): HTMLElement {
  return el("a", { class: "button button--primary", href: "/forgotten" }, "Set a new password");
}

function wrongWords(left: number): string {
  return `That is not the number. ${counted(left, "try", "tries")} left.`;
}

function troubleWords(came: Exclude<Outcome<Verdict>, { kind: "ok" }>): string {
  switch (came.kind) {
    case "offline":
      return "No network. Try again when there is one, or type a code from this app in your browser.";
    case "wait":
      return `Too many tries. Try again in ${waitWords(came.seconds)}.`;
    case "gone":
    case "fault":
      return "The portal could not take the answer. Try again.";
  }
}
