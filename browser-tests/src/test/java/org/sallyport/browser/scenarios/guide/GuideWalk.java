package org.sallyport.browser.scenarios.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.browser.actions.Instruction;
import org.sallyport.browser.actions.Phone;
import org.sallyport.browser.actions.UserGuide;
import org.sallyport.browser.actions.Window;

/** Executes the steps of the user guide literally, using only the text in italics. */
public final class GuideWalk {
  private static final int MAX_STEPS = 60;

  private final UserGuide guide = UserGuide.read();
  private final Window computer;
  private final Map<String, Supplier<String>> typed = new HashMap<>();
  private final Map<String, String> lines = new HashMap<>();
  private final Map<String, Runnable> errands = new HashMap<>();
  private @Nullable Phone phone;
  private boolean atPhone;
  private int steps;
  private @Nullable Download saved;

  public GuideWalk(Window computer) {
    this.computer = computer;
    errand("Open the sign-in page", () -> computer.open("/login"));
  }

  public Window computer() {
    return computer;
  }

  /** Provides the input for the field with that label. */
  public GuideWalk types(String label, Supplier<String> what) {
    typed.put(label, what);
    return this;
  }

  /** Defines which list row the guide refers to: the one with these words. */
  public GuideWalk finds(String thing, String words) {
    lines.put(thing, words);
    return this;
  }

  /** Defines how to perform an action that needs no page. */
  public GuideWalk errand(String words, Runnable act) {
    errands.put(words, act);
    return this;
  }

  /** Provides a new phone. */
  public GuideWalk has(Phone other) {
    phone = other;
    return errand("open the address that the page shows", this::opensTheApp);
  }

  /** Executes the steps below a title. */
  public void takes(String title) {
    takes(title, 1);
  }

  /** Executes the steps from a number on. */
  private void takes(String title, int from) {
    takes(title, from, steps(title));
  }

  /** How many steps there are below a title. */
  public int steps(String title) {
    return guide.steps(title).size();
  }

  /** Executes a range of steps. */
  public void takes(String title, int from, int to) {
    int next = from;
    while (next <= to) {
      assertThat(steps++).as("the walk ends").isLessThan(MAX_STEPS);
      UserGuide.Step step = guide.steps(title).get(next - 1);
      try {
        next = take(step).orElse(next + 1);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(
            "the guide does not lead on: “" + title + "”, step " + step.number() + ": " + e, e);
      }
    }
  }

  /** The number of the step to continue with; empty for the next step. */
  private Optional<Integer> take(UserGuide.Step step) {
    for (Instruction instruction : step.instructions()) {
      switch (instruction) {
        case Instruction.Press press -> press(press);
        case Instruction.Choose choose -> computer.tick(choose.words());
        case Instruction.Type type -> type(type.field());
        case Instruction.Look look -> looks(look.words());
        case Instruction.OnlyIf only -> {
          if (!computer.text().contains(only.words())) {
            return Optional.empty();
          }
        }
        case Instruction.StepsUnder under -> takes(under.title());
        case Instruction.BackTo back -> {
          return Optional.of(back.step());
        }
        case Instruction.At at -> atPhone = at.screen().equals("the new phone");
        case Instruction.Errand errand -> known(errands, errand.words()).run();
      }
    }
    return Optional.empty();
  }

  /** Waits for words that a script writes. */
  private void looks(String words) {
    computer.page().waitForCondition(() -> computer.text().contains(words));
  }

  /** Whether pressing it prints the page, which opens no other. */
  private static boolean isPrint(Locator pressed) {
    return (boolean) pressed.evaluate("it => it.closest('[data-print-report]') !== null");
  }

  private void press(Instruction.Press press) {
    if (atPhone) {
      anyOf(press.words(), phone()::button).click();
      return;
    }
    String line = press.line() == null ? null : known(lines, press.line());
    Locator pressed = anyOf(press.words(), words -> computer.pressable(words, line));
    assertThat(pressed.count()).as("things called %s", press.words()).isEqualTo(1);
    if (pressed.getAttribute("download") != null || pressed.getAttribute("data-download") != null) {
      saved = computer.page().waitForDownload(pressed::click);
    } else if ("button".equals(pressed.getAttribute("type")) || isPrint(pressed)) {
      pressed.click();
    } else {
      computer.press(pressed);
    }
  }

  /** Waits until one of them is on the page. */
  private static Locator anyOf(List<String> words, Function<String, Locator> called) {
    Locator any = words.stream().map(called).reduce(Locator::or).orElseThrow();
    any.first().waitFor();
    return any;
  }

  private void type(String label) {
    (atPhone ? phone().window() : computer).type(label, known(typed, label).get());
  }

  private void opensTheApp() {
    assertThat(computer.text()).contains("/app on the phone");
    phone().opens();
  }

  private Phone phone() {
    if (phone == null) {
      throw new AssertionError("nobody has a new phone here");
    }
    return phone;
  }

  private static <T> T known(Map<String, T> of, String words) {
    T it = of.get(words);
    if (it == null) {
      throw new AssertionError("“" + words + "”: how?");
    }
    return it;
  }

  /** The file that a step saved. */
  public Download saved() {
    if (saved == null) {
      throw new AssertionError("no step saved anything");
    }
    return saved;
  }

  /** All titles with steps. */
  public static List<String> titles() {
    return List.copyOf(UserGuide.read().titles());
  }
}
