package org.sallyport.staff.admin.applications;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.connect.oidc.clients.ClientStore;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.connect.oidc.grants.SignedInPeople;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.messages.Messages;
import org.sallyport.staff.admin.TimeWords;
import org.sallyport.staff.admin.gate.StaffAct;
import org.sallyport.staff.admin.gate.StaffActs;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** One application: its values, a new secret, disabling, enabling and deleting it. */
@Controller
@RequestMapping(ApplicationsPage.PATH)
@ForAdmin
@RequiredArgsConstructor
class ApplicationPage {
  /** Acts after which the page says that they are done. */
  private static final Set<String> NOTES = Set.of("changed", "disabled", "enabled");

  private final ClientStore store;
  private final Clients clients;
  private final SignedInPeople people;
  private final StaffActs staff;
  private final TimeWords times;

  /**
   * The client of an address.
   *
   * @throws ResponseStatusException 404 if there is none
   */
  Client client(UUID id) {
    return store.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  @GetMapping("/{id}")
  String page(@PathVariable UUID id, @RequestParam(defaultValue = "") String done, Model model) {
    model.addAttribute(
        "note", NOTES.contains(done) ? Messages.text("staff.applications.done." + done) : null);
    return show(client(id), null, model);
  }

  /**
   * The page of an application.
   *
   * @param secret one that was just made
   */
  String show(Client client, @Nullable String secret, Model model) {
    Client.Secrets secrets = client.secrets();
    model.addAttribute("id", client.id());
    model.addAttribute("client", client);
    model.addAttribute("secret", secret);
    model.addAttribute("hasSecret", client.kind() == Client.Authentication.CLIENT_SECRET_BASIC);
    model.addAttribute("secretMadeAt", words(secrets.madeAt()));
    model.addAttribute("previousUntil", words(secrets.previousUntil()));
    model.addAttribute("lastUsed", words(client.lastUsedAt()));
    model.addAttribute("people", people.of(client.id()));
    ApplicationForm form = ApplicationForm.of(client);
    model.addAttribute("form", form);
    ApplicationChoices.add(form, model);
    return "admin/application";
  }

  private @Nullable String words(@Nullable Instant at) {
    return at == null ? null : times.words(at);
  }

  /** A form that was opened before another secret was made is refused: it would end that one. */
  @PostMapping("/{id}/secret")
  String secret(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "-1") int version,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Client client = client(id);
    Optional<Optional<String>> secret =
        staff.run(
            StaffAct.REPLACE_SECRET,
            visitor,
            admin ->
                client.version() == version
                    ? clients.newSecret(client, admin.actor(), Origin.of(request))
                    : Optional.empty());
    if (secret.isEmpty()) {
      return refused(client, HttpStatus.FORBIDDEN, staff.refusal(visitor), response, model);
    }
    return secret.get().isPresent()
        ? show(client(id), secret.get().get(), model)
        : refused(
            client(id),
            HttpStatus.CONFLICT,
            Messages.text("staff.applications.no-new-secret"),
            response,
            model);
  }

  @PostMapping("/{id}/disable")
  String disable(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return act(
        StaffAct.DISABLE_APPLICATION,
        id,
        (client, by) -> clients.setDisabled(client, true, by, Origin.of(request)),
        "/" + id + "?done=disabled",
        visitor,
        response,
        model);
  }

  @PostMapping("/{id}/enable")
  String enable(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return act(
        StaffAct.ENABLE_APPLICATION,
        id,
        (client, by) -> clients.setDisabled(client, false, by, Origin.of(request)),
        "/" + id + "?done=enabled",
        visitor,
        response,
        model);
  }

  /** Says what deleting ends, and asks. */
  @GetMapping("/{id}/delete")
  String ask(@PathVariable UUID id, Model model) {
    Client client = client(id);
    model.addAttribute("id", id);
    model.addAttribute("name", client.name());
    model.addAttribute("people", people.of(id));
    model.addAttribute("isTold", client.logoutUri() != null && client.isEnabled());
    return "admin/application-delete";
  }

  @PostMapping("/{id}/delete/confirm")
  String delete(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return act(
        StaffAct.DELETE_APPLICATION,
        id,
        (client, by) -> clients.delete(client, by, Origin.of(request)),
        "?done=deleted",
        visitor,
        response,
        model);
  }

  /** A form that was sent twice has had its effect, and leads on too. */
  private String act(
      StaffAct act,
      UUID id,
      BiFunction<Client, Actor, Boolean> change,
      String next,
      Visitor visitor,
      HttpServletResponse response,
      Model model) {
    Client client = client(id);
    Optional<Boolean> done = staff.run(act, visitor, admin -> change.apply(client, admin.actor()));
    return done.isPresent()
        ? "redirect:" + ApplicationsPage.PATH + next
        : refused(client, HttpStatus.FORBIDDEN, staff.refusal(visitor), response, model);
  }

  private String refused(
      Client client, HttpStatus status, String refusal, HttpServletResponse response, Model model) {
    response.setStatus(status.value());
    model.addAttribute("refusal", refusal);
    return show(client, null, model);
  }
}
