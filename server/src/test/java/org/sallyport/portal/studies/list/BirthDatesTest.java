package org.sallyport.portal.studies.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.portal.studies.index.Folding;

class BirthDatesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1958-03-14",
        "1958/3/14",
        "19580314",
        "14/03/1958",
        "14-3-1958",
        "14.3.1958",
        "14.3.58",
        "14/03/58",
        "03/14/1958",
        "14 March 1958",
        "14 mar 1958",
        "14-Mar-1958",
        "14. März 1958",
        "14 maart 1958",
        "14 mars 1958",
        "March 14, 1958",
        "Mar 14 1958",
        "14th March 1958",
        "14 de março de 1958",
        "14 de marzo de 1958",
        "14 marca 1958",
        "14 marzec 1958",
        "14 مارس 1958",
        "١٤/٣/١٩٥٨",
        "۱۴ مارس ۱۹۵۸"
      })
  void theFourteenthOfMarchIsUnderstood(String typed) {
    assertThat(dates(typed)).as(typed).containsExactly(LocalDate.of(1958, 3, 14));
  }

  @ParameterizedTest
  @CsvSource({"04/03/1958", "4-3-1958"})
  void dayAndMonthMayBeExchanged(String typed) {
    assertThat(dates(typed))
        .containsExactlyInAnyOrder(LocalDate.of(1958, 3, 4), LocalDate.of(1958, 4, 3));
  }

  @Test
  void twoDigitsOfTheYearMeanBothCenturiesButNotTheFuture() {
    assertThat(dates("14.3.19"))
        .containsExactlyInAnyOrder(LocalDate.of(2019, 3, 14), LocalDate.of(1919, 3, 14));
    assertThat(dates("14.3.58")).containsExactly(LocalDate.of(1958, 3, 14));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "14",
        "1958",
        "31.02.1958",
        "2026-118340",
        "99999999",
        "LM-400218",
        "118340",
        "14 knee 1958",
        "1958-03-14-7x",
        "a19580314",
        "14/03-1958"
      })
  void othersAreNoDates(String typed) {
    assertThat(dates(typed)).as(typed).isEmpty();
  }

  @Test
  void aDateIsFoundAmongWords() {
    List<BirthDates.Found> found = BirthDates.in("vander 14/03/1958 knee", TODAY);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().text()).isEqualTo("14/03/1958");
    assertThat(SearchTerms.of("Vander 14/03/1958 knee", TODAY))
        .isEqualTo("'vander':* & ('d=19580314' | ('14' & '03' & '1958')) & 'knee':*");
  }

  @ParameterizedTest
  @ValueSource(strings = {" 14 March 1958 ", "14/03/1958", "14.3.58", "1958-03-14"})
  void aWholeTextIsOneDay(String typed) {
    assertThat(BirthDates.whole(typed, TODAY)).contains(LocalDate.of(1958, 3, 14));
  }

  @Test
  void theDayOfAWholeTextComesBeforeTheMonth() {
    assertThat(BirthDates.whole("04/03/1958", TODAY)).contains(LocalDate.of(1958, 3, 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "14.3.19", "31.02.1958", "born 14.3.1958", "14.3.1958 15.3.1958"})
  void othersAreNotOneDay(String typed) {
    assertThat(BirthDates.whole(typed, TODAY)).as(typed).isEmpty();
  }

  private static List<LocalDate> dates(String typed) {
    return BirthDates.in(Folding.fold(typed), TODAY).stream()
        .flatMap(found -> found.dates().stream())
        .toList();
  }
}
