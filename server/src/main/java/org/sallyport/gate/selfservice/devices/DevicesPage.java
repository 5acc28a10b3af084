package org.sallyport.gate.selfservice.devices;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.secondfactor.enrollment.Devices;
import org.sallyport.gate.secondfactor.written.RecoverySheet;
import org.sallyport.gate.selfservice.AccountChanges;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeAnswers;
import org.sallyport.gate.selfservice.ChangeBegin;
import org.sallyport.platform.access.DeviceName;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.messages.Messages;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lists the linked devices and removes them (rule 29). */
@Controller
@RequestMapping("/settings/devices")
@ForSignedIn
@RequiredArgsConstructor
class DevicesPage {
  private final DeviceRows rows;
  private final DeviceChanges devices;
  private final AccountChanges changes;
  private final SecondFactors factors;
  private final ChangeAnswers answers;
  private final RecoverySheet sheet;

  @GetMapping
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(required = false) @Nullable String linked,
      @RequestParam(required = false) @Nullable String removed,
      HttpServletResponse response,
      Model model) {
    response.setHeader(DeviceName.ASKS, DeviceName.MODEL);
    model.addAttribute("devices", rows.of(visitor));
    model.addAttribute("linkable", factors.linkable());
    model.addAttribute("most", Devices.MAX_DEVICES);
    model.addAttribute("removalOnly", devices.isRemovalOnly(visitor));
    model.addAttribute("note", note(linked != null, removed != null));
    return "settings/devices";
  }

  @GetMapping("/unlink")
  String ask(@AuthenticationPrincipal Visitor visitor, @RequestParam UUID id, Model model) {
    return rows.find(visitor, new DeviceId(id))
        .map(row -> confirmation(visitor, row, model))
        .orElse("redirect:/settings/devices");
  }

  /** Asks for confirmation, with what the removal changes for a sign-in. */
  private String confirmation(Visitor visitor, DeviceRow row, Model model) {
    model.addAttribute("device", row);
    model.addAttribute(
        "next", devices.methodWithout(visitor, row.id()).map(SecondFactor::name).orElse(null));
    model.addAttribute("lastMethod", devices.leavesNoMethod(visitor, row.id()));
    model.addAttribute("codes", sheet.left(visitor.account()));
    model.addAttribute("asksItself", asksItself(visitor, row));
    return "settings/unlink";
  }

  /** Whether the removal would be confirmed with nothing but what is removed. */
  private boolean asksItself(Visitor visitor, DeviceRow row) {
    return changes
            .asked(visitor, Change.DEVICE)
            .filter(factor -> factor.method().equals(row.method()))
            .isPresent()
        && rows.of(visitor).stream().filter(it -> it.method().equals(row.method())).count() == 1;
  }

  @PostMapping("/unlink")
  String unlink(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam UUID id,
      @RequestParam(required = false) @Nullable String lost,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    if (rows.find(visitor, new DeviceId(id)).isEmpty()) {
      return "redirect:/settings/devices"; // removed already: no confirmation needed
    }
    if (lost != null && changes.asked(visitor, Change.DEVICE).isPresent()) {
      return changes.awaitAnother(visitor, Change.DEVICE, origin)
          ? "redirect:/settings/confirm/lost"
          : "redirect:/settings/devices";
    }
    if (!changes.isBegun(visitor, Change.DEVICE)) {
      ChangeBegin changeBegin = changes.begin(visitor, Change.DEVICE, origin);
      if (!(changeBegin instanceof ChangeBegin.Begun)) {
        return answers.answer(changeBegin, visitor, Change.DEVICE, response, model);
      }
    }
    return switch (devices.unlink(visitor, new DeviceId(id), origin)) {
      case REMOVED -> "redirect:/settings/devices?removed";
      case WAITS -> "redirect:/settings/account?waits";
      case FULL -> answers.full(response, model);
      case UNKNOWN -> "redirect:/settings/devices";
      case NOT_BEGUN -> answers.notBegun(visitor, Change.DEVICE, origin, response, model);
    };
  }

  private static @Nullable String note(boolean linked, boolean removed) {
    if (linked) {
      return Messages.text("settings.devices.linked-note");
    }
    return removed ? Messages.text("settings.devices.removed-note") : null;
  }
}
