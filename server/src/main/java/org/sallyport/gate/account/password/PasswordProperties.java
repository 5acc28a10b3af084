package org.sallyport.gate.account.password;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings for passwords (rule 37).
 *
 * @param minLength the minimum length of a new password, in code points
 * @param memory the memory that one hash uses
 * @param iterations the number of passes of one hash over its memory
 * @param parallelism the degree of parallelism of one hash
 * @param queueCapacity how many passwords may wait for a free core; beyond that the page answers
 *     503
 */
@ConfigurationProperties("sallyport.password")
public record PasswordProperties(
    @DefaultValue("12") int minLength,
    @DefaultValue("19MB") DataSize memory,
    @DefaultValue("2") int iterations,
    @DefaultValue("1") int parallelism,
    @DefaultValue("64") int queueCapacity) {

  Argon2.Cost cost() {
    return new Argon2.Cost(Math.toIntExact(memory.toKilobytes()), iterations, parallelism);
  }
}
