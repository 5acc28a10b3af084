package org.sallyport.gate.selfservice.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactor.Offer;
import org.sallyport.gate.secondfactor.enrollment.Devices;
import org.sallyport.gate.secondfactor.written.RecoverySheet;
import org.sallyport.gate.selfservice.AccountChanges;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeAnswers;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Chooses which codes are accepted at a sign-in as an alternative to the linked device. */
@Controller
@RequestMapping("/settings/ways")
@ForSignedIn
@RequiredArgsConstructor
class OtherWaysPage {
  private static final String FIELD = "open-";

  private final AccountChanges changes;
  private final OtherWays ways;
  private final Accounts accounts;
  private final Devices devices;
  private final RecoverySheet sheet;
  private final ChangeAnswers answers;

  @GetMapping
  String page(@AuthenticationPrincipal Visitor visitor, Model model) {
    if (!changes.isBegun(visitor, Change.WAYS)) {
      return "redirect:/settings/account";
    }
    Account account = accounts.find(visitor.account()).orElseThrow();
    List<Offer> options = ways.of(account).stream().map(way -> option(way, account)).toList();
    model.addAttribute("options", options);
    model.addAttribute("devices", devices.usable(account.id()).size());
    model.addAttribute("codes", sheet.left(account.id()));
    return "settings/ways";
  }

  @PostMapping
  String set(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam Map<String, String> fields,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    return switch (ways.set(visitor, ticked(fields), origin)) {
      case CHANGED -> "redirect:/settings/account?changed=ways";
      case SAME -> "redirect:/settings/account";
      case NOT_BEGUN -> answers.notBegun(visitor, Change.WAYS, origin, response, model);
    };
  }

  private static Set<String> ticked(Map<String, String> fields) {
    return fields.keySet().stream()
        .filter(name -> name.startsWith(FIELD))
        .map(name -> name.substring(FIELD.length()))
        .collect(Collectors.toSet());
  }

  private static Offer option(SecondFactor way, Account account) {
    boolean open = !account.disabledMethods().contains(way.method());
    return new Offer(FIELD + way.method(), way.name(), way.offer(account).note(), true, open);
  }
}
