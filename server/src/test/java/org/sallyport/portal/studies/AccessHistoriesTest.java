package org.sallyport.portal.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.groups.Group;
import org.sallyport.gate.account.groups.GroupChanges;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.PatientNumber;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.NamedByObject;
import org.sallyport.portal.archive.dicom.PersonName;
import org.sallyport.portal.archive.dicom.Physician;
import org.sallyport.portal.archive.dicom.Physician.Part;
import org.sallyport.portal.archive.dicom.StudyEntry;
import org.sallyport.portal.studies.grants.Holders;
import org.sallyport.portal.studies.index.Sweep;
import org.sallyport.portal.studies.names.IndexedNames;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Snapshots;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Random histories of sharing, sharing onward, withdrawing, expiring, joining and leaving groups
 * and changed requesters: the list, a single decision, the access page and the model always agree.
 * The archive is played, so that thousands of histories can be run; {@link AccessReasonsTest} has a
 * real one.
 */
@Tag("slow")
@TestPropertySource(properties = "access.histories=yes")
@SallyportTest
class AccessHistoriesTest {
  private static final int HISTORIES = Integer.getInteger("access.histories", 40);
  private static final int STEPS = 8;

  /* 10,000 histories of these lengths stay before 2262, where nanoseconds no longer fit a long. */
  private static final int ACCOUNTS = 5;
  private static final int PATIENT = 4;
  private static final int STUDIES = 2;
  private static final String ISSUER = "RIZIV";

  @Autowired Studies studies;
  @Autowired Holders holders;
  @Autowired IndexedNames names;
  @Autowired ShareWithdrawal withdrawal;
  @Autowired Groups groups;
  @Autowired GroupChanges changes;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired JdbcClient jdbc;
  @Autowired TurnableClock clock;
  @Autowired Snapshots snapshots;
  @Autowired TransactionTemplate transaction;
  @MockitoBean Archive archive;

  /* Its first run would remove studies that the archive does not list yet. */
  @MockitoBean Sweep sweep;

  private final List<AccountId> accounts = new ArrayList<>();
  private final List<String> number = new ArrayList<>();
  private final List<Group> group = new ArrayList<>();
  private final Map<AccessModel.Act, UUID> ids = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private AccessModel model = new AccessModel();
  private Random random = new Random(0);

  @BeforeEach
  void peopleAndGroups() {
    for (int i = 0; i < ACCOUNTS; i++) {
      accounts.add(people.byEmail().id());
      number.add(numbers.give(accounts.get(i), ISSUER));
    }
    jdbc.sql("update account set role = 'patient', name = name where id = ?")
        .params(accounts.get(PATIENT).value())
        .update();
    numbers.take(accounts.get(PATIENT));
    jdbc.sql("insert into patient_number values (?, 'L', ?)")
        .params(accounts.get(PATIENT).value(), number.get(PATIENT))
        .update();
    for (int g = 0; g < 2; g++) {
      String name = "Group " + UUID.randomUUID();
      group.add(
          Objects.requireNonNull(
              transaction.execute(
                  status ->
                      changes.findOrMake(
                          name,
                          Group.Kind.PRACTICE,
                          new Actor(null, "test"),
                          Origin.COMMAND_LINE))));
    }
    when(archive.studies(any())).thenAnswer(it -> entries(it.getArgument(0)));
    when(archive.namedByAnObject(any())).thenAnswer(it -> object(it.getArgument(0)));
  }

  @Test
  void alwaysAgreeWithTheModel() {
    for (int seed = 0; seed < HISTORIES; seed++) {
      history(Integer.getInteger("access.seed", 0) + seed);
    }
  }

  private void history(int seed) {
    random = new Random(seed);
    model = new AccessModel();
    ids.clear();
    told.clear();
    jdbc.sql("delete from share").update();
    jdbc.sql("delete from group_member").update();
    for (int study = 0; study < STUDIES; study++) {
      names(study);
      names.write(List.of(entry(uid(study))));
    }
    clock.turn(Duration.ofSeconds(6));
    for (int step = 0; step < STEPS; step++) {
      step();
      model.noteLost(now());
      compare("seed " + seed + ": " + told);
    }
  }

  private void step() {
    switch (random.nextInt(11)) {
      case 0, 1 -> join();
      case 2 -> leave();
      case 3, 4 -> share(null);
      case 5, 6 -> {
        if (model.acts.isEmpty()) {
          share(null);
        } else {
          share(model.acts.get(random.nextInt(model.acts.size())));
        }
      }
      case 7 -> withdraw();
      case 8 -> changeNames();
      case 9 -> confirm();
      default -> pass(Duration.ofHours(random.nextInt(24 * 15)));
    }
  }

