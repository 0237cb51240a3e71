package dev.crmql.transport;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map of bounded size, of which the entry that was not used for longest goes first. Not safe for
 * several threads: reading changes the order.
 *
 * @param <K> keys
 * @param <V> values
 */
public final class LruMap<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;

  private final int mostEntries;

  /**
   * An empty map.
   *
   * @param mostEntries how many entries it holds, 1 or more
   */
  public LruMap(int mostEntries) {
    super(16, 0.75f, true);
    this.mostEntries = mostEntries;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > mostEntries;
  }
}
