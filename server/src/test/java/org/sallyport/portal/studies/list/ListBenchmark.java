package org.sallyport.portal.studies.list;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.portal.studies.grants.ListedReasons;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * Not a test of the suite: {@code ./sallyport bench --list} runs it. It fills the index with rows
 * and measures whole pages of the list, over HTTP, for an account with 100 studies and one with
 * 50,000.
 */
@TestPropertySource(properties = {"sallyport.studies.sweep=365d", "list.benchmark=yes"})
@SallyportTest
class ListBenchmark {
  private static final int WARMUP_ROUNDS = 15;

  /**
   * How often each page is read before the first is measured, as on a server that has run an hour.
   */
  private static final int BEFORE = 150;

  private static final int ROUNDS = Integer.getInteger("list.rounds", 200);
  private static final List<Integer> SIZES =
      Arrays.stream(System.getProperty("list.sizes", "10000,100000,1000000").split(",", -1))
          .map(Integer::valueOf)
          .toList();

  private static final Map<String, Page> PAGES = pages();

  @LocalServerPort int port;
  @Autowired AccountStudies list;
  @Autowired ListedReasons reasons;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired JdbcClient jdbc;

  /** A page of the list, as an address and as what is read for it. */
  private record Page(String address, StudyQuery query) {}

  private static Map<String, Page> pages() {
    Map<String, Page> pages = new LinkedHashMap<>();
    pages.put("first page", new Page("", query("", "", false, StudyOrder.DATE, null)));
    pages.put(
        "page in the middle",
        new Page(
            "?after=2023-06-01T00:00:00_1.2",
            query("", "", false, StudyOrder.DATE, "2023-06-01T00:00:00_1.2")));
    for (String words : List.of("fam7", "rare5", "nosuchname", "14.3.1958", "fam77 giv5")) {
      pages.put(
          "search: " + words,
          new Page(
              "?q=" + words.replace(' ', '+'), query(words, "", false, StudyOrder.DATE, null)));
    }
    pages.put(
        "one modality", new Page("?modality=MG", query("", "MG", false, StudyOrder.DATE, null)));
    pages.put("new only", new Page("?new=yes", query("", "", true, StudyOrder.DATE, null)));
    pages.put(
        "by patient", new Page("?sort=patient", query("", "", false, StudyOrder.PATIENT, null)));
    return pages;
  }

  private static StudyQuery query(
      String words, String modality, boolean onlyNew, StudyOrder order, @Nullable String from) {
    return new StudyQuery(
        words,
        modality,
        "",
        null,
        onlyNew,
        order,
        order == StudyOrder.DATE,
        from == null ? null : StudyPosition.parse(from).orElseThrow(),
        false,
        100,
        LocalDate.of(2026, 11, 24));
  }

  @Test
  void measures() {
    Person small = people.byEmail();
    Person large = people.byEmail();
    String smallNumber = numbers.give(small.id(), "RIZIV");
    String largeNumber = numbers.give(large.id(), "RIZIV");
    int have = 0;
    for (int size : SIZES) {
      long start = System.nanoTime();
      fill(have, size, smallNumber, largeNumber);
      say("%,d studies, filled in %d s", size, (System.nanoTime() - start) / 1_000_000_000);
      if (have == 0) {
        warm(large);
      }
      have = size;
      measure(size, small, large);
    }
  }

  private void warm(Person person) {
    Browser browser = Visitors.signedIn(person, port);
    for (int i = 0; i < BEFORE; i++) {
      PAGES.values().forEach(page -> get(browser, page.address()));
    }
  }

  private void measure(int size, Person small, Person large) {
    for (Person person : List.of(small, large)) {
      Browser browser = Visitors.signedIn(person, port);
      int studies = count(person.id());
      PAGES.forEach(
          (name, page) -> {
            double[] read = times(() -> read(person.id(), page.query()));
            double[] whole = times(() -> get(browser, page.address()));
            say(
                "| %,d | %,d | %s | %.1f | %.1f | %.1f | %.1f |",
                size, studies, name, at(read, 50), at(read, 99), at(whole, 50), at(whole, 99));
          });
    }
  }

