package org.sallyport.pages;

import static org.sallyport.pages.GateSamples.SENT;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.sallyport.platform.access.DatabaseSnapshot;
import org.sallyport.platform.access.Rights;
import org.sallyport.platform.access.Visitor;
import org.sallyport.staff.admin.gate.MenuEntry;
import org.sallyport.staff.admin.pages.ChannelTrouble;
import org.sallyport.staff.admin.pages.ResetRow;

/** The admin pages, in all their states. */
final class AdminSamples {
  private AdminSamples() {}

  static Stream<Sample> all() {
    return Stream.concat(DeskSamples.all(), ofAdmins());
  }

  private static Stream<Sample> ofAdmins() {
    return Stream.of(
        page("overview", "overview").with("troubles", List.of()).with("openResets", 0),
        page("overview-trouble", "overview")
            .with(
                "troubles",
                List.of(
                    new ChannelTrouble(
                        "2 messages by SMS were not delivered in the last 24 hours",
                        SENT,
                        "The SMS gateway does not answer.")))
            .with("openResets", 2),
        confirm("confirm", false, false),
        confirm("confirm-unsent", false, true),
        confirm("confirm-locked", true, false),
        resets("resets").with("resets", rows()).with("fresh", true),
        resets("resets-none").with("resets", List.of()).with("fresh", true),
        resets("resets-stale").with("resets", rows()).with("fresh", false),
        resets("resets-refused")
            .with("resets", rows())
            .with("fresh", true)
            .with("refusal", "That reset is not open any more. Nothing was changed."),
        resets("resets-wrong")
            .with("resets", List.of())
            .with("fresh", true)
            .with("username", "nobody.here")
            .with("reason", "")
            .with("usernameProblem", "There is no such account.")
            .with("reasonProblem", "Say how you checked who is asking."),
        resets("resets-done")
            .with("resets", List.of())
            .with("fresh", true)
            .with("note", "Cancelled. The second factor stays as it was."));
  }

  static Sample page(String file, String template) {
    return Sample.page("admin-" + file, "admin/" + template)
        .with("visitor", admin())
        .with("menu", MenuEntry.of(Rights.ADMINISTRATION))
        .with("fresh", true)
        .with("freshFor", "5 minutes");
  }

  private static Sample confirm(String file, boolean locked, boolean unsent) {
    return page(file, "confirm")
        .with("locked", locked)
        .with("unsent", unsent)
        .with("lasts", "15 minutes");
  }

  private static Sample resets(String file) {
    return page(file, "resets");
  }

  private static List<ResetRow> rows() {
    return List.of(
        row("noor.wolkenveld", null),
        row("h.brambleway", "You asked for it. Another admin must confirm it."));
  }

  private static ResetRow row(
      String requestedBy, @org.jspecify.annotations.Nullable String notByYou) {
    return new ResetRow(
        new UUID(3, requestedBy.length()),
        "j.fenwick",
        "Dr Joan Fenwick",
        requestedBy,
        "Identity card shown at the desk; the phone was stolen",
        notByYou == null,
        SENT,
        SENT.plusDays(1),
        "one more admin, or the waiting time",
        notByYou);
  }

  private static Visitor admin() {
    Visitor person = Sample.visitor();
    return new Visitor(
        person.signIn(),
        person.account(),
        person.username(),
        person.name(),
        Rights.ADMINISTRATION,
        false,
        null,
        person.factorAt(),
        DatabaseSnapshot.UNKNOWN);
  }
}
