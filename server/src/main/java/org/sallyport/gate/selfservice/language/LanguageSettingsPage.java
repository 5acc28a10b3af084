package org.sallyport.gate.selfservice.language;

import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lets the owner choose the language of the account; its form is that of every page's switch. */
@Controller
@ForSignedIn
class LanguageSettingsPage {
  @GetMapping("/settings/language")
  String page(@RequestParam(required = false) @Nullable String saved, Model model) {
    model.addAttribute("note", saved == null ? null : Messages.text("settings.language.saved"));
    return "settings/language";
  }
}
