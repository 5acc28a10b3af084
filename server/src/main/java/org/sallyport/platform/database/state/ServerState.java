package org.sallyport.platform.database.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.platform.examination.Finding;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The PostgreSQL server: version, encoding, rights of the role, encryption on the way. */
public final class ServerState {
  private static final String DATABASE = "database";
  private static final int MIN_VERSION = 150_000;
  private static final int MIN_CONNECTIONS = 16;
  private static final Pattern HOSTS = Pattern.compile("jdbc:postgresql://([^/?]*).*");
  private static final Pattern PORT = Pattern.compile(":\\d*$");

  /** The fewest connections that role, database and server allow. */
  private static final String CONNECTION_LIMIT =
      """
      select min(n) from (select nullif(rolconnlimit, -1) n from pg_roles where rolname = current_user
        union all select nullif(datconnlimit, -1) from pg_database where datname = current_database()
        union all select current_setting('max_connections')::int) as limits
      """;

  /** Each with the value that it must have; PostgreSQL 15 and 16 have no transaction_timeout. */
  private static final String WRONG_SETTINGS =
      """
      select name, current_setting(name) as value, source, effect
        from pg_settings join (values
          ('statement_timeout', '0', 'it ends upgrades of the tables, and the wait of a commit for the other machine'),
          ('transaction_timeout', '0', 'it ends upgrades of the tables, and the wait of a commit for the other machine'),
          ('idle_session_timeout', '0', 'it ends connections that wait for the next request'),
          ('synchronous_commit', 'on remote_apply',
            'a crash brings back codes that were used, and sessions and shares that were ended'),
          ('default_transaction_isolation', 'read committed', 'parallel requests fail'),
          ('session_replication_role', 'origin', 'references and triggers are not observed')
        ) as wanted (name, right_ones, effect) using (name)
       where position(setting in right_ones) = 0
       order by name
      """;

  private ServerState() {}

  /** The findings; none if nothing is wrong. */
  public static List<Finding> examine(JdbcClient jdbc, String url) {
    List<Finding> findings = new ArrayList<>();
    if (number(jdbc, "select current_setting('server_version_num')::int") < MIN_VERSION) {
      findings.add(Finding.error(DATABASE, "PostgreSQL is older than 15"));
    }
    if (is(jdbc, "select getdatabaseencoding() <> 'UTF8'")) {
      findings.add(
          Finding.error(DATABASE, "its encoding is not UTF8: create database … encoding 'UTF8'"));
    }
    if (is(
        jdbc,
        "select pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on'")) {
      findings.add(Finding.error(DATABASE, "it can only be read: a standby, or read-only"));
    }
    if (isForeign(jdbc)) {
      findings.add(
          Finding.error(
              DATABASE,
              "its tables belong to another role than spring.datasource.username: name that role there, or reassign owned by … to …"));
      return findings;
    }
    rights(jdbc, findings);
    settings(jdbc, findings);
    connections(jdbc, findings);
    if (!isLocal(url) && is(jdbc, "select not ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
      findings.add(
          Finding.error(
              DATABASE,
              "the connection to another machine is not encrypted: add ?sslmode=verify-full to spring.datasource.url"));
    }
    return findings;
  }

  /** Whether the role may use none of the tables. Nothing else can be examined then. */
  public static boolean isForeign(JdbcClient jdbc) {
    return is(
        jdbc,
        """
        select bool_and(not pg_has_role(tableowner, 'usage')) from pg_tables
         where schemaname not in ('pg_catalog', 'information_schema')
        """);
  }

  /** Settings of the server, the database or the role that break what statements rely on. */
  private static void settings(JdbcClient jdbc, List<Finding> findings) {
    jdbc.sql(WRONG_SETTINGS)
        .query(
            (row, number) ->
                Finding.error(
                    DATABASE,
                    row.getString("name")
                        + " is "
                        + row.getString("value")
                        + " (set by the "
                        + row.getString("source")
                        + "): "
                        + row.getString("effect")))
        .list()
        .forEach(findings::add);
  }

  private static void rights(JdbcClient jdbc, List<Finding> findings) {
    if (is(jdbc, "select rolsuper from pg_roles where rolname = current_user")) {
      findings.add(
          Finding.warning(
              DATABASE, "the role is a superuser; it needs to own its database, and nothing else"));
    }
    if (is(jdbc, "select not coalesce(has_schema_privilege(current_schema(), 'create'), false)")) {
      findings.add(
          Finding.error(
              DATABASE, "the role may make no tables: alter database … owner to the role"));
    }
    if (is(
        jdbc,
        """
        select exists (select from pg_tables where schemaname = current_schema()
          and not pg_has_role(tableowner, 'usage'))
        """)) {
      findings.add(
          Finding.error(
              DATABASE,
              "some tables belong to another role, so an update cannot change them: reassign owned by … to …"));
    }
  }

  private static void connections(JdbcClient jdbc, List<Finding> findings) {
    int most = number(jdbc, CONNECTION_LIMIT);
    if (most < MIN_CONNECTIONS) {
      findings.add(
          Finding.error(
              DATABASE, "it takes " + most + " connections; each server needs " + MIN_CONNECTIONS));
    }
  }

  /** Whether all of its hosts are this machine: there may be several, for a failover. */
  static boolean isLocal(String url) {
    Matcher parts = HOSTS.matcher(url);
    return !parts.matches()
        || Arrays.stream(parts.group(1).split(","))
            .map(it -> PORT.matcher(it).replaceFirst(""))
            .allMatch(ServerState::isThisMachine);
  }

  private static boolean isThisMachine(String host) {
    return host.isEmpty()
        || host.equals("localhost")
        || host.startsWith("127.")
        || host.equals("[::1]");
  }

  private static boolean is(JdbcClient jdbc, String question) {
    return jdbc.sql(question).query(Boolean.class).optional().orElse(false);
  }

  private static int number(JdbcClient jdbc, String question) {
    return jdbc.sql(question).query(Integer.class).single();
  }
}
