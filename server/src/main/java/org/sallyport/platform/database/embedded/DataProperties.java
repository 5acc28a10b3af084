package org.sallyport.platform.database.embedded;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where an installation keeps what is its own.
 *
 * @param data the folder of the embedded database and of the keys, made at the first start,
 *     readable by its owner only
 */
@ConfigurationProperties("sallyport")
record DataProperties(@DefaultValue("data") Path data) {}
