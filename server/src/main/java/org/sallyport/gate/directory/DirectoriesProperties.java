package org.sallyport.gate.directory;

import java.util.Map;
import org.sallyport.gate.directory.settings.DirectoryProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The directories by the names that the operator gives them.
 *
 * @param directories for example "hosp"; names are searched in them in the order of these names
 */
@ConfigurationProperties("sallyport")
record DirectoriesProperties(@DefaultValue Map<String, DirectoryProperties> directories) {}
