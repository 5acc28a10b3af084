package org.sallyport.browser.scenarios.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Phone;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.Accessibility;
import org.springframework.test.context.TestPropertySource;

/** The second factor with a number of six digits, which the phone scans from the page. */
@TestPropertySource(properties = "sallyport.policy=asvs-l2")
class AppScanTest extends AppScenario {
  private static final String ASKED = "Are you signing in at Lindenmoor Hospitals?";
  private static final String SCANS = "Point the camera at the code";
  private static final String KEEP_CAMERAS =
      """
      () => {
        window.cameras = [];
        const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async (wishes) => {
          const camera = await open(wishes);
          window.cameras.push(...camera.getTracks());
          return camera;
        };
      }
      """;

  /** A linked phone, and its owner at the second-factor step in another browser. */
  private record AtSecondFactor(Phone phone, Caller caller) {
    Window desk() {
      return caller.window();
    }

    /** The camera is on and detects no code. */
    void looksForTheCode() {
      phone.looksAt(desk().page().locator("h1"));
      phone.window().page().waitForFunction("() => cameras.length > 0");
      assertThat(phone.text()).contains("Looking for the code");
    }

    /** Asserts that a camera was used and is now off. */
    void cameraIsOff() {
      phone
          .window()
          .page()
          .waitForFunction(
              "() => cameras.length > 0 && cameras.every((it) => it.readyState === 'ended')");
    }
  }

  @Override
  public Phone phone() {
    return phoneWithCamera();
  }

  private AtSecondFactor atSecondFactor() {
    Caller linking = inside();
    Phone phone = linked(linking);
    phone.window().page().evaluate(KEEP_CAMERAS);
    Caller caller = caller(linking.person(), Width.DESK).givesPassword();
    phone.sees(ASKED);
    return new AtSecondFactor(phone, caller);
  }

  /** A page of another account, with its own code. */
  private Window anothersPage() {
    Caller other = inside();
    linked(other);
    return caller(other.person(), Width.DESK).givesPassword().window();
  }

  @Test
  void signInContinuesAfterThePagesCodeIsScanned() {
    AtSecondFactor at = atSecondFactor();
    assertThat(at.phone().text()).contains("Scanning needs the camera");
    at.phone().scansInstead(at.desk()).sees("Approved");
    at.desk().page().waitForURL("**/studies");
    at.cameraIsOff();
  }

  @Test
  @Tag("long")
  void isApprovedByTypingTheNumberToo() {
    AtSecondFactor at = atSecondFactor();
    at.phone().approves(number(at.desk()));
    at.desk().page().waitForURL("**/studies");
  }

  @Test
  void isNotApprovedForTheCodeOfAnotherSignIn() {
    AtSecondFactor at = atSecondFactor();
    at.phone().scansInstead(anothersPage()).hears("This code belongs to another sign-in.");
    assertThat(at.desk().text()).contains("Waiting for your phone");
    at.phone().press("Type the number instead");
    at.phone().sees(ASKED);
    at.cameraIsOff();
    at.phone().scansInstead(at.desk()).sees("Approved");
    at.desk().page().waitForURL("**/studies");
  }

  @Test
  void isNotApprovedForAnotherKindOfCode() {
    AtSecondFactor at = atSecondFactor();
    at.phone().scansInstead(showsCode(inside())).hears("This is another kind of code.");
    assertThat(at.desk().text()).contains("Waiting for your phone");
  }

  @Test
  void isTypedWhereTheCameraIsRefused() {
    AtSecondFactor at = atSecondFactor();
    at.phone().window().page().context().clearPermissions();
    at.phone().scansInstead(at.desk()).hears("The camera is not allowed.");
    at.phone().press("Type the number instead");
    at.phone().approves(number(at.desk()));
    at.desk().page().waitForURL("**/studies");
  }

  @Test
  @Tag("long")
  void leadsBackToTheQuestionByTheBackButton() {
    AtSecondFactor at = atSecondFactor();
    at.looksForTheCode();
    at.phone().sees(SCANS);
    at.phone().window().page().goBack();
    at.phone().sees(ASKED);
    at.cameraIsOff();
    at.phone().window().page().goBack();
    at.phone().sees("Your accounts");
  }

  @Test
  @Tag("long")
  void canBeDeniedWhileTheCameraLooks() {
    AtSecondFactor at = atSecondFactor();
    at.looksForTheCode();
    at.phone().press("Deny");
    at.phone().sees("Denied");
    at.cameraIsOff();
    at.desk().page().getByText("Not approved").first().waitFor();
  }

