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
      of(ServiceLimits.load(HubSpotLimits.class, "hubspot-limits.json"));

  private static HubSpotLimits of(ServiceLimits limits) {
    return new HubSpotLimits(
        limits.get("groups"),
        limits.get("group-filters"),
        limits.get("filters"),
        limits.get("body-length"),
        limits.get("page-rows"),
        limits.get("window-rows"),
        limits.get("batch-inputs"),
        limits.get("list-values"),
        limits.get("list-length"),
        limits.get("properties-length"),
        limits.get("searches"),
        limits.get("number-digits"));
  }
}
