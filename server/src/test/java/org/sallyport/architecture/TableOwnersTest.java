package org.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.testing.SallyportTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table is named only in its owner's SQL, or through a view or function that the owner publishes.
 * The exceptions stand in a list that may only shrink; none of them runs upward.
 */
@SallyportTest
class TableOwnersTest {
  private static final Path SOURCES = Path.of("src/main/java/org/sallyport");
  private static final Path LIST = Path.of("src/test/resources/foreign-tables.txt");
  private static final int MOST = 40;

  /** Views and functions that a module of a lower level uses, with the reason. */
  private static final Map<String, String> USED_UPWARD =
      Map.of(
          "gate.account completed_sign_in",
              "the list of accounts shows the last sign-in, and is filtered by it",
          "gate.secondfactor sms_code_sent", "the brake on SMS counts guests' codes too",
          "portal.studies end_lost_shares", "reference numbers end with the shares",
          "portal.studies end_lost_shares_around", "reference numbers end with the shares");

  private static final Pattern COMMENT = Pattern.compile("(?s:/\\*.*?\\*/)|(?m:^\\s*//.*$)");
  private static final Pattern LITERAL =
      Pattern.compile("(?s)\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\n]|\\\\.)*)\"");

  /** A table, with its alias. */
  private static final String ITEM = "\\w+(?:\\s+(?:as\\s+)?\\w+)?";

  /** What follows a word by which SQL announces a table. */
  private static final Pattern TABLES =
      Pattern.compile(
          "(?i)(?:\\b(?:from|join|into|update|using|table|only)|regclass\\(')\\s*\\(?\\s*((?:ITEM)(?:\\s*,\\s*ITEM)*)"
              .replace("ITEM", ITEM));

  @Autowired List<OwnedTables> owners;
  @Autowired JdbcClient jdbc;

  /** A statement, and the module in whose code, view or function it stands. */
  private record Sql(String module, String text) {}

  @Test
  void tablesAreNamedByTheirOwners() throws IOException {
    Map<String, String> tables = modules(table -> Set.of(table.name()));
    Set<String> foreign = new TreeSet<>();
    for (Sql sql : statements()) {
      for (String table : named(sql.text(), tables.keySet())) {
        if (!sql.module().equals(tables.get(table))) {
          foreign.add(sql.module() + " " + table + " " + tables.get(table));
        }
      }
    }
    assertThat(foreign)
        .as("a line of foreign-tables.txt that is not needed any more is removed; none is added")
        .containsExactlyElementsOf(Files.readAllLines(LIST))
        .hasSizeLessThanOrEqualTo(MOST)
        .allMatch(pair -> Levels.mayUse(pair.replaceAll(" .*", ""), pair.replaceAll(".* ", "")));
  }

  @Test
  void viewsAndFunctionsAreUsedByHigherModules() throws IOException {
    Map<String, String> published = published();
    Set<String> upward = new TreeSet<>();
    for (Sql sql : statements()) {
      published.forEach(
          (name, module) -> {
            if (!sql.module().equals(module)
                && !Levels.mayUse(sql.module(), module)
                && Pattern.compile("\\b" + name + "\\b").matcher(sql.text()).find()) {
              upward.add(sql.module() + " " + name);
            }
          });
    }
    assertThat(upward).containsExactlyInAnyOrderElementsOf(USED_UPWARD.keySet());
  }

  @Test
  void eachViewAndFunctionIsPublishedByTheOwnerOfATable() {
    assertThat(published().keySet()).containsAll(bodies().keySet());
  }

  @Test
  void tablesAreFoundInStatements() {
    Set<String> tables = Set.of("account", "share", "care_group");
    assertThat(named("select 1 from account, share s, care_group", tables)).hasSize(3);
    assertThat(named("delete from share_link l using share", tables)).containsExactly("share");
    assertThat(named("select to_regclass('account'), share", tables)).containsExactly("account");
    assertThat(literals("sql(\"select 1 \"\n + \"from account\"); /* \"from share\" */"))
        .containsExactly("select 1 from account");
    assertThat(literals("// \"from share\"\nsql(\"select 1 from account\")"))
        .containsExactly("select 1 from account");
  }

  private Map<String, String> published() {
    return modules(OwnedTable::published);
  }

  private Map<String, String> modules(Function<OwnedTable, Collection<String>> names) {
    Map<String, String> modules = new HashMap<>();
    for (OwnedTables owner : owners) {
      String module = Levels.room(owner.getClass().getPackageName().replace("org.sallyport.", ""));
      owner.tables().forEach(table -> names.apply(table).forEach(it -> modules.put(it, module)));
    }
    return modules;
  }

  private List<Sql> statements() throws IOException {
    List<Sql> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        String module = Levels.room(SOURCES.relativize(file).toString().replace('/', '.'));
        literals(Files.readString(file)).forEach(text -> all.add(new Sql(module, text)));
      }
    }
    Map<String, String> published = published();
    bodies().forEach((name, body) -> all.add(new Sql(published.getOrDefault(name, ""), body)));
    Map<String, String> tables = modules(table -> Set.of(table.name()));
    jdbc.sql(
            """
            select distinct t.tgrelid::regclass::text, f.proname, pg_get_functiondef(f.oid)
              from pg_trigger t join pg_proc f on f.oid = t.tgfoid
             where not t.tgisinternal
            """)
        .query(
            (row, number) ->
                new Sql(
                    published.getOrDefault(
                        row.getString(2), tables.getOrDefault(row.getString(1), "")),
                    row.getString(3)))
        .list()
        .forEach(all::add);
    return all;
  }

  /**
   * The views and functions; one of a trigger belongs to its table, unless a module publishes it.
   */
  private Map<String, String> bodies() {
    Map<String, String> bodies = new HashMap<>();
    jdbc.sql(
            """
            select v.relname, pg_get_viewdef(v.oid) from pg_class v where v.relkind = 'v' and v.relnamespace = 'public'::regnamespace
            union all
            select f.proname, pg_get_functiondef(f.oid) from pg_proc f
             where f.pronamespace = 'public'::regnamespace and f.prokind = 'f' and f.prorettype <> 'trigger'::regtype
               and not exists (select from pg_depend d where d.objid = f.oid and d.deptype = 'e')
            """)
        .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
        .list()
        .forEach(it -> bodies.put(it.getKey(), it.getValue()));
    return bodies;
  }

  private static Set<String> named(String sql, Set<String> tables) {
    return TABLES
        .matcher(sql.replaceAll("--.*", ""))
        .results()
        .flatMap(found -> Pattern.compile(",").splitAsStream(found.group(1)))
        .map(item -> item.strip().replaceAll("(?s)\\s.*", ""))
        .filter(tables::contains)
        .collect(Collectors.toSet());
  }

  /** The texts in a source; those that are joined by a plus are one. */
  private static List<String> literals(String source) {
    String code = COMMENT.matcher(source).replaceAll("");
    List<String> texts = new ArrayList<>();
    int end = -1;
    Matcher matcher = LITERAL.matcher(code);
    while (matcher.find()) {
      String text = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      boolean isJoined = end >= 0 && code.substring(end, matcher.start()).strip().equals("+");
      texts.add(isJoined ? texts.removeLast() + text : text);
      end = matcher.end();
    }
    return texts;
  }
}
