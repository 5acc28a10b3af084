import { el } from "../dom";
import type { Screen } from "../shell";
import { acts, button, heading, muted, notice, small } from "./parts";

export interface Ways {
  scan(): void;
  type(): void;
  install?(): void;
}

const ON_THE_OTHER_SCREEN = [
  "On a computer, sign in to the portal.",
  "Open User settings > My Account > Devices.",
  "Press Link Sallyport Authenticator app. A code appears.",
];

/** Starts linking, for the first account or for another one. */
export function linkScreen(ways: Ways, hint: string | undefined, back?: () => void): Screen {
  const steps = el(
    "ol",
    { class: "steps" },
    ...ON_THE_OTHER_SCREEN.map((step) => el("li", {}, step)),
  );
  const buttons = [
    button("Scan the code", () => ways.scan(), "primary"),
    button("Type the code", () => ways.type()),
    ...(back ? [button("Cancel", back, "link")] : []),
    ...(ways.install ? [button("Install this app", () => ways.install?.(), "link")] : []),
  ];
  return {
    title: "Link this phone",
    ...(back ? {} : { home: true }),
    body: [
      heading("Link this phone to your account"),
      ...(hint ? [notice("warn", hint)] : []),
      muted("Then you sign in with a tap, or with a code from here when there is no network."),
      steps,
      acts(...buttons, small("Scanning needs the camera. Its pictures stay on this phone.")),
    ],
  };
}
