package org.sallyport.gate.directory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.directory.DirectoryAnswer.Away;
import org.sallyport.gate.directory.DirectoryAnswer.NoAccount;
import org.sallyport.gate.directory.DirectoryAnswer.Refused;
import org.sallyport.gate.directory.DirectoryAnswer.Right;
import org.sallyport.gate.directory.kerberos.TicketCheck;
import org.sallyport.gate.directory.kerberos.TicketOwner;
import org.sallyport.gate.directory.kerberos.TicketRefused;
import org.sallyport.gate.directory.ldap.LdapDirectory;
import org.sallyport.gate.directory.ldap.LdapUnreachable;
import org.sallyport.gate.directory.ldap.Owner;
import org.sallyport.gate.directory.settings.KerberosProperties;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ratelimit.Decision;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.NetworkLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes Kerberos tickets in place of passwords. The realm of a ticket says in which directory its
 * owner is looked for; what that directory says of the owner now decides, as after a password.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DirectoryTickets {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryTickets.class);

  private final Directories directories;
  private final DirectoryAccounts accounts;
  private final DirectoryMetrics metrics;
  private final NetworkLimits limits;
  private final ConcurrentMap<KerberosProperties, TicketCheck> checks = new ConcurrentHashMap<>();

  /** What a token comes to. */
  public sealed interface Result {

    /**
     * It is the ticket of somebody in a directory, or of nobody who may sign in.
     *
     * @param directory its name in the settings
     * @param owner whom the ticket names
     * @param answer never {@link DirectoryAnswer.Wrong} or {@link DirectoryAnswer.Throttled}
     */
    record Judged(String directory, TicketOwner owner, DirectoryAnswer answer) implements Result {}

    /** It is no valid ticket for this portal. */
    record NotValid() implements Result {}

    /** It is an NTLM message: the browser has no ticket. */
    record Ntlm() implements Result {}

    /** The realm is none whose people may sign in from this network. */
    record OtherRealm() implements Result {}

    /** Nobody in the directory has the name and the identifier of the ticket. */
    record Nobody() implements Result {}

    /** Too many tokens came from the network. */
    record TooMany() implements Result {}
  }

  /** Whether a browser at this address may sign in with a ticket. */
  public boolean isOfferedTo(String address) {
    return offering(address).findAny().isPresent();
  }

  private Stream<LdapDirectory> offering(String address) {
    return directories.all().stream()
        .filter(directory -> kerberos(directory).filter(it -> it.isOfferedTo(address)).isPresent());
  }

  private static Optional<KerberosProperties> kerberos(LdapDirectory directory) {
    return Optional.ofNullable(directory.properties().kerberos());
  }

  /** Takes a token of a browser, once. */
  public Result take(byte[] token, Origin origin) {
    List<LdapDirectory> offering = offering(origin.address()).toList();
    int most =
        offering.stream()
            .flatMap(directory -> kerberos(directory).stream())
            .mapToInt(KerberosProperties::requestsPerHour)
            .max()
            .orElse(0);
    Result result =
        limits.take(LimitName.TICKETS, LimitName.TICKETS_SITE, most, origin.block())
                instanceof Decision.Met
            ? judge(offering, token, origin)
            : new Result.TooMany();
    metrics.ticket(word(result));
    return result;
  }

  private Result judge(List<LdapDirectory> offering, byte[] token, Origin origin) {
    @Nullable TicketRefused refused = null;
    for (LdapDirectory directory : offering) {
      try {
        TicketOwner owner = check(directory).check(token);
        return judge(offering, owner, origin);
      } catch (TicketRefused e) {
        refused = e;
      }
    }
    if (refused != null && refused.isNtlm()) {
      return new Result.Ntlm();
    }
    LOG.warn("a Kerberos ticket was not accepted: {}", refused == null ? "" : refused.getMessage());
    return new Result.NotValid();
  }

  private TicketCheck check(LdapDirectory directory) {
    return checks.computeIfAbsent(kerberos(directory).orElseThrow(), TicketCheck::new);
  }

  private Result judge(List<LdapDirectory> offering, TicketOwner owner, Origin origin) {
    for (LdapDirectory directory : offering) {
      if (kerberos(directory).orElseThrow().realmOfPeople().equals(owner.realm())) {
        return judge(directory, owner, origin);
      }
    }
    return new Result.OtherRealm();
  }

  private Result judge(LdapDirectory directory, TicketOwner owner, Origin origin) {
    try {
      Optional<Owner> found = directory.owner(owner.name(), owner.sid());
      return found.isEmpty()
          ? new Result.Nobody()
          : new Result.Judged(directory.name(), owner, answer(directory, found.get(), origin));
    } catch (LdapUnreachable e) {
      LOG.warn("the owner of a ticket was not looked for: {}", e.getMessage());
      return new Result.Judged(directory.name(), owner, new Away(directory.name()));
    }
  }

  private DirectoryAnswer answer(LdapDirectory directory, Owner owner, Origin origin)
      throws LdapUnreachable {
    if (!owner.standing().admits()) {
      accounts.refused(directory, owner.person(), owner.standing(), origin);
      return new Refused(owner.standing());
    }
    return switch (accounts.admit(directory, directory.withGroups(owner.person()), origin)) {
      case DirectoryAccounts.Admission.Admitted(var account) ->
          new Right(account, owner.standing().mustChange());
      case DirectoryAccounts.Admission.None(DirectoryAnswer.Why why) -> new NoAccount(why);
    };
  }

  private static String word(Result result) {
    return switch (result) {
      case Result.Judged(_, _, DirectoryAnswer answer) ->
          switch (answer) {
            case Right _ -> "accepted";
            case Away _ -> "unreachable";
            default -> "refused";
          };
      case Result.NotValid _ -> "not-valid";
      case Result.Ntlm _ -> "ntlm";
      case Result.OtherRealm _ -> "other-realm";
      case Result.Nobody _ -> "unknown";
      case Result.TooMany _ -> "throttled";
    };
  }
}