  private void join() {
    int account = random.nextInt(ACCOUNTS);
    int of = random.nextInt(2);
    told.add("join " + account + " " + of);
    boolean added = changes.add(group.get(of), accounts.get(account), actor(), Origin.COMMAND_LINE);
    AccessModel.Member member = new AccessModel.Member(of, account);
    assertThat(added).isEqualTo(account != PATIENT && !model.members.containsKey(member));
    if (added) {
      Instant until = now().plus(Duration.ofHours(1 + random.nextInt(24 * 20)));
      jdbc.sql("update group_member set confirmed_until = ? where group_id = ? and account_id = ?")
          .params(Timestamp.from(until), group.get(of).id().value(), accounts.get(account).value())
          .update();
      model.members.put(member, until);
    }
  }

  /** Confirms a membership, also a lapsed one: what ended with it stays ended. */
  private void confirm() {
    int account = random.nextInt(PATIENT);
    int of = random.nextInt(2);
    told.add("confirm " + account + " " + of);
    boolean confirmed =
        changes.confirm(group.get(of), accounts.get(account), actor(), Origin.COMMAND_LINE);
    AccessModel.Member member = new AccessModel.Member(of, account);
    assertThat(confirmed).isEqualTo(model.members.containsKey(member));
    if (confirmed) {
      Instant until = now().plus(Duration.ofHours(1 + random.nextInt(24 * 20)));
      jdbc.sql("update group_member set confirmed_until = ? where group_id = ? and account_id = ?")
          .params(Timestamp.from(until), group.get(of).id().value(), accounts.get(account).value())
          .update();
      model.members.put(member, until);
    }
  }

  private void leave() {
    int account = random.nextInt(ACCOUNTS);
    int of = random.nextInt(2);
    told.add("leave " + account + " " + of);
    boolean removed =
        changes.remove(group.get(of), accounts.get(account), actor(), Origin.COMMAND_LINE);
    assertThat(removed)
        .isEqualTo(model.members.remove(new AccessModel.Member(of, account)) != null);
  }

  /** Writes the act even if the sharer has no right to it: then it must not grant anything. */
  private void share(AccessModel.@Nullable Act parent) {
    int study = parent == null ? random.nextInt(STUDIES) : parent.study;
    boolean toGroup = random.nextInt(3) == 0;
    Integer sharer = parent == null && random.nextInt(4) == 0 ? null : random.nextInt(ACCOUNTS);
    if (parent != null && parent.account != null && random.nextInt(3) > 0) {
      sharer = parent.account;
    }
    AccessModel.Act act =
        new AccessModel.Act(
            study,
            sharer,
            parent,
            toGroup ? null : random.nextInt(ACCOUNTS),
            toGroup ? random.nextInt(2) : null,
            random.nextBoolean(),
            random.nextInt(4) > 0,
            now().plus(Duration.ofHours(random.nextInt(3) == 0 ? 30 : 0)),
            random.nextBoolean() ? null : now().plus(Duration.ofHours(random.nextInt(24 * 20))));
    told.add(
        "share %d by %s of %s to %s/%s report %s on %s from %s until %s"
            .formatted(
                study,
                sharer,
                parent == null ? null : model.acts.indexOf(parent),
                act.account,
                act.group,
                act.report,
                act.onward,
                act.from,
                act.until));
    model.acts.add(act);
    ids.put(act, insert(act));
  }

