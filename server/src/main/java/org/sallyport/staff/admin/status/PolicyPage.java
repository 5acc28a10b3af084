package org.sallyport.staff.admin.status;

import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.messages.RefusedForm;
import org.sallyport.platform.policy.Policy;
import org.sallyport.platform.policy.PolicyInForce;
import org.sallyport.platform.policy.PolicyPreview;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The policy in force, and whom a changed settings file would concern before it counts. What is
 * typed is checked as at a start, shown, and stored nowhere.
 */
@Controller
@RequestMapping("/admin/policy")
@ForAdmin
@RequiredArgsConstructor
class PolicyPage {
  private static final int MAX_LENGTH = 20_000;

  private final Policy policy;
  private final PolicyInForce inForce;
  private final PolicyPreview preview;
  private final PolicyHits hits;

  @GetMapping
  String page(Model model) {
    model.addAttribute("policy", policy.name());
    model.addAttribute("settings", inForce.settings());
    return "admin/policy";
  }

  @PostMapping("/preview")
  String preview(
      @RequestParam(defaultValue = "") String settings, HttpServletResponse response, Model model) {
    String typed = settings.length() > MAX_LENGTH ? settings.substring(0, MAX_LENGTH) : settings;
    model.addAttribute("typed", typed);
    switch (preview.of(typed)) {
      case PolicyPreview.Result.Changes found ->
          model.addAttribute("changes", found.changes().stream().map(hits::line).toList());
      case PolicyPreview.Result.InvalidFile refused -> refuse(refused.line(), response, model);
    }
    return page(model);
  }

  private static void refuse(String faulty, HttpServletResponse response, Model model) {
    RefusedForm.answer(response, model, "faulty", faulty);
  }
}
