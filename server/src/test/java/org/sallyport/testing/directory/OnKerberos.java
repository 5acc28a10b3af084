package org.sallyport.testing.directory;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Lets browsers of this machine sign in with tickets of the domain that {@link OnSamba} connects.
 */
public final class OnKerberos
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  /** The portal's principal, without the realm. */
  public static final String SERVICE = "HTTP/localhost";

  private static final String PREFIX = "sallyport.directories.hosp.kerberos.";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Samba samba = Samba.shared();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "kerberos",
                Map.of(
                    PREFIX + "principal",
                    SERVICE + "@" + Tickets.REALM,
                    PREFIX + "keytab-file",
                    samba.service("portal", SERVICE).toString(),
                    PREFIX + "networks",
                    "127.0.0.0/8, ::1",
                    "sallyport.trusted-proxies",
                    "127.0.0.1,::1",
                    "server.max-http-request-header-size",
                    "64KB")));
  }
}