  @Test
  @Tag("long")
  void canBeReportedWhileTheCameraLooks() {
    AtSecondFactor at = atSecondFactor();
    at.looksForTheCode();
    at.phone().press("This wasn’t me");
    at.phone().sees("Denied and reported");
    at.cameraIsOff();
  }

  @Test
  @Tag("long")
  void isOverAfterItsTimeWhileTheCameraLooks() {
    AtSecondFactor at = atSecondFactor();
    at.looksForTheCode();
    clock.turn(Duration.ofMinutes(5));
    at.phone().turnsTo(clock.instant());
    at.phone().sees("This sign-in has ended");
    at.cameraIsOff();
  }

  @Test
  @Tag("long")
  void isOverWhenItEndsElsewhereWhileTheCameraLooks() {
    AtSecondFactor at = atSecondFactor();
    at.looksForTheCode();
    at.desk().press("Not you? Start again");
    at.phone().sees("This sign-in has ended");
    at.cameraIsOff();
  }

  @Test
  @Tag("long")
  void givesWayToTheNextSignInWhileTheCameraLooks() {
    AtSecondFactor at = atSecondFactor();
    at.looksForTheCode();
    Window next = caller(at.caller().person(), Width.DESK).givesPassword().window();
    at.phone().sees(ASKED);
    at.cameraIsOff();
    at.phone().scansInstead(next).sees("Approved");
    next.page().waitForURL("**/studies");
  }

  @Test
  @Tag("long")
  void isScannedForAChangeOfTheAccountToo() {
    Caller linking = inside();
    Phone phone = linked(linking);
    linking.window().open("/settings/account");
    linking.window().press("Change password");
    phone.sees("Are you changing your account at Lindenmoor Hospitals?");
    phone.scansInstead(linking.window()).sees("Approved");
    linking.window().page().getByLabel("New password").first().waitFor();
  }

  @Test
  void standsBesideTheDigitsWhereThereIsRoomAndElseBelow() {
    Window desk = atSecondFactor().desk();
    assertThat(rightOfTheDigits(desk, Width.DESK)).isTrue();
    assertThat(belowTheDigits(desk, Width.DESK)).isFalse();
    for (Width narrow : new Width[] {Width.TABLET, Width.ZOOMED, Width.PHONE}) {
      assertThat(belowTheDigits(desk, narrow)).as("%s", narrow).isTrue();
    }
  }

  private static boolean rightOfTheDigits(Window desk, Width width) {
    desk.resize(width);
    return box(desk, "svg.qr").x >= box(desk, ".digits").x + box(desk, ".digits").width;
  }

  private static boolean belowTheDigits(Window desk, Width width) {
    desk.resize(width);
    return box(desk, "svg.qr").y >= box(desk, ".digits").y + box(desk, ".digits").height;
  }

  private static BoundingBox box(Window desk, String what) {
    return Objects.requireNonNull(desk.page().locator(what).boundingBox());
  }

  @Test
  void hasNoBarrier() {
    AtSecondFactor at = atSecondFactor();
    Accessibility.isOpenToAll(at.desk(), Width.DESK, Width.TABLET, Width.PHONE, Width.ZOOMED);
    Accessibility.isOpenToAll(at.phone().window(), Width.HAND, Width.PHONE);
    at.phone().scansInstead(anothersPage()).hears("This code belongs to another sign-in.");
    Accessibility.isOpenToAll(at.phone().window(), Width.HAND, Width.PHONE);
  }

  /** Writes screenshots for review: -Dpictures=DIR. */
  @Test
  @EnabledIfSystemProperty(named = "pictures", matches = ".+")
  void savesScreenshots() {
    AtSecondFactor at = atSecondFactor();
    pictures(at.desk(), "desk", Width.PHONE, Width.TABLET, Width.DESK);
    pictures(at.phone().window(), "asked", Width.PHONE, Width.HAND);
    at.phone().scansInstead(anothersPage()).hears("This code belongs to another sign-in.");
    pictures(at.phone().window(), "scans", Width.PHONE, Width.HAND);
  }

  private static void pictures(Window window, String name, Width... widths) {
    for (Width width : widths) {
      window.resize(width);
      for (ColorScheme light : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        String file = name + "-" + width.pixels() + "-" + light.name().toLowerCase(Locale.ROOT);
        window.lit(light);
        window.picture(Path.of(System.getProperty("pictures"), "scan-" + file + ".png"));
      }
    }
  }
}
