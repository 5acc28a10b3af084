package org.sallyport.browser.actions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The steps of the user guide in {@code docs/}. */
public final class UserGuide {
  private static final Path FILE = Path.of("../docs/user-guide.md");
  private static final Pattern TITLE = Pattern.compile("^[*][*](.+?)[.?][*][*].*");
  private static final Pattern STEP = Pattern.compile("^([0-9]+)[.] (.*)");

  private final Map<String, List<Step>> sections = new LinkedHashMap<>();

  /** A numbered step. */
  public record Step(int number, String text) {

    /** The instructions of the step. */
    public List<Instruction> instructions() {
      return Sentences.in(text);
    }
  }

  private UserGuide(List<String> lines) {
    String title = "";
    for (String line : lines) {
      Matcher heading = TITLE.matcher(line);
      Matcher step = STEP.matcher(line);
      if (heading.matches()) {
        title = heading.group(1);
      } else if (step.matches()) {
        add(title, new Step(Integer.parseInt(step.group(1)), step.group(2)));
      } else if (line.startsWith("   ")) {
        goOn(title, line.strip());
      }
    }
  }

  public static UserGuide read() {
    try {
      return new UserGuide(Files.readAllLines(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The titles of sections with steps. */
  public Set<String> titles() {
    return sections.keySet();
  }

  /** The steps below a title. */
  public List<Step> steps(String title) {
    List<Step> steps = sections.get(title);
    if (steps == null) {
      throw new AssertionError("the guide has no steps under “" + title + "”");
    }
    return steps;
  }

  private void add(String title, Step step) {
    List<Step> steps = sections.computeIfAbsent(title, any -> new ArrayList<>());
    if (step.number() != steps.size() + 1) {
      throw new AssertionError("after step " + steps.size() + " of “" + title + "” comes " + step);
    }
    steps.add(step);
  }

  private void goOn(String title, String more) {
    List<Step> steps = steps(title);
    Step last = steps.removeLast();
    steps.add(new Step(last.number(), last.text() + " " + more));
  }
}
