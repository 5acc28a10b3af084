package org.sallyport.staff.admin.applications;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.secondfactor.SecondFactor.Assurance;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.messages.Messages;
import org.springframework.ui.Model;

/** What can be chosen in the form of an application: maps from value to text. */
final class ApplicationChoices {
  private static final List<String> SCOPES =
      List.of("profile", "email", "roles", "groups", "physician_numbers", "dicomweb");
  private static final List<Duration> ACCESS =
      Stream.of(1, 5, 15, 60).map(Duration::ofMinutes).toList();
  private static final List<Duration> MAX_AGE =
      Stream.of(1, 5, 15, 60, 120).map(Duration::ofMinutes).toList();

  private ApplicationChoices() {}

  static void add(ApplicationForm form, Model model) {
    model.addAttribute(
        "proofs",
        texts(
            "staff.applications.proof.",
            Arrays.stream(ApplicationForm.Proof.values()).map(ApplicationForm.Proof::word)));
    model.addAttribute(
        "assurances",
        texts(
            "staff.applications.assurance.",
            Arrays.stream(Assurance.values()).map(ApplicationForm::word)));
    model.addAttribute("allScopes", texts("staff.applications.scope.", SCOPES.stream()));
    model.addAttribute(
        "allRoles", texts("staff.role.", Arrays.stream(Role.values()).map(Role::word)));
    model.addAttribute("accesses", durations(ACCESS, form.value("access")));
    Map<String, String> ages = new LinkedHashMap<>();
    ages.put("", Messages.text("staff.applications.max-age-any"));
    ages.putAll(durations(MAX_AGE, form.value("maxAge")));
    model.addAttribute("maxAges", ages);
  }

  private static Map<String, String> texts(String start, Stream<String> words) {
    Map<String, String> texts = new LinkedHashMap<>();
    words.forEach(word -> texts.put(word, Messages.text(start + word)));
    return texts;
  }

  /** The usual ones, and the present one if it is another. */
  private static Map<String, String> durations(List<Duration> usual, String present) {
    Map<String, String> texts = new LinkedHashMap<>();
    Stream.concat(usual.stream(), parsed(present))
        .sorted()
        .forEach(it -> texts.put(it.toString(), DurationText.words(it)));
    return texts;
  }

  private static Stream<Duration> parsed(String text) {
    try {
      return text.isEmpty() ? Stream.empty() : Stream.of(Duration.parse(text));
    } catch (DateTimeException e) {
      return Stream.empty();
    }
  }
}
