import { el } from "sallyport-common/dom";
import { text } from "../messages";
import type { Screen } from "../shell";
import { languageButton } from "./language";
import { acts, button, heading, muted, notice, small } from "./parts";

export interface Ways {
  scan(): void;
  type(): void;
  install?(): void;
  languages(): void;
  /** The name of the language that is spoken, in itself. */
  readonly language: string;
}

const LINKING_STEPS = ["app.begin.step-1", "app.begin.step-2", "app.begin.step-3"] as const;

/** Starts linking, for the first account or for another one. */
export function linkScreen(ways: Ways, hint: string | undefined, back?: () => void): Screen {
  const steps = el(
    "ol",
    { class: "steps" },
    ...LINKING_STEPS.map((step) => el("li", {}, text(step))),
  );
  const buttons = [
    button(text("app.begin.scan"), () => ways.scan(), "primary"),
    button(text("app.begin.type"), () => ways.type()),
    ...(back ? [button(text("app.cancel"), back, "link")] : []),
    ...(ways.install ? [button(text("app.install"), () => ways.install?.(), "link")] : []),
    ...(back ? [] : [languageButton(ways.language, () => ways.languages())]),
  ];
  return {
    title: text("app.begin.title"),
    ...(back ? {} : { home: true }),
    body: [
      heading(text("app.begin.heading")),
      muted(text("app.begin.lead")),
      steps,
      ...(hint ? [notice("warn", hint)] : []),
      acts(...buttons, small(text("app.camera"))),
    ],
  };
}
