package org.sallyport.gate.account.imports;

import java.util.List;
import java.util.Set;
import org.sallyport.gate.account.imports.file.BadLine;

/**
 * The accounts that a file names, whether they exist or not.
 *
 * @param keys their case-folded usernames
 * @param bad the lines that cannot be read; the names are not complete then
 */
public record NamedAccounts(Set<String> keys, List<BadLine> bad) {}
