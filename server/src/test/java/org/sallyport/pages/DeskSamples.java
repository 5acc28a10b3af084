package org.sallyport.pages;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.staff.admin.desk.DeskAct;
import org.sallyport.staff.admin.desk.DeskView;
import org.sallyport.staff.admin.desk.FoundRow;
import org.sallyport.staff.admin.desk.LockedRow;
import org.sallyport.staff.admin.obstacles.Obstacle;
import org.sallyport.staff.admin.obstacles.ObstacleKind;

/** The pages of the help desk, in all their states. */
final class DeskSamples {
  private static final FoundRow FENWICK =
      new FoundRow(new UUID(5, 1), "Dr Joan Fenwick", "j.fenwick", "Physician", "Locked", "danger");
  private static final Obstacle LOCKED =
      new Obstacle(
          ObstacleKind.LOCKED,
          "Dr Joan Fenwick cannot sign in because wrong code no. 5, typed at 10:42 from 198.51.100.7, Ghent,"
              + " Belgium locked the account (reference L-2207).",
          "Make sure who is calling, then unlock.");
  private static final Obstacle NO_STUDY =
      new Obstacle(
          ObstacleKind.NO_STUDY_RIGHT,
          "Dr Joan Fenwick can sign in but sees no studies, because the account has no number.",
          "An admin adds the physician’s number or a group.");

  private DeskSamples() {}

  static Stream<Sample> all() {
    return Stream.of(
        find("find").with("troubles", List.of()).with("locked", 2),
        locked("locked", List.of(new LockedRow(FENWICK, LOCKED.sentence())), 21).with("later", 2),
        locked("locked-nobody", List.of(), 0),
        find("find-empty")
            .with("q", "x")
            .with("searchProblem", "Type at least two letters or digits."),
        find("find-nobody").with("q", "nobody.here").with("found", List.of()),
        find("find-found").with("q", "fenwick").with("found", List.of(FENWICK)),
        find("find-many").with("q", "fe").with("found", List.of(FENWICK, FENWICK)).with("more", 20),
        account("account-locked", List.of(LOCKED, NO_STUDY), null),
        account("account-nothing", List.of(), null),
        account("account-own", List.of(LOCKED), "This is your own account."),
        account("account-done", List.of(NO_STUDY), null).with("note", "Unlocked."),
        account("account-refused", List.of(NO_STUDY), null)
            .with("refusal", "The account was not locked. Nothing was changed."),
        account("account-without-reason", List.of(LOCKED, NO_STUDY), null)
            .with("missing", DeskAct.UNLOCK)
            .with("reason", " ")
            .with("reasonProblem", "Say how you made sure who is calling."));
  }

  private static Sample locked(String file, List<LockedRow> rows, int all) {
    return AdminSamples.page("desk-" + file, "desk/locked").with("locked", rows).with("all", all);
  }

  private static Sample find(String file) {
    return AdminSamples.page("desk-" + file, "desk/find");
  }

  private static Sample account(String file, List<Obstacle> obstacles, @Nullable String notByYou) {
    Set<DeskAct> acts =
        notByYou == null
            ? EnumSet.of(DeskAct.UNLOCK, DeskAct.END, DeskAct.RESET)
            : EnumSet.noneOf(DeskAct.class);
    DeskView view =
        new DeskView(
            FENWICK,
            obstacles,
            file.endsWith("-done")
                ? "Nothing keeps Dr Joan Fenwick from signing in: the account was unlocked at 10:50, and Dr Joan"
                    + " Fenwick may sign in again."
                : null,
            List.of(
                new DeskView.Fact("Method", "One-Time-Password by SMS"),
                new DeskView.Fact("Phone", "+32 ••• •• •• 84")),
            List.of("at 10:40: Firefox 145 on Windows, 198.51.100.7. Right password, wrong code."),
            acts,
            notByYou,
            "The mobile number is lost too. Remove it with the reset.",
            "24 hours");
    return AdminSamples.page("desk-" + file, "desk/account").with("desk", view);
  }
}
