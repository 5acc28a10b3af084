package org.sallyport.portal.sharing.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.account.contact.Phone;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.sharing.Receiver;
import org.sallyport.portal.sharing.Sharable;
import org.sallyport.portal.sharing.ShareTerms;
import org.sallyport.portal.sharing.SharingLimits;
import org.sallyport.portal.sharing.SharingProperties;
import org.sallyport.portal.sharing.receivers.Directory;
import org.springframework.stereotype.Component;

/** Reads the share form: the terms, or what is wrong with which field. */
@Component
@RequiredArgsConstructor
class ShareFormReader {
  private final Directory directory;
  private final SharingLimits limits;
  private final SharingProperties properties;
  private final Accounts accounts;
  private final Phones phones;
  private final RandomValues random;

  /** The result of reading the form. */
  sealed interface Read {
    record Complete(ShareTerms terms) implements Read {}

    /**
     * Something is wrong.
     *
     * @param field "recipient", "from", "until" or "phone"
     * @param choices the receivers that the text may mean
     */
    record Wrong(String field, String words, List<Receiver> choices) implements Read {}

    /**
     * The text means one account or group, which the person who shares has not seen yet.
     *
     * @param receiver whom it means
     */
    record NotShownYet(Receiver receiver) implements Read {}

    /**
     * One receiver was chosen and another one typed; neither may be taken.
     *
     * @param choices both, as far as they are known
     */
    record TwoReceivers(String words, List<Receiver> choices) implements Read {
      Wrong asWrong() {
        return new Wrong("recipient", words, choices);
      }
    }
  }

  Read read(Visitor visitor, ShareForm form, List<Sharable> studies, Period period) {
    Who who = who(visitor, form);
    Receiver receiver = who.receiver();
    if (receiver == null) {
      return who.choices().size() == 1
          ? new Read.NotShownYet(who.choices().getFirst())
          : new Read.Wrong("recipient", who.problem(), who.choices());
    }
    List<Receiver> meant = meant(visitor, form, receiver);
    if (!meant.contains(receiver)) {
      String words =
          Messages.text("sharing.form.two-receivers", receiver.name(), form.text("recipient"));
      return new Read.TwoReceivers(
          words, Stream.concat(Stream.of(receiver), meant.stream()).toList());
    }
    Optional<Instant> from = period.from(form.text("from"));
    if (from.isEmpty()) {
      return new Read.Wrong("from", Messages.text("sharing.form.from-wrong"), List.of());
    }
    Optional<Instant> until = period.until(form.text("until"), from.get());
    if (until.isEmpty()) {
      return new Read.Wrong(
          "until",
          Messages.text("sharing.form.until-wrong", Days.day(period.lastDay())),
          List.of());
    }
    return complete(form, studies, receiver, from.get(), until.get());
  }

  private Read complete(
      ShareForm form, List<Sharable> studies, Receiver receiver, Instant from, Instant until) {
    String phone = null;
    boolean toAddress = receiver instanceof Receiver.Address;
    if (toAddress && form.ticked("phone")) {
      Phone parsed = phones.parse(form.text("phone"));
      if (!(parsed instanceof Phone.Mobile mobile)) {
        return new Read.Wrong("phone", parsed.words(), List.of());
      }
      phone = mobile.e164();
    }
    List<StudyUid> uids = studies.stream().map(it -> it.study().uid()).toList();
    return new Read.Complete(
        new ShareTerms(
            form.request().orElseGet(random::id),
            uids,
            receiver,
            form.message(),
            from,
            until,
            form.ticked("report") && studies.stream().allMatch(Sharable::withReport),
            form.ticked("onward") && !toAddress,
            form.ticked("marks"),
            phone,
            toAddress ? opens(form) : null));
  }

  private static @Nullable Integer opens(ShareForm form) {
    return switch (form.text("opens")) {
      case "1" -> 1;
      case "5" -> 5;
      default -> null;
    };
  }

  /**
   * Whom the form means.
   *
   * @param receiver null if it is not clear
   */
  private record Who(@Nullable Receiver receiver, String problem, List<Receiver> choices) {
    static Who unknown(String problem) {
      return new Who(null, Messages.text(problem), List.of());
    }
  }

  private Who who(Visitor visitor, ShareForm form) {
    if (!isTyped(form)) {
      return directory
          .of(form.text("to"))
          .map(receiver -> allowed(visitor, receiver))
          .orElseGet(() -> Who.unknown("sharing.form.receiver-gone"));
    }
    String typed = form.text("recipient");
    if (typed.isEmpty()) {
      return Who.unknown("sharing.form.receiver-missing");
    }
    if (limits.takeSearch(visitor.account()).isPresent()) {
      return Who.unknown("sharing.form.too-many-searches");
    }
    List<Receiver> found = directory.find(typed, role(visitor));
    return found.isEmpty() && typed.indexOf('@') >= 0
        ? Who.unknown("sharing.form.address-faulty")
        : among(visitor, found);
  }

  /**
   * Whom the typed text may mean; the chosen receiver if nothing was typed. A receiver that was
   * chosen before a page was shown again stays chosen there while another one is typed.
   */
  private List<Receiver> meant(Visitor visitor, ShareForm form, Receiver receiver) {
    String typed = form.text("recipient");
    if (typed.isEmpty() || isTyped(form)) {
      return List.of(receiver);
    }
    return limits.takeSearch(visitor.account()).isPresent()
        ? List.of()
        : directory.find(typed, role(visitor)).stream().limit(Directory.MAX_MATCHES).toList();
  }

  private Role role(Visitor visitor) {
    return accounts.find(visitor.account()).map(Account::role).orElse(Role.PATIENT);
  }

  private static boolean isTyped(ShareForm form) {
    String key = form.text("to");
    return key.isEmpty() || key.equals("new");
  }

  /**
   * A typed text never decides alone which account or group is meant: the person who shares sees it
   * first. An address without an account is what was typed.
   */
  private Who among(Visitor visitor, List<Receiver> receivers) {
    if (receivers.isEmpty()) {
      return Who.unknown("sharing.form.receiver-unknown");
    }
    if (receivers.size() > Directory.MAX_MATCHES) {
      return Who.unknown("sharing.form.receiver-many");
    }
    if (receivers.size() > 1) {
      return new Who(null, Messages.text("sharing.form.receiver-which"), receivers);
    }
    Who who = allowed(visitor, receivers.getFirst());
    return who.receiver() == null || who.receiver() instanceof Receiver.Address
        ? who
        : new Who(null, "", receivers);
  }

  private Who allowed(Visitor visitor, Receiver receiver) {
    if (isSelf(visitor, receiver)) {
      return Who.unknown("sharing.form.yourself");
    }
    if (receiver instanceof Receiver.Address && !properties.addresses()) {
      return Who.unknown("sharing.form.no-addresses");
    }
    return new Who(receiver, "", List.of());
  }

  private boolean isSelf(Visitor visitor, Receiver receiver) {
    return switch (receiver) {
      case Receiver.Colleague colleague -> colleague.account().equals(visitor.account());
      case Receiver.Address address -> isOwn(visitor, address);
      case Receiver.Team _ -> false;
    };
  }

  private boolean isOwn(Visitor visitor, Receiver.Address address) {
    return accounts
        .find(visitor.account())
        .map(Account::email)
        .filter(own -> own.equalsIgnoreCase(address.email()))
        .isPresent();
  }
}
