package org.sallyport.portal.studies.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.PatientNumber;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.PersonName;
import org.sallyport.portal.archive.dicom.Physician;
import org.sallyport.portal.archive.dicom.Physician.Part;
import org.sallyport.portal.archive.dicom.StudyEntry;
import org.sallyport.portal.studies.Priors;
import org.sallyport.portal.studies.Studies;
import org.sallyport.portal.studies.grants.Candidate;
import org.sallyport.portal.studies.grants.ListedReasons;
import org.sallyport.portal.studies.list.AccountStudies;
import org.sallyport.portal.studies.list.ListedStudy;
import org.sallyport.portal.studies.list.StudyOrder;
import org.sallyport.portal.studies.list.StudyPosition;
import org.sallyport.portal.studies.list.StudyQuery;
import org.sallyport.portal.studies.list.StudySlice;
import org.sallyport.portal.studies.names.ConfirmedNames;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.database.Shares;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The list, read key by key in the database, has exactly the studies that {@link Studies} has as
 * candidates, for random studies, numbers, names, groups, patients and shares.
 */
@TestPropertySource(properties = {"apart=rows", "sallyport.studies.sweep=365d"})
@SallyportTest
class ListEqualsStudiesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
  private static final List<String> NAMES = List.of("Ångström^Åsa", "Smith-Jones^Al", "山田^太郎");
  private static final List<String> MODALITIES = List.of("CT", "MR", "SR");
  private static final List<Part> PARTS = List.of(Part.values());
  private static int rounds;

  @Autowired StudyIndex index;
  @Autowired Sweep sweep;
  @Autowired Studies studies;
  @Autowired AccountStudies list;
  @Autowired ListedReasons reasons;
  @Autowired Priors priors;
  @Autowired Shares shares;
  @Autowired ConfirmedNames names;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired JdbcClient jdbc;
  @Autowired TurnableClock clock;

  private final List<AccountId> accounts = new ArrayList<>();
  private final List<String> theirNumbers = new ArrayList<>();
  private final List<String> theirNames = new ArrayList<>();
  private final Map<StudyUid, StudyEntry> stored =
      new TreeMap<>(Comparator.comparing(StudyUid::value));
  private String root = "";

  /** The sweep of the start is over: it would remove rows that the archive does not have. */
  @BeforeEach
  void accounts() {
    if (rounds == 0) {
      TestArchive.start();
      sweep.readEverything();
    }
    root = "1.2.77." + ++rounds;
    for (int i = 0; i < 3; i++) {
      AccountId account = people.byEmail().id();
      accounts.add(account);
      theirNumbers.add(numbers.give(account, "RIZIV"));
      theirNumbers.add(numbers.give(account, "NHS"));
      theirNames.add("Doctor^" + root + "^" + i);
      if (i < 2) {
        names.confirm(
            account, theirNames.getLast(), new Actor(null, "Ada Admin"), Origin.COMMAND_LINE);
      }
    }
  }

  static IntStream seeds() {
    return IntStream.rangeClosed(1, Integer.getInteger("list.histories", 4));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void forRandomData(int seed) {
    Random random = new Random(seed);
    store(random, 60);
    share(random, 25);
    group(random);
    jdbc.sql("update account set role = 'patient' where id = ?")
        .param(accounts.get(random.nextInt(3)).value())
        .update();
    patient(accounts.get(random.nextInt(3)));
    for (AccountId account : accounts) {
      Set<StudyUid> expected = candidates(account);
      assertThat(uids(all(account, query("", "", false, StudyOrder.DATE, true))))
          .isEqualTo(ordered(expected, true));
      assertThat(uids(all(account, query("", "", false, StudyOrder.DATE, false))))
          .isEqualTo(ordered(expected, false));
      for (StudyOrder order : StudyOrder.values()) {
        assertThat(uids(all(account, query("", "", false, order, true))))
            .as("by %s", order)
            .containsExactlyInAnyOrderElementsOf(expected);
      }
      byPatient(account, expected);
      assertThat(reasons.of(account, stored.keySet()).keySet()).isEqualTo(expected);
      assertThat(list.summary(account).studies()).isEqualTo(expected.size());
      filters(account, expected);
      priors(account, expected);
    }
  }

  /** The pages of three, forwards and back, are those of all studies sorted at once. */
  private void byPatient(AccountId account, Set<StudyUid> expected) {
    for (boolean down : new boolean[] {true, false}) {
      StudyQuery query = query("", "", false, StudyOrder.PATIENT, down);
      List<StudyUid> sorted =
          jdbc.sql(
                  "select study_uid from study_index where study_uid = any(?) order by patient_sort "
                      + (down ? "desc" : "asc")
                      + ", performed desc, study_uid desc")
              .param(expected.stream().map(StudyUid::value).toArray(String[]::new))
              .query((row, number) -> new StudyUid(row.getString(1)))
              .list();
      List<ListedStudy> all = all(account, query);
      assertThat(uids(all)).as("by patient, down %s", down).isEqualTo(sorted);
      for (int i = 3; i < all.size(); i += 3) {
        StudySlice back = list.page(account, at(query, all.get(i).position(), true));
        assertThat(uids(back.studies())).isEqualTo(sorted.subList(i - 3, i));
      }
    }
  }

  private void filters(AccountId account, Set<StudyUid> expected) {
    filtered(account, expected, query("asa", "", false, StudyOrder.DATE, true), named("Åsa"));
    filtered(account, expected, query("smithj", "", false, StudyOrder.DATE, true), named("Smith"));
    filtered(account, expected, query("山田太郎", "", false, StudyOrder.DATE, true), named("山田"));
    filtered(account, expected, query("JON al", "", false, StudyOrder.PATIENT, true), named("Al"));
    for (StudyOrder order : StudyOrder.values()) {
      for (String modality : List.of("CT", "MR")) {
        filtered(account, expected, query("", modality, false, order, true), of(modality));
        filtered(
            account,
            expected,
            query("asa", modality, false, order, true),
            of(modality).and(named("Åsa")));
      }
    }
    filtered(
        account,
        expected,
        query("14.3.1958", "", false, StudyOrder.DATE, true),
        entry -> LocalDate.of(1958, 3, 14).equals(entry.born()));
  }

  private void priors(AccountId account, Set<StudyUid> expected) {
    for (StudyUid study : stored.keySet()) {
      StudyEntry entry = entry(study);
      Set<StudyUid> model =
          expected.stream()
              .filter(it -> expected.contains(study) && !it.equals(study))
              .filter(it -> entry(it).patientId().equals(entry.patientId()))
              .filter(it -> Objects.equals(entry(it).born(), entry.born()))
              .collect(Collectors.toSet());
      assertThat(uids(priors.of(account, study)))
          .as("others of the patient of %s among %s", study, expected)
          .containsExactlyInAnyOrderElementsOf(model);
    }
  }

  private void filtered(
      AccountId account, Set<StudyUid> expected, StudyQuery query, Predicate<StudyEntry> model) {
    Set<StudyUid> matching =
        expected.stream().filter(uid -> model.test(entry(uid))).collect(Collectors.toSet());
    assertThat(uids(all(account, query)))
        .as("%s", query)
        .containsExactlyInAnyOrderElementsOf(matching);
  }

  @Test
  void theSearchIndexFindsWhatIsBeyondTheNewestThousand() {
    List<StudyEntry> many = new ArrayList<>();
    for (int i = 0; i < 1100; i++) {
      LocalDate date = LocalDate.of(2020, 1, 1).plusDays(i);
      String name = i % 400 == 3 ? "Rare^Find" : "Common^Name";
      many.add(
          entry(
              i, date, name, new Physician(Part.REQUESTING, "RIZIV", theirNumbers.getFirst(), "")));
    }
    index.write(many);
    List<ListedStudy> found =
        all(accounts.getFirst(), query("rare", "", false, StudyOrder.DATE, true));
    assertThat(found)
        .extracting(ListedStudy::date)
        .containsExactly(
            LocalDate.of(2020, 1, 1).plusDays(803),
            LocalDate.of(2020, 1, 1).plusDays(403),
            LocalDate.of(2020, 1, 1).plusDays(3));
    assertThat(all(accounts.get(1), query("rare", "", false, StudyOrder.DATE, true))).isEmpty();
    assertThat(list.summary(accounts.getFirst()).isMore()).isTrue();
  }

  /** Such a study has no mark for each physician and modality. */
  @Test
  void aStudyOfVeryManyPhysiciansIsFoundByItsModality() {
    List<Physician> many = new ArrayList<>();
    many.add(new Physician(Part.REQUESTING, "RIZIV", theirNumbers.getFirst(), ""));
    for (int i = 0; i < 80; i++) {
      many.add(new Physician(Part.RECIPIENT, "RIZIV", root + "-" + i, ""));
    }
    StudyEntry crowded = entry(1, TODAY, "A^B", many.toArray(Physician[]::new));
    StudyEntry other = entry(2, TODAY, "A^B", many.getFirst());
    index.write(List.of(crowded, other));
    for (StudyOrder order : StudyOrder.values()) {
      assertThat(uids(all(accounts.getFirst(), query("", "MR", false, order, true))))
          .as("by %s", order)
          .containsExactly(crowded.uid());
      assertThat(uids(all(accounts.getFirst(), query("", "SR", false, order, true))))
          .as("by %s", order)
          .containsExactly(other.uid());
    }
  }

  /** A physician may be named like the mark of another one and a modality. */
  @Test
  void aNameThatLooksLikeAMarkLeadsToNothing() {
    Physician posing = new Physician(Part.REFERRING, "", "", "|n=RIZIV|" + theirNumbers.getFirst());
    index.write(List.of(entry(1, TODAY, "A^B", posing)));
    for (String modality : List.of("MR", "MR|p=", "MR|n=RIZIV|", "'", "\\", " | 'm=MR'")) {
      for (StudyOrder order : StudyOrder.values()) {
        assertThat(all(accounts.getFirst(), query("", modality, false, order, true))).isEmpty();
      }
    }
  }

  /** Between two pages a newer study arrives, and the last one of the page vanishes. */
  @Test
  void pagesStayWhereTheyAreWhileStudiesArriveAndVanish() {
    Physician mine = new Physician(Part.REFERRING, "NHS", theirNumbers.get(1), "");
    List<StudyEntry> ten =
        IntStream.range(0, 10).mapToObj(i -> entry(i, TODAY.minusDays(i), "A^B", mine)).toList();
    index.write(ten);
    StudyQuery query = query("", "", false, StudyOrder.DATE, true);
    StudySlice first = list.page(accounts.getFirst(), query);
    assertThat(uids(first.studies()))
        .containsExactly(ten.get(0).uid(), ten.get(1).uid(), ten.get(2).uid());
    index.write(List.of(entry(99, TODAY, "New^One", mine)));
    index.forget(List.of(ten.get(2).uid()));
    StudySlice second =
        list.page(accounts.getFirst(), at(query, first.studies().getLast().position(), false));
    assertThat(uids(second.studies()))
        .containsExactly(ten.get(3).uid(), ten.get(4).uid(), ten.get(5).uid());
    StudySlice back =
        list.page(accounts.getFirst(), at(query, second.studies().getFirst().position(), true));
    assertThat(back.studies()).hasSize(3);
    assertThat(uids(back.studies())).endsWith(ten.get(1).uid());
  }

  @Test
  void aPlaceByNameTellsNothingOfStudiesOfOthers() {
    index.write(
        List.of(
            entry(1, TODAY, "Aa^B", new Physician(Part.REFERRING, "NHS", theirNumbers.get(1), "")),
            entry(2, TODAY, "Mm^B", new Physician(Part.REFERRING, "NHS", "somebody else", ""))));
    StudyPosition foreign = new StudyPosition(TODAY.atTime(9, 0), new StudyUid(root + ".2"));
    for (boolean backwards : new boolean[] {true, false}) {
      StudyQuery query = at(query("", "", false, StudyOrder.PATIENT, false), foreign, backwards);
      assertThat(list.page(accounts.getFirst(), query).studies()).isEmpty();
    }
  }

  private void store(Random random, int many) {
    List<StudyEntry> entries = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      LocalDate date = random.nextInt(6) == 0 ? null : TODAY.minusDays(random.nextInt(9));
      Set<Physician> named = new HashSet<>();
      for (int j = random.nextInt(4); j > 0; j--) {
        named.add(physician(random));
      }
      entries.add(
          entry(i, date, NAMES.get(random.nextInt(NAMES.size())), named.toArray(Physician[]::new)));
    }
    index.write(entries);
  }

  private Physician physician(Random random) {
    Part part = PARTS.get(random.nextInt(PARTS.size()));
    String number = theirNumbers.get(random.nextInt(theirNumbers.size()));
    return switch (random.nextInt(4)) {
      case 0 -> new Physician(part, "RIZIV", number, "");
      case 1 -> new Physician(part, "NHS", number, theirNames.getFirst());
      case 2 -> new Physician(part, "", number, "");
      default -> new Physician(part, "", "", theirNames.get(random.nextInt(theirNames.size())));
    };
  }

  private void share(Random random, int many) {
    List<StudyUid> all = List.copyOf(stored.keySet());
    for (int i = 0; i < many; i++) {
      StudyUid study = all.get(random.nextInt(all.size()));
      AccountId account = accounts.get(random.nextInt(accounts.size()));
      shares.share(
          study,
          account,
          "Dr X",
          random.nextBoolean()
              ? null
              : clock.instant().plus(Duration.ofDays(random.nextInt(3) - 1L)));
      if (random.nextInt(4) == 0) {
        shares.withdraw(study, account, "Dr X");
      }
    }
  }

  /** A group of all accounts, some of whose memberships have lapsed, and a share with it. */
  private void group(Random random) {
    UUID group = UUID.randomUUID();
    jdbc.sql(
            "insert into care_group (id, name, name_key, kind, created_at) values (?, ?, ?, 'practice', now())")
        .params(group, "Group " + group, group.toString())
        .update();
    for (AccountId account : accounts) {
      Instant until = clock.instant().plus(Duration.ofDays(random.nextInt(4) == 0 ? -1 : 30));
      jdbc.sql(
              """
              insert into group_member (group_id, account_id, joined_at, confirmed_until, left_at)
              values (:group, :account, :now, :until, case when :gone then cast(:now as timestamptz) end)
              """)
          .param("group", group)
          .param("account", account.value())
          .param("now", Timestamp.from(clock.instant()))
          .param("until", Timestamp.from(until))
          .param("gone", random.nextInt(5) == 0)
          .update();
    }
    UUID share = UUID.randomUUID();
    jdbc.sql(
            """
            insert into share (id, kind, shared_by, group_id, shared_at, valid_from)
            values (?, 'share', 'Dr Y', ?, now(), ?)
            """)
        .params(share, group, Timestamp.from(clock.instant()))
        .update();
    stored.keySet().stream()
        .limit(5)
        .forEach(
            study ->
                jdbc.sql("insert into share_study (share_id, study_uid) values (?, ?)")
                    .params(share, study.value())
                    .update());
  }

  private void patient(AccountId account) {
    jdbc.sql("insert into patient_number (account_id, issuer, number) values (?, ?, 'P1')")
        .params(account.value(), root)
        .update();
  }

  private StudyEntry entry(
      int number, @Nullable LocalDate date, String patient, Physician... physicians) {
    StudyEntry entry =
        new StudyEntry(
            new StudyUid(root + "." + number),
            date,
            date == null ? null : LocalTime.of(number % 5, 0),
            new PersonName(patient),
            "LM-" + number % 12,
            LocalDate.of(1958, 1 + number % 12, 14),
            "F",
            "Study " + number,
            "A-2026-" + number,
            number % 2 == 0 ? "Lindenmoor" : "Quillon",
            List.of(MODALITIES.get(number % 3)),
            1,
            1,
            List.of(physicians),
            new PatientNumber(root, "P" + number % 4),
            new DicomObject(JsonNodeFactory.instance.objectNode()));
    stored.put(entry.uid(), entry);
    return entry;
  }

  private Set<StudyUid> candidates(AccountId account) {
    return studies.candidates(account).stream()
        .map(Candidate::study)
        .filter(stored::containsKey)
        .collect(Collectors.toSet());
  }

  /** All pages of three. */
  private List<ListedStudy> all(AccountId account, StudyQuery query) {
    List<ListedStudy> all = new ArrayList<>();
    StudyQuery next = query;
    while (true) {
      StudySlice slice = list.page(account, next);
      all.addAll(slice.studies());
      if (!slice.more()) {
        return all;
      }
      next = at(query, slice.studies().getLast().position(), false);
    }
  }

  private List<StudyUid> ordered(Set<StudyUid> uids, boolean down) {
    Comparator<StudyUid> up =
        Comparator.comparing((StudyUid uid) -> performed(entry(uid)))
            .thenComparing(StudyUid::value);
    return uids.stream().sorted(down ? up.reversed() : up).toList();
  }

  private static LocalDateTime performed(StudyEntry entry) {
    return entry.date() == null || entry.time() == null
        ? LocalDateTime.MIN
        : entry.date().atTime(entry.time());
  }

  private StudyEntry entry(StudyUid uid) {
    return Objects.requireNonNull(stored.get(uid));
  }

  private static List<StudyUid> uids(List<ListedStudy> listed) {
    return listed.stream().map(ListedStudy::uid).toList();
  }

  private static Predicate<StudyEntry> of(String modality) {
    return entry -> entry.modalities().contains(modality);
  }

  private static Predicate<StudyEntry> named(String part) {
    return entry -> entry.patient().exact().contains(part);
  }

  private static StudyQuery query(
      String words, String modality, boolean onlyNew, StudyOrder order, boolean down) {
    return new StudyQuery(words, modality, "", null, onlyNew, order, down, null, false, 3, TODAY);
  }

  private static StudyQuery at(StudyQuery query, StudyPosition position, boolean backwards) {
    return new StudyQuery(
        query.words(),
        query.modality(),
        "",
        null,
        query.onlyNew(),
        query.order(),
        query.down(),
        position,
        backwards,
        query.size(),
        TODAY);
  }
}
