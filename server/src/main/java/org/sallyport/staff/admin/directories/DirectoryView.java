package org.sallyport.staff.admin.directories;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.directory.DirectoryPeople.Conflict;
import org.sallyport.gate.directory.DirectoryPeople.Troubled;
import org.sallyport.gate.directory.ldap.LdapDirectory;
import org.sallyport.gate.directory.settings.DirectoryProperties;
import org.sallyport.gate.directory.sync.StoppedSyncs;
import org.sallyport.gate.directory.sync.StoppedSyncs.Leaver;
import org.sallyport.platform.messages.Messages;

/**
 * A directory as its page shows it.
 *
 * @param accounts how many belong to it
 * @param checkedAt when changes were last read; null if never
 * @param wholeAt when everybody was last read; null if never
 * @param roles who has which role, and groups whose members are members of groups here, as text
 * @param create when accounts are made, as text
 * @param contacts how far addresses and numbers are believed, as text
 * @param stopped null if it disables whoever left
 */
public record DirectoryView(
    String name,
    List<LdapDirectory.ServerState> servers,
    int accounts,
    @Nullable ZonedDateTime checkedAt,
    @Nullable ZonedDateTime wholeAt,
    List<String> roles,
    String create,
    String contacts,
    @Nullable Stop stopped,
    List<ConflictLine> conflicts,
    List<Troubled> troubled) {

  /**
   * A directory that disables nobody.
   *
   * @param accounts how many it would disable
   * @param some of them
   * @param letThroughBy who lets it go on; null if nobody does
   */
  public record Stop(
      ZonedDateTime since,
      int accounts,
      int linked,
      List<Leaver> some,
      @Nullable String letThroughBy) {}

  /** Somebody who could not sign in because an account has their name. */
  public record ConflictLine(String username, String name, ZonedDateTime lastAt) {}

  static DirectoryView of(
      LdapDirectory directory,
      int accounts,
      StoppedSyncs.@Nullable State state,
      List<Leaver> leavers,
      List<Conflict> conflicts,
      List<Troubled> troubled,
      ZoneId zone) {
    DirectoryProperties properties = directory.properties();
    return new DirectoryView(
        directory.name(),
        directory.state(),
        accounts,
        state == null ? null : zoned(state.checkedAt(), zone),
        state == null ? null : zoned(state.wholeAt(), zone),
        roles(properties),
        words("create", properties.create()),
        words("contacts", properties.contacts()),
        state == null ? null : stop(state, leavers, zone),
        conflicts.stream()
            .map(it -> new ConflictLine(it.username(), it.name(), it.lastAt().atZone(zone)))
            .toList(),
        troubled);
  }

  private static @Nullable ZonedDateTime zoned(@Nullable Instant at, ZoneId zone) {
    return at == null ? null : at.atZone(zone);
  }

  static @Nullable Stop stop(StoppedSyncs.State state, List<Leaver> leavers, ZoneId zone) {
    Instant since = state.stoppedAt();
    return since == null
        ? null
        : new Stop(
            since.atZone(zone),
            state.wouldDisable(),
            state.linked(),
            leavers,
            state.letThroughBy());
  }

  private static List<String> roles(DirectoryProperties properties) {
    List<String> lines = new java.util.ArrayList<>();
    new TreeMap<>(properties.rolesByGroup())
        .forEach(
            (group, role) ->
                lines.add(
                    Messages.text(
                        "admin.directories.role", group, Messages.text("staff.role." + role))));
    if (lines.isEmpty()) {
      lines.add(Messages.text("admin.directories.everybody"));
    }
    new TreeMap<>(properties.groupsByGroup())
        .forEach((group, name) -> lines.add(Messages.text("admin.directories.group", group, name)));
    return lines;
  }

  private static String words(String what, Enum<?> value) {
    return Messages.text(
        "admin.directories."
            + what
            + "."
            + value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
