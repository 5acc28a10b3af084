package org.sallyport.staff.admin.commands;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.connect.oidc.clients.Client.Authentication;
import org.sallyport.connect.oidc.clients.Client.Policy;
import org.sallyport.connect.oidc.clients.ClientStore;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.connect.oidc.clients.Objection;
import org.sallyport.gate.secondfactor.SecondFactor.Assurance;
import org.sallyport.platform.commandline.Arguments;
import org.sallyport.staff.admin.Command;
import org.sallyport.staff.admin.CommandResult;
import org.sallyport.staff.admin.CommandResult.Done;
import org.sallyport.staff.admin.CommandResult.Refused;
import org.sallyport.staff.admin.Operator;
import org.sallyport.staff.admin.Table;
import org.sallyport.staff.admin.TimeWords;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/** The commands on applications that sign people in here. */
@Component
@RequiredArgsConstructor
class ApplicationCommands {
  private static final Duration ACCESS = Duration.ofMinutes(5);

  private final ClientStore store;
  private final Clients clients;
  private final TimeWords times;

  CommandResult run(Arguments arguments) {
    return switch (Command.of(arguments)) {
      case APPLICATION_LIST -> list();
      case APPLICATION_ADD -> add(arguments);
      case APPLICATION_SECRET -> on(arguments, this::newSecret);
      case APPLICATION_DISABLE -> on(arguments, client -> setDisabled(client, true));
      case APPLICATION_ENABLE -> on(arguments, client -> setDisabled(client, false));
      case APPLICATION_DELETE -> on(arguments, this::delete);
      default -> throw new IllegalStateException("not a command on applications");
    };
  }

  private CommandResult on(Arguments arguments, Function<Client, CommandResult> act) {
    return store
        .find(arguments.first())
        .map(act)
        .orElseGet(() -> new Refused(arguments.name() + ": there is no such application"));
  }

  private CommandResult list() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("CLIENT ID", "NAME", "PROOF", "STATE", "LAST USED"));
    for (Client client : store.all()) {
      Instant used = client.lastUsedAt();
      rows.add(
          List.of(
              client.clientId(),
              client.name(),
              word(client.kind()),
              client.isEnabled() ? "enabled" : "disabled",
              used == null ? "never" : times.words(used)));
    }
    return new Done(Table.of(rows));
  }

  private CommandResult add(Arguments arguments) {
    Optional<Clients.Registration> wanted = wanted(arguments);
    if (wanted.isEmpty()) {
      return new Refused(
          arguments.name() + ": an assurance or a duration is not one that there is");
    }
    return switch (clients.add(wanted.get(), Operator.actor(), Operator.origin())) {
      case Clients.NotAdded it -> new Refused(arguments.name() + ": " + words(it.why()));
      case Clients.Done it -> new Done(added(it.client(), it.secret()));
    };
  }

  private static String words(List<Objection> why) {
    return why.stream().map(Objection::why).collect(Collectors.joining(" "));
  }

  private static String added(Client client, @Nullable String secret) {
    String line =
        String.format(Locale.ROOT, "%s is registered as %s.", client.name(), client.clientId());
    return secret == null ? line : line + System.lineSeparator() + shown(secret);
  }

  private static String shown(String secret) {
    return "Its secret, which is not shown again: " + secret;
  }

  private static Optional<Clients.Registration> wanted(Arguments arguments) {
    try {
      return Optional.of(
          new Clients.Registration(
              arguments.first(),
              arguments.option("name"),
              proof(arguments),
              arguments.has("native"),
              !arguments.has("foreign"),
              words(arguments.optional("redirect")),
              words(arguments.optional("after-logout")),
              arguments.optional("logout").orElse(null),
              scopes(arguments),
              arguments.optional("keys").orElse(null),
              policy(arguments),
              arguments.optional("access").map(DurationStyle::detectAndParse).orElse(ACCESS)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Authentication proof(Arguments arguments) {
    if (arguments.has("public") || arguments.has("native")) {
      return Authentication.NONE;
    }
    return arguments.has("keys")
        ? Authentication.PRIVATE_KEY_JWT
        : Authentication.CLIENT_SECRET_BASIC;
  }

  private static Set<String> scopes(Arguments arguments) {
    List<String> scopes = words(arguments.optional("scopes"));
    return scopes.isEmpty() ? Clients.USUAL_SCOPES : new LinkedHashSet<>(scopes);
  }

  private static Policy policy(Arguments arguments) {
    Set<String> roles = new LinkedHashSet<>(words(arguments.optional("roles")));
    String assurance = arguments.optional("assurance").orElse("password");
    return new Policy(
        roles,
        new LinkedHashSet<>(parts(arguments.optional("groups"), ";")),
        Assurance.valueOf(assurance.toUpperCase(Locale.ROOT).replace('-', '_')),
        arguments.optional("max-age").map(DurationStyle::detectAndParse).orElse(null));
  }

  private static List<String> words(Optional<String> text) {
    return parts(text, "[, ]+");
  }

  private static List<String> parts(Optional<String> text, String separator) {
    return text.stream()
        .flatMap(it -> Arrays.stream(it.split(separator)))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .toList();
  }

  private CommandResult newSecret(Client client) {
    return clients
        .newSecret(client, Operator.actor(), Operator.origin())
        .<CommandResult>map(secret -> new Done(shown(secret)))
        .orElseGet(() -> new Refused("application secret: this application has none"));
  }

  private CommandResult setDisabled(Client client, boolean disabled) {
    String state = disabled ? "disabled" : "enabled";
    return clients.setDisabled(client, disabled, Operator.actor(), Operator.origin())
        ? new Done(client.name() + " is " + state + ".")
        : new Refused("application: " + client.name() + " is " + state + " already");
  }

  private CommandResult delete(Client client) {
    clients.delete(client, Operator.actor(), Operator.origin());
    return new Done(client.name() + " is deleted.");
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
