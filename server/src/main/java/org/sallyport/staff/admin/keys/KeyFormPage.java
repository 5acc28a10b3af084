package org.sallyport.staff.admin.keys;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.apikeys.ApiKeys;
import org.sallyport.connect.apikeys.KeyRules;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.sallyport.staff.admin.gate.StaffAct;
import org.sallyport.staff.admin.gate.StaffActs;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form that makes a key. */
@Controller
@RequestMapping(KeysPage.PATH)
@ForAdmin
@RequiredArgsConstructor
class KeyFormPage {
  private final KeyPage page;
  private final ApiKeys keys;
  private final KeyRules rules;
  private final StaffActs staff;

  @GetMapping("/new")
  String form(Model model) {
    return show(KeyForm.empty(), List.of(), model);
  }

  /** A form that is sent twice is refused the second time: a name is used once. */
  @PostMapping("/new/make")
  String make(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam Map<String, String> fields,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    KeyForm form = new KeyForm(fields);
    Optional<ApiKeys.Made> made =
        staff.run(
            StaffAct.MAKE_KEY,
            visitor,
            admin -> keys.make(form.request(), admin.actor(), Origin.of(request)));
    if (made.isEmpty()) {
      response.setStatus(HttpStatus.FORBIDDEN.value());
      model.addAttribute("refusal", staff.refusal(visitor));
      return show(form, List.of(), model);
    }
    return switch (made.get()) {
      case ApiKeys.NotMade it -> {
        RefusedForm.answer(response);
        yield show(form, it.why(), model);
      }
      case ApiKeys.NewKey it -> {
        model.addAttribute("note", Messages.text("staff.keys.made"));
        yield page.show(page.key(it.id()), it.text(), model);
      }
    };
  }

  private String show(KeyForm form, List<KeyRules.Objection> why, Model model) {
    Map<String, String> problems =
        why.stream()
            .collect(
                Collectors.toMap(
                    it -> it.field().name().toLowerCase(Locale.ROOT), KeyRules.Objection::why));
    Map<KeyScope, String> scopes = new LinkedHashMap<>();
    rules.scopes().forEach(it -> scopes.put(it, KeyPage.words(it)));
    model.addAttribute("form", form);
    model.addAttribute("problems", problems);
    model.addAttribute("scopes", scopes);
    model.addAttribute("validities", KeyForm.validities());
    return "admin/key-form";
  }
}
