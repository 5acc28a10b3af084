package org.sallyport.browser.scenarios.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Phone;

/**
 * A push message reaches the phone: the notification says that a request waits, without details.
 */
class AppPushTest extends AppScenario {
  private static final String SHOWN =
      """
      async () => (await (await navigator.serviceWorker.ready).getNotifications())
        .map(it => it.title + ": " + it.body)
      """;

  @Test
  void notificationDoesNotSayWhatIsWaiting() {
    Phone phone = phoneWithCamera();
    phone.isKept();
    Page page = phone.window().page();
    page.context().grantPermissions(List.of("notifications"));
    page.evaluate("navigator.serviceWorker.ready.then(() => true)");
    AtomicReference<String> shown = new AtomicReference<>("");
    page.waitForCondition(() -> isShownAfterDelivery(page, shown));
    assertThat(shown.get())
        .contains("A sign-in or a change is waiting for your answer")
        .contains("Deny what you did not start");
  }

  /**
   * Delivers a message and looks once. Chromium forgets a notification when a page lists the
   * notifications while it is being shown, so a second look would not find it.
   */
  private static boolean isShownAfterDelivery(Page page, AtomicReference<String> shown) {
    deliver(page, "{\"open\":true}");
    page.waitForTimeout(500);
    List<?> found = (List<?>) page.evaluate(SHOWN);
    shown.set(found.toString());
    return !found.isEmpty();
  }

  /** Delivers a message as a push service does. */
  private static void deliver(Page page, String message) {
    CDPSession session = page.context().newCDPSession(page);
    AtomicReference<String> worker = new AtomicReference<>("");
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        event -> registration(event.getAsJsonArray("registrations"), worker));
    session.send("ServiceWorker.enable");
    page.waitForCondition(() -> !worker.get().isEmpty());
    JsonObject push = new JsonObject();
    push.addProperty("origin", (String) page.evaluate("location.origin"));
    push.addProperty("registrationId", worker.get());
    push.addProperty("data", message);
    session.send("ServiceWorker.deliverPushMessage", push);
  }

  private static void registration(JsonArray registrations, AtomicReference<String> to) {
    registrations.forEach(it -> to.set(it.getAsJsonObject().get("registrationId").getAsString()));
  }
}
