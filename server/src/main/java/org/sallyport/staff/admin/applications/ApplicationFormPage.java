package org.sallyport.staff.admin.applications;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.connect.oidc.clients.Objection;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
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

/** The form that adds an application, or changes one. */
@Controller
@RequestMapping(ApplicationsPage.PATH)
@ForAdmin
@RequiredArgsConstructor
class ApplicationFormPage {
  private final ApplicationPage page;
  private final Clients clients;
  private final StaffActs staff;

  @GetMapping("/new")
  String make(Model model) {
    return show(null, 0, ApplicationForm.empty(), List.of(), model);
  }

  @PostMapping("/new/add")
  String add(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam Map<String, String> fields,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ApplicationForm form = ApplicationForm.of(fields);
    Optional<Clients.Added> added =
        staff.run(
            StaffAct.ADD_APPLICATION,
            visitor,
            admin -> clients.add(form.registration(), admin.actor(), Origin.of(request)));
    if (added.isEmpty()) {
      return refused(null, 0, form, HttpStatus.FORBIDDEN, staff.refusal(visitor), response, model);
    }
    return switch (added.get()) {
      case Clients.NotAdded it -> wrong(null, 0, form, it.why(), response, model);
      case Clients.Done it -> added(it, model);
    };
  }

  /** A secret is on the page that made it, and nowhere else. */
  private String added(Clients.Done added, Model model) {
    model.addAttribute("note", Messages.text("staff.applications.added"));
    return page.show(added.client(), added.secret(), model);
  }

  @GetMapping("/{id}/edit")
  String edit(@PathVariable UUID id, Model model) {
    Client client = page.client(id);
    return show(client, client.version(), ApplicationForm.of(client), List.of(), model);
  }

  @PostMapping("/{id}/edit/save")
  String save(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      @RequestParam Map<String, String> fields,
      @RequestParam(defaultValue = "-1") int version,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Client client = page.client(id);
    ApplicationForm form = ApplicationForm.of(fields);
    Optional<Clients.Changed> changed =
        staff.run(
            StaffAct.CHANGE_APPLICATION,
            visitor,
            admin ->
                clients.change(
                    client, version, form.registration(client), admin.actor(), Origin.of(request)));
    if (changed.isEmpty()) {
      return refused(
          client, version, form, HttpStatus.FORBIDDEN, staff.refusal(visitor), response, model);
    }
    return switch (changed.get()) {
      case Clients.Saved _ -> "redirect:" + ApplicationsPage.PATH + "/" + id + "?done=changed";
      case Clients.NotChanged it -> wrong(client, version, form, it.why(), response, model);
      case Clients.ChangedMeanwhile _ ->
          refused(
              client,
              client.version(),
              form,
              HttpStatus.CONFLICT,
              Messages.text("staff.applications.changed-meanwhile"),
              response,
              model);
    };
  }

  private static String wrong(
      @Nullable Client client,
      int version,
      ApplicationForm form,
      List<Objection> why,
      HttpServletResponse response,
      Model model) {
    RefusedForm.answer(response);
    return show(client, version, form, why, model);
  }

  private static String refused(
      @Nullable Client client,
      int version,
      ApplicationForm form,
      HttpStatus status,
      String refusal,
      HttpServletResponse response,
      Model model) {
    response.setStatus(status.value());
    model.addAttribute("refusal", refusal);
    return show(client, version, form, List.of(), model);
  }

  private static String show(
      @Nullable Client client,
      int version,
      ApplicationForm form,
      List<Objection> why,
      Model model) {
    model.addAttribute("id", client == null ? null : client.id());
    model.addAttribute("name", client == null ? null : client.name());
    model.addAttribute(
        "hasKeys", client == null || client.kind() == Client.Authentication.PRIVATE_KEY_JWT);
    model.addAttribute("version", version);
    model.addAttribute("form", form);
    Map<String, String> problems =
        why.stream()
            .collect(Collectors.toMap(it -> ApplicationForm.word(it.field()), Objection::why));
    model.addAttribute("problems", problems);
    ApplicationChoices.add(form, model);
    return "admin/application-form";
  }
}
