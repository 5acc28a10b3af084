import { text } from "../messages";
import type { SignInRequest } from "../protocol/answers";
import { countdown } from "./countdown";
import { button } from "./parts";
import { notMine } from "./request";
import { type ScanScreen, scanScreen } from "./scan";

export interface Instead {
  type(): void;
  deny(): void;
  notMe(): void;
  back(): void;
  over(): void;
  leave(): void;
}

export interface AnswerScanScreen extends ScanScreen {
  readonly request: SignInRequest;
}

/**
 * Scans the number from the browser's page. The request's time keeps running, and it can be denied
 * at any moment.
 */
export function answerScanScreen(
  request: SignInRequest,
  now: () => number,
  { type, deny, notMe, back, over, leave }: Instead,
): AnswerScanScreen {
  const left = countdown(request.until, now, over);
  const screen = scanScreen(
    [
      button(text("app.scan.type-number"), type),
      button(text("app.request.deny"), deny),
      ...notMine(notMe),
    ],
    () => {
      left.stop();
      leave();
    },
  );
  return { ...screen, request, back, aside: left.node };
}
