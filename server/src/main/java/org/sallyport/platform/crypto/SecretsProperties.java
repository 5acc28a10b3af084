package org.sallyport.platform.crypto;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the keys are.
 *
 * @param keyFile the file of keys, kept outside the database and out of its backups; made at the
 *     first start
 */
@ConfigurationProperties("sallyport.secrets")
record SecretsProperties(@DefaultValue("data/keys/keys.txt") Path keyFile) {}
