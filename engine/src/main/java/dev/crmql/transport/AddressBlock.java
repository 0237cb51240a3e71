package dev.crmql.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses that begin with the same bits (RFC 4632, section 3.1).
 *
 * @param prefix the block's first address, 4 or 16 bytes
 * @param bits how many of its bits count
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record AddressBlock(byte[] prefix, int bits) {

  /**
   * Blocks of IPv4 that are not global, of the IANA IPv4 Special-Purpose Address Registry (RFC
   * 6890), and multicast (RFC 5771). Clouds serve their metadata, tokens among it, at addresses of
   * 169.254.0.0/16, 100.64.0.0/10 and 192.0.0.0/24.
   */
  private static final List<AddressBlock> NOT_PUBLIC_4 =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3");

  /** All that is handed out of IPv6 for the public internet (RFC 4291, section 2.4). */
  private static final AddressBlock GLOBAL_UNICAST = block("2000::/3");

  /**
   * Blocks among them that are not global, or carry an IPv4 address that a relay goes on to (IANA
   * IPv6 Special-Purpose Address Registry): protocol assignments with Teredo, documentation, 6to4.
   */
  private static final List<AddressBlock> NOT_PUBLIC_6 =
      blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  /** IPv4 behind a translator, its address in the last four bytes (RFC 6052, section 2.1). */
  private static final AddressBlock TRANSLATED = block("64:ff9b::/96");

  private static List<AddressBlock> blocks(String... written) {
    return Stream.of(written).map(AddressBlock::block).toList();
  }

  private static AddressBlock block(String written) {
    int slash = written.indexOf('/');
    try {
      // Of an address, not of a name, so that nothing is looked up.
      byte[] prefix = InetAddress.getByName(written.substring(0, slash)).getAddress();
      return new AddressBlock(prefix, Integer.parseInt(written.substring(slash + 1)));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(written, e);
    }
  }

  /** Whether an address, 4 or 16 bytes, is of the public internet. */
  static boolean isPublic(byte[] address) {
    if (address.length == 4) {
      return NOT_PUBLIC_4.stream().noneMatch(block -> block.holds(address));
    }
    if (TRANSLATED.holds(address)) {
      return isPublic(Arrays.copyOfRange(address, 12, 16));
    }
    return GLOBAL_UNICAST.holds(address)
        && NOT_PUBLIC_6.stream().noneMatch(block -> block.holds(address));
  }

  private boolean holds(byte[] address) {
    int whole = bits / 8;
    int mask = 0xFF00 >> (bits % 8) & 0xFF;
    return Arrays.equals(prefix, 0, whole, address, 0, whole)
        && (mask == 0 || ((prefix[whole] ^ address[whole]) & mask) == 0);
  }
}
