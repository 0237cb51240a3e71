package dev.crmql.hubspot;

import dev.crmql.spi.ServiceLimits;

/** HubSpot's limits; their units and sources stand in {@code hubspot-limits.json}. */
record HubSpotLimits(
    int groups,
    int groupFilters,
    int filters,
    int bodyLength,
    int pageRows,
    int windowRows,
    int batchInputs,
    int listValues,
    int listLength,
    int propertiesLength,
    int searches,
    int numberDigits) {

  static final HubSpotLimits INSTANCE =
      ServiceLimits.load(HubSpotLimits.class, "hubspot-limits.json");
}
