package org.sallyport.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.sallyport.gate.account.FactorNames;
import org.sallyport.gate.account.imports.AccountImport;
import org.sallyport.gate.account.imports.ImportResult;
import org.sallyport.platform.access.Origin;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The accounts of the demo. */
final class SampleAccounts {
  private static final int METHOD = 5;

  private final byte[] file;

  private SampleAccounts(byte[] file) {
    this.file = file;
  }

  static SampleAccounts read() throws IOException {
    try (InputStream in = SampleAccounts.class.getResourceAsStream("/demo/accounts.csv")) {
      if (in == null) {
        throw new IOException("no accounts.csv");
      }
      return new SampleAccounts(in.readAllBytes());
    }
  }

  /** Creates them if there is no account yet. */
  void load(ApplicationContext context) {
    if (anyAccount(context)) {
      return;
    }
    byte[] lines = allowed(context.getBean(FactorNames.class));
    ImportResult result = context.getBean(AccountImport.class).run(lines, Origin.COMMAND_LINE);
    if (result instanceof ImportResult.BadLines refused) {
      throw new Refused("the demo's accounts are not taken: " + refused.lines());
    }
    giveRolesEarlier(context);
  }

  /** Nobody confirms a reset on the first day of a role, which here began long ago. */
  private static void giveRolesEarlier(ApplicationContext context) {
    context
        .getBean(JdbcClient.class)
        .sql("update account set role_since = role_since - interval '90 days'")
        .update();
  }

  private static boolean anyAccount(ApplicationContext context) {
    return context
            .getBean(JdbcClient.class)
            .sql("select count(*) from account")
            .query(Long.class)
            .single()
        > 0;
  }

  /** The file without methods that the settings do not allow, which an import would refuse. */
  private byte[] allowed(FactorNames factors) {
    return new String(file, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(",", -1))
        .map(cells -> String.join(",", allowed(cells, factors)))
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String[] allowed(String[] cells, FactorNames factors) {
    String method = cells[METHOD];
    if (!method.equals("method") && !factors.isAllowed(method)) {
      cells[METHOD] = "";
    }
    return cells;
  }

  /**
   * An account as shown by the demo.
   *
   * @param method "email", "sms" or empty
   */
  record Shown(String username, String password, String name, String phone, String method) {}

  /** In the order of the file, whose cells contain no comma. */
  List<Shown> shown() {
    return new String(file, StandardCharsets.UTF_8)
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(cells -> new Shown(cells[0], cells[1], cells[2], cells[4], cells[METHOD]))
        .toList();
  }
}
