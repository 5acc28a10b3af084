package org.sallyport.portal.sharing.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.RetryAfter;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.installation.TypedDates;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.sallyport.portal.sharing.reference.AddResult;
import org.sallyport.portal.sharing.reference.ReferenceNumber;
import org.sallyport.portal.sharing.reference.ReferenceNumbers;
import org.sallyport.portal.studies.pages.TypedBirthDate;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Adds a study to one's list by its reference number and the patient's birth date. */
@Controller
@ForSignedIn
@RequiredArgsConstructor
class AddPage {
  private static final String PATH = "/studies/add";

  /** Further formats of digits, which in a search would not be read as a date. */
  private static final List<DateTimeFormatter> DIGITS =
      List.of("d M uuuu", "ddMMuuuu").stream()
          .map(it -> DateTimeFormatter.ofPattern(it, Locale.ROOT))
          .map(it -> it.withResolverStyle(ResolverStyle.STRICT))
          .toList();

  private final ReferenceNumbers numbers;
  private final Installation installation;
  private final Clock clock;

  @GetMapping(PATH)
  String page(Model model) {
    return page("", "", null, null, model);
  }

  @PostMapping(PATH)
  String add(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String number,
      @RequestParam(defaultValue = "") String born,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<ReferenceNumber> parsed = ReferenceNumber.parse(number);
    Optional<LocalDate> date = date(born);
    RefusedForm.answer(response);
    if (parsed.isEmpty()) {
      return page(number, born, Messages.text("sharing.add.number-malformed"), null, model);
    }
    if (date.isEmpty()) {
      return page(number, born, null, Messages.text("sharing.add.born-malformed"), model);
    }
    return switch (numbers.add(visitor, parsed.get(), date.get(), Origin.of(request))) {
      case AddResult.Added done -> "redirect:/studies/" + done.study();
      case AddResult.NoMatch refused ->
          page(number, born, Messages.text("sharing.add.refused"), null, model);
      case AddResult.AccountLocked locked ->
          page(number, born, Messages.text("sharing.form.locked"), null, model);
      case AddResult.TooManyTries wait -> {
        RetryAfter.set(response, wait.until().getEpochSecond() - clock.instant().getEpochSecond());
        String words =
            Messages.text("sharing.add.not-before", Days.moment(wait.until(), installation.zone()));
        yield page(number, born, words, null, model);
      }
    };
  }

  private static String page(
      String number,
      String born,
      @Nullable String problem,
      @Nullable String bornProblem,
      Model model) {
    model.addAttribute("number", number);
    model.addAttribute("born", born);
    model.addAttribute("problem", problem);
    model.addAttribute("bornProblem", bornProblem);
    return "sharing/add";
  }

  private Optional<LocalDate> date(String typed) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), installation.zone());
    return TypedBirthDate.read(typed, today).or(() -> digits(typed.strip()));
  }

  private static Optional<LocalDate> digits(String typed) {
    return DIGITS.stream().flatMap(format -> TypedDates.day(typed, format).stream()).findFirst();
  }
}
