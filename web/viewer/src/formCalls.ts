/** A call that can be tried again. */
export class TryAgain extends Error {
  /** @param after seconds, as the server says; undefined if it does not */
  constructor(
    status: number,
    readonly after: number | undefined,
  ) {
    super(`answer ${status}`);
  }
}

const FORBIDDEN = 403;
/** Of calls to the server's own services. */
export const OPTIONS: RequestInit = { cache: "no-store", redirect: "manual" };

/** Calls that change something on the server, which need a form token. */
export class FormCalls {
  private token: Promise<string> | undefined;

  /** @param stay path of the session, which gives form tokens */
  constructor(private readonly stay: string) {}

  /** Asks for what the other calls need, so that they can be sent when the page is left. */
  prepare(): void {
    this.fresh().catch(() => undefined);
  }

  /**
   * Sends something, a second time with another token if the first one is out of date.
   *
   * @throws TryAgain if there is no token
   */
  async send(address: string, method: string, body?: string): Promise<Response> {
    const response = await this.sendOnce(address, method, body);
    if (response.status !== FORBIDDEN) {
      return response;
    }
    this.token = undefined;
    return this.sendOnce(address, method, body);
  }

  private async sendOnce(address: string, method: string, body?: string): Promise<Response> {
    const headers = {
      "X-CSRF-TOKEN": await this.fresh(),
      ...(body !== undefined && { "Content-Type": "application/json" }),
    };
    return fetch(address, {
      ...OPTIONS,
      method,
      headers,
      keepalive: true,
      ...(body !== undefined && { body }),
    });
  }

  private fresh(): Promise<string> {
    const asked = (this.token ??= this.ask());
    asked.catch(() => {
      if (this.token === asked) {
        this.token = undefined;
      }
    });
    return asked;
  }

  private async ask(): Promise<string> {
    const left = await fetch(`${this.stay}/left`, OPTIONS);
    if (!left.ok) {
      throw new TryAgain(left.status, afterOf(left));
    }
    return ((await left.json()) as { token: string }).token;
  }
}

/** The seconds after which a call can be tried again; undefined if the server does not say it. */
export function afterOf({ headers }: Response): number | undefined {
  const seconds = Number(headers.get("Retry-After") ?? "");
  return seconds > 0 ? seconds : undefined;
}
