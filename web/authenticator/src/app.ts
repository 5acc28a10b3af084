import type { Account } from "./accounts/account";
import type { AccountStore } from "./accounts/store";
import { Answering } from "./answering";
import { takeOverCodes } from "./codes/handover";
import { awaitInstallOffer, homeScreenHint, installNow } from "./installing";
import { type Keeping, askToKeep, keepingNow } from "./keeping";
import { choose, offered, ownName } from "./language";
import { Linking, settle } from "./linking";
import { text } from "./messages";
import type { Opened } from "./protocol/pairing";
import { Removing } from "./removing";
import { accountsScreen } from "./screens/accounts";
import { linkScreen } from "./screens/begin";
import { languageScreen } from "./screens/language";
import { messageScreen } from "./screens/message";
import { button } from "./screens/parts";
import { removeScreen } from "./screens/remove";
import { now } from "./server/clock";
import { standing } from "./server/linking";
import { type Screen, Shell } from "./shell";
import {
  type NotificationState,
  enableNotifications,
  registerPushEndpoint,
  notificationState,
} from "./push/notifications";
import { Watches } from "./watches";

/** The home screen and the flows that start from it. */
export class App {
  private accounts: readonly Account[] = [];
  private notifications: NotificationState = "never";
  private keeping: Keeping = "kept";
  private homeScreen: Screen | undefined;
  /** devices whose account is disabled at the portal */
  private readonly disabled = new Set<string>();
  private readonly shell = new Shell(() => this.home());
  private readonly answering = new Answering(this.shell, () => this.home());
  private readonly watches = new Watches({
    changed: () => this.changed(),
    gone: (account) => void this.gone(account),
    disabled: (account, disabled) => this.sayDisabled(account, disabled),
    offline: (offline) => this.shell.sayOffline(offline),
  });
  private readonly linking: Linking;
  private readonly removing: Removing;

  constructor(private readonly store: AccountStore) {
    this.linking = new Linking(
      this.shell,
      store,
      () => void this.again(),
      () => void this.linked(),
      (account) => void this.removing.everywhere(account),
    );
    this.removing = new Removing(
      this.shell,
      store,
      () => this.home(),
      () => void this.again(),
    );
    awaitInstallOffer(() => this.refreshHome());
  }

  async start(): Promise<void> {
    await this.read();
    this.home();
    this.watchWhileSeen();
  }

  /** Links with the code with which the app was opened. */
  link(opened: Opened): void {
    void this.linking.open(opened);
  }

  /** Applies what may have changed while the app was closed. */
  async catchUp(): Promise<void> {
    await registerPushEndpoint(this.store);
    await this.completeCodes();
    for (const account of this.accounts.filter(({ state }) => state !== "linked")) {
      const now = await standing(account);
      if (now.kind === "ok" && now.value.state === "linked") {
        await settle(this.store, account);
        await this.read();
        this.refreshHome();
        this.watch();
      }
    }
  }

  /** Completes the hand-over of code secrets that a lost response interrupted during linking. */
  private async completeCodes(): Promise<void> {
    const linked = this.accounts.filter(({ state }) => state === "linked");
    const open = linked.filter(({ codeKey, codeKept }) => !codeKey || !codeKept);
    for (const account of open) {
      await takeOverCodes(this.store, account);
    }
    if (open.length > 0) {
      await this.read();
      this.refreshHome();
    }
  }

  /** Whether no unfinished step would be lost. */
  isIdle(): boolean {
    return this.shell.isShowing(this.homeScreen);
  }

  private home(): void {
    const next = this.answering.next(this.watches.waiting());
    this.homeScreen = this.accounts.length === 0 ? this.beginning() : this.list(next !== undefined);
    this.shell.show(this.homeScreen);
  }

  private beginning(back?: () => void): Screen {
    const install = installNow();
    return linkScreen(
      {
        scan: () => this.linking.scan(),
        type: () => this.linking.type(),
        languages: () => this.chooseLanguage(),
        language: ownName(),
        ...(install && { install }),
      },
      homeScreenHint() ?? (this.keeping === "refused" ? text("app.begin.deletable") : undefined),
      back,
    );
  }

