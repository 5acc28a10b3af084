package org.sallyport.staff.admin.applications;

import java.time.Instant;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.connect.oidc.clients.ClientStore;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.sallyport.staff.admin.TimeWords;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lists the applications that sign people in here, with what they are configured with. */
@Controller
@ForAdmin
@RequiredArgsConstructor
class ApplicationsPage {
  static final String PATH = "/admin/applications";

  private final ClientStore store;
  private final Installation installation;
  private final TimeWords times;

  /**
   * A line of the list.
   *
   * @param lastUsed when, in words; null if never
   */
  public record Line(
      UUID id,
      String name,
      String clientId,
      boolean own,
      boolean enabled,
      @Nullable String lastUsed) {}

  @GetMapping(PATH)
  String list(@RequestParam(defaultValue = "") String done, Model model) {
    model.addAttribute(
        "note", done.equals("deleted") ? Messages.text("staff.applications.deleted") : null);
    model.addAttribute("applications", store.all().stream().map(this::line).toList());
    model.addAttribute("issuer", installation.publicUrl().toString());
    model.addAttribute(
        "discovery", installation.address("/.well-known/openid-configuration").toString());
    return "admin/applications";
  }

  private Line line(Client client) {
    Instant used = client.lastUsedAt();
    return new Line(
        client.id(),
        client.name(),
        client.clientId(),
        client.own(),
        client.isEnabled(),
        used == null ? null : times.words(used));
  }
}
