package org.sallyport.browser.actions;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.List;

/** A phone with Sallyport Authenticator: what a user sees and does there. */
public record Phone(Window window) {
  private static final String CLOCK =
      "let at = %d; Date.now = () => at; window.turnTo = (to) => { at = to; };";

  /**
   * A phone without linked accounts, with the right time.
   *
   * @param window a separate browser
   */
  public static Phone with(Window window, Instant now) {
    window.page().addInitScript(CLOCK.formatted(now.toEpochMilli()));
    window.page().context().grantPermissions(List.of("camera"));
    return new Phone(window);
  }

  /** Opens the app. */
  public Phone opens() {
    window.open("/app/");
    return this;
  }

  /** Sets its clock, which stands still. */
  public void turnsTo(Instant now) {
    page().evaluate("to => window.turnTo(to)", (double) now.toEpochMilli());
  }

  /** Points the camera at the code on another screen. */
  public Phone scans(Window other) {
    return scans(other, "Scan the code");
  }

  /** Scans the code instead of typing the number. */
  public Phone scansInstead(Window other) {
    return scans(other, "Scan the code instead");
  }

  private Phone scans(Window other, String button) {
    Camera.sees(other.page().locator("svg.qr").screenshot());
    press(button);
    return this;
  }

  /** Points the camera at another element. */
  public void looksAt(Locator thing) {
    Camera.sees(thing.screenshot());
    press("Scan the code instead");
  }

  /** Waits for the text beside the camera image. */
  public void hears(String words) {
    page()
        .getByRole(AriaRole.STATUS)
        .filter(new Locator.FilterOptions().setHasText(words))
        .waitFor();
  }

  /** Types the code shown below the QR code on another screen. */
  public Phone types(Window other) {
    press("Type the code");
    window.type("Code", other.page().locator("#key").innerText());
    press("Continue");
    return this;
  }

  /** Names the phone and requests the link. */
  public Phone asksAs(String name) {
    window.type("Name of this phone", name);
    press("Link this phone");
    sees("Confirm on the other screen");
    return this;
  }

  /** Skips what the app offers after linking. */
  public Phone isDone() {
    sees("This phone is linked");
    Locator done = button("Done").or(button("Not now"));
    done.click();
    return this;
  }

  public void approves(String number) {
    window.type("Number on your browser’s page", number);
    press("Approve");
  }

  public void press(String name) {
    button(name).click();
  }

  public Locator button(String name) {
    return page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Waits for a heading. */
  public Phone sees(String heading) {
    page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(heading)).waitFor();
    return this;
  }

  /** Waits for the error of a field. */
  public void showsError(String words) {
    page()
        .getByRole(AriaRole.ALERT)
        .filter(new Locator.FilterOptions().setHasText(words))
        .waitFor();
  }

  /** The code shown for one of its accounts. */
  public String code(String username) {
    Locator card =
        page().locator("section").filter(new Locator.FilterOptions().setHasText(username));
    // The card comes with dots, and its code a little later.
    Locator digits =
        card.locator(".code__digits").filter(new Locator.FilterOptions().setHasNotText("•"));
    return digits.innerText().replace(" ", "");
  }

  /** Switches the network off or on. */
  public void offline(boolean offline) {
    page().context().setOffline(offline);
  }

  /** Waits until the app is cached on the phone. */
  public void isKept() {
    page().waitForFunction("() => navigator.serviceWorker.controller !== null");
  }

  public String text() {
    return window.text();
  }

  public String alert() {
    return window.alert();
  }

  private Page page() {
    return window.page();
  }
}