  /** What a request reads: the page, the reasons of its rows, the numbers above it. */
  private void read(AccountId account, StudyQuery query) {
    StudySlice slice = list.page(account, query);
    reasons.of(account, slice.studies().stream().map(ListedStudy::uid).toList());
    list.summary(account);
  }

  private static void get(Browser browser, String query) {
    Browser.Page page = browser.get("/studies" + query);
    if (page.status() != 200) {
      throw new IllegalStateException(page.status() + " " + Jsoup.parse(page.body()).text());
    }
  }

  private static double[] times(Runnable work) {
    double[] times = new double[ROUNDS];
    for (int i = -WARMUP_ROUNDS; i < ROUNDS; i++) {
      long start = System.nanoTime();
      work.run();
      if (i >= 0) {
        times[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(times);
    return times;
  }

  private static double at(double[] times, int percent) {
    return times[Math.min(times.length - 1, times.length * percent / 100)];
  }

  private int count(AccountId account) {
    return jdbc.sql(
            """
            select count(*) from study_person p join physician_number n using (issuer, number)
            where n.account_id = ?
            """)
        .param(account.value())
        .query(Integer.class)
        .single();
  }

  /** Studies of ten years; one in 20 is the large account's, a hundred are the small one's. */
  private void fill(int from, int to, String smallNumber, String largeNumber) {
    jdbc.sql(
            """
            insert into study_index (study_uid, performed, study_date, study_time, modalities, institution,
              patient_name, patient_sort, patient_issuer, patient_id, born, sex, description,
              accession_number, series, objects, words)
            select '1.2.826.0.1.3680043.10.1771.9.' || n, t, t::date, t::time(0), array[m], i, f || '^' || g,
              lower(f || ', ' || g), 'LM', 'LM-' || p, b, 'F', d, 'A-' || n, 3, 240,
              array_to_tsvector(array['n=RIZIV|' || k, 'c=' || m || '|n=RIZIV|' || k, 'm=' || m, 'i=' || i,
                'd=' || to_char(b, 'YYYYMMDD'), lower(f), lower(g), 'lm', p::text, 'lm' || p, 'a', n::text,
                'a' || n] || string_to_array(lower(d), ' '))
            from (
              select n, timestamp '2026-11-24 08:00' - make_interval(mins => (n::bigint * 7919 % 5256000)::int) as t,
                (array['CT', 'MR', 'US', 'DX', 'MG'])[least(5, 1 + abs(hashint4(n)) % 17 / 4)] as m,
                'Hospital ' || n % 7 as i, n % 300000 as p,
                case when n % 5000 = 0 then 'Rare' || n % 1000 else 'Fam' || n % 1500 end as f,
                'Giv' || n % 300000 / 7 % 400 as g, date '1930-01-01' + n % 300000 % 30000 as b,
                (array['Chest two views', 'Knee left', 'Abdomen with contrast'])[1 + n % 3] as d,
                case when n % 20 = 0 then :large when n % 100 = 7 and n < 10000 then :small
                  else 'other' || n % 4000 end as k
              from generate_series(:from + 1, :to) n) s
            """)
        .param("from", from)
        .param("to", to)
        .param("small", smallNumber)
        .param("large", largeNumber)
        .update();
    jdbc.sql(
            """
            insert into study_person (study_uid, part, issuer, number, study_date, performed, patient_sort, seen_at)
            select study_uid, 'requesting', 'RIZIV', substr(k, 9), study_date, performed, patient_sort, now()
            from (select i.*, (select l from unnest(tsvector_to_array(words)) l where l like 'n=%') as k
              from study_index i) i
            on conflict do nothing
            """)
        .update();
    jdbc.sql("vacuum analyze study_index").update();
    jdbc.sql("vacuum analyze study_person").update();
  }

  private static void say(String words, Object... values) {
    System.out.println(String.format(Locale.ROOT, words, values));
  }
}
