package org.sallyport.edge.web.published;

import java.time.LocalDate;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.messages.DateFormats;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The accessibility statement (Directive (EU) 2016/2102, Article 7; EN 301 549). Every page links
 * it, and it needs no sign-in.
 */
@Controller
@ForAnyone
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AccessibilityPage {
  public static final String PATH = "/accessibility";

  private final AccessibilityProperties properties;

  @GetMapping(PATH)
  String statement(Model model) {
    @Nullable LocalDate reviewed = properties.reviewed();
    model.addAttribute("contact", properties.contact());
    model.addAttribute("contactText", properties.contactText());
    model.addAttribute("authority", properties.authority());
    model.addAttribute(
        "reviewed",
        reviewed == null ? null : DateFormats.of("common.format.date").format(reviewed));
    return "accessibility";
  }
}
