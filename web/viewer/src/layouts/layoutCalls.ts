import { FormCalls, OPTIONS } from "../formCalls";

/** A layout as the server keeps it (studies.layouts.LayoutCalls). */
export interface Layout {
  /** Keys of series; empty for an empty pane. */
  readonly panes: readonly string[];
  readonly linked: boolean;
}

/** A layout for a kind of study, and when it was used last. */
export interface SavedLayout extends Layout {
  readonly kind: string;
  /** In ISO 8601. */
  readonly used: string;
}

/** The server's calls that keep the layouts of an account. */
export class LayoutCalls {
  private readonly calls: FormCalls;

  /**
   * @param path of the layouts
   * @param stay path of the session, which gives form tokens
   */
  constructor(
    private readonly path: string,
    stay: string,
  ) {
    this.calls = new FormCalls(stay);
  }

  /** Asks for what the other calls need, so that they can be sent when the page is left. */
  prepare(): void {
    this.calls.prepare();
  }

  /** All layouts; none if the server does not say them. */
  async all(): Promise<SavedLayout[]> {
    const response = await fetch(this.path, OPTIONS);
    return response.ok ? ((await response.json()) as SavedLayout[]) : [];
  }

  /** @returns whether it was saved */
  async save(kind: string, layout: Layout): Promise<boolean> {
    const { panes, linked } = layout;
    const body = JSON.stringify({ panes, linked });
    return (await this.calls.send(`${this.path}/${kind}`, "PUT", body)).ok;
  }

  /** @returns whether it was deleted */
  async delete(kind: string): Promise<boolean> {
    return (await this.calls.send(`${this.path}/${kind}`, "DELETE")).ok;
  }

  /** @returns whether all were deleted */
  async deleteAll(): Promise<boolean> {
    return (await this.calls.send(this.path, "DELETE")).ok;
  }
}
