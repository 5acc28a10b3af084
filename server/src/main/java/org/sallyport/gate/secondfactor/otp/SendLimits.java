package org.sallyport.gate.secondfactor.otp;

import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.AccountCounts;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.secondfactor.SmsPrefixLimits;
import org.sallyport.platform.access.AddressBlock;
import org.sallyport.platform.ratelimit.Demand;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.MessageLimits;
import org.sallyport.platform.ratelimit.Quota;
import org.springframework.stereotype.Component;

/**
 * The limits on codes beyond the account's own: per destination, number prefix and installation.
 * The last two scale with the number of accounts, so that they stop fraud but no sign-ins
 * (docs/adr/0027).
 */
@Component
@RequiredArgsConstructor
class SendLimits implements SmsPrefixLimits {
  private static final int MIN_PER_INSTALLATION = 1000;
  private static final int MIN_PER_PREFIX = 100;
  private static final int MIN_PER_NETWORK = 50;

  /** One in so many accounts may have an unanswered code that a network asked for. */
  private static final int ACCOUNTS_PER_NETWORK_CODE = 10;

  /** The limit of an IPv6 site as a multiple of that of a network in it. */
  private static final int SITE_FACTOR = 4;

  /**
   * Codes per account and hour: a sign-in of every account within one hour, each with one code
   * resent.
   */
  private static final int PER_ACCOUNT_HOUR = 2;

  /** A day's limit as a multiple of an hour's. */
  private static final int DAY_FACTOR = 4;

  private final MessageLimits messages;
  private final AccountCounts accounts;
  private final OtpProperties properties;

  /**
   * The limits that one code counts against, narrowest first.
   *
   * @param from the address of the sign-in
   * @param whose the share of the destination's limit: that of known browsers for a code to the
   *     account's own contact in a browser it signed in from, that of new contacts for a contact
   *     that is only being verified, otherwise that of anyone
   */
  List<Demand> demands(Account account, Destination destination, AddressBlock from, Quota whose) {
    String to = destination.to();
    boolean known = whose == Quota.KNOWN_BROWSER;
    Quota quota = known ? Quota.KNOWN_BROWSER : Quota.ANYONE;
    List<Demand> demands = new ArrayList<>();
    demands.add(known ? messages.toOwner(account.id().toString(), to) : messages.to(whose, to));
    if (whose == Quota.ANYONE) {
      demands.addAll(ofNetwork(from));
    }
    if (destination.channel().isToNumber()) {
      demands.addAll(demands(quota, to));
    }
    demands.addAll(ofInstallation(destination.channel(), quota));
    return demands;
  }

  /**
   * The limits on codes that one network asked for in browsers that are new to the accounts, and
   * that nobody has answered: whoever has many right passwords causes few messages. A code that is
   * answered is given back, so that a hospital behind one address signs in. Known browsers need no
   * such limit: the account's own is narrower.
   */
  List<Demand> ofNetwork(AddressBlock from) {
    int hour =
        set(
            properties.perNetworkHour(),
            Math.max(MIN_PER_NETWORK, accounts.enabled() / ACCOUNTS_PER_NETWORK_CODE));
    List<Demand> demands = new ArrayList<>();
    demands.add(
        demand(LimitName.CODE_NETWORK_HOUR, hour, Quota.ANYONE, from.network())
            .about(from.network()));
    demands.add(
        demand(LimitName.CODE_NETWORK_DAY, day(hour), Quota.ANYONE, from.network())
            .about(from.network()));
    if (from.site() != null) {
      demands.add(
          demand(LimitName.CODE_NETWORK_SITE_HOUR, hour * SITE_FACTOR, Quota.ANYONE, from.site())
              .about(from.site()));
    }
    return demands;
  }

  private List<Demand> ofInstallation(Channel channel, Quota quota) {
    int hour =
        set(properties.perInstallationHour(), atLeast(MIN_PER_INSTALLATION, accounts.enabled()));
    int day = set(properties.perInstallationDay(), day(hour));
    return switch (channel) {
      case SMS, VOICE ->
          List.of(
              demand(LimitName.SMS_INSTALLATION_HOUR, hour, quota),
              demand(LimitName.SMS_INSTALLATION_DAY, day, quota));
      case EMAIL ->
          List.of(
              demand(LimitName.EMAIL_INSTALLATION_HOUR, hour, quota),
              demand(LimitName.EMAIL_INSTALLATION_DAY, day, quota));
    };
  }

  @Override
  public List<Demand> demands(Quota quota, String phone) {
    String prefix = AccountCounts.prefix(phone);
    int hour = prefixHour(prefix);
    int day = set(properties.perPrefixDay(), day(hour));
    return List.of(
        demand(LimitName.SMS_PREFIX_HOUR, hour, quota, prefix).about(prefix),
        demand(LimitName.SMS_PREFIX_DAY, day, quota, prefix).about(prefix));
  }

  private int prefixHour(String prefix) {
    return set(
        properties.perPrefixHour(), atLeast(MIN_PER_PREFIX, accounts.enabledWithPrefix(prefix)));
  }

  private static int day(int hour) {
    return Math.clamp((long) hour * DAY_FACTOR, 1, Integer.MAX_VALUE);
  }

  private static int atLeast(int least, int accounts) {
    return Math.max(least, PER_ACCOUNT_HOUR * accounts);
  }

  private static int set(@Nullable Integer value, int computed) {
    return value == null ? computed : value;
  }

  private static Demand demand(LimitName limit, int most, Quota quota, String... whose) {
    return limit.of(most).demand(quota, whose).ofMany();
  }
}
