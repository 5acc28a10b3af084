package org.sallyport.gate.directory.settings;

/**
 * What a directory runs on, which decides the names of its attributes and what its answers mean.
 */
public enum DirectoryKind {
  /** Microsoft's Active Directory, or Samba as a domain controller. */
  ACTIVE_DIRECTORY("objectGUID", "sAMAccountName", "displayName", "user"),
  /** OpenLDAP 2.6 with the overlay ppolicy. */
  OPENLDAP("entryUUID", "uid", "cn", "inetOrgPerson"),
  /** 389 Directory Server, or FreeIPA. */
  DS389("nsUniqueId", "uid", "cn", "person");

  private final String idAttribute;
  private final String usernameAttribute;
  private final String nameAttribute;
  private final String personClass;

  DirectoryKind(
      String idAttribute, String usernameAttribute, String nameAttribute, String personClass) {
    this.idAttribute = idAttribute;
    this.usernameAttribute = usernameAttribute;
    this.nameAttribute = nameAttribute;
    this.personClass = personClass;
  }

  /** The attribute with the id that an entry keeps when it is renamed or moved. */
  public String idAttribute() {
    return idAttribute;
  }

  public String usernameAttribute() {
    return usernameAttribute;
  }

  public String nameAttribute() {
    return nameAttribute;
  }

  public String personClass() {
    return personClass;
  }
}