  private list(somethingWaits: boolean): Screen {
    const install = installNow();
    return accountsScreen(this.accounts, now, {
      goOn: (account) => void this.linking.confirm(account),
      remove: (account) => this.remove(account),
      isDisabled: ({ device }) => this.disabled.has(device),
      another: () => this.shell.show(this.beginning(() => this.home())),
      languages: () => this.chooseLanguage(),
      language: ownName(),
      ...(somethingWaits && { answer: () => this.askNext() }),
      ...(this.keeping === "refused" && { hint: homeScreenHint() ?? text("app.begin.deletable") }),
      ...(this.notifications === "ask" && {
        allowNotifications: () => void this.allowNotifications(),
      }),
      ...(install && { install }),
    });
  }

  private refreshHome(): void {
    if (this.isIdle()) {
      this.home();
    }
  }

  private changed(): void {
    this.answering.changed(this.watches.waiting());
    if (this.isIdle() || this.shell.yields()) {
      this.askNext();
    }
  }

  private askNext(): void {
    const next = this.answering.next(this.watches.waiting());
    if (next !== undefined) {
      this.answering.ask(next);
    }
  }

  private remove(account: Account): void {
    this.shell.show(
      removeScreen(
        account,
        () => void this.removing.everywhere(account),
        () => this.home(),
      ),
    );
  }

  private chooseLanguage(): void {
    const chosen = (tag: string) => void choose(tag).then(() => this.home());
    this.shell.show(languageScreen(offered(), chosen, () => this.home()));
  }

  private async gone(account: Account): Promise<void> {
    await this.store.change(account.device, { state: "gone" });
    await this.read();
    this.refreshHome();
  }

  private sayDisabled({ device }: Account, disabled: boolean): void {
    if (disabled === this.disabled.has(device)) {
      return;
    }
    disabled ? this.disabled.add(device) : this.disabled.delete(device);
    this.refreshHome();
  }

  private async linked(): Promise<void> {
    await this.read();
    this.watch();
    await registerPushEndpoint(this.store);
    const asks = this.notifications === "ask";
    const why = asks ? ` ${text("app.linked.notifications")}` : "";
    const allow = button(
      text("app.allow-notifications"),
      () => void this.allowNotifications(),
      "primary",
    );
    const next = asks
      ? [allow, button(text("app.linked.not-now"), () => this.home(), "link")]
      : [button(text("app.done"), () => this.home(), "primary")];
    const title = text("app.linked.heading");
    const done = messageScreen("good", title, text("app.linked.text") + why, ...next);
    this.shell.show({ ...done, yields: true });
    this.changed();
  }

  private async allowNotifications(): Promise<void> {
    const on = await enableNotifications(this.store);
    await askToKeep();
    await this.read();
    if (on) {
      this.home();
      return;
    }
    const done = button(text("app.done"), () => this.home(), "primary");
    const title = text("app.linked.no-notifications");
    const told = messageScreen("warn", title, text("app.linked.no-notifications-text"), done);
    this.shell.show({ ...told, yields: true });
  }

  private async again(): Promise<void> {
    await this.read();
    this.home();
    this.watch();
  }

  private async read(): Promise<void> {
    this.accounts = await this.store.all();
    this.notifications = this.accounts.some(({ state }) => state === "linked")
      ? await notificationState()
      : "never";
    this.keeping = await keepingNow();
  }

  private watch(): void {
    if (document.visibilityState === "visible") {
      this.watches.start(this.accounts);
    }
  }

  private watchWhileSeen(): void {
    this.watch();
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") {
        this.watch();
      } else {
        this.watches.stop();
      }
    });
    window.addEventListener("online", () => this.watch());
    window.addEventListener("offline", () => this.shell.sayOffline(true));
    this.shell.sayOffline(!navigator.onLine);
  }
}
