package org.sallyport.portal.studies.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The list of an account with so many studies that a filter does not find a page among those that
 * are looked through first.
 */
@SallyportTest
class LongListTest {
  private static final int STUDIES = 5000;
  private static final int SIZE = 100;
  private static final LocalDateTime NEWEST = LocalDateTime.parse("2026-11-20T10:00:00");

  @Autowired AccountStudies list;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired JdbcClient jdbc;

  private final String root = "1.2.826.0.1.3680043.10.1771.44." + System.nanoTime() + ".";
  private AccountId reader;

  /**
   * Every 20th is MG, every 200th PT, and NM are 60 among the newest thousand and 200 among the
   * last thousand; the others are CT. Two at a time have the same moment.
   */
  @BeforeEach
  void fill() {
    reader = people.byEmail().id();
    String number = numbers.give(reader, "RIZIV");
    jdbc.sql(
            """
            insert into study_index (study_uid, performed, study_date, modalities, institution, patient_name, words)
            select ? || n, t, t::date, array[m], 'Lindenmoor', 'Ashgrove^Tilda',
              array_to_tsvector(array['m=' || m, 'n=RIZIV|' || number, 'c=' || m || '|n=RIZIV|' || number])
            from (select n, ?::timestamp - make_interval(mins => n / 2) as t,
              case when n % 200 = 3 then 'PT' when n % 20 = 7 then 'MG'
                when n < 1000 and n % 16 = 5 or n >= 4000 and n % 5 = 1 then 'NM' else 'CT' end as m
              from generate_series(0, ? - 1) n) s, (select ? as number) p
            """)
        .params(root, NEWEST.toString(), STUDIES, number)
        .update();
    jdbc.sql(
            """
            insert into study_person (study_uid, part, issuer, number, study_date, performed, seen_at)
            select study_uid, 'requesting', 'RIZIV', ?, study_date, performed, now()
            from study_index where study_uid like ? || '%'
            """)
        .params(number, root)
        .update();
  }

  private static String modality(int n) {
    if (n % 200 == 3) {
      return "PT";
    }
    if (n % 20 == 7) {
      return "MG";
    }
    return (n < 1000 && n % 16 == 5) || (n >= 4000 && n % 5 == 1) ? "NM" : "CT";
  }

  /** All studies of a modality, newest first; those of one moment by their UIDs, as text. */
  private List<String> expected(String modality) {
    return IntStream.range(0, STUDIES)
        .filter(n -> modality(n).equals(modality))
        .boxed()
        .sorted(
            (a, b) ->
                a / 2 == b / 2 ? (root + b).compareTo(root + a) : Integer.compare(a / 2, b / 2))
        .map(n -> root + n)
        .toList();
  }

  private StudySlice page(
      String modality, boolean down, @Nullable StudyPosition from, boolean back) {
    return list.page(
        reader,
        new StudyQuery(
            "",
            modality,
            "",
            null,
            false,
            StudyOrder.DATE,
            down,
            from,
            back,
            SIZE,
            LocalDate.of(2026, 11, 20)));
  }

  private static StudyPosition position(ListedStudy study) {
    return new StudyPosition(study.performed(), study.uid());
  }

  private static List<String> uids(List<ListedStudy> studies) {
    return studies.stream().map(ListedStudy::uid).map(StudyUid::value).toList();
  }

  @ParameterizedTest
  @CsvSource({"MG,true", "MG,false", "PT,true", "PT,false", "NM,true", "NM,false", "CT,true"})
  void isReadPageByPageThereAndBack(String modality, boolean down) {
    List<String> expected = new ArrayList<>(expected(modality));
    if (!down) {
      Collections.reverse(expected);
    }
    List<String> read = new ArrayList<>();
    List<StudySlice> pages = new ArrayList<>();
    StudyPosition from = null;
    boolean more = true;
    while (more) {
      StudySlice slice = page(modality, down, from, false);
      pages.add(slice);
      read.addAll(uids(slice.studies()));
      from = position(slice.studies().getLast());
      more = slice.more();
    }
    assertThat(read).isEqualTo(expected);
    for (int i = pages.size() - 1; i > 0; i--) {
      StudyPosition first = position(pages.get(i).studies().getFirst());
      assertThat(uids(page(modality, down, first, true).studies()))
          .isEqualTo(uids(pages.get(i - 1).studies()));
    }
  }

  @Test
  void endsWhereTheLastOneIsReached() {
    StudySlice last =
        page("MG", true, new StudyPosition(NEWEST.minusMinutes(2400), new StudyUid("1.2")), false);
    assertThat(last.more()).isFalse();
    assertThat(last.studies()).hasSize(10);
  }
}
