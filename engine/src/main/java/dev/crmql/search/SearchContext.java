package dev.crmql.search;

import dev.crmql.spi.Connector;
import dev.crmql.transport.Transport;
import java.util.Map;

/** What all searches of an engine share. */
record SearchContext(
    Map<String, Connector> connectors,
    AccountDirectory accounts,
    Transport transport,
    TokenRefresher tokens,
    Planner planner,
    Timer timer,
    SearchSettings settings,
    SearchObserver observer) {}