  private UUID insert(AccessModel.Act act) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            with act as (
              insert into share (id, kind, sharer_id, shared_by, account_id, group_id, with_report,
                may_share_on, shared_at, valid_from, expires_at)
              values (:id, 'share', :by, 'X', :to, :group, :report, :onward, :now, :from, :until)
            )
            insert into share_study (share_id, study_uid, parent_id) values (:id, :study, :parent)
            """)
        .param("id", id)
        .param("by", act.sharer == null ? null : accounts.get(act.sharer).value())
        .param("to", act.account == null ? null : accounts.get(act.account).value())
        .param("group", act.group == null ? null : group.get(act.group).id().value())
        .param("report", act.report)
        .param("onward", act.onward)
        .param("now", Timestamp.from(now()))
        .param("from", Timestamp.from(act.from))
        .param("until", act.until == null ? null : Timestamp.from(act.until))
        .param("study", uid(act.study).value())
        .param("parent", act.parent == null ? null : ids.get(act.parent))
        .update();
    // The product inserts no share of what its sharer does not have.
    jdbc.sql("select end_lost_shares(null, array[cast(:study as text)], :now)")
        .param("study", uid(act.study).value())
        .param("now", Timestamp.from(now()))
        .query()
        .singleRow();
    return id;
  }

  private void withdraw() {
    if (model.acts.isEmpty()) {
      return;
    }
    AccessModel.Act act = model.acts.get(random.nextInt(model.acts.size()));
    int by = act.sharer == null || random.nextInt(3) == 0 ? random.nextInt(ACCOUNTS) : act.sharer;
    told.add("withdraw " + model.acts.indexOf(act) + " by " + by);
    Visitor visitor = Visitors.of(accounts.get(by));
    boolean withdrawn =
        withdrawal.withdraw(
            visitor, Objects.requireNonNull(ids.get(act)), uid(act.study), Origin.COMMAND_LINE);
    boolean may =
        Objects.equals(act.sharer, by)
            || Objects.requireNonNull(model.archive.get(act.study)).physicians().contains(by);
    assertThat(withdrawn).as("%s", told).isEqualTo(may && !act.withdrawn);
    if (withdrawn) {
      model.withdraw(act);
    }
  }

  /** Whoever is no longer named loses the study at the next look; the index tells new names. */
  private void changeNames() {
    int study = random.nextInt(STUDIES);
    if (random.nextBoolean()) {
      model.archive.put(study, new AccessModel.Named(Set.of(), null));
      told.add("nobody is named by " + study);
    } else {
      names(study);
      names.write(List.of(entry(uid(study))));
    }
    pass(Duration.ofSeconds(6));
  }

  private void names(int study) {
    Set<Integer> physicians = new HashSet<>();
    if (random.nextInt(5) > 0) {
      physicians.add(random.nextInt(PATIENT));
    }
    boolean patient = random.nextBoolean();
    model.archive.put(study, new AccessModel.Named(physicians, patient ? PATIENT : null));
    told.add("named by " + study + ": " + model.archive.get(study));
  }

  private void pass(Duration time) {
    told.add("pass " + time);
    clock.turn(time);
  }

  private void compare(String history) {
    Instant now = now();
    for (int account = 0; account < ACCOUNTS; account++) {
      for (int study = 0; study < STUDIES; study++) {
        Optional<StudyAccess> known =
            studies.known(accounts.get(account), uid(study), snapshots.take());
        Optional<StudyAccess> seen = studies.see(accounts.get(account), uid(study));
        assertThat(known)
            .as("%s: what is known of %s and %s", history, account, study)
            .isIn(Optional.empty(), seen);
        assertThat(seen.isPresent())
            .as("%s: %s sees %s", history, account, study)
            .isEqualTo(model.sees(account, study, now));
        assertThat(seen.filter(StudyAccess::withReport).isPresent())
            .as("%s: %s sees the report of %s", history, account, study)
            .isEqualTo(model.seesReport(account, study, now));
      }
      assertThat(listed(account)).as("%s: list of %s", history, account).isEqualTo(seen(account));
    }
    for (int study = 0; study < STUDIES; study++) {
      assertThat(holding(study)).as("%s: access to %s", history, study).isEqualTo(seeing(study));
    }
  }

  private Set<StudyUid> listed(int account) {
    return studies.see(studies.candidates(accounts.get(account))).stream()
        .map(it -> it.study().uid())
        .collect(Collectors.toSet());
  }

  private Set<StudyUid> seen(int account) {
    Set<StudyUid> seen = new HashSet<>();
    for (int study = 0; study < STUDIES; study++) {
      if (model.sees(account, study, now())) {
        seen.add(uid(study));
      }
    }
    return seen;
  }

  private Set<AccountId> holding(int study) {
    return holders.of(uid(study)).stream()
        .map(holder -> Objects.requireNonNull(holder.account()))
        .collect(Collectors.toSet());
  }

  private Set<AccountId> seeing(int study) {
    Set<AccountId> seeing = new HashSet<>();
    for (int account = 0; account < ACCOUNTS; account++) {
      if (model.sees(account, study, now())) {
        seeing.add(accounts.get(account));
      }
    }
    return seeing;
  }

  private List<StudyEntry> entries(Collection<StudyUid> uids) {
    return uids.stream().map(this::entry).toList();
  }

  private StudyEntry entry(StudyUid uid) {
    NamedByObject named = object(uid).orElseThrow();
    DicomObject nothing = new DicomObject(new JsonMapper().createObjectNode());
    return new StudyEntry(
        uid,
        null,
        null,
        new PersonName(""),
        "",
        null,
        "",
        "",
        "",
        "",
        List.of(),
        1,
        1,
        named.physicians(),
        named.patient(),
        nothing);
  }

  private Optional<NamedByObject> object(StudyUid uid) {
    int study = Integer.parseInt(uid.value().substring(uid.value().lastIndexOf('.') + 1));
    AccessModel.Named named = Objects.requireNonNull(model.archive.get(study));
    List<Physician> physicians =
        named.physicians().stream()
            .map(it -> new Physician(Part.REQUESTING, ISSUER, number.get(it), ""))
            .toList();
    // Objects never change: the patient is that of the object, whatever the search says.
    return Optional.of(
        new NamedByObject(
            physicians,
            named.patient() == null
                ? new PatientNumber("", "")
                : new PatientNumber("L", number.get(PATIENT)),
            true));
  }

  private static StudyUid uid(int study) {
    return new StudyUid("1.2.826.0.1.3680043.10.1771.77." + study);
  }

  private static Actor actor() {
    return new Actor(null, "test");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
