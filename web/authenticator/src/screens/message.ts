import type { Screen } from "../shell";
import { type NoticeKind, acts, heading, notice } from "./parts";

/** Shows what happened, what it means, and how to continue. */
export function messageScreen(
  kind: NoticeKind,
  title: string,
  text: string,
  ...next: readonly Node[]
): Screen {
  return { title, body: [heading(title), notice(kind, text), acts(...next)] };
}
