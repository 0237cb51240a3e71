package dev.crmql.search;

import dev.crmql.spi.Connector;
import java.util.Map;

/** What all searches of an engine share. */
record SearchContext(
    Map<String, Connector> connectors,
    AccountDirectory accounts,
    Upstreams upstreams,
    Planner planner,
    Timer timer,
    SearchSettings settings,
    SearchObserver observer) {}
