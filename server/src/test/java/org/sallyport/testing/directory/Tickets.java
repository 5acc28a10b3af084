package org.sallyport.testing.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;

/** Somebody who is signed in to the domain of a {@link Samba}, and the tokens of their browser. */
public final class Tickets {
  public static final String REALM = "HOSP.TEST";

  private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";
  private static final String PRINCIPAL_NAME = "1.2.840.113554.1.2.2.1";

  /** SPNEGO (RFC 4178), as browsers send it. */
  public static final String SPNEGO = "1.3.6.1.5.5.2";

  /** Kerberos alone (RFC 4121). */
  public static final String KERBEROS = "1.2.840.113554.1.2.2";

  private final Subject subject;

  private Tickets(Subject subject) {
    this.subject = subject;
  }

  /** Signs somebody in to the domain, as Windows does in the morning. */
  public static Tickets of(Samba samba, String username) {
    System.setProperty("java.security.krb5.conf", configuration(samba).toString());
    try {
      LoginContext login =
          new LoginContext(
              "tests",
              null,
              callbacks -> answer(callbacks, username),
              new Configuration() {
                @Override
                public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                  return new AppConfigurationEntry[] {
                    new AppConfigurationEntry(
                        MODULE,
                        AppConfigurationEntry.LoginModuleControlFlag.REQUIRED,
                        Map.of("refreshKrb5Config", "true"))
                  };
                }
              });
      login.login();
      return new Tickets(login.getSubject());
    } catch (LoginException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(Callback[] callbacks, String username) {
    for (Callback callback : callbacks) {
      if (callback instanceof NameCallback name) {
        name.setName(username + "@" + REALM);
      } else if (callback instanceof PasswordCallback password) {
        password.setPassword(Samba.PASSWORD.toCharArray());
      }
    }
  }

  /** A krb5.conf for clients of the domain. */
  public static Path configuration(Samba samba) {
    try {
      return Files.writeString(
          Files.createTempFile("krb5", ".conf"),
          """
          [libdefaults]
            default_realm = HOSP.TEST
            dns_lookup_kdc = false
            dns_lookup_realm = false
            dns_canonicalize_hostname = false
            rdns = false
            udp_preference_limit = 1
            forwardable = true
          [realms]
            HOSP.TEST = {
              kdc = %s:88
            }
          [domain_realm]
            localhost = HOSP.TEST
          """
              .formatted(samba.address()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The token for a service that the browser sends, in Base64. */
  public String token(String principal) {
    return token(principal, SPNEGO, false);
  }

  /**
   * The token for a service.
   *
   * @param mechanism in which it is sent
   * @param delegated whether the service could act for the person
   */
  public String token(String principal, String mechanism, boolean delegated) {
    try {
      return Subject.callAs(
          subject,
          () -> {
            GSSContext context = context(principal, mechanism);
            context.requestCredDeleg(delegated);
            byte[] token = context.initSecContext(new byte[0], 0, 0);
            return Base64.getEncoder().encodeToString(token);
          });
    } catch (CompletionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static GSSContext context(String principal, String mechanism) throws GSSException {
    GSSManager manager = GSSManager.getInstance();
    GSSContext context =
        manager.createContext(
            manager.createName(principal + "@" + REALM, new Oid(PRINCIPAL_NAME)),
            new Oid(mechanism),
            null,
            GSSContext.DEFAULT_LIFETIME);
    context.requestMutualAuth(true);
    return context;
  }

  /** The credentials of a client of MIT Kerberos, such as curl: the environment that it needs. */
  public static Map<String, String> kinit(Samba samba, String username)
      throws IOException, InterruptedException {
    Path cache = Files.createTempFile("tickets", ".cache");
    Map<String, String> environment =
        Map.of("KRB5_CONFIG", configuration(samba).toString(), "KRB5CCNAME", "FILE:" + cache);
    ProcessBuilder builder =
        new ProcessBuilder(List.of("/usr/bin/kinit", username + "@" + REALM))
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try (var in = process.outputWriter()) {
      in.write(Samba.PASSWORD + "\n");
    }
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
    return environment;
  }
}
