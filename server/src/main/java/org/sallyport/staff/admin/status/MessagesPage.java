package org.sallyport.staff.admin.status;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.RecentMessages;
import org.sallyport.gate.delivery.routes.RouteReports;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
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

/** Messages that were sent or wait, and a test message to the admin's own address or number. */
@Controller
@RequestMapping("/admin")
@ForAdmin
@RequiredArgsConstructor
class MessagesPage {
  /** How many messages are shown one by one; all are counted. */
  private static final int MAX_SHOWN = 50;

  private final RecentMessages messages;
  private final RouteReports routes;
  private final TestMessages tests;
  private final StaffActs staff;
  private final Installation installation;

  @GetMapping("/messages")
  String messages(@RequestParam(defaultValue = "") String done, Model model) {
    model.addAttribute("note", note(done));
    return showMessages(model);
  }

  /** Sends a message to the admin's own address or number. */
  @PostMapping("/messages/test")
  String test(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "email") String channel,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    boolean sms = channel.equals(Channel.SMS.stored());
    Optional<TestMessages.Result> result =
        staff.run(StaffAct.TEST_MESSAGE, visitor, admin -> tests.send(admin, sms, origin));
    if (result.isPresent() && result.get() == TestMessages.Result.SENT) {
      return "redirect:/admin/messages?done=" + (sms ? Channel.SMS : Channel.EMAIL).stored();
    }
    response.setStatus((result.isEmpty() ? HttpStatus.FORBIDDEN : result.get().status()).value());
    model.addAttribute(
        "refusal",
        result.map(it -> Messages.text(it.refusal(sms))).orElseGet(() -> staff.refusal(visitor)));
    return showMessages(model);
  }

  private String showMessages(Model model) {
    model.addAttribute("channels", ChannelLine.of(messages.counts(Phones::country)));
    model.addAttribute(
        "routes",
        routes.ofLate().stream().map(it -> RouteLine.of(it, installation.zone())).toList());
    model.addAttribute(
        "messages",
        messages.ofLate(MAX_SHOWN).stream()
            .map(it -> MessageLine.of(it, installation.zone()))
            .toList());
    return "admin/messages";
  }

  private static @Nullable String note(String done) {
    if (done.equals(Channel.SMS.stored())) {
      return Messages.text("staff.messages.sms-sent");
    }
    return done.equals(Channel.EMAIL.stored()) ? Messages.text("staff.messages.email-sent") : null;
  }
}
