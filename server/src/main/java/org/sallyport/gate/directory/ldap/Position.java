package org.sallyport.gate.directory.ldap;

/**
 * How far the changes of a server were read.
 *
 * @param source the server; positions of different servers say nothing of each other
 * @param position its highest change
 */
public record Position(String source, String position) {}
