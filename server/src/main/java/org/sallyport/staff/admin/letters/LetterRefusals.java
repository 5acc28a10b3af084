package org.sallyport.staff.admin.letters;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.secondfactor.written.ActivationLetter;
import org.sallyport.gate.secondfactor.written.ActivationLetter.Result;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.DateFormats;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Says why no letter is made for an account, before it is asked for and afterwards. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class LetterRefusals {
  private static final DateFormats WHEN = DateFormats.of("common.format.date-time");

  private final ActivationLetter codes;
  private final Installation installation;

  /** Why no letter would be made now, as text; empty if one would be. */
  public Optional<String> of(Account account) {
    return codes.refusal(account).flatMap(this::words);
  }

  /** Why none was made; empty if one was. */
  Optional<String> words(Result result) {
    return switch (result) {
      case Result.Made _ -> Optional.empty();
      case Result.HasWay has -> Optional.of(Messages.text("staff.letter.has-way", has.factor()));
      case Result.ContactChanged changed ->
          Optional.of(Messages.text("staff.letter.contact-changed", when(changed.until())));
      case Result.Disabled _ -> Optional.of(Messages.text("staff.letter.disabled"));
    };
  }

  String when(Instant at) {
    return WHEN.format(ZonedDateTime.ofInstant(at, installation.zone()));
  }
}
