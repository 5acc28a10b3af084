package org.sallyport.gate.account.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.password.Passwords;
import org.springframework.stereotype.Component;

/** Hashes the passwords of a file of accounts in parallel. */
@Component
@RequiredArgsConstructor
class ImportedPasswords {
  private final Passwords passwords;

  /** The stored forms by line, without those of passwords that the accounts already have. */
  Map<Long, String> hashes(List<AccountDraft> drafts) {
    Map<Long, Future<Optional<String>>> hashing = new HashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (AccountDraft accountDraft : drafts) {
        String password = accountDraft.password();
        if (password != null) {
          hashing.put(
              accountDraft.line(), threads.submit(() -> hash(accountDraft.existing(), password)));
        }
      }
    }
    Map<Long, String> hashes = new HashMap<>();
    hashing.forEach((line, hash) -> done(hash).ifPresent(text -> hashes.put(line, text)));
    return hashes;
  }

  private Optional<String> hash(@Nullable Account existing, String password) {
    return existing != null && passwords.isPasswordOf(existing, password)
        ? Optional.empty()
        : Optional.of(passwords.hash(password));
  }

  private static Optional<String> done(Future<Optional<String>> hash) {
    try {
      return hash.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while passwords were hashed", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a password could not be hashed", e.getCause());
    }
  }
}
