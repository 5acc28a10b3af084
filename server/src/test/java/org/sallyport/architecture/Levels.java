package org.sallyport.architecture;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which module may use which, by district and level. */
final class Levels {
  /** A district uses itself and the districts before it. */
  static final List<String> DISTRICTS =
      List.of("platform", "gate", "portal", "connect", "staff", "edge");

  /**
   * Within a district a module uses only modules of lower levels. Those of the platform may use
   * each other.
   */
  private static final Map<String, Integer> LEVELS =
      Map.ofEntries(
          Map.entry("gate.account", 1),
          Map.entry("gate.delivery", 1),
          Map.entry("gate.lockout", 2),
          Map.entry("gate.trustedbrowser", 2),
          Map.entry("gate.session", 2),
          Map.entry("gate.notifications", 3),
          Map.entry("gate.directory", 3),
          Map.entry("gate.federation", 3),
          Map.entry("gate.secondfactor", 3),
          Map.entry("gate.personaldata", 3),
          Map.entry("gate.accountrecovery", 4),
          Map.entry("gate.signin", 4),
          Map.entry("gate.selfservice", 4),
          Map.entry("gate.administration", 5),
          Map.entry("portal.archive", 1),
          Map.entry("portal.studies", 2),
          Map.entry("portal.sharing", 3),
          Map.entry("connect.apikeys", 1),
          Map.entry("connect.oidc", 1),
          Map.entry("connect.radius", 2),
          Map.entry("connect.adminapi", 2),
          Map.entry("connect.entramfa", 2),
          Map.entry("connect.forwardauth", 2),
          Map.entry("connect.scim", 2),
          Map.entry("staff.siem", 1),
          Map.entry("staff.admin", 2),
          Map.entry("staff.doctor", 2),
          Map.entry("edge.web", 1),
          Map.entry("edge.consequences", 1));

  private Levels() {}

  static boolean mayUse(String user, String used) {
    int districts = district(user) - district(used);
    return districts > 0 || (districts == 0 && (district(user) == 0 || level(used) < level(user)));
  }

  static int district(String room) {
    return DISTRICTS.indexOf(room.replaceFirst("\\..*", ""));
  }

  /** The room of a module, for example "gate.secondfactor" of "gate.secondfactor.totp". */
  static String room(String module) {
    return Stream.of(module.split("\\.")).limit(2).collect(Collectors.joining("."));
  }

  private static int level(String room) {
    if (district(room) == 0) {
      return 0;
    }
    return Objects.requireNonNull(LEVELS.get(room), () -> room + " has no level");
  }
}
