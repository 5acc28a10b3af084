import { el } from "sallyport-common/dom";
import type { Outcome } from "./server/outcome";
import { readAnswer } from "./protocol/answerCode";
import type { SignInRequest, Verdict } from "./protocol/answers";
import type { Decision } from "./protocol/texts";
import { scan } from "./scanner/camera";
import { answerScanScreen } from "./screens/answerScan";
import { type NoticeKind, button } from "./screens/parts";
import { messageScreen } from "./screens/message";
import { type RequestScreen, requestScreen } from "./screens/request";
import { text } from "./messages";
import { now } from "./server/clock";
import { answer } from "./server/signIns";
import type { Screen, Shell } from "./shell";
import { cameraWords, waitWords } from "./words";
import { forgetNotifications } from "./push/notifications";
import type { Waiting } from "./watches";

interface Asking extends Screen {
  readonly request: SignInRequest;
  refuse?(why: string): void;
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
      over: () => this.end(request),
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
      over: () => this.end(request),
      leave: () => wanted.abort(),
    });
    this.show(screen);
    const found = (code: string) => {
      const scanned = readAnswer(code, request);
      if (scanned.kind === "number") {
        back().approve(scanned.number);
      } else {
        screen.say(
          text(scanned.kind === "another" ? "app.scan.other-sign-in" : "app.scan.not-number"),
        );
      }
      return scanned.kind === "number";
    };
    void scan(screen.video, wanted.signal, found).then((stopped) => {
      if (stopped !== "left") {
        screen.say(cameraWords(stopped, "number"));
      }
    });
  }

  private show(screen: Asking): void {
    this.screen = screen;
    this.shell.show(screen);
  }

  /** A pending request may end elsewhere; one that is being answered ends with its verdict. */
  changed(waiting: readonly Waiting[]): void {
    const asked = this.shell.isShowing(this.screen) ? this.screen?.request : undefined;
    const open = waiting.some(({ request }) => request.id === asked?.id);
    if (asked !== undefined && !open && !this.done.has(asked.id)) {
      this.end(asked);
    }
  }

  private async answer(to: Waiting, decision: Decision, number = ""): Promise<void> {
    const { account, request } = to;
    this.done.add(request.id);
    const came = await answer(account, request, decision, number);
    if (this.shell.isShowing(this.screen)) {
      this.tell(came, decision, request);
    }
  }

  private tell(came: Outcome<Verdict>, decision: Decision, request: SignInRequest): void {
    const { id, purpose } = request;
    if (came.kind !== "ok") {
      this.refuse(id, troubleWords(came));
    } else if (came.value.kind === "malformed") {
      this.refuse(id, text("app.answer.malformed"));
    } else if (came.value.kind === "wrong-number" && came.value.left > 0) {
      this.refuse(id, text("app.answer.wrong", came.value.left));
    } else if (came.value.kind === "approved") {
      this.say("good", text("app.answer.approved"), text("app.answer.approved-text"));
    } else if (came.value.kind === "denied" && decision === "not-me") {
      const title = text("app.answer.reported");
      this.say("danger", title, text("app.answer.reported-text"), newPassword());
    } else if (came.value.kind === "denied") {
      this.say("info", text("app.answer.denied"), text(`app.answer.denied-text.${purpose}`));
    } else {
      this.end(request);
    }
  }

  /** Shows an error; the request stays open. */
  private refuse(id: string, why: string): void {
    this.done.delete(id);
    this.screen?.refuse?.(why);
  }

  private end({ id, purpose }: SignInRequest): void {
    this.done.add(id);
    const title = text(`app.answer.over.${purpose}`);
    this.say("warn", title, text(`app.answer.over-text.${purpose}`));
  }

  private say(kind: NoticeKind, title: string, meaning: string, ...more: Node[]): void {
    const done = button(text("app.done"), this.home, more.length > 0 ? "link" : "primary");
    const told = messageScreen(kind, title, meaning, ...more, done);
    // The next request is shown at once, unless there is something else to do first.
    this.shell.show(more.length > 0 ? told : { ...told, yields: true });
  }
}

function newPassword(): HTMLElement {
  return el(
    "a",
    { class: "button button--primary", href: "/forgotten" },
    text("app.answer.new-password"),
  );
}

function troubleWords(came: Exclude<Outcome<Verdict>, { kind: "ok" }>): string {
  switch (came.kind) {
    case "offline":
      return text("app.answer.offline");
    case "wait":
      return text("app.answer.wait", waitWords(came.seconds));
    case "disabled":
      return text("app.account.disabled");
    case "gone":
    case "fault":
      return text("app.answer.fault");
  }
}
