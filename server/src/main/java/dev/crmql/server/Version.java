package dev.crmql.server;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest holds. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"crmql " + (version == null ? "(not packaged)" : version)};
  }
}
