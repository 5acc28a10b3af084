package org.sallyport.platform.policy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.policy.start.StartRefused;
import org.sallyport.platform.policy.start.StartRefusedForNow;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Checks before any bean is created that each required message channel has a server, and that the
 * server's host name resolves. Otherwise every message would be lost without an error.
 */
@Component
@ConditionalOnWebApplication
class ServersCheck implements BeanFactoryPostProcessor, EnvironmentAware {
  private static final String MAIL = "spring.mail.host";
  private static final String MAIL_ROUTES = "sallyport.mail.routes";
  private static final String SMS = "sallyport.sms.http.url";
  private static final String SMS_ROUTES = "sallyport.sms.routes";
  private static final String CHANNELS = "sallyport.otp.channels";

  private @Nullable Environment environment;

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    if (environment != null) {
      check(environment);
    }
  }

  static void check(Environment settings) {
    checkMail(settings);
    checkSms(settings);
  }

  private static void checkMail(Environment settings) {
    String mail = settings.getProperty(MAIL, "");
    if (!mail.isBlank()) {
      findHost(MAIL, mail.strip());
    } else if (!hasRoutes(settings, MAIL_ROUTES)) {
      throw new StartRefused(MAIL + " is not set, and notices, links and codes go by e-mail");
    }
  }

  private static void checkSms(Environment settings) {
    String sms = settings.getProperty(SMS, "");
    if (!sms.isBlank()) {
      findHost(SMS, URI.create(sms.strip()).getHost());
    } else if (channels(settings).contains("sms") && !hasSmsRoutes(settings)) {
      throw new StartRefused(
          SMS + " is not set, and codes go by SMS; without a gateway set " + CHANNELS + ": email");
    }
  }

  /** Their hosts are not looked up: while one of several is away, the others take its messages. */
  private static boolean hasRoutes(Environment settings, String routes) {
    return Binder.get(settings)
        .bind(routes, Bindable.mapOf(String.class, Object.class))
        .map(named -> !named.isEmpty())
        .orElse(false);
  }

  /** A route of calls takes no SMS. */
  private static boolean hasSmsRoutes(Environment settings) {
    return Binder.get(settings)
        .bind(SMS_ROUTES, Bindable.mapOf(String.class, Object.class))
        .map(Map::values)
        .orElse(List.of())
        .stream()
        .anyMatch(route -> !isVoice(route));
  }

  private static boolean isVoice(Object route) {
    return route instanceof Map<?, ?> settings
        && "voice".equalsIgnoreCase(String.valueOf(settings.get("kind")).strip());
  }

  private static List<String> channels(Environment settings) {
    return Binder.get(settings)
        .bind(CHANNELS, Bindable.listOf(String.class))
        .orElse(List.of("email", "sms"))
        .stream()
        .map(channel -> channel.strip().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static void findHost(String setting, String host) {
    try {
      InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new StartRefusedForNow(setting + ": no host of the name " + host + " is found", e);
    }
  }
}
