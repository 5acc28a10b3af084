package org.sallyport.staff.admin.directories;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.directory.Directories;
import org.sallyport.gate.directory.DirectoryPeople;
import org.sallyport.gate.directory.ldap.LdapDirectory;
import org.sallyport.gate.directory.sync.StoppedSyncs;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.sallyport.staff.admin.gate.StaffAct;
import org.sallyport.staff.admin.gate.StaffActs;
import org.sallyport.staff.admin.pages.AdminForms;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The directories of the settings: whether they answer, what was read, and what waits; and the keys
 * that are stopped.
 */
@Controller
@RequestMapping("/admin/directories")
@ForAdmin
@RequiredArgsConstructor
class DirectoriesPage {
  /** How many waiting people, and accounts with trouble, are shown of each directory. */
  private static final int MAX_SHOWN = 50;

  private final Directories directories;
  private final DirectoryPeople people;
  private final StoppedSyncs syncs;
  private final StaffActs acts;
  private final Installation installation;

  @GetMapping
  String page(@RequestParam(defaultValue = "") String done, Model model) {
    model.addAttribute("note", note(done));
    return show(model);
  }

  /** Lets a directory disable as many as the page said, once. */
  @PostMapping("/let-through")
  String letThrough(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String directory,
      @RequestParam(defaultValue = "-1") int shown,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    String why = AdminForms.line(reason);
    if (why.isEmpty()) {
      RefusedForm.answer(response, model, "reasonProblem", Messages.text("staff.reason.missing"));
      return show(model);
    }
    Origin origin = Origin.of(request);
    Optional<Boolean> done =
        acts.run(
            StaffAct.LET_DIRECTORY_THROUGH,
            visitor,
            staff -> syncs.letThrough(directory, shown, staff.actor().because(why), origin));
    if (done.orElse(false)) {
      return directory.startsWith(Actor.KEY)
          ? "redirect:/admin/directories?done=key-let-through"
          : "redirect:/admin/directories?done=let-through";
    }
    acts.refuse(
        done.isPresent(), Messages.text("admin.directories.differs"), visitor, response, model);
    model.addAttribute("reason", reason);
    return show(model);
  }

  /** The page, for the other acts too. */
  String show(Model model) {
    Map<String, Integer> counts = people.counts();
    List<DirectoryView> views =
        directories.all().stream()
            .map(directory -> view(directory, counts.getOrDefault(directory.name(), 0)))
            .toList();
    directories.all().forEach(directory -> counts.remove(directory.name()));
    model.addAttribute("directories", views);
    model.addAttribute("removed", counts);
    model.addAttribute("keys", keys());
    model.addAttribute("names", directories.all().stream().map(LdapDirectory::name).toList());
    return "admin/directories";
  }

  /** The keys that are stopped: from the source to whom it is about. */
  private Map<String, DirectoryView.Stop> keys() {
    Map<String, DirectoryView.Stop> keys = new LinkedHashMap<>();
    for (String source : syncs.stoppedKeys()) {
      syncs
          .of(source)
          .map(it -> DirectoryView.stop(it, syncs.leavers(source), installation.zone()))
          .ifPresent(stop -> keys.put(source, stop));
    }
    return keys;
  }

  /** The page, if no server of a directory answered to an act. */
  String away(HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
    model.addAttribute("refusal", Messages.text("admin.directories.away"));
    return show(model);
  }

  private DirectoryView view(LdapDirectory directory, int accounts) {
    String name = directory.name();
    return DirectoryView.of(
        directory,
        accounts,
        syncs.of(name).orElse(null),
        syncs.leavers(name),
        people.conflicts(name, MAX_SHOWN),
        people.troubled(name, MAX_SHOWN),
        installation.zone());
  }

  private static @Nullable String note(String done) {
    return switch (done) {
      case "let-through" -> Messages.text("admin.directories.let-through");
      case "key-let-through" -> Messages.text("admin.directories.key.let-through");
      case "linked" -> Messages.text("admin.directories.linked");
      default -> null;
    };
  }
}
