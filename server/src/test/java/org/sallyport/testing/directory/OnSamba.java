package org.sallyport.testing.directory;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Connects an application to the shared domain controller, under the name "hosp". */
public final class OnSamba
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Samba samba = Samba.shared();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "samba",
                Map.of(
                    "sallyport.directories.hosp.urls",
                    samba.url(),
                    "sallyport.directories.hosp.ca-file",
                    samba.authority().toString(),
                    "sallyport.directories.hosp.bind-dn",
                    Samba.SERVICE_DN,
                    "sallyport.directories.hosp.bind-password",
                    Samba.PASSWORD,
                    "sallyport.directories.hosp.base-dn",
                    Samba.BASE,
                    "sallyport.directories.hosp.timeout",
                    "10s",
                    "sallyport.directories.hosp.domains",
                    "HOSP",
                    "sallyport.directories.hosp.upn-suffixes",
                    "hosp.test")));
  }
}
