package dev.crmql.search;

import dev.crmql.spi.Connector;
import dev.crmql.spi.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes objects of rows; of each type's name, it asks its connector once. */
final class FoundObjects {

  private final Map<String, Optional<UnifiedType>> types = new HashMap<>();

  SearchObject of(Account account, Connector connector, Row row) {
    String type = row.type();
    Optional<UnifiedType> unified =
        types.computeIfAbsent(
            connector.service() + ' ' + type, key -> UnifiedType.of(connector, type));
    return new SearchObject(account.id(), unified, row);
  }
}
