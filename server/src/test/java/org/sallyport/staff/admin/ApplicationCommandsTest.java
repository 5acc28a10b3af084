package org.sallyport.staff.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.commandline.BadUsage;
import org.sallyport.staff.admin.CommandResult.Done;
import org.sallyport.staff.admin.CommandResult.Refused;
import org.sallyport.staff.admin.commands.Commands;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;

/** The commands on applications. */
@SallyportTest
class ApplicationCommandsTest {
  private static final String[] GRAFANA = {
    "add", "grafana", "--name", "Grafana", "--redirect", "https://grafana.example/login"
  };
  @Autowired Commands commands;
  @Autowired Rows rows;

  private CommandResult run(String... words) throws BadUsage {
    return commands.run(Work.of(Command.parse("application", List.of(words))));
  }

  @Test
  void anApplicationIsAddedChangedAndDeleted() throws BadUsage {
    String added = run(GRAFANA).toString();
    assertThat(added).contains("registered as grafana", "Its secret, which is not shown again: ");
    String secret = added.replaceAll("(?s).*again: ([A-Za-z0-9_-]{43}).*", "$1");
    assertThat(run(GRAFANA)).isInstanceOf(Refused.class);
    assertThat(run("list").toString()).contains("grafana", "never").doesNotContain(secret);
    assertThat(rows.query("select * from oidc_client where client_id = 'grafana'").toString())
        .doesNotContain(secret);
    assertThat(run("secret", "grafana").toString())
        .contains("not shown again")
        .doesNotContain(secret);
    assertThat(run("disable", "grafana")).isInstanceOf(Done.class);
    assertThat(run("disable", "grafana")).isInstanceOf(Refused.class);
    assertThat(run("list").toString()).contains("disabled");
    assertThat(run("enable", "grafana")).isInstanceOf(Done.class);
    assertThat(run("delete", "grafana")).isInstanceOf(Done.class);
    assertThat(run("delete", "grafana")).isInstanceOf(Refused.class);
    assertThat(
            rows.query(
                "select type from audit_event where run_by = ? order by id desc limit 5",
                Operator.name()))
        .extracting(row -> String.valueOf(row.get("type")))
        .containsExactly(
            "ApplicationEvent.Deleted",
            "ApplicationEvent.Enabled",
            "ApplicationEvent.Disabled",
            "ApplicationEvent.SecretReplaced",
            "ApplicationEvent.Added");
  }

  @Test
  void whatCannotBeRegisteredIsRefused() throws BadUsage {
    for (String address :
        new String[] {
          "http://app.example/cb",
          "https://*.example/cb",
          "https://app.example/cb#x",
          "https://user@app.example/cb",
          "app.example",
          "javascript:alert(1)"
        }) {
      assertThat(run("add", "wrong", "--name", "A", "--redirect", address))
          .as(address)
          .isInstanceOf(Refused.class);
    }
    String right = "https://app.example/cb";
    assertThat(run("add", "a b", "--name", "A", "--redirect", right)).isInstanceOf(Refused.class);
    assertThat(run("add", "wrong", "--name", "A", "--redirect", right, "--roles", "nurse"))
        .isInstanceOf(Refused.class);
    assertThat(run("add", "wrong", "--name", "A", "--redirect", right, "--assurance", "high"))
        .isInstanceOf(Refused.class);
    assertThat(run("add", "wrong", "--name", "A", "--redirect", right, "--keys", "{}"))
        .isInstanceOf(Refused.class);
  }
}
